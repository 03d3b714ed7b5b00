/** A form as a modal. `form-values.ts` reads the answers back by the block ids that are given here. */
import type { InputBlock, KnownBlock, ModalView, Option, PlainTextOption } from '@slack/types'
import type { Field, FieldOption, Form } from '../../src/view/form.ts'
import { asPlain, type Locale } from '../../src/view/text.ts'
import { words } from '../../src/view/words.ts'
import { blocksOf, context, header, lines, list, type RenderContext, richText } from './blocks.ts'
import { encodeFormMetadata, encodePage } from './button.ts'
import { clip, mrkdwn, plainElement, plainText, richElements } from './escape.ts'
import { limits } from './limits.ts'

export const formCallback = 'form'
/** The action id of every input: the block id says which field it is. */
export const inputAction = 'value'

/** Block ids: `field:<id>`, `field:<id>~2` for the rest of a long text, `kept:<id>` for files that are stored. */
export const fieldBlock = (id: string, part = 1): string => `field:${id}${part === 1 ? '' : `~${part}`}`
export const keptBlock = (id: string): string => `kept:${id}`

type Element = InputBlock['element']

function input(field: Field, blockId: string, element: Element, also?: Partial<InputBlock>): InputBlock {
  return {
    type: 'input',
    block_id: clip(blockId, limits.blockId.max),
    label: plainText(field.label, limits.input.label),
    ...(field.hint === undefined ? {} : { hint: plainText(field.hint, limits.input.hint) }),
    optional: !field.required,
    element,
    ...also,
  }
}

/** A text too long for one input goes on in the next, so that "revise" loses nothing. */
function parts(value: string): string[] {
  const found: string[] = []
  const rest = Array.from(value.toWellFormed())
  let part = ''
  for (const character of rest) {
    if (part.length + character.length > limits.textInput.maxLength) {
      found.push(part)
      part = ''
    }
    part += character
  }
  return [...found, part]
}

function textInputs(field: Field & { type: 'text' }, locale: Locale): InputBlock[] {
  return parts(field.value).map((value, index) => {
    const longest = Math.min(Math.max(field.maxLength, value.length, 1), limits.textInput.maxLength)
    const element: Element = {
      type: 'plain_text_input',
      action_id: inputAction,
      multiline: field.lines === 'many',
      max_length: longest,
      ...(value === '' ? {} : { initial_value: value }),
    }
    if (index === 0) return input(field, fieldBlock(field.id), element)
    const label = plainText(`${field.label} ${words(locale).continued}`, limits.input.label)
    return input(field, fieldBlock(field.id, index + 1), element, { label, optional: true })
  })
}

function urlInput(field: Field & { type: 'url' }): InputBlock {
  const value = field.value.trim()
  const known = value === '' || (URL.canParse(value) && value.length <= limits.textInput.maxLength)
  // Slack refuses to open a form whose address is none; the person must still see what was entered.
  const type = known ? 'url_text_input' : 'plain_text_input'
  const initial = value === '' ? {} : { initial_value: clip(value, limits.textInput.maxLength) }
  return input(field, fieldBlock(field.id), { type, action_id: inputAction, ...initial })
}

/** Labels longer than Slack shows are numbered, and listed in full above the field. */
function longLabels(options: readonly FieldOption[], room: number): boolean {
  return options.some((option) => option.label.length > room)
}

function optionOf(option: FieldOption, label: string, described: boolean): PlainTextOption {
  const text = plainText(label, described && label.length > limits.option.text ? 10_000 : limits.option.text)
  const value = clip(option.id, limits.option.value)
  if (text.text.length <= limits.option.text) return { text, value }
  // A second line under the option takes what the first cannot.
  const space = text.text.lastIndexOf(' ', limits.option.text)
  const end = space > 20 ? space : limits.option.text
  return {
    text: plainText(text.text.slice(0, end), limits.option.text),
    value,
    description: plainText(text.text.slice(end).trim(), limits.option.description),
  }
}

function optionsOf(options: readonly FieldOption[], described: boolean): PlainTextOption[] {
  const numbered = longLabels(options, described ? 140 : limits.option.text)
  return options.map((option, index) =>
    optionOf(option, numbered ? `${index + 1}. ${option.label}` : option.label, described && !numbered),
  )
}

function inFull(options: readonly FieldOption[], described: boolean, locale: Locale): KnownBlock | null {
  if (!longLabels(options, described ? 140 : limits.option.text)) return null
  return richText([
    lines([
      plainElement(`${words(locale).chooseFrom}:`),
      ...options.map((option, index) =>
        plainElement(clip(`${index + 1}. ${option.label}`, limits.richText.text / 2)),
      ),
    ]),
  ])
}

function menuOptions(options: PlainTextOption[]): {
  options?: PlainTextOption[]
  option_groups?: { label: PlainTextOption['text']; options: PlainTextOption[] }[]
} {
  if (options.length <= limits.select.options) return { options }
  const groups = []
  for (let start = 0; start < options.length; start += limits.optionGroups.options) {
    const members = options.slice(start, start + limits.optionGroups.options)
    const label = plainText(`${start + 1} – ${start + members.length}`, limits.optionGroups.label)
    groups.push({ label, options: members })
  }
  return { option_groups: groups }
}

function choiceInput(field: Field & { type: 'choice' }, locale: Locale): (KnownBlock | null)[] {
  const radio = field.as === 'radio' && field.options.length <= limits.radio.options
  const options = optionsOf(field.options, radio)
  const chosen = options[field.options.findIndex((option) => option.id === field.value)]
  const initial = chosen === undefined ? {} : { initial_option: chosen }
  const element: Element = radio
    ? { type: 'radio_buttons', action_id: inputAction, options, ...initial }
    : { type: 'static_select', action_id: inputAction, ...menuOptions(options), ...initial }
  return [inFull(field.options, radio, locale), input(field, fieldBlock(field.id), element)]
}

function choicesInput(field: Field & { type: 'choices' }, locale: Locale): (KnownBlock | null)[] {
  const boxes = field.as === 'checkboxes' && field.options.length <= limits.checkboxes.options
  const options = optionsOf(field.options, boxes)
  const chosen = options.filter((_, index) => field.value.includes(field.options[index]?.id ?? ''))
  const some: { initial_options?: Option[] } = chosen.length === 0 ? {} : { initial_options: chosen }
  const element: Element = boxes
    ? { type: 'checkboxes', action_id: inputAction, options, ...some }
    : {
        type: 'multi_static_select',
        action_id: inputAction,
        ...menuOptions(options),
        ...(chosen.length === 0 ? {} : { initial_options: chosen.slice(0, limits.select.options) }),
      }
  return [inFull(field.options, boxes, locale), input(field, fieldBlock(field.id), element)]
}

function instantInput(field: Field & { type: 'instant' }): InputBlock {
  const seconds = field.value === null ? null : Math.floor(field.value / 1000)
  const shown = seconds !== null && seconds >= 1_000_000_000 && seconds <= 9_999_999_999
  return input(field, fieldBlock(field.id), {
    type: 'datetimepicker',
    action_id: inputAction,
    ...(shown ? { initial_date_time: seconds } : {}),
  })
}

function filesInput(field: Field & { type: 'files' }, locale: Locale): InputBlock[] {
  const said = words(locale)
  const stored = field.value.slice(0, limits.checkboxes.options).map(
    (file): PlainTextOption => ({
      text: plainText(file.name, limits.option.text),
      value: file.sha256,
    }),
  )
  const element: Element = {
    type: 'file_input',
    action_id: inputAction,
    max_files: Math.min(Math.max(field.maxFiles, 1), limits.fileInput.files),
  }
  if (stored.length === 0) return [input(field, fieldBlock(field.id), element)]
  const kept: Element = {
    type: 'checkboxes',
    action_id: inputAction,
    options: stored,
    initial_options: stored,
  }
  return [
    input(field, keptBlock(field.id), kept, {
      label: plainText(`${field.label}: ${said.keptFiles}`, limits.input.label),
      hint: plainText(said.keptFilesHint, limits.input.hint),
      optional: true,
    }),
    input(field, fieldBlock(field.id), element, {
      label: plainText(`${field.label}: ${said.addFiles}`, limits.input.label),
      optional: true,
    }),
  ]
}

function fieldBlocks(field: Field, locale: Locale): (KnownBlock | null)[] {
  switch (field.type) {
    case 'text':
      return textInputs(field, locale)
    case 'url':
      return [urlInput(field)]
    case 'choice':
      return field.options.length === 0 ? [] : choiceInput(field, locale)
    case 'choices':
      return field.options.length === 0 ? [] : choicesInput(field, locale)
    case 'instant':
      return [instantInput(field)]
    case 'files':
      return filesInput(field, locale)
  }
}

/** A request that the form is about: what it is at a glance, and a button to all of it. */
function aboutBlock(
  { request, lines: said, details }: NonNullable<Form['sections'][number]['about']>,
  render: RenderContext,
): KnownBlock {
  const inlines = said.flatMap((line, index) => (index === 0 ? line : [newline, ...line]))
  return {
    type: 'section',
    text: mrkdwn(inlines, render.mention, limits.section.text),
    accessory: {
      type: 'button',
      action_id: 'open',
      text: plainText(details, limits.button.text),
      value: encodePage({ request, page: 0 }),
    },
  }
}

const newline = { type: 'text', text: asPlain('\n') } as const

/** The same input, which tells what is entered at once. File inputs tell nothing before they are sent. */
function telling(block: KnownBlock): KnownBlock {
  if (block.type !== 'input' || block.element.type === 'file_input') return block
  const { element } = block
  const typed = element.type === 'plain_text_input' || element.type === 'url_text_input'
  const each = { dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] } }
  return { ...block, dispatch_action: true, element: typed ? { ...element, ...each } : element }
}

/**
 * The modal that asks what the form asks. What the form is for travels in `private_metadata`. Ids of options and
 * stored hashes must be at most 75 characters.
 */
export function formView(form: Form, render: RenderContext): ModalView {
  const { locale, purpose } = form
  // What is typed into the form for a new request is kept, so that leaving it loses nothing. Slack does not say what
  // stands in a form that is closed, only what stands in it while it is filled in.
  const kept = purpose.type === 'compose'
  const intro = form.intro.map((line) => richElements(line, render.mention))
  const blocks = blocksOf([
    richText([intro.length > 3 ? list(intro) : lines(intro)]),
    ...form.sections.flatMap((section) => [
      section.title === null ? null : header(section.title),
      section.about === undefined ? null : aboutBlock(section.about, render),
      ...section.fields.flatMap((field) => fieldBlocks(field, locale)),
    ]),
  ])
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: encodeFormMetadata(form),
    title: plainText(form.title, limits.view.title),
    submit: plainText(form.submit, limits.view.submit),
    close: plainText(form.cancel, limits.view.close),
    ...(kept ? { notify_on_close: true } : {}),
    blocks: blocks.length === 0 ? [context(form.title)] : kept ? blocks.map(telling) : blocks,
  }
}
