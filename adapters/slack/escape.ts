/**
 * The only place that turns text into Slack's. Everything else builds blocks from what these functions return.
 *
 * `plain_text` and `rich_text` mean nothing by their characters, so what a person wrote goes there wherever Slack lets
 * it. `mrkdwn` is left for the few places that take nothing else; there `&`, `<` and `>` are escaped, as Slack asks
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping), and `verbatim` stops it from making links.
 */
import type { MrkdwnElement, PlainTextElement, RichTextElement } from '@slack/types'
import type { PersonId } from '../../src/domain/flavour.ts'
import type { Inline, Rich } from '../../src/view/text.ts'
import { clip, safeUrl, visible } from '../../src/view/visible.ts'

export { clip, safeUrl, visible } from '../../src/view/visible.ts'

/** The Slack user id of a person of this workspace; null where the person has none here. */
export type Mention = (person: PersonId) => string | null

/** Slack refuses empty text objects, so nothing becomes a dash. */
const something = (text: string): string => (text.trim() === '' ? '–' : text)

/** A `plain_text` object of at most `max` characters. `:smile:` stays as it was typed. */
export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: clip(something(visible(text)), max), emoji: false }
}

/** Text for mrkdwn and for the notification: inert, not clipped. */
export function escapeMrkdwn(text: string): string {
  return visible(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

const dateFormat = '{date_short_pretty} {time}'
const seconds = (at: number): number => Math.floor(at / 1000)
/** Slack shows dates of ten-digit Unix seconds only; the others are told by their fallback. */
const datable = (at: number): boolean => at >= 1_000_000_000_000 && at < 10_000_000_000_000

function mrkdwnInline(inline: Inline, mention: Mention): string {
  switch (inline.type) {
    case 'text':
      return escapeMrkdwn(inline.text)
    case 'strong':
      // Bold works only without a star or a line break inside; what has one is left plain.
      return /[*\n]/.test(inline.text) || inline.text.trim() !== inline.text
        ? escapeMrkdwn(inline.text)
        : `*${escapeMrkdwn(inline.text)}*`
    case 'person': {
      const user = mention(inline.person)
      return user === null ? escapeMrkdwn(inline.name) : `<@${user}>`
    }
    case 'instant': {
      const fallback = escapeMrkdwn(inline.fallback).replace(/\|/g, '/')
      return datable(inline.at)
        ? `<!date^${seconds(inline.at)}^${dateFormat}|${something(fallback)}>`
        : fallback
    }
    case 'link': {
      const url = safeUrl(inline.url)
      const text = escapeMrkdwn(inline.text)
      return url === null ? `${text} (${escapeMrkdwn(inline.url)})` : `<${url}|${text.replace(/\|/g, '/')}>`
    }
  }
}

/** A `mrkdwn` object of at most `max` characters: pieces that do not fit any more are left out behind an ellipsis. */
export function mrkdwn(rich: Rich, mention: Mention, max: number): MrkdwnElement {
  let text = ''
  for (const inline of rich) {
    const piece = mrkdwnInline(inline, mention)
    if (text.length + piece.length > max - 1) {
      const room = max - 1 - text.length
      // Only text may be cut: half an entity such as `&am` is harmless, half a mention is not.
      const cut = inline.type === 'text' ? piece.slice(0, Math.max(0, room)).replace(/&[a-z]*$/, '') : ''
      text = `${text}${cut.toWellFormed()}…`
      break
    }
    text += piece
  }
  return { type: 'mrkdwn', text: something(text), verbatim: true }
}

function richInline(inline: Inline, mention: Mention): RichTextElement[] {
  switch (inline.type) {
    case 'text':
      return plainElement(inline.text)
    case 'strong':
      return plainElement(inline.text, { bold: true })
    case 'person': {
      const user = mention(inline.person)
      return user === null ? plainElement(inline.name) : [{ type: 'user', user_id: user }]
    }
    case 'instant':
      return datable(inline.at)
        ? [
            {
              type: 'date',
              timestamp: seconds(inline.at),
              format: dateFormat,
              fallback: something(visible(inline.fallback)),
            },
          ]
        : plainElement(inline.fallback)
    case 'link': {
      const url = safeUrl(inline.url)
      if (url === null) return plainElement(`${inline.text} (${inline.url})`)
      return [{ type: 'link', url, text: something(visible(inline.text)) }]
    }
  }
}

interface Style {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strike?: boolean
}

/** One run of `rich_text`; none for empty text, which Slack refuses. */
export function plainElement(text: string, style?: Style): RichTextElement[] {
  const shown = visible(text)
  if (shown === '') return []
  return [style === undefined ? { type: 'text', text: shown } : { type: 'text', text: shown, style }]
}

/** The elements of a `rich_text` section that say the same. */
export function richElements(rich: Rich, mention: Mention): RichTextElement[] {
  return rich.flatMap((inline) => richInline(inline, mention))
}
