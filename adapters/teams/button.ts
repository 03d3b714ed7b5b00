/**
 * What Teams' buttons and dialogs carry in their `data`. Microsoft's token vouches for who sends it back; what it
 * claims is read in `src/codec/claim.ts`, which every platform shares. Whatever does not parse is an unknown action.
 */
import { z } from 'zod'
import {
  type ButtonClaim,
  claimOf,
  draftClaimOf,
  type FormClaim,
  formClaimOf,
  pageOf,
  requestId,
  requestOfClaim,
  type StoredPage,
  storedClaim,
} from '../../src/codec/claim.ts'
import { lookOf } from '../../src/codec/look.ts'
import type { AbsenceChoice } from '../../src/view/absence.ts'
import type { HomeLook } from '../../src/view/cards.ts'

/** Everything that a press of one of our buttons may say. */
export type Press =
  | { readonly press: 'choice'; readonly claim: ButtonClaim }
  /** `opening`: which opening of the form this is, the same however often it is sent; null for dialogs from before. */
  | {
      readonly press: 'form'
      readonly form: FormClaim
      readonly timezone: string
      readonly opening: string | null
    }
  | { readonly press: 'page'; readonly request: string; readonly page: number }
  | { readonly press: 'draft'; readonly does: 'go' | 'discard'; readonly draft: string }
  | { readonly press: 'new'; readonly kind: 'post' | 'channel' }
  | { readonly press: 'mine' }
  /**
   * The overview in its own place: as `look` says, narrowed to what its inputs say, or with what its inputs choose for
   * the person kept. `was`: what the inputs of choices held when they were drawn.
   */
  | {
      readonly press: 'home'
      readonly does: 'show' | 'find' | 'keep'
      readonly look: HomeLook
      readonly was: Readonly<Record<string, string>>
    }
  /** Where one's cards come; null: where one was active last. */
  | { readonly press: 'prefer'; readonly chat: 'slack' | 'teams' | null }
  /** Several to be approved for the group with one confirmation. */
  | { readonly press: 'together'; readonly group: string }
  /** One's own absence: its form, or its end. Null: a new one. */
  | {
      readonly press: 'absence'
      readonly does: AbsenceChoice['action']
      readonly absence: number | null
      /** How the overview is looked at on which the button stands; null where it stands elsewhere. */
      readonly look: HomeLook | null
    }
  /** Asked by the client itself, for the person who looks. `card` is the id of the delivery that the message is of. */
  | { readonly press: 'refresh'; readonly request: string; readonly card: string | null }

/** `countersign` says which; the key keeps clear of the ids of inputs, which the client puts beside it. */
export type PressData = Readonly<Record<string, unknown>> & { readonly countersign: Press['press'] }

/** `card`: which delivery the message is of, so that a copy of it is found out; null where it is of none. */
export const choiceData = (claim: ButtonClaim, card: string | null = null): PressData => ({
  countersign: 'choice',
  claim: storedClaim(claim),
  ...(card === null ? {} : { card }),
})
/** `timezone` (IANA) is the one in which the dates of the form are meant; `opening` tells two openings of it apart. */
export const formData = (form: FormClaim, timezone: string, opening: string): PressData => ({
  countersign: 'form',
  opening,
  form: { purpose: form.purpose, locale: form.locale },
  timezone,
})
export const pageData = (of: { readonly request: string; readonly page: number }): PressData => ({
  countersign: 'page',
  page: { r: of.request, p: of.page } satisfies StoredPage,
})
export const draftData = (does: 'go' | 'discard', draft: string): PressData => ({
  countersign: 'draft',
  does,
  draft,
})
export const newData = (kind: 'post' | 'channel'): PressData => ({ countersign: 'new', kind })
export const togetherData = (group: string): PressData => ({ countersign: 'together', group })
export const preferData = (chat: 'slack' | 'teams' | null): PressData => ({
  countersign: 'prefer',
  chat: chat ?? 'off',
})
export const absenceData = (
  { action, absence }: Pick<AbsenceChoice, 'action' | 'absence'>,
  look: HomeLook | null,
): PressData => ({ countersign: 'absence', does: action, absence, ...(look === null ? {} : { look }) })
export const homeData = (
  does: 'show' | 'find' | 'keep',
  look: HomeLook,
  was?: Readonly<Record<string, string>>,
): PressData => ({ countersign: 'home', does, look, ...(was === undefined ? {} : { was }) })
export const mineData = (): PressData => ({ countersign: 'mine' })
export const refreshData = (request: string, card: string | null): PressData => ({
  countersign: 'refresh',
  claim: { r: request },
  ...(card === null ? {} : { card }),
})

/** The same on a message, where pressing opens a dialog: Teams then asks for it with `task/fetch`. */
export const opening = (data: PressData): PressData => ({ ...data, msteams: { type: 'task/fetch' } })

const pressed = z.looseObject({
  countersign: z.enum([
    'choice',
    'form',
    'page',
    'draft',
    'new',
    'mine',
    'home',
    'together',
    'refresh',
    'prefer',
    'absence',
  ]),
  claim: z.unknown().optional(),
  card: requestId.optional(),
  form: z.unknown().optional(),
  opening: z
    .string()
    .regex(/^[\w-]{1,64}$/u)
    .optional(),
  timezone: z.string().max(64).optional(),
  page: z.unknown().optional(),
  draft: z.unknown().optional(),
  does: z.enum(['go', 'discard', 'change', 'back', 'show', 'find', 'keep']).optional(),
  look: z.unknown().optional(),
  was: z.record(z.string().max(100), z.string().max(300)).optional(),
  absence: z.int().min(1).nullish(),
  kind: z.enum(['post', 'channel']).optional(),
  group: z.string().min(1).max(100).optional(),
  chat: z.enum(['slack', 'teams', 'off']).optional(),
})

/** What a pressed button says, from an action's data; null when it is none of ours. */
export function readButton(data: unknown): Press | null {
  const found = pressed.safeParse(data).data
  if (found === undefined) return null
  switch (found.countersign) {
    case 'choice': {
      const claim = claimOf(found.claim)
      return claim === null ? null : { press: 'choice', claim }
    }
    case 'form': {
      const form = formClaimOf(found.form)
      const { timezone = 'UTC', opening = null } = found
      return form === null ? null : { press: 'form', form, timezone, opening }
    }
    case 'page': {
      const page = pageOf(found.page)
      return page === null ? null : { press: 'page', ...page }
    }
    case 'draft': {
      const draft = draftClaimOf(found.draft)
      const does = found.does === 'go' || found.does === 'discard' ? found.does : null
      return draft === null || does === null ? null : { press: 'draft', does, draft }
    }
    case 'new':
      return found.kind === undefined ? null : { press: 'new', kind: found.kind }
    case 'together':
      return found.group === undefined ? null : { press: 'together', group: found.group }
    case 'prefer': {
      const { chat } = found
      return chat === undefined ? null : { press: 'prefer', chat: chat === 'off' ? null : chat }
    }
    case 'absence': {
      const { does, absence = null } = found
      const look = found.look === undefined ? null : lookOf(found.look)
      return does === 'change' || does === 'back' ? { press: 'absence', does, absence, look } : null
    }
    case 'home': {
      const { does, was = {} } = found
      if (does !== 'show' && does !== 'find' && does !== 'keep') return null
      return { press: 'home', does, look: lookOf(found.look), was }
    }
    case 'mine':
      return { press: 'mine' }
    case 'refresh': {
      const request = requestOfClaim(found.claim)
      return request === null ? null : { press: 'refresh', request, card: found.card ?? null }
    }
    default:
      return found.countersign satisfies never
  }
}

/** The request that an otherwise unreadable button is about, so that its card can be redrawn; null when it says none. */
export const requestOfButton = (data: unknown): string | null =>
  requestOfClaim(z.looseObject({ claim: z.unknown() }).safeParse(data).data?.claim)

/** Which card's message a button, or a client that asks for a view, stands on; null where it does not say. */
export function markOfButton(data: unknown): { readonly request: string; readonly card: string } | null {
  const request = requestOfButton(data)
  const card = z.looseObject({ card: requestId }).safeParse(data).data?.card
  return request === null || card === undefined ? null : { request, card }
}
