import type { Digest, Instant } from '../../domain/flavour.ts'
import type { Field, FieldOption } from '../form.ts'
import { limits, shorten } from '../shorten.ts'

/** A label with its hint, as the catalogue has them. */
export interface FieldWords {
  readonly label: string
  readonly hint?: string
}
interface Basis {
  readonly id: string
  readonly words: FieldWords
  readonly required: boolean
}

function baseOf({ id, words, required }: Basis) {
  const hint = words.hint === undefined ? {} : { hint: shorten(words.hint, limits.hint) }
  return { id, label: shorten(words.label, limits.fieldLabel), required, ...hint }
}

/** What a text field takes at most, in characters; the long one is the most that Slack's input takes. */
export const lengths = { line: 300, paragraph: 1000, post: 3000 } as const

export const lineField = (basis: Basis, value = ''): Field => ({
  ...baseOf(basis),
  type: 'text',
  lines: 'one',
  maxLength: lengths.line,
  value,
})
export const paragraphField = (basis: Basis, value = '', maxLength: number = lengths.paragraph): Field => ({
  ...baseOf(basis),
  type: 'text',
  lines: 'many',
  maxLength,
  value,
})
export const urlField = (basis: Basis, value = ''): Field => ({ ...baseOf(basis), type: 'url', value })
export const instantField = (basis: Basis, value: Instant | null): Field => ({
  ...baseOf(basis),
  type: 'instant',
  value,
})

/** One of several. A value that is not among the options any more is left out: it has to be chosen anew. */
export const choiceField = (
  basis: Basis,
  options: readonly FieldOption[],
  value: string | null,
  as: 'menu' | 'radio',
): Field => ({
  ...baseOf(basis),
  type: 'choice',
  options,
  value: options.some(({ id }) => id === value) ? value : null,
  as,
})
export const choicesField = (
  basis: Basis,
  options: readonly FieldOption[],
  value: readonly string[],
): Field => ({
  ...baseOf(basis),
  type: 'choices',
  options,
  value: value.filter((chosen) => options.some(({ id }) => id === chosen)),
  as: options.length > mostCheckboxes ? 'menu' : 'checkboxes',
})
export const filesField = (
  basis: Basis,
  maxFiles: number,
  value: readonly { readonly sha256: Digest; readonly name: string }[],
): Field => ({ ...baseOf(basis), type: 'files', maxFiles, value })

/** Slack shows at most ten checkboxes or radio buttons. */
export const mostCheckboxes = 10

export const optionOf = (id: string, label: string): FieldOption => ({
  id,
  label: shorten(label, limits.optionLabel),
})
/** Options from words by id, in the order of the ids. */
export const optionsOf = <Id extends string>(
  ids: readonly Id[],
  words: Readonly<Record<Id, string>>,
): readonly FieldOption[] => ids.map((id) => optionOf(id, words[id]))
