import { interactiveElements, type Placed } from '../slack-server/ids.ts'
import { type Input, type Inputs, initialInput, optionsOf } from '../slack-server/input.ts'
import { type Json, listAt, textAt } from '../slack-server/json.ts'
import type { Answers } from './answers.ts'

export interface Filling {
  readonly answers: Answers
  /** A time for date fields, in epoch milliseconds; working time, some days ahead. */
  readonly date: number
  /** A person for fields that ask for one. */
  readonly person: string
  /** Blocks that were refused: they get an answer even where they are optional. */
  readonly insist: ReadonlySet<string>
}

const isEmpty = (input: Input) =>
  input === null || input === '' || (Array.isArray(input) && input.length === 0)

/** The value of the first option that is wanted, by its value or by the start of it; the first option otherwise. */
function choose(element: Json, wanted: readonly string[], orFirst: boolean): string | null {
  const values = optionsOf(element).flatMap((one) => textAt(one, 'value') ?? [])
  for (const want of wanted) {
    const match = values.find((value) => value === want) ?? values.find((value) => value.startsWith(want))
    if (match !== undefined) return match
  }
  return orFirst ? (values[0] ?? null) : null
}

const pad = (value: number) => String(value).padStart(2, '0')

function inputFor(placed: Placed, filling: Filling, needed: boolean): Input {
  const answer = filling.answers[placed.blockId]
  const wanted = answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer
  const most = typeof placed.element.max_length === 'number' ? placed.element.max_length : 3_000
  const day = new Date(filling.date)
  switch (placed.type) {
    case 'static_select':
    case 'radio_buttons':
      return choose(placed.element, wanted, needed)
    case 'multi_static_select':
    case 'checkboxes': {
      const value = choose(placed.element, wanted, needed)
      return value === null ? null : [value]
    }
    case 'users_select':
      return needed || wanted.length > 0 ? filling.person : null
    case 'multi_users_select':
      return needed || wanted.length > 0 ? [filling.person] : null
    case 'datetimepicker':
      return needed || placed.blockId === 'slot' ? Math.floor(filling.date / 60_000) * 60 : null
    case 'datepicker':
      return needed ? `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}` : null
    case 'timepicker':
      return needed ? `${pad(day.getHours())}:${pad(day.getMinutes())}` : null
    case 'url_text_input':
      return wanted[0] ?? (needed ? 'https://example.com/pulse' : null)
    case 'email_text_input':
      return wanted[0] ?? (needed ? 'mara@example.com' : null)
    case 'number_input':
      return wanted[0] ?? (needed ? '1' : null)
    case 'plain_text_input':
      return (wanted[0] ?? (needed ? 'As discussed in the team.' : '')).slice(0, most) || null
    default:
      return null
  }
}

/**
 * Fills in a modal as the story has it: the prepared answer where a field has one, something sensible where a field
 * is required, and nothing in what is optional. Answers that already stand there stay, unless one is prepared.
 */
export function fill(view: Json, filling: Filling): Inputs {
  const inputs: Record<string, Record<string, Input>> = {}
  for (const placed of interactiveElements(listAt(view, 'blocks'))) {
    if (placed.type === 'button' || placed.type === 'overflow') continue
    const standing = initialInput(placed.element)
    const isQuestion = placed.blockId.startsWith('question:')
    const insisted = filling.insist.has(placed.blockId)
    const needed = isQuestion || insisted || (placed.block.type === 'input' && placed.block.optional !== true)
    if (!isEmpty(standing) && filling.answers[placed.blockId] === undefined && !insisted) continue
    const input = inputFor(placed, filling, needed)
    if (!isEmpty(input)) inputs[placed.blockId] = { ...inputs[placed.blockId], [placed.actionId]: input }
  }
  return inputs
}
