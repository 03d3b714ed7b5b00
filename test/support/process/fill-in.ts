import { interactiveElements, type Placed } from '../../../adapters/sandbox/slack-server/ids.ts'
import {
  type Input,
  type Inputs,
  initialInput,
  optionsOf,
} from '../../../adapters/sandbox/slack-server/input.ts'
import { type Json, listAt, textAt } from '../../../adapters/sandbox/slack-server/json.ts'
import { fieldIds } from '../../../src/view/forms.ts'
import type { Chance } from './chance.ts'

/** Where the mark goes: the first of these that a form has. No text of a condition: later events repeat those. */
export const markedFields: readonly string[] = [
  fieldIds.text,
  fieldIds.purpose,
  fieldIds.reason,
  fieldIds.changes,
  fieldIds.comment,
  fieldIds.wouldAccept,
  fieldIds.evidence,
  fieldIds.url,
]
const day = 86_400_000

const fieldOf = ({ blockId }: Placed) => blockId.replace(/^field:/, '')

/**
 * Fills in a modal as a person in a hurry would: every question that may be asked, anything in the rest that must be
 * answered, and what stands there already stays. The mark is in exactly one field; null when no field can take it.
 */
export function fillIn(view: Json, mark: string, chance: Chance, upload: () => string): Inputs | null {
  const placed = interactiveElements(listAt(view, 'blocks')).filter(({ type }) => type !== 'button')
  const marked = markedFields.find((id) => placed.some((one) => fieldOf(one) === id))
  if (marked === undefined) return null
  const inputs: Record<string, Record<string, Input>> = {}
  for (const one of placed) {
    const input = fieldOf(one) === marked ? markedInput(one, mark) : inputFor(one, chance, upload)
    if (input !== null) inputs[one.blockId] = { ...inputs[one.blockId], [one.actionId]: input }
  }
  return inputs
}

function markedInput({ type }: Placed, mark: string): Input {
  return type === 'url_text_input' ? `https://example.com/${mark}` : `Seen, weighed and said. ${mark}`
}

function inputFor({ block, element, type, blockId }: Placed, chance: Chance, upload: () => string): Input {
  const required = block.type === 'input' && block.optional !== true
  const question = /^field:(question:|likelihood|impact|rationale)/.test(blockId)
  if (type === 'file_input') return chance.likely(0.2) ? [upload()] : null
  if (!isEmpty(initialInput(element)) && !question) return null
  if (!required && !question && !chance.likely(0.2)) return null
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return chance.oneOf(valuesOf(element))
    case 'multi_static_select':
    case 'checkboxes':
      return required ? [chance.oneOf(valuesOf(element))] : null
    case 'datetimepicker':
      return Math.floor((Date.now() + 3 * day) / 60_000) * 60
    case 'url_text_input':
      return 'https://example.com/'
    case 'plain_text_input':
      return 'As discussed.'
    default:
      return null
  }
}

const isEmpty = (input: Input) =>
  input === null || input === '' || (Array.isArray(input) && input.length === 0)

const valuesOf = (element: Json) => optionsOf(element).flatMap((option) => textAt(option, 'value') ?? [])
