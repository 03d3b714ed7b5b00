/** The shapes of Slack's block elements and of the pieces of rich text, as far as Countersign uses them. */
import {
  type Check,
  isObject,
  type Json,
  list,
  number,
  oneOf,
  optional,
  report,
  type Shape,
  shape,
  string,
  type Tell,
  text,
} from './limit-shapes.ts'
import { limits } from './limit-table.ts'

const anything: Check = () => undefined
const object =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value, path, tell) => {
    if (!isObject(value)) return tell(`${path}: not an object`)
    report(value, fields, path, tell)
  }

const confirm = object({
  title: text(limits.confirm.title, 'plain_text'),
  text: text(limits.confirm.text),
  confirm: text(limits.confirm.confirm, 'plain_text'),
  deny: text(limits.confirm.deny, 'plain_text'),
  style: optional(oneOf('primary', 'danger')),
})
const option = object({
  text: text(limits.option.text),
  value: string(limits.option.value),
  description: optional(text(limits.option.description)),
})
const group = object({
  label: text(limits.optionGroups.label, 'plain_text'),
  options: list(1, limits.optionGroups.options, option),
})
const actionId: Record<string, Check> = { action_id: string(limits.actionId.max) }
const placeholder: Record<string, Check> = {
  placeholder: optional(text(limits.select.placeholder, 'plain_text')),
}
const input: Record<string, Check> = { ...actionId, focus_on_load: optional(anything) }

const textInput: Record<string, Check> = {
  ...input,
  placeholder: optional(text(limits.textInput.placeholder, 'plain_text')),
  initial_value: optional(string(limits.textInput.maxLength)),
  dispatch_action_config: optional(anything),
}

/** Options of a select live in one list or in groups; what is chosen at first must be among them, letter by letter. */
function initialAmongOptions(value: { [key: string]: Json }, path: string, tell: Tell): void {
  const groups = Array.isArray(value.option_groups) ? value.option_groups : []
  const grouped = groups.flatMap((entry) =>
    isObject(entry) && Array.isArray(entry.options) ? entry.options : [],
  )
  const options = Array.isArray(value.options) ? value.options : grouped
  if (options.length === 0) tell(`${path}: no options`)
  const known = options.map((entry) => JSON.stringify(entry))
  const values = options.map((entry) => (isObject(entry) ? entry.value : undefined))
  if (new Set(values).size !== values.length) tell(`${path}: two options with one value`)
  const chosen = Array.isArray(value.initial_options) ? value.initial_options : [value.initial_option]
  for (const entry of chosen) {
    if (entry !== undefined && !known.includes(JSON.stringify(entry))) tell(`${path}: initial option unknown`)
  }
}
const selectOptions: Record<string, Check> = {
  options: optional(list(1, limits.select.options, option)),
  option_groups: optional(list(1, limits.optionGroups.groups, group)),
}

const style = object({
  bold: optional(anything),
  italic: optional(anything),
  strike: optional(anything),
  code: optional(anything),
  underline: optional(anything),
})
const run: Record<string, Check> = { style: optional(style) }
const runs: Check = list(
  1,
  Number.POSITIVE_INFINITY,
  shape(() => elementShapes),
)
const border: Record<string, Check> = { border: optional(anything) }

export const elementShapes: Record<string, Shape> = {
  button: {
    fields: {
      ...actionId,
      text: text(limits.button.text, 'plain_text'),
      value: optional(string(limits.button.value)),
      url: optional(string(limits.button.url)),
      style: optional(oneOf('primary', 'danger')),
      confirm: optional(confirm),
      accessibility_label: optional(string(75)),
    },
  },
  plain_text_input: {
    fields: {
      ...textInput,
      multiline: optional(anything),
      min_length: optional(number(0, limits.textInput.maxLength)),
      max_length: optional(number(1, limits.textInput.maxLength)),
    },
    also: (value, path, tell) => {
      const max = value.max_length
      const initial = value.initial_value
      if (typeof max === 'number' && typeof initial === 'string' && initial.length > max) {
        tell(`${path}: initial_value longer than max_length`)
      }
    },
  },
  url_text_input: { fields: textInput },
  datetimepicker: {
    fields: {
      ...input,
      initial_date_time: optional(number(1_000_000_000, 9_999_999_999)),
      confirm: optional(confirm),
    },
  },
  static_select: {
    fields: { ...input, ...placeholder, ...selectOptions, initial_option: optional(option) },
    also: initialAmongOptions,
  },
  multi_static_select: {
    fields: {
      ...input,
      ...placeholder,
      ...selectOptions,
      initial_options: optional(list(1, limits.select.options, option)),
      max_selected_items: optional(number(1, limits.select.options)),
    },
    also: initialAmongOptions,
  },
  radio_buttons: {
    fields: { ...input, options: list(1, limits.radio.options, option), initial_option: optional(option) },
    also: initialAmongOptions,
  },
  checkboxes: {
    fields: {
      ...input,
      options: list(1, limits.checkboxes.options, option),
      initial_options: optional(list(1, limits.checkboxes.options, option)),
    },
    also: initialAmongOptions,
  },
  file_input: {
    fields: {
      ...actionId,
      filetypes: optional(list(1, 100, string(20))),
      max_files: optional(number(1, limits.fileInput.files)),
    },
  },
  rich_text_section: { fields: { elements: runs } },
  rich_text_quote: { fields: { elements: runs, ...border } },
  rich_text_preformatted: { fields: { elements: runs, ...border } },
  rich_text_list: {
    fields: { elements: runs, style: oneOf('bullet', 'ordered'), indent: optional(number(0, 8)), ...border },
  },
  text: { fields: { text: string(limits.richText.text), ...run } },
  user: { fields: { user_id: string(64), ...run } },
  link: { fields: { url: string(3000), text: optional(string(limits.richText.text)), ...run } },
  date: {
    fields: {
      timestamp: number(1_000_000_000, 9_999_999_999),
      format: string(255),
      fallback: optional(string(limits.richText.text)),
      ...run,
    },
  },
}
