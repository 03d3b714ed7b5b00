import type { Digest, Instant } from '../../domain/flavour.ts'
import type { Field, FieldErrors, FieldValue, Form, FormValues, PlatformFile } from '../../view/form.ts'
import { type FieldErrorCode, fieldErrorText, isEmpty } from '../../view/forms.ts'
import type { Locale } from '../../view/text.ts'
import { cleanText } from '../clean-text.ts'
import { urlProblem } from './public-url.ts'

const furthest = 366 * 86_400_000

/** What was entered, cleaned and checked field by field. A field that the form does not have is empty. */
export interface Entered {
  text(id: string): string
  choice(id: string): string | null
  choices(id: string): readonly string[]
  instant(id: string): Instant | null
  files(id: string): { readonly added: readonly PlatformFile[]; readonly kept: readonly Digest[] }
}

/** Collects what is wrong, at most one problem per field: the first one found. */
export interface Problems {
  add(field: string, code: FieldErrorCode, params?: Readonly<Record<string, string | number>>): void
  readonly any: boolean
  readonly errors: FieldErrors
}

export function createProblems(locale: Locale): Problems {
  const errors: Record<string, FieldErrors[string]> = {}
  return {
    add(field, code, params = {}) {
      errors[field] ??= fieldErrorText(code, params, locale)
    },
    get any() {
      return Object.keys(errors).length > 0
    },
    errors,
  }
}

/**
 * Reads a submission against the form that it was typed into: the same fields, lengths and options as were shown. What
 * does not belong to the form is ignored, whoever sent it.
 */
export function readValues(form: Form | null, values: FormValues, at: Instant, problems: Problems): Entered {
  const read = new Map<string, FieldValue>()
  for (const field of form?.sections.flatMap(({ fields }) => fields) ?? []) {
    const value = readField(field, values[field.id], at, (code, params) =>
      problems.add(field.id, code, params),
    )
    if (isEmpty(value) && field.required) problems.add(field.id, 'required')
    read.set(field.id, value)
  }
  return entered(read)
}

type Complain = (code: FieldErrorCode, params?: Readonly<Record<string, string | number>>) => void

function readField(field: Field, value: FieldValue | undefined, at: Instant, complain: Complain): FieldValue {
  switch (field.type) {
    case 'text':
      return readText(field.lines, field.maxLength, value, complain)
    case 'url':
      return readUrl(value, complain)
    case 'choice': {
      const id = value?.type === 'choice' ? value.id : null
      if (id !== null && !hasOption(field, id)) complain('unknown_option')
      return { type: 'choice', id }
    }
    case 'choices': {
      const ids = value?.type === 'choices' ? [...new Set(value.ids)] : []
      if (!ids.every((id) => hasOption(field, id))) complain('unknown_option')
      return { type: 'choices', ids }
    }
    case 'instant': {
      const instant = value?.type === 'instant' ? value.at : null
      if (instant !== null && instant <= at) complain('in_past')
      if (instant !== null && instant > at + furthest) complain('too_far')
      return { type: 'instant', at: instant }
    }
    case 'files': {
      const { added, kept } = value?.type === 'files' ? value : { added: [], kept: [] }
      // Only what is stored with this request already may be kept; a hash alone gives nobody a file.
      const own = kept.filter((sha256) => field.value.some((file) => file.sha256 === sha256))
      if (added.length + own.length > field.maxFiles) complain('too_many_files', { max: field.maxFiles })
      return { type: 'files', added, kept: own }
    }
    default:
      return field satisfies never
  }
}

function readText(
  lines: 'one' | 'many',
  max: number,
  value: FieldValue | undefined,
  complain: Complain,
): FieldValue {
  const typed = value?.type === 'text' ? value.text : ''
  const text = cleanText(typed, lines)
  if (text === '' && typed.trim() !== '') complain('invalid_characters')
  if (text.length > max) complain('too_long', { max })
  return { type: 'text', text }
}

function readUrl(value: FieldValue | undefined, complain: Complain): FieldValue {
  const text = cleanText(value?.type === 'text' ? value.text : '', 'one')
  const problem = text === '' ? null : urlProblem(text)
  if (problem !== null) complain(problem)
  return { type: 'text', text }
}

const hasOption = (field: Extract<Field, { type: 'choice' | 'choices' }>, id: string) =>
  field.options.some((option) => option.id === id)

function entered(read: ReadonlyMap<string, FieldValue>): Entered {
  const of = <Type extends FieldValue['type']>(id: string, type: Type) => {
    const value = read.get(id)
    return value !== undefined && isOf(value, type) ? value : null
  }
  return {
    text: (id) => of(id, 'text')?.text ?? '',
    choice: (id) => of(id, 'choice')?.id ?? null,
    choices: (id) => of(id, 'choices')?.ids ?? [],
    instant: (id) => of(id, 'instant')?.at ?? null,
    files: (id) => of(id, 'files') ?? { added: [], kept: [] },
  }
}

function isOf<Type extends FieldValue['type']>(
  value: FieldValue,
  type: Type,
): value is Extract<FieldValue, { type: Type }> {
  return value.type === type
}
