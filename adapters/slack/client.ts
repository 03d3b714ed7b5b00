/** Slack's Web API as this adapter uses it: no retries of its own, the token to Slack's hosts only, faults as data. */
import type { Logger } from '@slack/bolt'
import {
  LogLevel,
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api'
import type { Log } from '../../src/app/ports.ts'
import { tokenMayGoTo } from './hosts.ts'

export type Fetch = NonNullable<WebClientOptions['fetch']>

export interface ClientOptions {
  readonly botToken: string
  /** The base of the Web API, `https://slack.com/api/` for Slack's own. */
  readonly apiUrl: string
  readonly log: Log
  readonly fetch?: Fetch
  /** Is told when Slack says that it does not take the token (any more), and with which code. */
  readonly rejected?: (code: string) => void
}

/** What an SDK says in words may hold what people wrote, so only codes and JSON pointers reach the log. */
export function sdkLogger(log: Log): Logger {
  const pointers = (parts: unknown[]): string[] =>
    parts.flatMap((part) => String(part).match(/\[json-pointer:[^\]]*\]/g) ?? [])
  const names = (parts: unknown[]): string[] =>
    parts.flatMap((part) => (part instanceof Error ? [faultOf(part).error] : []))
  const fields = (parts: unknown[]) => ({ errors: names(parts), at: pointers(parts) })
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.warn('the Slack SDK warns', fields(parts)),
    error: (...parts) => log.error('the Slack SDK reports a fault', fields(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  }
}

/** Options that every client of ours has; Bolt gets them too, because it makes clients of its own. */
export function webClientOptions(options: ClientOptions, timeoutMs: number): WebClientOptions {
  const ask: Fetch = options.fetch ?? globalThis.fetch
  return {
    slackApiUrl: options.apiUrl,
    allowAbsoluteUrls: false,
    // Only the deliverer retries: the SDK would post a message again whose answer got lost.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    logger: sdkLogger(options.log),
    fetch: (url, init) => {
      if (!tokenMayGoTo(String(url), options.apiUrl)) throw new Error('refused to send the token elsewhere')
      return ask(url, init)
    },
  }
}

export function webClient(options: ClientOptions, timeoutMs: number): WebClient {
  return new WatchedClient(options, timeoutMs)
}

/** Codes with which Slack says that a token will never work again. */
export const deadTokenCodes: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
])

/** Notices what concerns the installation and not the call: a token that is not taken, a scope that is missing. */
class WatchedClient extends WebClient {
  readonly #options: ClientOptions
  readonly #lacking = new Set<string>()

  constructor(options: ClientOptions, timeoutMs: number) {
    super(options.botToken, webClientOptions(options, timeoutMs))
    this.#options = options
  }

  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(method, options)
    } catch (error) {
      this.#notice(method, error)
      throw error
    }
  }

  #notice(method: string, error: unknown): void {
    if (!(error instanceof WebAPIPlatformError)) return
    const { error: code } = error.data
    if (deadTokenCodes.has(code)) this.#options.rejected?.(code)
    if (code !== 'missing_scope') return
    const scope = neededScope(error.data) ?? 'unknown'
    if (this.#lacking.has(scope)) return
    this.#lacking.add(scope)
    const mend =
      'paste the output of "countersign manifest slack" under App Manifest, then install the app again'
    this.#options.log.error('Slack refuses a call because a scope is missing', { method, scope, mend })
  }
}

/** Which scope Slack misses, as far as it says so. */
function neededScope(data: object): string | null {
  const needed = 'needed' in data ? data.needed : null
  return typeof needed === 'string' && /^[a-z:._,-]{1,120}$/.test(needed) ? needed : null
}

/** What a failed call means. `taken`: whether Slack may have done what was asked. */
export type Fault =
  | { readonly type: 'wait'; readonly afterMs: number; readonly error: string; readonly taken: boolean }
  | { readonly type: 'refused'; readonly error: string }

/** Slack's own troubles; of the first three Slack says that it may have done part of what was asked. */
const passing: Readonly<Record<string, { taken: boolean; afterMs: number }>> = {
  internal_error: { taken: true, afterMs: 10_000 },
  fatal_error: { taken: true, afterMs: 10_000 },
  request_timeout: { taken: true, afterMs: 10_000 },
  service_unavailable: { taken: false, afterMs: 30_000 },
  team_added_to_org: { taken: false, afterMs: 60_000 },
  ratelimited: { taken: false, afterMs: 30_000 },
  rate_limited: { taken: false, afterMs: 30_000 },
  // The token, not the message: whoever runs the bot puts that right, and then everything is to arrive after all.
  invalid_auth: { taken: false, afterMs: 60_000 },
  not_authed: { taken: false, afterMs: 60_000 },
  account_inactive: { taken: false, afterMs: 60_000 },
  token_revoked: { taken: false, afterMs: 60_000 },
  token_expired: { taken: false, afterMs: 60_000 },
  org_login_required: { taken: false, afterMs: 60_000 },
}

function refusal(data: { error: string; response_metadata?: { messages?: string[] } }): Fault {
  const code = data.error
  // web-api puts a body that is not JSON where the code should be: some proxy answered, not Slack.
  if (!/^[a-z][a-z0-9_:-]{0,80}$/.test(code)) {
    return { type: 'wait', afterMs: 30_000, error: 'unreadable_answer', taken: true }
  }
  const known = passing[code]
  if (known !== undefined) return { type: 'wait', error: code, ...known }
  const pointers = (data.response_metadata?.messages ?? []).flatMap(
    (text) => text.match(/\[json-pointer:[^\]]*\]/g) ?? [],
  )
  const scope = code === 'missing_scope' ? neededScope(data) : null
  return { type: 'refused', error: [code, ...(scope === null ? [] : [scope]), ...pointers].join(' ') }
}

/** What an error of the Web API client means for the caller. Never holds what a person wrote. */
export function faultOf(error: unknown): Fault {
  if (error instanceof WebAPIRateLimitedError) {
    return { type: 'wait', afterMs: error.retryAfter * 1000, error: 'ratelimited', taken: false }
  }
  if (error instanceof WebAPIPlatformError) return refusal(error.data)
  if (error instanceof WebAPIHTTPError) {
    const status = error.statusCode
    return { type: 'wait', afterMs: 30_000, error: `http_${status}`, taken: status >= 500 || status === 408 }
  }
  // A 429 without a readable Retry-After is thrown as a bare Error by web-api.
  if (error instanceof Error && error.message.startsWith('Retry header')) {
    return { type: 'wait', afterMs: 30_000, error: 'ratelimited', taken: false }
  }
  return { type: 'wait', afterMs: 5_000, error: 'no_answer', taken: true }
}

/** The code of a refusal without the JSON pointers; null when it is none. */
export function refusedWith(fault: Fault): string | null {
  return fault.type === 'refused' ? (fault.error.split(' ')[0] ?? null) : null
}
