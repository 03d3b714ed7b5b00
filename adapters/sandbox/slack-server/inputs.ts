import { fileJson } from './file-json.ts'
import { interactiveElements, type Placed } from './ids.ts'
import { type Input, type Inputs, initialInput, isInput, isTexts, optionsOf } from './input.ts'
import { isJson, type Json, textAt } from './json.ts'
import { limits } from './limits.ts'
import type { Workspace } from './workspace.ts'

/** Reads what the page sent; anything of another shape is left out. */
export function readInputs(value: unknown): Inputs {
  if (!isJson(value)) return {}
  return Object.fromEntries(
    Object.entries(value).map(([block, actions]) => [
      block,
      Object.fromEntries(
        Object.entries(isJson(actions) ? actions : {}).flatMap(([action, input]) =>
          isInput(input) ? [[action, input] as const] : [],
        ),
      ),
    ]),
  )
}

const single: Readonly<Record<string, string>> = {
  plain_text_input: 'value',
  url_text_input: 'value',
  email_text_input: 'value',
  number_input: 'value',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
}
const several: Readonly<Record<string, string>> = {
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
}

/** An answer in the shape in which Slack reports it, in `state.values` and in `actions`. */
export function answerJson(workspace: Workspace, element: Json, input: Input, origin: string): Json {
  const type = textAt(element, 'type') ?? ''
  const chosen = isTexts(input) ? input : input === null ? [] : [String(input)]
  const selected = optionsOf(element).filter((one) => chosen.includes(textAt(one, 'value') ?? ''))
  const one = single[type]
  if (one !== undefined) return { type, [one]: input === '' ? null : input }
  const many = several[type]
  if (many !== undefined) return { type, [many]: chosen }
  if (type === 'multi_static_select' || type === 'checkboxes') return { type, selected_options: selected }
  if (type === 'file_input') {
    const files = chosen.flatMap((id) => workspace.files.get(id) ?? [])
    return { type, files: files.map((file) => fileJson(workspace, file, origin)) }
  }
  return { type, selected_option: selected[0] ?? null }
}

const inputOf = (placed: Placed, inputs: Inputs): Input => {
  const given = inputs[placed.blockId]?.[placed.actionId]
  return given === undefined ? initialInput(placed.element) : given
}

const stateless = new Set(['button', 'overflow'])

/** `state.values` of a view or a message. */
export function stateValues(
  workspace: Workspace,
  blocks: readonly Json[],
  inputs: Inputs,
  origin: string,
): Json {
  const values: Record<string, Record<string, Json>> = {}
  for (const placed of interactiveElements(blocks)) {
    if (stateless.has(placed.type)) continue
    const answers = values[placed.blockId] ?? {}
    answers[placed.actionId] = answerJson(workspace, placed.element, inputOf(placed, inputs), origin)
    values[placed.blockId] = answers
  }
  return values
}

/** What Slack's own client says beside a field, before the app hears of the submission. */
export interface FieldProblem {
  readonly code: 'required' | 'too_long' | 'too_short' | 'not_email' | 'not_url' | 'not_number' | 'too_many'
  readonly limit?: number
}

function textProblem(element: Json, type: string, text: string): FieldProblem | null {
  const length = [...text].length
  const most = typeof element.max_length === 'number' ? element.max_length : limits.inputLength
  const least = typeof element.min_length === 'number' ? element.min_length : 0
  if (length > most) return { code: 'too_long', limit: most }
  if (length < least) return { code: 'too_short', limit: least }
  if (type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text)) return { code: 'not_email' }
  if (type === 'url_text_input' && !/^https?:\/\/\S+$/i.test(text)) return { code: 'not_url' }
  if (type === 'number_input' && !Number.isFinite(Number(text))) return { code: 'not_number' }
  return null
}

/** Every input block with a problem, by block id. */
export function fieldProblems(
  blocks: readonly Json[],
  inputs: Inputs,
): Readonly<Record<string, FieldProblem>> {
  const found: Record<string, FieldProblem> = {}
  for (const placed of interactiveElements(blocks)) {
    if (placed.block.type !== 'input') continue
    const input = inputOf(placed, inputs)
    const empty = input === null || input === '' || (isTexts(input) && input.length === 0)
    if (empty) {
      if (placed.block.optional !== true) found[placed.blockId] = { code: 'required' }
      continue
    }
    const most = placed.element.max_files ?? placed.element.max_selected_items
    if (isTexts(input) && typeof most === 'number' && input.length > most)
      found[placed.blockId] = { code: 'too_many', limit: most }
    const problem = typeof input === 'string' ? textProblem(placed.element, placed.type, input) : null
    if (problem) found[placed.blockId] = problem
  }
  return found
}
