import { type Check, checkConfirm, checkList, checkString, checkStyle, checkText } from './check.ts'
import { isJson, type Json, listAt, textAt } from './json.ts'
import { limits } from './limits.ts'

type ElementCheck = (check: Check, pointer: string, element: Json) => void

const placeholder: ElementCheck = (check, pointer, element) =>
  checkText(check, `${pointer}/placeholder`, element.placeholder, {
    max: limits.placeholder,
    plainOnly: true,
  })

function checkOptions(
  check: Check,
  pointer: string,
  value: unknown,
  rule: { max: number; plainOnly: boolean },
) {
  const values = new Set<string>()
  checkList(check, pointer, value, { max: rule.max }).forEach((option, index) => {
    const at = `${pointer}/${index}`
    checkText(check, `${at}/text`, option.text, {
      max: limits.optionText,
      plainOnly: rule.plainOnly,
      required: true,
    })
    checkString(check, `${at}/value`, option.value, { max: limits.optionValue, min: 1, required: true })
    checkText(check, `${at}/description`, option.description, {
      max: limits.optionDescription,
      plainOnly: rule.plainOnly,
    })
    const chosen = textAt(option, 'value')
    if (chosen !== null && values.has(chosen)) check.fail(`${at}/value`, `duplicate value: ${chosen}`)
    if (chosen !== null) values.add(chosen)
  })
}

/** What is chosen at first must be one of the options, word for word: Slack compares the whole object. */
function checkInitial(check: Check, pointer: string, element: Json, options: readonly Json[]) {
  const known = new Set(options.map((option) => JSON.stringify([option.value, option.text])))
  const initial = isJson(element.initial_option)
    ? [element.initial_option]
    : listAt(element, 'initial_options')
  if (Array.isArray(element.initial_options) && element.initial_options.length === 0)
    check.fail(`${pointer}/initial_options`, 'no fewer than 1 items allowed')
  for (const option of initial)
    if (!known.has(JSON.stringify([option.value, option.text])))
      check.fail(pointer, 'initial_option must exactly match one of the options')
}

const menu: ElementCheck = (check, pointer, element) => {
  placeholder(check, pointer, element)
  if (element.option_groups !== undefined) {
    const groups = checkList(check, `${pointer}/option_groups`, element.option_groups, {
      max: limits.optionGroups,
    })
    groups.forEach((group, index) => {
      const at = `${pointer}/option_groups/${index}`
      checkText(check, `${at}/label`, group.label, {
        max: limits.optionText,
        plainOnly: true,
        required: true,
      })
      checkOptions(check, `${at}/options`, group.options, { max: limits.options, plainOnly: true })
    })
    checkInitial(
      check,
      pointer,
      element,
      groups.flatMap((group) => listAt(group, 'options')),
    )
    return
  }
  checkOptions(check, `${pointer}/options`, element.options, { max: limits.options, plainOnly: true })
  checkInitial(check, pointer, element, listAt(element, 'options'))
}

const fewChoices: ElementCheck = (check, pointer, element) => {
  checkOptions(check, `${pointer}/options`, element.options, { max: limits.fewOptions, plainOnly: false })
  checkInitial(check, pointer, element, listAt(element, 'options'))
}

const textInput: ElementCheck = (check, pointer, element) => {
  placeholder(check, pointer, element)
  for (const key of ['min_length', 'max_length'] as const) {
    const value = element[key]
    if (value === undefined) continue
    const least = key === 'min_length' ? 0 : 1
    if (typeof value !== 'number' || value < least || value > limits.inputLength)
      check.fail(`${pointer}/${key}`, `must be between ${least} and ${limits.inputLength}`)
  }
  const most = typeof element.max_length === 'number' ? element.max_length : limits.inputLength
  checkString(check, `${pointer}/initial_value`, element.initial_value, { max: most })
}

const button: ElementCheck = (check, pointer, element) => {
  checkText(check, `${pointer}/text`, element.text, {
    max: limits.buttonText,
    plainOnly: true,
    required: true,
  })
  checkString(check, `${pointer}/value`, element.value, { max: limits.buttonValue })
  checkString(check, `${pointer}/url`, element.url, { max: limits.buttonUrl })
  checkString(check, `${pointer}/accessibility_label`, element.accessibility_label, {
    max: limits.accessibilityLabel,
  })
  checkStyle(check, `${pointer}/style`, element.style)
}

const fileInput: ElementCheck = (check, pointer, element) => {
  const most = element.max_files
  if (most !== undefined && (typeof most !== 'number' || most < 1 || most > limits.files))
    check.fail(`${pointer}/max_files`, `must be between 1 and ${limits.files}`)
}

const dateTime: ElementCheck = (check, pointer, element) => {
  const initial = element.initial_date_time
  if (initial !== undefined && (!Number.isInteger(initial) || String(initial).length !== 10))
    check.fail(`${pointer}/initial_date_time`, 'must be a Unix timestamp of 10 digits')
}

const pattern =
  (key: string, expected: RegExp): ElementCheck =>
  (check, pointer, element) => {
    placeholder(check, pointer, element)
    const value = element[key]
    if (value !== undefined && (typeof value !== 'string' || !expected.test(value)))
      check.fail(`${pointer}/${key}`, `must match ${expected.source}`)
  }

/** Every interactive element the sandbox knows, and what Slack checks in it besides ids and confirm dialogs. */
const elements: Readonly<Record<string, ElementCheck>> = {
  button,
  static_select: menu,
  multi_static_select: menu,
  radio_buttons: fewChoices,
  checkboxes: fewChoices,
  overflow: (check, pointer, element) =>
    checkOptions(check, `${pointer}/options`, element.options, {
      max: limits.overflowOptions,
      plainOnly: true,
    }),
  users_select: placeholder,
  multi_users_select: placeholder,
  conversations_select: placeholder,
  multi_conversations_select: placeholder,
  channels_select: placeholder,
  multi_channels_select: placeholder,
  plain_text_input: textInput,
  url_text_input: placeholder,
  email_text_input: placeholder,
  number_input: placeholder,
  datepicker: pattern('initial_date', /^\d{4}-\d{2}-\d{2}$/),
  timepicker: pattern('initial_time', /^\d{2}:\d{2}$/),
  datetimepicker: dateTime,
  file_input: fileInput,
}

const inputOnly = new Set([
  'plain_text_input',
  'url_text_input',
  'email_text_input',
  'number_input',
  'file_input',
])
const notInInputs = new Set(['button', 'overflow'])

/**
 * One interactive element.
 * @param place Where it stands: an input block takes other elements than an actions block.
 */
export function checkElement(
  check: Check,
  pointer: string,
  element: Json,
  place: { block: 'input' | 'actions' | 'section'; scope: string },
): void {
  const type = textAt(element, 'type') ?? ''
  const rule = elements[type]
  if (!rule) {
    check.fail(`${pointer}/type`, `unsupported type: ${type || '(none)'}`)
    return
  }
  const misplaced = place.block === 'input' ? notInInputs.has(type) : inputOnly.has(type)
  if (misplaced) check.fail(pointer, `unsupported element in a block of type ${place.block}: ${type}`)
  checkString(check, `${pointer}/action_id`, element.action_id, { max: limits.id, min: 1 })
  const actionId = textAt(element, 'action_id')
  if (actionId !== null) check.unique(`action_id ${place.scope}`, actionId, `${pointer}/action_id`)
  checkConfirm(check, `${pointer}/confirm`, element.confirm)
  rule(check, pointer, element)
}
