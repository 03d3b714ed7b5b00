import { type Check, ok, problem, warning } from './check.ts'
import type { NamedConnection } from './inspections.ts'

/** A scope that the organisation needs, and what for. */
export interface NeededScope {
  readonly scope: string
  readonly why: string
}

const reinstall =
  'In the app’s settings: paste the output of countersign manifest slack under App Manifest, then Install App, Reinstall.'

export function connectionChecks(
  { name, outcome, scopes, aheadMs }: NamedConnection,
  needed: readonly NeededScope[],
): readonly Check[] {
  const of = name === null ? '' : ` of ${name}`
  const subject = { id: 'token', title: `Bot token${of}` }
  const clock = aheadMs === null ? [] : [clockCheck(aheadMs)]
  if (!outcome.ok)
    return [problem(subject, tokenTrouble(outcome.code), tokenMend(outcome.code, name !== null)), ...clock]
  return [ok(subject, `accepted by workspace ${outcome.team}`), ...scopeChecks(scopes, needed, of), ...clock]
}

/** Codes with which Slack says that the token will never work again. */
const dead = new Set(['invalid_auth', 'token_revoked', 'token_expired', 'account_inactive', 'not_authed'])

function tokenTrouble(code: string): string {
  return dead.has(code) ? `refused by Slack (${code})` : `Slack could not be asked (${code})`
}

function tokenMend(code: string, installed: boolean): string {
  if (installed && dead.has(code)) return 'Have the app installed there again: PUBLIC_URL/slack/install.'
  return dead.has(code)
    ? 'Copy the Bot User OAuth Token from OAuth & Permissions into SLACK_BOT_TOKEN; reinstall the app if it was removed.'
    : 'Check this machine’s way to https://slack.com (proxy, firewall, SLACK_API_URL) and https://status.slack.com.'
}

function scopeChecks(
  granted: readonly string[] | null,
  needed: readonly NeededScope[],
  of: string,
): readonly Check[] {
  const subject = { id: 'scopes', title: `Scopes${of}` }
  if (granted === null)
    return [
      warning(
        subject,
        'Slack did not say which are granted',
        'Run doctor again; compare them by hand if it stays.',
      ),
    ]
  const missing = needed.filter(({ scope }) => !granted.includes(scope))
  const unused = granted.filter((scope) => !needed.some((one) => one.scope === scope))
  const found = missing.map(({ scope, why }) => problem(subject, `${scope} is missing. ${why}`, reinstall))
  const more =
    unused.length === 0
      ? []
      : [
          warning(
            subject,
            `granted but not used: ${unused.join(', ')}`,
            'Take them out of the app: fewer rights, less to lose. See countersign manifest slack.',
          ),
        ]
  if (found.length > 0) return [...found, ...more]
  return [ok(subject, `all ${needed.length} that are needed are granted`), ...more]
}

/** Slack’s signatures are refused from five minutes on; by then deadlines have been wrong for long. */
function clockCheck(aheadMs: number): Check {
  const subject = { id: 'clock', title: 'Clock' }
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  const found = `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} Slack’s`
  const mend = 'Let the system set its clock by NTP (timedatectl set-ntp true).'
  if (seconds >= 60) return problem(subject, found, `${mend} From 300 s on every click is refused.`)
  return seconds >= 10 ? warning(subject, found, mend) : ok(subject, 'agrees with Slack’s')
}

export function receivingChecks(
  receiving: { readonly ok: true } | { readonly ok: false; readonly code: string } | null,
): readonly Check[] {
  const subject = { id: 'app_token', title: 'App token' }
  if (receiving === null) return []
  if (receiving.ok) return [ok(subject, 'accepted for Socket Mode')]
  return [
    problem(
      subject,
      `Socket Mode cannot be opened (${receiving.code})`,
      'Make an app-level token with the scope connections:write (Basic Information, App-Level Tokens), put it into SLACK_APP_TOKEN, and switch Socket Mode on.',
    ),
  ]
}
