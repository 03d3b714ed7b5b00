import type { Refusal, RefusalCode } from '../../domain/request/refusal.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Verb } from '../../domain/request/verbs.ts'
import { doneText, refusalText } from '../../view/cards.ts'
import type { Form } from '../../view/form.ts'
import { type FieldErrorCode, fieldIds } from '../../view/forms.ts'
import type { Locale } from '../../view/text.ts'
import type { DoneAnswer, RefusedAnswer } from '../service.ts'
import type { Entered, Problems } from './read-values.ts'

export function refused(refusal: Refusal, locale: Locale): RefusedAnswer {
  return { outcome: 'refused', code: refusal.code, locale, ...refusalText(refusal, locale) }
}

type Action = Parameters<typeof doneText>[0]

export function done(action: Action, request: Pick<Request, 'id' | 'number'>, locale: Locale): DoneAnswer {
  return {
    outcome: 'done',
    locale,
    request: request.id,
    number: request.number,
    message: doneText(action, request.number, locale),
  }
}

export function actionOf(verb: Verb): Action {
  switch (verb) {
    case 'approve':
    case 'approve_with_conditions':
    case 'request_changes':
    case 'reject':
      return 'decided'
    case 'rule_approve':
    case 'rule_approve_with_conditions':
    case 'rule_reject':
    case 'rule_send_back':
      return 'ruled'
    case 'revise':
      return 'revised'
    case 'undo':
      return 'undone'
    case 'withdraw':
    case 'accept_conditions':
    case 'contest':
    case 'state_position':
    case 'meet_condition':
    case 'reschedule':
    case 'publish':
    case 'revoke':
    case 'take':
    case 'hand_back':
      return 'recorded'
    default:
      return verb satisfies never
  }
}

/** Refusals of what was typed, with the field to say so beside. */
const besideField: Partial<Record<RefusalCode, readonly [field: string, code: FieldErrorCode]>> = {
  reason_required: [fieldIds.reason, 'required'],
  would_accept_required: [fieldIds.wouldAccept, 'required'],
  changes_required: [fieldIds.changes, 'required'],
  conditions_required: [fieldIds.condition(1, 'text'), 'condition_required'],
  slot_in_past: [fieldIds.slot, 'in_past'],
  slot_earlier: [fieldIds.slot, 'earlier'],
  invalid_url: [fieldIds.url, 'invalid_url'],
}

/** Says a refusal of what was typed beside the fields of the form. False when it is about something else. */
export function complainBeside(
  refusal: Refusal,
  form: Form | null,
  entered: Entered,
  problems: Problems,
): boolean {
  const ids = form?.sections.flatMap(({ fields }) => fields.map(({ id }) => id)) ?? []
  const complain = (field: string | undefined, code: FieldErrorCode) => {
    if (field === undefined || !ids.includes(field)) return false
    problems.add(field, code)
    return true
  }
  if (refusal.code === 'unchanged')
    return complain(
      [fieldIds.text, fieldIds.purpose].find((id) => ids.includes(id)),
      'unchanged',
    )
  if (refusal.code === 'questionnaire_required') {
    const open = [...ids.filter(isQuestion), fieldIds.likelihood, fieldIds.impact].filter(
      (id) => entered.choice(id) === null,
    )
    const unanswered = open.map((id) => complain(id, 'answer_required'))
    const unexplained =
      entered.text(fieldIds.rationale) === '' && complain(fieldIds.rationale, 'rationale_required')
    return unanswered.includes(true) || unexplained
  }
  const beside = besideField[refusal.code]
  return beside !== undefined && complain(...beside)
}

const isQuestion = (id: string) => id.startsWith(fieldIds.question(''))
