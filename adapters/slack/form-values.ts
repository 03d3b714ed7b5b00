/** The state of a submitted modal as the values of its form. Text stays as it was typed: the app checks it. */
import { z } from 'zod'
import type { FieldErrors, FieldValue, FormValues } from '../../src/view/form.ts'
import { clip, visible } from './escape.ts'
import { fieldBlock, keptBlock } from './render-form.ts'
import type { TypedText } from './render-notice.ts'

const option = z.looseObject({ value: z.string() })
const element = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.looseObject({ type: z.literal('url_text_input'), value: z.string().nullish() }),
  z.looseObject({ type: z.literal('static_select'), selected_option: option.nullish() }),
  z.looseObject({ type: z.literal('radio_buttons'), selected_option: option.nullish() }),
  z.looseObject({ type: z.literal('multi_static_select'), selected_options: z.array(option).nullish() }),
  z.looseObject({ type: z.literal('checkboxes'), selected_options: z.array(option).nullish() }),
  z.looseObject({ type: z.literal('datetimepicker'), selected_date_time: z.number().nullish() }),
  z.looseObject({
    type: z.literal('file_input'),
    files: z.array(z.looseObject({ id: z.string() })).nullish(),
  }),
])
type Element = z.infer<typeof element>
const state = z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.unknown())) })

interface Answer {
  readonly kind: 'field' | 'kept'
  readonly id: string
  readonly part: number
  readonly element: Element
}

function answersOf(viewState: unknown): Answer[] {
  const parsed = state.safeParse(viewState)
  if (!parsed.success) return []
  return Object.entries(parsed.data.values).flatMap(([blockId, actions]): Answer[] => {
    const match = /^(field|kept):(.+?)(?:~(\d+))?$/s.exec(blockId)
    const found = element.safeParse(Object.values(actions)[0])
    if (match?.[2] === undefined || !found.success) return []
    const kind = match[1] === 'kept' ? 'kept' : 'field'
    return [{ kind, id: match[2], part: Number(match[3] ?? 1), element: found.data }]
  })
}

function fieldValue(answer: Element): FieldValue {
  switch (answer.type) {
    case 'plain_text_input':
    case 'url_text_input':
      return { type: 'text', text: answer.value ?? '' }
    case 'static_select':
    case 'radio_buttons':
      return { type: 'choice', id: answer.selected_option?.value ?? null }
    case 'multi_static_select':
    case 'checkboxes':
      return { type: 'choices', ids: (answer.selected_options ?? []).map((chosen) => chosen.value) }
    case 'datetimepicker': {
      const seconds = answer.selected_date_time ?? null
      return { type: 'instant', at: seconds === null ? null : seconds * 1000 }
    }
    case 'file_input':
      return { type: 'files', added: (answer.files ?? []).map((file) => ({ id: file.id })), kept: [] }
  }
}

/** Field id to what was entered. Blocks and elements that no form of ours has are ignored. */
export function formValues(viewState: unknown): FormValues {
  const values = new Map<string, FieldValue>()
  const answers = answersOf(viewState).sort((one, other) => one.part - other.part)
  for (const answer of answers.filter((item) => item.kind === 'field')) {
    const value = fieldValue(answer.element)
    const before = values.get(answer.id)
    const goesOn = before?.type === 'text' && value.type === 'text'
    values.set(answer.id, goesOn ? { type: 'text', text: before.text + value.text } : value)
  }
  for (const { id, element: found } of answers.filter((item) => item.kind === 'kept')) {
    if (found.type !== 'checkboxes') continue
    const before = values.get(id)
    const kept = (found.selected_options ?? []).map((chosen) => chosen.value)
    values.set(id, { type: 'files', added: before?.type === 'files' ? before.added : [], kept })
  }
  return Object.fromEntries(values)
}

const inputBlock = z.looseObject({
  type: z.literal('input'),
  block_id: z.string(),
  label: z.looseObject({ text: z.string() }),
})

function inputsOf(blocks: unknown): { id: string; label: string }[] {
  if (!Array.isArray(blocks)) return []
  return blocks.flatMap((block) => {
    const found = inputBlock.safeParse(block)
    return found.success ? [{ id: found.data.block_id, label: found.data.label.text }] : []
  })
}

/** Every text of a submission with the label it was typed under, so that it can be given back. */
export function typedTexts(view: { state: unknown; blocks: unknown }): TypedText[] {
  const labels = inputsOf(view.blocks)
  return answersOf(view.state).flatMap(({ id, part, element: found }) => {
    if (found.type !== 'plain_text_input' && found.type !== 'url_text_input') return []
    const text = found.value ?? ''
    if (text.trim() === '') return []
    return [{ label: labels.find((input) => input.id === fieldBlock(id, part))?.label ?? id, text }]
  })
}

/** Longest sentence beside a field; Slack documents none, and more would push the field away. */
const longest = 500

/**
 * Errors as Slack takes them, by block. An error about a field that the modal does not have is put at its first
 * input, because Slack would show nothing at all. Null when the modal has no input to put one at.
 */
export function errorsByBlock(errors: FieldErrors, blocks: unknown): Record<string, string> | null {
  const known = inputsOf(blocks).map((input) => input.id)
  const first = known[0]
  if (first === undefined) return null
  const found = new Map<string, string>()
  for (const [field, text] of Object.entries(errors)) {
    const at = [fieldBlock(field), keptBlock(field)].find((id) => known.includes(id)) ?? first
    const before = found.get(at)
    found.set(at, clip(visible(before === undefined ? text : `${before} ${text}`), longest))
  }
  return Object.fromEntries(found)
}
