/** Signed deliveries to the bot, as Slack makes them or as somebody forges them. */
import { signatureHeaders } from '../../../adapters/sandbox/slack-server/deliver.ts'
import { type Json, parseJson } from '../../../adapters/sandbox/slack-server/json.ts'

export interface Forgery {
  readonly as: 'interaction' | 'command' | 'event'
  readonly secret?: string
  /** Seconds added to the present time in the timestamp. */
  readonly shift?: number
  /** Replaces or, with null, removes the signature. */
  readonly signature?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

export interface Delivered {
  readonly status: number
  /** JSON where it is some, else text. */
  readonly body: unknown
}

/** A body and its headers, signed with the secret. */
export function signed(
  payload: Json,
  { as, secret = '', shift = 0 }: Forgery,
): { readonly body: string; readonly headers: Record<string, string> } {
  const body = encode(payload, as)
  const contentType = as === 'event' ? 'application/json' : 'application/x-www-form-urlencoded'
  const signature = signatureHeaders(secret, body, Date.now() + shift * 1000)
  return { body, headers: { 'content-type': contentType, ...signature } }
}

export async function deliver(url: string, payload: Json, forgery: Forgery): Promise<Delivered> {
  const { body, headers } = signed(payload, forgery)
  const { 'x-slack-signature': own = '', ...rest } = headers
  const { signature } = forgery
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      ...rest,
      ...(signature === null ? {} : { 'x-slack-signature': signature ?? own }),
      ...forgery.headers,
    },
  })
  const text = await response.text()
  return { status: response.status, body: parseJson(text) ?? text }
}

function encode(payload: Json, as: Forgery['as']): string {
  if (as === 'event') return JSON.stringify(payload)
  const form =
    as === 'command'
      ? new URLSearchParams(Object.entries(payload).map(([key, value]) => [key, String(value)]))
      : new URLSearchParams({ payload: JSON.stringify(payload) })
  return form.toString()
}
