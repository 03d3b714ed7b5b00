/** `countersign installations` and `countersign rotate-secret`: who may use the app, and with which key tokens are kept. */
import type { InstallationInspection } from '../../src/app/doctor/inspections.ts'
import type { Installation, Vault } from '../../src/app/ports.ts'
import { loadEnvironment } from '../../src/config/load.ts'
import type { Environment } from '../../src/config/types.ts'
import { complain, complainAbout, say } from '../cli/terminal.ts'
import { createVault } from '../secrets/vault.ts'
import { isAllowed, openToken, reseal } from '../slack/installed.ts'
import { databaseOrComplain, type Variables } from './common.ts'
import { clockOf, type Database, openDatabase } from './database.ts'

/** An installation as doctor and the list judge it. */
export function inspected(
  installation: Installation,
  vault: Vault,
  allowedTeams: readonly string[] | null,
): InstallationInspection {
  const { tenant, name, state, gone } = installation
  const opened = openToken(vault, installation)
  const token = opened.outcome !== 'opened' ? opened.outcome : opened.current ? 'current' : 'old_key'
  // Listed means allowed beforehand; without a list the state alone says it.
  const listed = allowedTeams === null || isAllowed(installation, allowedTeams)
  return {
    tenant,
    name,
    state: listed && allowedTeams !== null && state === 'pending' ? 'active' : state,
    listed,
    token,
    gone,
  }
}

export type InstallationsCommand =
  | { readonly do: 'list' }
  | { readonly do: 'allow' | 'remove'; readonly tenant: string }

/** `countersign installations [list | allow <id> | remove <id>]`. */
export function manageInstallations(
  command: InstallationsCommand,
  { json }: { json: boolean },
  variables: Variables,
): Promise<number> {
  return withStore(variables, async (store, { oauth, vault }) => {
    if (command.do === 'list') return list(store, vault, oauth.allowedTeams, json)
    const found = await store.installations.find('slack', command.tenant)
    if (found === null) {
      complain(`The app is not installed in ${command.tenant}. See countersign installations.`)
      return 1
    }
    return command.do === 'allow' ? allow(found, store, oauth.allowedTeams, json) : remove(found, store, json)
  })
}

async function list(
  { installations }: Database,
  vault: Vault,
  allowedTeams: readonly string[] | null,
  json: boolean,
): Promise<number> {
  const all = (await installations.list()).map((one) => ({ one, about: inspected(one, vault, allowedTeams) }))
  if (json) {
    say(
      JSON.stringify(
        all.map(({ one: { sealed: _, ...shown }, about }) => ({ ...shown, ...about })),
        null,
        2,
      ),
    )
    return 0
  }
  if (all.length === 0) say('The app is installed nowhere yet. Open PUBLIC_URL/slack/install in a browser.')
  for (const { one, about } of all) {
    const kind = one.orgWide ? 'organisation' : 'workspace'
    const on = new Date(one.installedAt).toISOString().slice(0, 10)
    say(`${one.tenant}  ${stateOf(about)}  ${one.name} (${kind}, by ${one.installedBy} on ${on})`)
  }
  return 0
}

function stateOf({ listed, state, token, gone }: InstallationInspection): string {
  if (!listed) return 'not in SLACK_ALLOWED_TEAMS'
  if (gone !== null) return `gone (${gone.because})`
  if (state === 'pending') return 'waits to be allowed'
  return token === 'current' || token === 'old_key' ? 'connected' : `token unreadable (${token})`
}

async function allow(
  found: Installation,
  database: Database,
  allowedTeams: readonly string[] | null,
  json: boolean,
): Promise<number> {
  if (allowedTeams !== null) {
    complain('SLACK_ALLOWED_TEAMS is set, and it alone decides. Add the id there and restart the program.')
    return 1
  }
  if (found.state === 'pending') {
    const { installations, store } = database
    const changed = await installations.change({ ...found, state: 'active' }, found.sealed)
    if (!changed) {
      complain('It was installed again in this moment. Look at it once more: countersign installations.')
      return 1
    }
    await store.wakeParked('not_connected', (await clockOf(database)).now())
  }
  const said = `${found.name} (${found.tenant}) may use the app.`
  say(json ? JSON.stringify({ ok: true, tenant: found.tenant }) : said)
  return 0
}

async function remove(found: Installation, { installations }: Database, json: boolean): Promise<number> {
  await installations.remove('slack', found.tenant)
  const said = `${found.name} (${found.tenant}) is forgotten, and its token with it. In Slack the app can be removed under Manage apps.`
  say(json ? JSON.stringify({ ok: true, tenant: found.tenant }) : said)
  return 0
}

/** `countersign rotate-secret`: encrypts with the first key of COUNTERSIGN_SECRET what an older one has encrypted. */
export function rotateSecret({ json }: { json: boolean }, variables: Variables): Promise<number> {
  return withStore(variables, async ({ installations }, { vault }) => {
    let changed = 0
    const unreadable: string[] = []
    for (const installation of await installations.list()) {
      const opened = openToken(vault, installation)
      if (opened.outcome !== 'opened') unreadable.push(`${installation.tenant} (${opened.outcome})`)
      else if (!opened.current && (await reseal(installation, opened.botToken, { installations, vault })))
        changed += 1
    }
    if (json) say(JSON.stringify({ ok: unreadable.length === 0, changed, unreadable }))
    else say(`${changed} token(s) are encrypted with the new key now.`)
    if (unreadable.length === 0) {
      if (!json) say('The old keys can go from COUNTERSIGN_SECRET.')
      return 0
    }
    complain(
      `Not readable with any key of COUNTERSIGN_SECRET: ${unreadable.join(', ')}. See countersign doctor.`,
    )
    return 1
  })
}

interface Means {
  readonly oauth: NonNullable<NonNullable<Environment['slack']>['oauth']>
  readonly vault: Vault
}

async function withStore(
  variables: Variables,
  work: (store: Database, means: Means) => Promise<number>,
): Promise<number> {
  const loaded = loadEnvironment(variables)
  if (!loaded.ok) {
    complainAbout(loaded.problems, { name: 'environment', text: '' })
    return 1
  }
  const { slack, secret } = loaded.value
  if (slack === null || slack.oauth === null || secret === null) {
    complain('There are no installations: the program is configured for one workspace. See SLACK_CLIENT_ID.')
    return 1
  }
  const address = databaseOrComplain(variables)
  if (address === null) return 1
  try {
    const store = await openDatabase(address)
    try {
      return await work(store, { oauth: slack.oauth, vault: createVault(secret) })
    } finally {
      await store.close()
    }
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}
