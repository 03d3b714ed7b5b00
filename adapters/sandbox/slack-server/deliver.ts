import { createHmac } from 'node:crypto'
import { isJson, type Json, parseJson } from './json.ts'
import type { Workspace } from './workspace.ts'

/** How long Slack waits for an acknowledgement, in milliseconds of real time. */
export const acknowledgementTime = 3_000

/** Why a delivery did not arrive, as the person who clicked is told. */
export type DeliveryProblem = 'late' | 'refused' | 'unreachable' | 'not_connected'

export type Acknowledgement =
  | { readonly ok: true; readonly text: string; readonly json: Json | null; readonly noRetry: boolean }
  | { readonly ok: false; readonly problem: DeliveryProblem; readonly noRetry: boolean }

export interface Delivery {
  /** For the developer log, for example `block_actions choice:reject`. */
  readonly title: string
  readonly payload: Json
  readonly as: 'event' | 'interaction' | 'command'
  readonly headers?: Readonly<Record<string, string>>
}

export type Deliver = (delivery: Delivery) => Promise<Acknowledgement>

function encode({ as, payload }: Delivery): { readonly body: string; readonly contentType: string } {
  if (as === 'event') return { body: JSON.stringify(payload), contentType: 'application/json' }
  const form =
    as === 'command'
      ? new URLSearchParams(Object.entries(payload).map(([key, value]) => [key, String(value)]))
      : new URLSearchParams({ payload: JSON.stringify(payload) })
  return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' }
}

/** The headers by which the bot knows that a request comes from Slack: HMAC-SHA256 over `v0:time:body`. */
export function signatureHeaders(secret: string, body: string, realNow: number): Record<string, string> {
  const time = String(Math.floor(realNow / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${signature}` }
}

/** Sends signed requests to the bot, waits three seconds for each answer, and logs both. Never rejects. */
export function createDeliver(options: {
  readonly workspace: Workspace
  readonly signingSecret: string
  readonly eventsUrl: () => string | null
}): Deliver {
  return async (delivery) => {
    const started = performance.now()
    const outcome = await send(delivery, options)
    const { log } = options.workspace
    log.add({
      direction: 'to_bot',
      title: delivery.title,
      outcome: outcome.ok ? 'ok' : 'error',
      problems: outcome.ok ? [] : [problemText(outcome)],
      milliseconds: Math.round(performance.now() - started),
      sent: delivery.payload,
      received: outcome.ok ? (outcome.json ?? outcome.text) : null,
    })
    return outcome
  }
}

function problemText(outcome: Extract<Acknowledgement, { ok: false }> & { status?: number }): string {
  switch (outcome.problem) {
    case 'late':
      return `operation_timeout: no acknowledgement within ${acknowledgementTime / 1000} s`
    case 'refused':
      return `http_error: the bot answered with status ${outcome.status ?? 'unknown'}`
    case 'unreachable':
      return 'connection_failed: the bot could not be reached'
    case 'not_connected':
      return 'not_connected: no bot is connected to the sandbox yet'
    default:
      return outcome.problem satisfies never
  }
}

async function send(
  delivery: Delivery,
  options: { readonly signingSecret: string; readonly eventsUrl: () => string | null },
): Promise<Acknowledgement & { status?: number }> {
  const url = options.eventsUrl()
  if (url === null) return { ok: false, problem: 'not_connected', noRetry: true }
  const { body, contentType } = encode(delivery)
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (sandbox)',
        ...signatureHeaders(options.signingSecret, body, Date.now()),
        ...delivery.headers,
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(acknowledgementTime),
    })
    const text = await response.text()
    const noRetry = response.headers.get('x-slack-no-retry') === '1'
    if (!response.ok) return { ok: false, problem: 'refused', status: response.status, noRetry }
    const parsed = parseJson(text)
    return { ok: true, text, json: isJson(parsed) ? parsed : null, noRetry }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { ok: false, problem: late ? 'late' : 'unreachable', noRetry: false }
  }
}
