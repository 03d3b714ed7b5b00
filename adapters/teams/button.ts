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
  requestOfClaim,
  type StoredPage,
  storedClaim,
} from '../../src/codec/claim.ts'
import type { AbsenceChoice } from '../../src/view/absence.ts'

/** Everything that a press of one of our buttons may say. */
export type Press =
  | { readonly press: 'choice'; readonly claim: ButtonClaim }
  | { readonly press: 'form'; readonly form: FormClaim; readonly timezone: string }
  | { readonly press: 'page'; readonly request: string; readonly page: number }
  | { readonly press: 'draft'; readonly does: 'go' | 'discard'; readonly draft: string }
  | { readonly press: 'new'; readonly kind: 'post' | 'channel' }
  | { readonly press: 'mine' }
  /** Where one's cards come; null: where one was active last. `from` says what the button stands on. */
  | { readonly press: 'prefer'; readonly chat: 'slack' | 'teams' | null; readonly from: 'card' | 'overview' }
  /** Several to be approved for the group with one confirmation. */
  | { readonly press: 'together'; readonly group: string }
  /** One's own absence: its form, or its end. Null: a new one. `from` says what the button stands on. */
  | {
      readonly press: 'absence'
      readonly does: AbsenceChoice['action']
      readonly absence: number | null
      readonly from: 'card' | 'overview'
    }
  /** Asked by the client itself, for the person who looks. */
  | { readonly press: 'refresh'; readonly request: string }

/** `countersign` says which; the key keeps clear of the ids of inputs, which the client puts beside it. */
export type PressData = Readonly<Record<string, unknown>> & { readonly countersign: Press['press'] }

export const choiceData = (claim: ButtonClaim): PressData => ({
  countersign: 'choice',
  claim: storedClaim(claim),
})
/** `timezone` (IANA) is the one in which the dates of the form are meant. */
export const formData = (form: FormClaim, timezone: string): PressData => ({
  countersign: 'form',
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
export const preferData = (chat: 'slack' | 'teams' | null, from: 'card' | 'overview'): PressData => ({
  countersign: 'prefer',
  chat: chat ?? 'off',
  from,
})
export const absenceData = (
  { action, absence }: Pick<AbsenceChoice, 'action' | 'absence'>,
  from: 'card' | 'overview',
): PressData => ({ countersign: 'absence', does: action, absence, from })
export const mineData = (): PressData => ({ countersign: 'mine' })
export const refreshData = (request: string): PressData => ({ countersign: 'refresh', claim: { r: request } })

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
    'together',
    'refresh',
    'prefer',
    'absence',
  ]),
  claim: z.unknown().optional(),
  form: z.unknown().optional(),
  timezone: z.string().max(64).optional(),
  page: z.unknown().optional(),
  draft: z.unknown().optional(),
  does: z.enum(['go', 'discard', 'change', 'back']).optional(),
  absence: z.int().min(1).nullish(),
  kind: z.enum(['post', 'channel']).optional(),
  group: z.string().min(1).max(100).optional(),
  chat: z.enum(['slack', 'teams', 'off']).optional(),
  from: z.enum(['card', 'overview']).optional(),
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
      return form === null ? null : { press: 'form', form, timezone: found.timezone ?? 'UTC' }
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
      const { chat, from = 'card' } = found
      return chat === undefined ? null : { press: 'prefer', chat: chat === 'off' ? null : chat, from }
    }
    case 'absence': {
      const { does, absence = null, from = 'card' } = found
      return does === 'change' || does === 'back' ? { press: 'absence', does, absence, from } : null
    }
    case 'mine':
      return { press: 'mine' }
    case 'refresh': {
      const request = requestOfClaim(found.claim)
      return request === null ? null : { press: 'refresh', request }
    }
    default:
      return found.countersign satisfies never
  }
}

/** The request that an otherwise unreadable button is about, so that its card can be redrawn; null when it says none. */
export const requestOfButton = (data: unknown): string | null =>
  requestOfClaim(z.looseObject({ claim: z.unknown() }).safeParse(data).data?.claim)
