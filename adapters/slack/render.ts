/** A card as a Slack message. Total over every kind of card; nothing here decides anything. */
import type { KnownBlock } from '@slack/types'
import type { Card } from '../../src/view/card.ts'
import { asPlain, type Inline } from '../../src/view/text.ts'
import type { RenderContext } from './blocks.ts'
import { Cut } from './cut.ts'
import { clip, escapeMrkdwn } from './escape.ts'
import { limits, violations } from './limits.ts'
import { mediationBlocks } from './render-mediation.ts'
import { noticeBlocks } from './render-notice.ts'
import { requestBlocks } from './render-request.ts'
import { words } from './words.ts'

export interface SlackMessage {
  /** The notification, as mrkdwn: the headline and nothing a person wrote. */
  readonly text: string
  readonly blocks: readonly KnownBlock[]
}

/** Texts get shorter until the message fits. Labels, choices and facts are in every one of these. */
const lengths = [
  { body: 2600, text: 1200 },
  { body: 1800, text: 700 },
  { body: 1200, text: 400 },
  { body: 700, text: 240 },
  { body: 360, text: 140 },
  { body: 160, text: 80 },
  { body: 60, text: 40 },
  { body: 20, text: 16 },
] as const

function blocksFor(card: Card, cut: Cut, context: RenderContext): KnownBlock[] {
  switch (card.type) {
    case 'request':
      return requestBlocks(card, cut, context)
    case 'notice':
      return noticeBlocks(card, cut, context)
    case 'mediation':
      return mediationBlocks(card, cut, context)
  }
}

/** A choice that opens the whole request, for a card that is shortened and does not offer it. */
function withDetails(card: Card): Card {
  if (card.choices.some((choice) => choice.verb === 'details')) return card
  const details = {
    verb: 'details' as const,
    label: asPlain(words(card.locale).details),
    style: 'normal' as const,
    // biome-ignore lint/suspicious/noThenProperty: the view's word, and never awaited
    then: 'act' as const,
  }
  return { ...card, choices: [...card.choices, details] }
}

/**
 * The message that shows the card, within Slack's limits. Long texts are shortened, the card then says so and offers
 * the details; choices and facts are never left out.
 */
export function message(card: Card, context: RenderContext): SlackMessage {
  const text = clip(escapeMrkdwn(card.headline), limits.message.text)
  let last: SlackMessage = { text, blocks: [] }
  for (const length of lengths) {
    const cut = new Cut(length)
    const blocks = blocksFor(card, cut, context)
    last = {
      text,
      blocks: cut.shortened ? blocksFor(withDetails(card), markShortened(length), context) : blocks,
    }
    if (violations(last).length === 0) return last
  }
  return last
}

/** The note comes before what is cut, so the second drawing must know of it from the start. */
function markShortened(length: { body: number; text: number }): Cut {
  const cut = new Cut(length)
  cut.shortened = true
  return cut
}

/** Everybody whom a view names, so that their accounts can be looked up before it is drawn. */
export function peopleIn(view: object): readonly string[] {
  const found = new Set<string>()
  // Views are plain data, and a person is recognised by the type wherever it stands.
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item)
    else if (typeof value === 'object' && value !== null) {
      if (isPerson(value)) found.add(value.person)
      else for (const item of Object.values(value)) walk(item)
    }
  }
  walk(view)
  return [...found]
}

function isPerson(value: object): value is Inline & { type: 'person' } {
  return 'type' in value && value.type === 'person' && 'person' in value && typeof value.person === 'string'
}

/** The stored files that a card shows. */
export const filesOf = (card: Card): readonly string[] =>
  card.type === 'request' ? card.media.map((media) => media.sha256) : []
