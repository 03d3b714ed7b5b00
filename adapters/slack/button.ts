/**
 * What Slack's buttons and modals carry. Slack signs the payload that brings it back; what it claims is read in
 * `src/codec/claim.ts`, which every platform shares.
 */
import {
  type ButtonClaim,
  claimOf,
  draftClaimOf,
  formClaimOf,
  pageOf,
  requestOfClaim,
  type StoredPage,
  storedClaim,
} from '../../src/codec/claim.ts'
import type { FormPurpose } from '../../src/view/form.ts'
import type { Locale } from '../../src/view/text.ts'

export type { ButtonClaim } from '../../src/codec/claim.ts'

/** The value of a choice's button. */
export const encodeButton = (button: ButtonClaim): string => JSON.stringify(storedClaim(button))

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The claim of a button, or null for an unknown action. */
export const decodeButton = (value: unknown): ButtonClaim | null => claimOf(parsed(value))

/** The request that an otherwise unreadable button is about, so that its card can be redrawn; null when it says none. */
export const requestOfButton = (value: unknown): string | null => requestOfClaim(parsed(value))

/** A form's `private_metadata`. */
export function encodeFormMetadata(form: { purpose: FormPurpose; locale: Locale }): string {
  return JSON.stringify({ purpose: form.purpose, locale: form.locale })
}

/** What a submitted form was for, or null when it is not one of ours. */
export const decodeFormMetadata = (text: unknown): { purpose: FormPurpose; locale: Locale } | null =>
  formClaimOf(parsed(text))

/** What the action of a button begins with that chooses where one's cards come; the chat follows. */
export const chatAction = 'prefer:chat:'

/** The value of a draft's button, or null for an unknown action. */
export const decodeDraft = draftClaimOf

/** The value of a button that turns the pages of the details. Pages count from 0. */
export const encodePage = (of: { request: string; page: number }): string =>
  JSON.stringify({ r: of.request, p: of.page } satisfies StoredPage)

/** Which page of which request's details to show, or null for an unknown action. */
export const decodePage = (value: unknown): { request: string; page: number } | null => pageOf(parsed(value))
