import type { Request } from '../../domain/request/state.ts'
import { isAtLeast } from '../../domain/risk/assess.ts'
import type { Level, Question, Questionnaire } from '../../domain/risk/types.ts'
import type { Messages } from '../catalogue.ts'
import type { Field, Form } from '../form.ts'
import { limits, shorten } from '../shorten.ts'
import { asPlain, type Locale } from '../text.ts'
import { fieldIds } from './field-ids.ts'
import { choiceField, mostCheckboxes, optionOf, paragraphField } from './fields.ts'

type Section = Form['sections'][number]

/** How much of the risk a decision must answer. */
export type Demand =
  /** An approval of a tier from the policy's on: every question, both levels and a rationale. */
  | 'everything'
  /** An approval of a lower tier: the levels stand as the screening has them, the rest is free. */
  | 'preset'
  /** To hold something back needs no questionnaire. */
  | 'nothing'

const levels: readonly Level[] = [1, 2, 3, 4, 5]

/** How likely and how bad, each 1 to 5. */
export function levelFields(request: Request, demand: Demand, messages: Messages): readonly Field[] {
  const { forms, terms } = messages
  const preset = ({ likelihood, impact }: Request['screening']) =>
    demand === 'preset' ? { likelihood: String(likelihood), impact: String(impact) } : null
  const value = preset(request.screening)
  const field = (factor: 'likelihood' | 'impact'): Field =>
    choiceField(
      { id: fieldIds[factor], words: forms.field[factor], required: demand !== 'nothing' },
      levels.map((level) => optionOf(String(level), forms.level(level, terms[factor][level]))),
      value?.[factor] ?? null,
      'menu',
    )
  return [field('likelihood'), field('impact')]
}

export function rationaleField(demand: Demand, { forms }: Messages): Field {
  const required = demand === 'everything'
  const words = required ? forms.field.rationale : forms.field.rationaleOptional
  return paragraphField({ id: fieldIds.rationale, words, required })
}

export function questionnaireSection(
  questionnaire: Questionnaire,
  demand: Demand,
  messages: Messages,
  locale: Locale,
): Section {
  const { section } = messages.forms
  const required = demand === 'everything'
  return {
    title: asPlain(required ? section.questionnaire : section.questionnaireOptional),
    fields: questionnaire.questions.map((question) => questionField(question, required, messages, locale)),
  }
}

/** What is too long for a label is said in full in the hint: nobody answers a question cut short. */
function questionField(question: Question, required: boolean, { forms }: Messages, locale: Locale): Field {
  const text = question.text[locale]
  const cut = [
    ...(text.length > limits.fieldLabel ? [text] : []),
    ...question.options
      .map(({ label }) => label[locale])
      .filter((label) => label.length > limits.optionLabel),
  ]
  const hint = [
    ...(question.hint === undefined ? [] : [question.hint[locale]]),
    ...cut.map((full) => forms.intro.inFull(full)),
  ].join('\n')
  return choiceField(
    {
      id: fieldIds.question(question.id),
      words: { label: text, ...(hint === '' ? {} : { hint }) },
      required,
    },
    question.options.map(({ id, label }) => optionOf(id, label[locale])),
    null,
    question.options.length <= mostCheckboxes ? 'radio' : 'menu',
  )
}

/** Whether an approval of this request must answer everything. */
export const approvalDemand = ({ screening, policy }: Request): Demand =>
  isAtLeast(screening.tier, policy.questionnaireFrom) ? 'everything' : 'preset'

export const tierInWords = (request: Request, { terms }: Messages): string =>
  shorten(terms.score(terms.tier[request.screening.tier], request.screening.score), limits.optionLabel)
