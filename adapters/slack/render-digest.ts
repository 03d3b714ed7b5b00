/** One message with all that waits for somebody. */
import type { DigestCard } from '../../src/view/card.ts'
import { toneSign } from '../../src/view/words.ts'
import { blocksOf, context, header, lines, type RenderContext, richText } from './blocks.ts'
import { clip, escapeMrkdwn, richElements } from './escape.ts'
import { limits } from './limits.ts'
import type { SlackMessage } from './render.ts'
import { itemBlock } from './render-home.ts'

export function digestMessage(card: DigestCard, render: RenderContext): SlackMessage {
  return {
    text: clip(escapeMrkdwn(card.headline), limits.message.text),
    blocks: blocksOf([
      header(`${toneSign[card.tone]} ${card.headline}`),
      richText([lines(card.lines.map((line) => richElements(line, render.mention)))]),
      { type: 'divider' },
      ...card.items.map((item) => itemBlock(item, card, render)),
      card.more === null ? null : context(card.more),
    ]),
  }
}
