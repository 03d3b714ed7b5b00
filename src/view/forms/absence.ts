import type { Instant, PersonId } from '../../domain/flavour.ts'
import { messagesIn } from '../catalogue.ts'
import type { Form } from '../form.ts'
import { sentence } from '../rich.ts'
import { asPlain, type Locale } from '../text.ts'
import { choiceField, instantField, optionOf } from './fields.ts'

export const absenceFields = { from: 'from', until: 'until', delegate: 'delegate' } as const
/** As many options as Slack's menu takes. */
const mostDelegates = 100

/** From when, until when, and who stands in. `delegates` are those whom the configuration allows. */
export function absenceForm(input: {
  readonly locale: Locale
  /** The absence that is changed; null for a new one. */
  readonly changes: number | null
  readonly from: Instant | null
  readonly until: Instant | null
  readonly delegate: PersonId | null
  readonly delegates: readonly { readonly id: PersonId; readonly name: string }[]
}): Form {
  const { absence } = messagesIn(input.locale)
  const { form } = absence
  const delegates = [...input.delegates]
    .sort((one, other) => one.name.localeCompare(other.name, input.locale))
    .slice(0, mostDelegates)
  const options = delegates.map(({ id, name }) => optionOf(id, name))
  const basis = (id: keyof typeof absenceFields, required: boolean) => ({
    id: absenceFields[id],
    words: form[id],
    required,
  })
  return {
    purpose: { type: 'absence', changes: input.changes },
    locale: input.locale,
    title: asPlain(form.title),
    submit: asPlain(form.submit),
    cancel: asPlain(form.cancel),
    intro: [sentence(form.intro), ...(options.length === 0 ? [sentence(absence.nobodyEligible)] : [])],
    sections: [
      {
        title: null,
        fields: [
          instantField(basis('from', false), input.from),
          instantField(basis('until', true), input.until),
          ...(options.length === 0
            ? []
            : [choiceField(basis('delegate', false), options, input.delegate, 'menu')]),
        ],
      },
    ],
  }
}
