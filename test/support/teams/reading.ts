/** What a card shows and carries, found by walking its JSON. */
import { type Press, readButton } from '../../../adapters/teams/button.ts'

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every object with a type, in order, also inside unfolding cards. `data` is not looked into. */
export function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  if (!isNode(value)) return []
  const inner = Object.entries(value).flatMap(([key, item]) => (key === 'data' ? [] : nodesIn(item)))
  return 'type' in value ? [value, ...inner] : inner
}

/** All text that a person can see, a line for each element. Runs of one block are one line. */
export function shownText(card: unknown): string {
  return nodesIn(card)
    .flatMap((node) => {
      if (node.type === 'RichTextBlock' && Array.isArray(node.inlines))
        return [node.inlines.map((run: unknown) => (isNode(run) ? String(run.text) : '')).join('')]
      if (node.type === 'TextBlock') return [String(node.text)]
      const choices = Array.isArray(node.choices) ? node.choices : []
      return [
        ...[node.label, node.title, node.altText, node.value].filter((text) => typeof text === 'string'),
        ...choices.map((choice: unknown) => (isNode(choice) ? String(choice.title) : '')),
      ]
    })
    .join('\n')
}

export interface ShownAction {
  readonly type: string
  readonly title: string
  readonly mode: unknown
  readonly data: unknown
  readonly press: Press | null
}

/** Every action that carries data, in order. */
export const pressesIn = (card: unknown): ShownAction[] =>
  nodesIn(card)
    .filter(({ type, data }) => String(type).startsWith('Action.') && data !== undefined)
    .map(({ type, title, mode, data }) => ({
      type: String(type),
      title: String(title),
      mode,
      data,
      press: readButton(data),
    }))

/** Texts that clients draw as markdown. */
export const markdownTexts = (card: unknown): string[] =>
  nodesIn(card).flatMap((node) => {
    if (node.type === 'TextBlock') return [String(node.text)]
    const unfolded =
      node.type === 'Input.ChoiceSet' && node.style === 'expanded' && Array.isArray(node.choices)
    const choices: readonly unknown[] = unfolded && Array.isArray(node.choices) ? node.choices : []
    return choices.map((choice) => (isNode(choice) ? String(choice.title) : ''))
  })

/** Texts in which clients replace dates. */
export const runTexts = (card: unknown): string[] =>
  nodesIn(card).flatMap((node) => (node.type === 'TextRun' ? [String(node.text)] : []))
