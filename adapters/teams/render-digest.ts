/** One message with all that waits for somebody. */
import type { DigestCard } from '../../src/view/card.ts'
import { Cut } from '../../src/view/cut.ts'
import { banner, cardOf, lines, subtle } from './elements.ts'
import { richRuns, shortText } from './escape.ts'
import { limits } from './limits.ts'
import type { TeamsMessage } from './render.ts'
import { itemElement } from './render-home.ts'

/** So much of each line; twenty of them stay far below what Teams takes. */
const length = { body: 300, text: 300 }

export function digestMessage(card: DigestCard): TeamsMessage {
  return {
    summary: shortText(card.headline, limits.summary.text),
    card: cardOf(card.locale, card.headline, [
      banner(card.tone, card.headline),
      ...lines(
        card.lines.map((line) => richRuns(line)),
        'Medium',
      ),
      ...card.items.map((item) => itemElement(item, card, 'message', new Cut(length))),
      card.more === null ? null : subtle(card.more),
    ]),
  }
}
