/** What a submitted dialog holds as the values of its form. Text stays as it was typed: the app checks it. */
import { z } from 'zod'
import { instantOnWallClock } from '../../src/calendar/wall-clock.ts'
import type { FieldValue, FormValues } from '../../src/view/form.ts'
import { type InputKind, inputKinds } from './render-form.ts'

const submitted = z.looseObject({
  timezone: z.string().optional(),
  /** The ids of all inputs of the form, because clients leave out those that stayed empty. */
  inputs: z.array(z.string().max(300)).max(200).optional(),
})

export interface ReadForm {
  readonly values: FormValues
  /** Fields with a date and no time, or the other way round: nobody may guess the rest (`words.dateAndTime`). */
  readonly incomplete: readonly string[]
}

/** A `files` answer of a dialog: nothing but addresses, one on each line, and what stays of the stored files. */
const linksIn = (text: string): { readonly id: string }[] =>
  text
    .split(/\s+/u)
    .filter((link) => link !== '')
    .map((id) => ({ id }))

function chosen(text: string): string[] {
  return text
    .split(/[,;]/u)
    .filter((value) => value !== '')
    .flatMap((value) => {
      try {
        return [decodeURIComponent(value)]
      } catch {
        return []
      }
    })
}

/** The answers of one field, by kind of input. */
type Answers = Partial<Record<InputKind, string>>

function answersByField(
  data: Readonly<Record<string, unknown>>,
  ids: readonly string[],
): Map<string, Answers> {
  const found = new Map<string, Answers>()
  for (const id of ids) {
    const [, kind, field] = /^([a-z]+):(.+)$/su.exec(id) ?? []
    const known = inputKinds.find((each) => each === kind)
    if (known === undefined || field === undefined) continue
    const value = data[id]
    found.set(field, { ...found.get(field), [known]: typeof value === 'string' ? value : '' })
  }
  return found
}

function fieldValue(answers: Answers, timezone: string): FieldValue | 'incomplete' {
  const { text, choice, choices, date, time, kept, links } = answers
  if (text !== undefined) return { type: 'text', text }
  if (choice !== undefined) return { type: 'choice', id: chosen(choice)[0] ?? null }
  if (choices !== undefined) return { type: 'choices', ids: chosen(choices) }
  if (date !== undefined || time !== undefined) return instantOf(date ?? '', time ?? '', timezone)
  return { type: 'files', added: linksIn(links ?? ''), kept: chosen(kept ?? '') }
}

function instantOf(date: string, time: string, timezone: string): FieldValue | 'incomplete' {
  if (date === '' && time === '') return { type: 'instant', at: null }
  // Some clients send seconds too.
  const at = instantOnWallClock(timezone, { date: date.slice(0, 10), time: time.slice(0, 5) })
  return at === null ? 'incomplete' : { type: 'instant', at }
}

/** Field id to what was entered, from the data of `task/submit`. Inputs that no form of ours has are ignored. */
export function readForm(data: unknown): ReadForm {
  const found = submitted.safeParse(data).data
  if (found === undefined) return { values: {}, incomplete: [] }
  const ids = new Set([...(found.inputs ?? []), ...Object.keys(found)])
  const values = new Map<string, FieldValue>()
  const incomplete: string[] = []
  for (const [field, answers] of answersByField(found, [...ids])) {
    const value = fieldValue(answers, found.timezone ?? 'UTC')
    if (value === 'incomplete') incomplete.push(field)
    values.set(field, value === 'incomplete' ? { type: 'instant', at: null } : value)
  }
  return { values: Object.fromEntries(values), incomplete }
}
