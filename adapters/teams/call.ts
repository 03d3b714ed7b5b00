/** One HTTP call to Microsoft: never retried here, never to a host that is not allowed, faults as coded errors. */
import { type Gate, HostRefused } from './hosts.ts'
import { signalFor } from './patience.ts'

/** `fetch` as this adapter uses it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface CallOptions {
  readonly fetch: Fetch
  readonly gate: Gate
  /** For one whole call, in milliseconds; less where somebody waits who waits no longer. */
  readonly timeoutMs: number
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, or as a form where it is one. */
  readonly body?: unknown
}

/** What a failed call means. Never holds what a person wrote. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  /** Null when there was no answer. */
  readonly status: number | null
  /** Microsoft's code, or one of our own for what is no answer. */
  readonly code: string
  /** How long to wait at least before trying again, in milliseconds; null where trying again will not help. */
  readonly afterMs: number | null
  /** Whether what was asked may have been done. */
  readonly taken: boolean
  constructor(fault: { status: number | null; code: string; afterMs: number | null; taken: boolean }) {
    super(fault.code)
    this.status = fault.status
    this.code = fault.code
    this.afterMs = fault.afterMs
    this.taken = fault.taken
  }
}

/** Calls, and gives the JSON of a successful answer; null where it has none. Throws `CallFailed`. */
export async function call(asked: Call, options: CallOptions): Promise<unknown> {
  const response = await send(asked, options)
  const text = await response.text().catch(() => {
    throw noAnswer()
  })
  const json = jsonOf(text)
  if (response.ok) return json
  throw failureOf(response, json)
}

const noAnswer = (taken = true) => new CallFailed({ status: null, code: 'no_answer', afterMs: 5_000, taken })

async function send({ method, url, headers, body }: Call, options: CallOptions): Promise<Response> {
  try {
    await options.gate(url)
  } catch (error) {
    const code = error instanceof HostRefused ? error.code : 'no_answer'
    throw new CallFailed({ status: null, code, afterMs: code === 'no_answer' ? 5_000 : null, taken: false })
  }
  const signal = signalFor(options.timeoutMs)
  if (signal === null) throw noAnswer(false)
  const form = body instanceof URLSearchParams
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
  try {
    return await options.fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      // The token must not go along to another host.
      redirect: 'manual',
      signal,
    })
  } catch {
    throw noAnswer()
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Answers after which Microsoft says that trying again may help; of some the message may have arrived. */
const passing: Readonly<Record<number, { taken: boolean; afterMs: number }>> = {
  401: { taken: false, afterMs: 60_000 },
  408: { taken: true, afterMs: 5_000 },
  412: { taken: false, afterMs: 1_000 },
  429: { taken: false, afterMs: 30_000 },
  500: { taken: true, afterMs: 10_000 },
  502: { taken: true, afterMs: 5_000 },
  503: { taken: false, afterMs: 30_000 },
  504: { taken: true, afterMs: 5_000 },
}

function failureOf(response: Response, json: unknown): CallFailed {
  const { status } = response
  const code = codeIn(json) ?? `http_${status}`
  const known = passing[status] ?? (status >= 500 ? { taken: true, afterMs: 30_000 } : null)
  const asked = retryAfter(response.headers.get('retry-after'))
  const afterMs = known === null ? null : (asked ?? known.afterMs)
  return new CallFailed({ status, code, afterMs, taken: known?.taken ?? false })
}

/** What asks for more than a day is no answer to be waited for. */
const longestWait = 86_400_000

/** Seconds, or a date. Null where it says neither, or a date that is over. */
function retryAfter(header: string | null): number | null {
  const asked = header?.trim() ?? ''
  const milliseconds = /^\d+(\.\d+)?$/u.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now()
  return milliseconds >= 0 ? Math.min(milliseconds, longestWait) : null
}

/** `{ error: { code } }` of the connector and Graph, `{ error: 'invalid_client' }` of the token endpoint. */
function codeIn(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('error' in json)) return null
  const { error } = json
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : error
  return typeof code === 'string' && /^[A-Za-z][\w.-]{0,80}$/.test(code) ? code : null
}
