/**
 * What a message says, as plain text that could be published: `escape.ts` the other way round. Messages that people
 * write carry a `rich_text` block, which says exactly what is a link and what only looks like one; all others are
 * mrkdwn (https://docs.slack.dev/messaging/formatting-message-text).
 */
import { z } from 'zod'

/** The name of an account, user group or channel by its Slack id; null where it is not known. */
export type NameOf = (id: string) => string | null

export const messageSchema = z.looseObject({
  text: z.string().nullish(),
  blocks: z.array(z.looseObject({ type: z.string() })).nullish(),
  files: z
    .array(z.looseObject({ id: z.string(), name: z.string().nullish(), mode: z.string().nullish() }))
    .nullish(),
})
export type SlackMessageBody = z.infer<typeof messageSchema>

type Run = { type?: unknown; [key: string]: unknown }
const runsOf = (value: unknown): Run[] =>
  Array.isArray(value) ? value.filter((item): item is Run => typeof item === 'object' && item !== null) : []
const textAt = (run: Run, key: string): string => (typeof run[key] === 'string' ? run[key] : '')

/** The ids of accounts that the message mentions, each once. */
export function mentioned(message: SlackMessageBody): readonly string[] {
  const found = JSON.stringify([message.text ?? '', message.blocks ?? []]).matchAll(
    /<@([UW]\w+)|"user_id":"([UW]\w+)"/g,
  )
  return [...new Set([...found].map((match) => match[1] ?? match[2] ?? ''))]
}

/** The whole text, with names for mentions and addresses for links. */
export function plainTextOf(message: SlackMessageBody, nameOf: NameOf): string {
  const rich = (message.blocks ?? []).filter((block) => block.type === 'rich_text')
  const text =
    rich.length > 0
      ? rich.map((block) => sections(runsOf(block.elements), nameOf)).join('\n')
      : fromMrkdwn(message.text ?? '', nameOf)
  return text.trim()
}

/** The first web address in the text; null when there is none. */
export function firstLink(text: string): string | null {
  for (const [found] of text.matchAll(/https?:\/\/[^\s<>"“”]+/giu)) {
    const address = found.replace(/[.,;:!?)\]}'’]+$/u, '')
    if (URL.canParse(address)) return address
  }
  return null
}

function sections(elements: Run[], nameOf: NameOf): string {
  return elements
    .map((element) => {
      if (element.type !== 'rich_text_list')
        return runsOf(element.elements)
          .map((run) => runText(run, nameOf))
          .join('')
      const indent = '  '.repeat(Number(element.indent ?? 0))
      return runsOf(element.elements)
        .map((item, index) => {
          const mark = element.style === 'ordered' ? `${index + 1}.` : '•'
          return `${indent}${mark} ${sections([item], nameOf)}`
        })
        .join('\n')
    })
    .map((text) => text.replace(/\n$/u, ''))
    .join('\n')
}

function runText(run: Run, nameOf: NameOf): string {
  switch (run.type) {
    case 'link':
      return linkText(textAt(run, 'url'), textAt(run, 'text'))
    case 'user':
      return `@${nameOf(textAt(run, 'user_id')) ?? '…'}`
    case 'usergroup':
      return `@${nameOf(textAt(run, 'usergroup_id')) ?? '…'}`
    case 'channel':
      return `#${nameOf(textAt(run, 'channel_id')) ?? '…'}`
    case 'broadcast':
      return `@${textAt(run, 'range')}`
    case 'emoji':
      return emojiText(run)
    case 'date':
      return textAt(run, 'fallback')
    default:
      return textAt(run, 'text')
  }
}

/** Standard emoji carry their code points, `1f44b-1f3fd`; custom ones only their name. */
function emojiText(run: Run): string {
  const points = textAt(run, 'unicode')
    .split('-')
    .map((point) => Number.parseInt(point, 16))
  const known = points.every((point) => Number.isInteger(point) && point > 0 && point <= 0x10ffff)
  return known ? String.fromCodePoint(...points) : `:${textAt(run, 'name')}:`
}

/** An address stands for itself: what a link is called in Slack is not what a post would show. */
const linkText = (url: string, label: string): string =>
  /^(mailto|tel):/i.test(url) ? label || url.replace(/^\w+:/, '') : url

function fromMrkdwn(text: string, nameOf: NameOf): string {
  return text
    .replace(/<([^<>]+)>/g, (_, inside: string) => reference(inside, nameOf))
    .replace(/(^|[\s(])([*_~])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,;:!?)])/gm, '$1$3')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

function reference(inside: string, nameOf: NameOf): string {
  const bar = inside.indexOf('|')
  const target = bar === -1 ? inside : inside.slice(0, bar)
  const label = bar === -1 ? '' : inside.slice(bar + 1)
  if (/^@[UW]/.test(target)) return `@${nameOf(target.slice(1)) ?? (label || '…')}`
  if (target.startsWith('#')) return `#${label || (nameOf(target.slice(1)) ?? '…')}`
  if (target.startsWith('!subteam^')) return label || '@…'
  if (target.startsWith('!date^')) return label
  if (target.startsWith('!')) return `@${target.slice(1)}`
  return linkText(target, label)
}
