/** Drafts: as a list to go on with, and as the message that offers one. */
import type { KnownBlock } from '@slack/types'
import type { DraftCard, DraftOffer } from '../../src/view/card.ts'
import { toneSign } from '../../src/view/words.ts'
import { blocksOf, header, lines, richText } from './blocks.ts'
import { clip, escapeMrkdwn, plainText, richElements } from './escape.ts'
import { limits } from './limits.ts'
import type { SlackMessage } from './render.ts'

export const draftActions = { go: 'draft:go', discard: 'draft:discard' } as const

const nobody = () => null

function buttons(offer: DraftOffer): KnownBlock {
  const button = (action: string, label: string, style: { style?: 'primary' }) => ({
    type: 'button' as const,
    action_id: action,
    text: plainText(label, limits.button.text),
    value: offer.draft,
    ...style,
  })
  return {
    type: 'actions',
    elements: [
      button(draftActions.go, offer.go, { style: 'primary' }),
      button(draftActions.discard, offer.discard, {}),
    ],
  }
}

/** A draft with its two buttons. */
export function offerBlocks(offer: DraftOffer): KnownBlock[] {
  return blocksOf([richText([lines([richElements(offer.line, nobody)])]), buttons(offer)])
}

/** The message about a draft that somebody else prepared. */
export function draftMessage(card: DraftCard): SlackMessage {
  return {
    text: clip(escapeMrkdwn(card.headline), limits.message.text),
    blocks: blocksOf([
      header(`${toneSign[card.tone]} ${card.headline}`),
      richText([lines(card.lines.map((line) => richElements(line, nobody)))]),
      card.offer === null ? null : buttons(card.offer),
    ]),
  }
}
