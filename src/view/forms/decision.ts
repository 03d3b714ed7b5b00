import type { ConditionDraft, DecisionVerb } from '../../domain/request/decision.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Questionnaire } from '../../domain/risk/types.ts'
import type { Messages } from '../catalogue.ts'
import type { Field, Form } from '../form.ts'
import { asPlain, type Locale } from '../text.ts'
import { conditionSlots, fieldIds } from './field-ids.ts'
import { choiceField, optionsOf, paragraphField } from './fields.ts'
import { approvalDemand, type Demand, levelFields, questionnaireSection, rationaleField } from './risk.ts'

type Sections = Form['sections']

/**
 * A reviewer's form. What must be answered comes first: for a rejection its reason and the way forward, for a small
 * risk nothing at all, so that the second click can be the last.
 */
export function decisionSections(
  verb: DecisionVerb,
  request: Request,
  questionnaire: Questionnaire | null,
  messages: Messages,
  locale: Locale,
): Sections {
  const approving = verb === 'approve' || verb === 'approve_with_conditions'
  const demand: Demand = approving ? approvalDemand(request) : 'nothing'
  const said = approving
    ? [...(verb === 'approve' ? [] : conditionSections(messages, messages.forms.owner))]
    : [{ title: null, fields: objectionFields(verb, messages) }]
  const comment = approving ? [commentField(messages)] : []
  if (questionnaire === null) {
    return comment.length === 0 ? said : [...said, { title: null, fields: comment }]
  }
  const risk = {
    title: asPlain(messages.forms.section.risk),
    fields: [...levelFields(request, demand, messages), rationaleField(demand, messages), ...comment],
  }
  if (questionnaire.questions.length === 0) return [...said, risk]
  const questions = questionnaireSection(questionnaire, demand, messages, locale)
  return demand === 'everything' ? [...said, questions, risk] : [...said, risk, questions]
}

const commentField = ({ forms }: Messages): Field =>
  paragraphField({ id: fieldIds.comment, words: forms.field.comment, required: false })

function objectionFields(verb: 'request_changes' | 'reject', { forms }: Messages): readonly Field[] {
  if (verb === 'request_changes') {
    return [paragraphField({ id: fieldIds.changes, words: forms.field.changes, required: true })]
  }
  return [
    paragraphField({ id: fieldIds.reason, words: forms.field.reason, required: true }),
    paragraphField({ id: fieldIds.wouldAccept, words: forms.field.wouldAccept, required: true }),
  ]
}

/** Room for a few conditions; only the first must be written. */
export function conditionSections(
  { forms, terms }: Messages,
  owners: Readonly<Record<ConditionDraft['owner'], string>>,
): Sections {
  const { section, field } = forms
  return Array.from({ length: conditionSlots }, (_, index) => index + 1).map((position) => {
    const required = position === 1
    return {
      title: asPlain(required ? section.condition(position) : section.conditionOptional(position)),
      fields: [
        paragraphField({
          id: fieldIds.condition(position, 'text'),
          words: field.conditionText,
          required,
        }),
        choiceField(
          { id: fieldIds.condition(position, 'owner'), words: field.conditionOwner, required },
          optionsOf(['requester', 'group'], owners),
          'requester',
          'radio',
        ),
        choiceField(
          { id: fieldIds.condition(position, 'due'), words: field.conditionDue, required },
          optionsOf(['before_publication', 'after_publication'], terms.conditionDue),
          'before_publication',
          'radio',
        ),
      ],
    }
  })
}
