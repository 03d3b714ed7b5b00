import { messagesIn } from '../catalogue.ts'
import { asPlain, type Locale, type Plain } from '../text.ts'

/** What is wrong with one field. */
export const fieldErrorCodes = [
  'required',
  'too_long', // params.max
  'too_short',
  'invalid_url',
  'url_not_public',
  'in_past',
  'earlier', // than the planned slot
  'too_far', // more than a year ahead
  'file_too_large', // params.max in MB
  'file_unavailable',
  'too_many_files', // params.max
  'too_many_people', // params.max
  'no_address', // params.who, as typed
  'unknown_person', // params.who
  'not_a_member', // params.who
  'is_executive', // params.who
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
  const { max, who = '' } = params
  return asPlain(messagesIn(locale).fieldErrors[code](typeof max === 'number' ? String(max) : String(who)))
}
