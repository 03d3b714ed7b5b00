import { type Json, jsonAt, listAt, textAt } from './json.ts'

/** What a person entered in one element, as the page sends it: text, an option's value, ids, or a time in seconds. */
export type Input = string | number | readonly string[] | null
/** block id to action id to what was entered; elements left alone are absent. */
export type Inputs = Readonly<Record<string, Readonly<Record<string, Input>>>>

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

export const isInput = (value: unknown): value is Input =>
  value === null || typeof value === 'string' || typeof value === 'number' || isTexts(value)

export const optionsOf = (element: Json): readonly Json[] =>
  element.option_groups === undefined
    ? listAt(element, 'options')
    : listAt(element, 'option_groups').flatMap((group) => listAt(group, 'options'))

const initialKeys: Readonly<Record<string, string>> = {
  datepicker: 'initial_date',
  timepicker: 'initial_time',
  datetimepicker: 'initial_date_time',
  users_select: 'initial_user',
  multi_users_select: 'initial_users',
  conversations_select: 'initial_conversation',
  multi_conversations_select: 'initial_conversations',
  channels_select: 'initial_channel',
  multi_channels_select: 'initial_channels',
}

/** What stands in an element before anybody touches it. */
export function initialInput(element: Json): Input {
  const type = textAt(element, 'type') ?? ''
  if (type === 'static_select' || type === 'radio_buttons')
    return textAt(jsonAt(element, 'initial_option') ?? {}, 'value')
  if (type === 'multi_static_select' || type === 'checkboxes')
    return listAt(element, 'initial_options').flatMap((one) => textAt(one, 'value') ?? [])
  const value = element[initialKeys[type] ?? 'initial_value']
  return isInput(value) ? value : null
}
