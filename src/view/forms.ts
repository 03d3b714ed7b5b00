import type { Content, RequestKind } from '../domain/request/content.ts'
import type { Request } from '../domain/request/state.ts'
import type { Verb } from '../domain/request/verbs.ts'
import type { Questionnaire } from '../domain/risk/types.ts'
import type { Cast } from './cast.ts'
import type { Form } from './form.ts'
import type { Locale, Plain } from './text.ts'

/** What a form needs to know of the organisation. */
export interface FormSettings {
  readonly platforms: readonly { readonly id: string; readonly name: string }[]
  readonly maxFiles: number
}

/**
 * The form for a new request. Field ids are those of `ContentFieldId`; the app reads them back by these names.
 * `prefill` for "use as template" and drafts.
 */
export function composeForm(
  kind: RequestKind,
  locale: Locale,
  settings: FormSettings,
  prefill?: Content,
): Form {
  throw new Error(`not written ${kind} ${locale} ${settings.maxFiles} ${prefill?.kind}`)
}

/**
 * The form that a verb opens on a request, or null for a verb that needs none (it acts after a confirmation).
 * `subject` is the group decided for or the condition confirmed.
 */
export function verbForm(
  verb: Verb,
  request: Request,
  locale: Locale,
  about: {
    readonly subject?: string
    readonly questionnaire: Questionnaire | null
    readonly cast: Cast
    readonly settings: FormSettings
  },
): Form | null {
  throw new Error(`not written ${verb} ${request.status} ${locale} ${about.subject}`)
}

/**
 * Ids of fields, so that the app and the forms cannot disagree.
 * Questionnaire questions are `question:<question id>`; conditions are `condition:<1..3>:text|owner|due`.
 */
export const fieldIds = {
  channels: 'channels',
  text: 'text',
  media: 'media',
  link: 'link',
  slot: 'slot',
  needWhy: 'need_why',
  needIfLate: 'need_if_late',
  audience: 'audience',
  features: 'features',
  platform: 'platform',
  handle: 'handle',
  purpose: 'purpose',
  owner: 'owner',
  deputy: 'deputy',
  access: 'access',
  mfa: 'mfa',
  recoveryContact: 'recovery_contact',
  tools: 'tools',
  personalData: 'personal_data',
  staffing: 'staffing',
  retirement: 'retirement',
  comment: 'comment',
  reason: 'reason',
  wouldAccept: 'would_accept',
  changes: 'changes',
  likelihood: 'likelihood',
  impact: 'impact',
  rationale: 'rationale',
  evidence: 'evidence',
  url: 'url',
  question: (id: string): string => `question:${id}`,
  condition: (position: number, part: 'text' | 'owner' | 'due'): string => `condition:${position}:${part}`,
} as const
/** How many conditions a form offers. */
export const conditionSlots = 3

/** What is wrong with one field. */
export const fieldErrorCodes = [
  'required',
  'too_long', // params.max
  'too_short',
  'invalid_url',
  'url_not_public',
  'in_past',
  'too_far', // more than a year ahead
  'file_too_large', // params.max in MB
  'file_unavailable',
  'too_many_files', // params.max
  'unknown_option',
  'answer_required', // questionnaire_required
  'rationale_required', // questionnaire_required
  'condition_required',
  'same_as_owner', // the deputy is the owner
  'invalid_characters', // nothing readable is left once control characters are removed
  'unchanged',
] as const
export type FieldErrorCode = (typeof fieldErrorCodes)[number]

/** The sentence beside the field. */
export function fieldErrorText(
  code: FieldErrorCode,
  params: Readonly<Record<string, string | number>>,
  locale: Locale,
): Plain {
  throw new Error(`not written ${code} ${locale} ${Object.keys(params).length}`)
}
