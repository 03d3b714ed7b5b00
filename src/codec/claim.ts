/**
 * What buttons and forms carry: a claim about what the person saw, never authority. A platform vouches for who sends it
 * back, but the values themselves may be years old; whatever does not parse is an unknown action.
 */
import { z } from 'zod'
import { mostTogether } from '../domain/request/queries.ts'
import { verbs } from '../domain/request/verbs.ts'

export const requestId = z.string().regex(/^[\w-]{1,64}$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
// Up to what a Slack button's 2,000 characters leave: the button for accepting names every condition that it stands under.
const subject = z.string().min(1).max(1700)
const locale = z.enum(['en', 'de'])

/** Short keys: a card has many buttons and every platform limits the size of a message. */
const claim = z.strictObject({
  r: requestId,
  v: z.enum([...verbs, 'details', 'template']),
  d: digest,
  n: z.int().min(0),
  s: subject.optional(),
  t: z.enum(['form', 'confirm', 'act']),
  l: locale,
})
export type StoredClaim = z.infer<typeof claim>

/** What a click on a choice claims: which request, what to do, and which revision and version were on the screen. */
export interface ButtonClaim {
  readonly request: string
  readonly verb: StoredClaim['v']
  readonly digest: string
  readonly version: number
  readonly subject?: string
  /** `Choice.then`; an object with a `then` of its own could be mistaken for a promise. */
  readonly follows: StoredClaim['t']
  readonly locale: StoredClaim['l']
}

/** The claim as a button carries it. */
export function storedClaim(button: ButtonClaim): StoredClaim {
  return {
    r: button.request,
    v: button.verb,
    d: button.digest,
    n: button.version,
    ...(button.subject === undefined ? {} : { s: button.subject }),
    t: button.follows,
    l: button.locale,
  }
}

/** The claim that a button brings back, or null for an unknown action. */
export function claimOf(stored: unknown): ButtonClaim | null {
  const result = claim.safeParse(stored)
  if (!result.success) return null
  const found = result.data
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

/** The request that an otherwise unreadable claim is about, so that its card can be redrawn; null when it says none. */
export const requestOfClaim = (stored: unknown): string | null =>
  z.looseObject({ r: requestId }).safeParse(stored).data?.r ?? null

const purpose = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('compose'),
    kind: z.enum(['post', 'channel']),
    draft: requestId.exactOptional(),
    from: requestId.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('verb'),
    verb: z.enum(verbs),
    request: requestId,
    digest,
    subject: subject.exactOptional(),
    openedAt: z.int().min(0).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('together'),
    group: z.string().min(1).max(100),
    shown: z
      .array(z.strictObject({ request: requestId, digest }))
      .max(mostTogether)
      .readonly(),
    confirmed: z.boolean(),
  }),
  z.strictObject({ type: z.literal('absence'), changes: z.int().min(1).nullable() }),
])
const formClaim = z.strictObject({ purpose, locale })
export type FormClaim = z.infer<typeof formClaim>

/** What a submitted form says it was for and in which language, or null when it is not one of ours. */
export const formClaimOf = (stored: unknown): FormClaim | null => formClaim.safeParse(stored).data ?? null

/** The draft that a button is about, or null for an unknown action. */
export const draftClaimOf = (stored: unknown): string | null => requestId.safeParse(stored).data ?? null

const page = z.strictObject({ r: requestId, p: z.int().min(0).max(999) })
export type StoredPage = z.infer<typeof page>

/** Which page (from 0) of which request's details to show, or null for an unknown action. */
export function pageOf(stored: unknown): { readonly request: string; readonly page: number } | null {
  const found = page.safeParse(stored).data
  return found === undefined ? null : { request: found.r, page: found.p }
}
