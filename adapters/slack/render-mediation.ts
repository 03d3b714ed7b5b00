/** The opening message of a mediation: one block for each side, the same questions in the same order. */
import type { KnownBlock } from '@slack/types'
import type { MediationCard } from '../../src/view/card.ts'
import type { Cut } from '../../src/view/cut.ts'
import { toneSign, words } from '../../src/view/words.ts'
import {
  blocksOf,
  bold,
  choiceBlocks,
  context as contextBlock,
  factLine,
  header,
  lines,
  list,
  type RenderContext,
  richText,
} from './blocks.ts'
import { clip, richElements, visible } from './escape.ts'
import { nextBlock } from './render-request.ts'

export function mediationBlocks(card: MediationCard, cut: Cut, context: RenderContext): KnownBlock[] {
  const { mention } = context
  const said = words(card.locale)
  const sides = card.sides.map((side) =>
    richText([
      lines([bold(clip(visible(side.name), 80)), ...side.wants.map((fact) => factLine(fact, cut, mention))]),
      ...(side.accepts.length === 0
        ? []
        : [
            lines([bold(`${said.accepts}:`)]),
            list(side.accepts.map((line) => richElements(cut.rich(line), mention))),
          ]),
    ]),
  )
  return blocksOf([
    header(`${toneSign[card.tone]} ${card.headline}`),
    richText([lines([bold(cut.plain(card.title)), richElements(cut.rich(card.status), mention)])]),
    cut.shortened ? contextBlock(said.shortened) : null,
    ...sides.flatMap((side): (KnownBlock | null)[] => [{ type: 'divider' }, side]),
    { type: 'divider' },
    nextBlock(card, cut, mention),
    ...choiceBlocks(card.choices, card),
  ])
}
