/**
 * What buttons and modals carry: a claim about what the person saw, never authority. Slack signs the payload that
 * brings it back, but the values themselves may be years old; whatever does not parse is an unknown action.
 */
import { z } from 'zod'
import { verbs } from '../../src/domain/request/verbs.ts'
import type { Choice } from '../../src/view/card.ts'
import type { FormPurpose } from '../../src/view/form.ts'
import type { Locale } from '../../src/view/text.ts'

const request = z.string().regex(/^[\w-]{1,64}$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
// Up to what a button's 2,000 characters leave: the button for accepting names every condition that it stands under.
const subject = z.string().min(1).max(1700)
const locale = z.enum(['en', 'de'])

/** Short keys: a card has many buttons and Slack limits the size of a message. */
const claim = z.strictObject({
  r: request,
  v: z.enum([...verbs, 'details', 'template']),
  d: digest,
  n: z.int().min(0),
  s: subject.optional(),
  t: z.enum(['form', 'confirm', 'act']),
  l: locale,
})

/** What a click on a choice claims: which request, what to do, and which revision and version were on the screen. */
export interface ButtonClaim {
  readonly request: string
  readonly verb: Choice['verb']
  readonly digest: string
  readonly version: number
  readonly subject?: string
  /** `Choice.then`; an object with a `then` of its own could be mistaken for a promise. */
  readonly follows: Choice['then']
  readonly locale: Locale
}

/** The value of a choice's button. */
export function encodeButton(button: ButtonClaim): string {
  return JSON.stringify({
    r: button.request,
    v: button.verb,
    d: button.digest,
    n: button.version,
    ...(button.subject === undefined ? {} : { s: button.subject }),
    t: button.follows,
    l: button.locale,
  })
}

function parse<T>(schema: z.ZodType<T>, text: unknown): T | null {
  if (typeof text !== 'string') return null
  try {
    const result = schema.safeParse(JSON.parse(text))
    return result.success ? result.data : null
  } catch {
    return null
  }
}

/** The claim of a button, or null for an unknown action. */
export function decodeButton(value: unknown): ButtonClaim | null {
  const found = parse(claim, value)
  if (found === null) return null
  return {
    request: found.r,
    verb: found.v,
    digest: found.d,
    version: found.n,
    ...(found.s === undefined ? {} : { subject: found.s }),
    follows: found.t,
    locale: found.l,
  }
}

/** The request that an otherwise unreadable button is about, so that its card can be redrawn; null when it says none. */
export function requestOfButton(value: unknown): string | null {
  return parse(z.looseObject({ r: request }), value)?.r ?? null
}

const purpose = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('compose'),
    kind: z.enum(['post', 'channel']),
    draft: request.exactOptional(),
    from: request.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('verb'),
    verb: z.enum(verbs),
    request,
    digest,
    subject: subject.optional(),
  }),
])
const formMetadata = z.strictObject({ purpose, locale })

/** A form's `private_metadata`. */
export function encodeFormMetadata(form: { purpose: FormPurpose; locale: Locale }): string {
  return JSON.stringify({ purpose: form.purpose, locale: form.locale })
}

/** What a submitted form was for, or null when it is not one of ours. */
export function decodeFormMetadata(text: unknown): { purpose: FormPurpose; locale: Locale } | null {
  const found = parse(formMetadata, text)
  if (found === null) return null
  if (found.purpose.type === 'compose') return { purpose: found.purpose, locale: found.locale }
  const { subject: about, ...rest } = found.purpose
  return { purpose: about === undefined ? rest : { ...rest, subject: about }, locale: found.locale }
}

/** The value of a draft's button, or null for an unknown action. */
export const decodeDraft = (value: unknown): string | null => request.safeParse(value).data ?? null

const page = z.strictObject({ r: request, p: z.int().min(0).max(999) })

/** The value of a button that turns the pages of the details. Pages count from 0. */
export const encodePage = (of: { request: string; page: number }): string =>
  JSON.stringify({ r: of.request, p: of.page })

/** Which page of which request's details to show, or null for an unknown action. */
export function decodePage(value: unknown): { request: string; page: number } | null {
  const found = parse(page, value)
  return found === null ? null : { request: found.r, page: found.p }
}
