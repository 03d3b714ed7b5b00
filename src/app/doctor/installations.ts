import { type Check, ok, problem, warning } from './check.ts'
import type { InstallationInspection } from './inspections.ts'

/** The workspaces that have installed the app: which of them work, and what to do about the others. */
export function installationChecks(installations: readonly InstallationInspection[]): readonly Check[] {
  if (installations.length === 0)
    return [
      problem(
        { id: 'installation', title: 'Workspaces' },
        'the app is installed in none',
        'Open PUBLIC_URL/slack/install in a browser, as somebody who may install apps there.',
      ),
    ]
  return installations.map(installationCheck)
}

function installationCheck(one: InstallationInspection): Check {
  const { tenant, name, state, listed, token, gone } = one
  const subject = { id: 'installation', title: name === '' ? tenant : `${name} (${tenant})` }
  if (!listed)
    return warning(
      subject,
      'is installed, but not in SLACK_ALLOWED_TEAMS: nobody there can use the app',
      `Add ${tenant} to it, or forget the installation: countersign installations remove ${tenant}`,
    )
  if (state === 'pending')
    return warning(
      subject,
      'is installed and waits to be allowed: nobody there can use the app',
      `If it is yours: countersign installations allow ${tenant}. If not: countersign installations remove ${tenant}`,
    )
  if (gone !== null)
    return problem(
      subject,
      `has not been connected since ${new Date(gone.at).toISOString()} (${gone.because}): its people get no cards`,
      `Have the app installed there again, at PUBLIC_URL/slack/install, or: countersign installations remove ${tenant}`,
    )
  return tokenCheck(subject, token)
}

function tokenCheck(subject: Pick<Check, 'id' | 'title'>, token: InstallationInspection['token']): Check {
  switch (token) {
    case 'current':
      return ok(subject, 'is connected')
    case 'old_key':
      return warning(
        subject,
        'is connected; its token is still encrypted with an old key',
        'Run countersign rotate-secret, or restart the program; then the old key can go.',
      )
    case 'unknown_key':
      return problem(
        subject,
        'its token is encrypted with a key that is not in COUNTERSIGN_SECRET',
        'Put the old key behind the new one, COUNTERSIGN_SECRET=new,old, or have the app installed there again.',
      )
    case 'damaged':
      return problem(
        subject,
        'its stored token was changed or belongs to another workspace',
        'Have the app installed there again, and find out who can write to the database.',
      )
    default:
      return token satisfies never
  }
}
