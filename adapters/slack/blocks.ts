/** Small builders of blocks. */
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextSection,
} from '@slack/types'
import type { Change, Choice, Fact } from '../../src/view/card.ts'
import type { Cut } from '../../src/view/cut.ts'
import type { Locale } from '../../src/view/text.ts'
import { words } from '../../src/view/words.ts'
import { encodeButton } from './button.ts'
import { clip, type Mention, plainElement, plainText, richElements } from './escape.ts'
import { limits } from './limits.ts'

/** What rendering needs to know besides the view: nothing here is looked up while drawing. */
export interface RenderContext {
  readonly mention: Mention
  /** The id of the Slack file that holds these bytes; null when they did not come from Slack. */
  readonly fileOf: (sha256: string) => string | null
}

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plainText(text, limits.header.text),
})

export const context = (text: string): ContextBlock => ({
  type: 'context',
  elements: [plainText(text, limits.context.text)],
})

/** A `rich_text` block; null when there is nothing in it, because Slack refuses an empty one. */
export function richText(elements: readonly (RichTextBlockElement | null)[]): RichTextBlock | null {
  const kept = joined(elements)
  return kept.length === 0 ? null : { type: 'rich_text', elements: kept }
}

/** Sections that follow one another become one, so that a line break stands between them in every client. */
function joined(elements: readonly (RichTextBlockElement | null)[]): RichTextBlockElement[] {
  const result: RichTextBlockElement[] = []
  for (const element of elements) {
    const last = result.at(-1)
    if (element === null) continue
    if (element.type === 'rich_text_section' && last?.type === 'rich_text_section') {
      const both = lines([last.elements, element.elements])
      if (both !== null) result[result.length - 1] = both
    } else result.push(element)
  }
  return result
}

export function blocksOf(blocks: readonly (KnownBlock | null)[]): KnownBlock[] {
  return blocks.filter((block): block is KnownBlock => block !== null)
}

/** Lines of one section; empty ones are left out. */
export function lines(items: readonly (readonly RichTextElement[])[]): RichTextSection | null {
  const kept = items.filter((item) => item.length > 0)
  const elements = kept.flatMap((item, index) => (index === 0 ? item : [...plainElement('\n'), ...item]))
  return elements.length === 0 ? null : { type: 'rich_text_section', elements: merged(elements) }
}

const sameStyle = (one: RichTextElement, other: RichTextElement): boolean =>
  JSON.stringify(one.style ?? {}) === JSON.stringify(other.style ?? {})

/** Neighbouring runs of one style as one: the same to see and less to send. */
function merged(elements: readonly RichTextElement[]): RichTextElement[] {
  const result: RichTextElement[] = []
  for (const element of elements) {
    const last = result.at(-1)
    const fits = last?.type === 'text' && element.type === 'text' && sameStyle(last, element)
    if (fits && last.text.length + element.text.length <= limits.richText.text) {
      result[result.length - 1] = { ...last, text: last.text + element.text }
    } else result.push(element)
  }
  return result
}

export const bold = (text: string): RichTextElement[] => plainElement(text, { bold: true })

export function list(items: readonly (readonly RichTextElement[])[]): RichTextBlockElement | null {
  const sections = items
    .filter((item) => item.length > 0)
    .map((item): RichTextSection => ({ type: 'rich_text_section', elements: merged(item) }))
  return sections.length === 0 ? null : { type: 'rich_text_list', style: 'bullet', elements: sections }
}

export function quote(elements: readonly RichTextElement[]): RichTextBlockElement | null {
  return elements.length === 0 ? null : { type: 'rich_text_quote', elements: merged(elements) }
}

/** "Label: value" as one line. */
export function factLine(fact: Fact, cut: Cut, mention: Mention): RichTextElement[] {
  const value = richElements(cut.rich(fact.value), mention)
  const label = clip(fact.label, 80)
  // A question needs no colon after it.
  return [
    ...bold(label.endsWith('?') ? `${label} ` : `${label}: `),
    ...(value.length === 0 ? plainElement('–') : value),
  ]
}

/** Added bold, removed struck through, with a blank between what is gone and what has come in its place. */
export function changeRuns(changes: readonly Change[]): RichTextElement[] {
  return changes.flatMap((change, index) => {
    if (change.kind === 'removed') return plainElement(change.text, { strike: true })
    if (change.kind === 'same') return plainElement(change.text)
    const before = changes[index - 1]
    const glued = before?.kind === 'removed' && !/\s$/u.test(before.text) && !/^\s/u.test(change.text)
    return [...(glued ? plainElement(' ') : []), ...bold(change.text)]
  })
}

/** What the buttons of a card carry. */
export interface ButtonBase {
  readonly request: string
  readonly digest: string
  readonly version: number
  readonly locale: Locale
}

function button(choice: Choice, base: ButtonBase, actionId: string): Button {
  const said = words(base.locale)
  const style = choice.style === 'normal' ? {} : { style: choice.style }
  const asked = choice.consequence ?? said.confirmQuestion
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(choice.label, limits.button.text),
    value: encodeButton({
      request: base.request,
      digest: base.digest,
      version: base.version,
      locale: base.locale,
      verb: choice.verb,
      follows: choice.then,
      ...(choice.subject === undefined ? {} : { subject: choice.subject }),
    }),
    ...style,
    ...(choice.then === 'confirm'
      ? {
          confirm: {
            title: plainText(choice.label, limits.confirm.title),
            text: plainText(asked, limits.confirm.text),
            confirm: plainText(
              choice.label.length > limits.confirm.confirm ? said.confirm : choice.label,
              limits.confirm.confirm,
            ),
            deny: plainText(said.cancel, limits.confirm.deny),
            ...style,
          },
        }
      : {}),
  }
}

/** Every choice as a button, in as many rows as Slack needs. */
export function choiceBlocks(choices: readonly Choice[], base: ButtonBase): ActionsBlock[] {
  const used = new Map<string, number>()
  const buttons = choices.map((choice) => {
    const name = ['choice', choice.verb, ...(choice.subject === undefined ? [] : [choice.subject])].join(':')
    const before = used.get(name) ?? 0
    used.set(name, before + 1)
    return button(choice, base, before === 0 ? name : `${name}#${before + 1}`)
  })
  const rows: ActionsBlock[] = []
  for (let start = 0; start < buttons.length; start += limits.actions.elements) {
    rows.push({ type: 'actions', elements: buttons.slice(start, start + limits.actions.elements) })
  }
  return rows
}
