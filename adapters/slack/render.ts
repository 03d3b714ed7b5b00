/** A card as a Slack message. Total over every kind of card; nothing here decides anything. */
import type { KnownBlock } from '@slack/types'
import type { Card } from '../../src/view/card.ts'
import { Cut } from '../../src/view/cut.ts'
import { withDetails } from '../../src/view/drawing.ts'
import type { RenderContext } from './blocks.ts'
import { clip, escapeMrkdwn } from './escape.ts'
import { limits, violations } from './limits.ts'
import { mediationBlocks } from './render-mediation.ts'
import { noticeBlocks } from './render-notice.ts'
import { requestBlocks } from './render-request.ts'

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
