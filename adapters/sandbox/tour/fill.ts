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
  /** Which answer to choose to questions about risk: 0 for the most harmless. */
  readonly severity: number
  /** Blocks that were refused: they get an answer even where they are optional. */
  readonly insist: ReadonlySet<string>
}

/** The field that a block is for: apps put a word before it and a part's number behind it. */
const fieldOf = (blockId: string) => blockId.replace(/^field:/, '').replace(/~1$/, '')

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

const isQuestion = (placed: Placed) => fieldOf(placed.blockId).startsWith('question:')

/** An answer to a risk question, whose options stand in order from harmless to severe. */
function severity(element: Json, index: number): string | null {
  const options = optionsOf(element)
  return textAt(options[Math.min(index, options.length - 1)] ?? {}, 'value')
}

const pad = (value: number) => String(value).padStart(2, '0')

function inputFor(placed: Placed, filling: Filling, needed: boolean): Input {
  const field = fieldOf(placed.blockId)
  const answer = filling.answers[field]
  const wanted = answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer
  const most = typeof placed.element.max_length === 'number' ? placed.element.max_length : 3_000
  const day = new Date(filling.date)
  switch (placed.type) {
    case 'static_select':
    case 'radio_buttons':
      return isQuestion(placed)
        ? severity(placed.element, filling.severity)
        : choose(placed.element, wanted, needed)
    case 'multi_static_select':
    case 'checkboxes': {
      const values = wanted.flatMap((want) => choose(placed.element, [want], false) ?? [])
      const value = choose(placed.element, [], needed)
      return values.length > 0 ? values : value === null ? null : [value]
    }
    case 'users_select':
      return needed || wanted.length > 0 ? filling.person : null
    case 'multi_users_select':
      return needed || wanted.length > 0 ? [filling.person] : null
    case 'datetimepicker':
      return needed || field === 'slot' ? Math.floor(filling.date / 60_000) * 60 : null
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
    const insisted = filling.insist.has(placed.blockId)
    const needed =
      isQuestion(placed) || insisted || (placed.block.type === 'input' && placed.block.optional !== true)
    if (!isEmpty(standing) && filling.answers[fieldOf(placed.blockId)] === undefined && !insisted) continue
    const input = inputFor(placed, filling, needed)
    if (!isEmpty(input)) inputs[placed.blockId] = { ...inputs[placed.blockId], [placed.actionId]: input }
  }
  return inputs
}
