/** Slack's blocks as a person reads them. */
import { interactiveElements } from '../../../adapters/sandbox/slack-server/ids.ts'
import { isJson, type Json, jsonAt, listAt, textAt } from '../../../adapters/sandbox/slack-server/json.ts'
import type { Button } from './screen.ts'

/** Names an account as its colleagues see it. */
export type NameOf = (user: string) => string

interface Reading {
  readonly nameOf: NameOf
  readonly marks: boolean
}

/** The text of all blocks, a line each; `marks` shows what is struck through and bold. */
export function textOfBlocks(blocks: readonly Json[], nameOf: NameOf, marks = false): string {
  return blocks
    .flatMap((block) => linesOf(block, { nameOf, marks }))
    .filter((line) => line !== '')
    .join('\n')
}

function linesOf(block: Json, reading: Reading): readonly string[] {
  switch (block.type) {
    case 'rich_text':
      return listAt(block, 'elements').flatMap((element) => richLines(element, reading))
    case 'context':
      return listAt(block, 'elements').map((element) => textObject(element, reading))
    case 'image':
      return [textAt(block, 'alt_text') ?? '']
    case 'input':
      return []
    default:
      return [...listAt(block, 'fields'), jsonAt(block, 'text') ?? {}].map((text) =>
        textObject(text, reading),
      )
  }
}

function richLines(element: Json, reading: Reading): readonly string[] {
  if (element.type === 'rich_text_list')
    return listAt(element, 'elements').flatMap((item) => richLines(item, reading).map((line) => `• ${line}`))
  return listAt(element, 'elements')
    .map((run) => runText(run, reading))
    .join('')
    .split('\n')
}

function runText(run: Json, { nameOf, marks }: Reading): string {
  const text = textAt(run, 'text') ?? ''
  switch (run.type) {
    case 'user':
      return nameOf(textAt(run, 'user_id') ?? '')
    case 'date':
      return textAt(run, 'fallback') ?? ''
    case 'link':
      return text === '' ? (textAt(run, 'url') ?? '') : text
    case 'emoji':
      return `:${textAt(run, 'name')}:`
    default: {
      const style = jsonAt(run, 'style')
      if (!marks) return text
      if (style?.strike === true) return `[-${text}-]`
      return style?.bold === true ? `{+${text}+}` : text
    }
  }
}

function textObject(object: Json, { nameOf }: Reading): string {
  const text = textAt(object, 'text') ?? ''
  return object.type === 'mrkdwn' ? mrkdwnText(text, nameOf) : text
}

/** Slack's own order: first what stands in angle brackets, then the three entities. */
export function mrkdwnText(text: string, nameOf: NameOf): string {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, user: string) => nameOf(user))
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<([^|>!@][^|>]*)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

export function headlineOf(blocks: readonly Json[]): string {
  const header = blocks.find(({ type }) => type === 'header')
  return textAt(jsonAt(header ?? {}, 'text') ?? {}, 'text') ?? ''
}

export const picturesOf = (blocks: readonly Json[]): readonly string[] =>
  blocks.filter(({ type }) => type === 'image').map((block) => textAt(block, 'alt_text') ?? '')

export function buttonsOf(blocks: readonly Json[]): readonly Button[] {
  return interactiveElements(blocks)
    .filter(({ type }) => type === 'button')
    .map(({ blockId, actionId, element }) => {
      const choice = /^choice:([a-z_]+)(?::(.+?))?(?:#\d+)?$/.exec(actionId)
      return {
        label: textAt(jsonAt(element, 'text') ?? {}, 'text') ?? '',
        verb: choice?.[1] ?? actionId,
        subject: choice?.[2] ?? null,
        asks: textAt(jsonAt(jsonAt(element, 'confirm') ?? {}, 'text') ?? {}, 'text'),
        address: JSON.stringify([blockId, actionId]),
      }
    })
}

/** Where a button stands among the blocks. */
export function addressOf(button: Button): { readonly blockId: string; readonly actionId: string } {
  const address: unknown = JSON.parse(button.address)
  const [blockId, actionId] = Array.isArray(address) ? address.map(String) : []
  return { blockId: blockId ?? '', actionId: actionId ?? '' }
}

/** Every object anywhere inside, for what must not be there. */
export function objectsIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  return isJson(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : []
}
