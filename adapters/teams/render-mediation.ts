/** The opening message of a mediation: one part for each side, the same questions in the same order. */
import type { MediationCard } from '../../src/view/card.ts'
import type { Cut } from '../../src/view/cut.ts'
import { clip, visible } from '../../src/view/visible.ts'
import { words } from '../../src/view/words.ts'
import type { Element } from './card-json.ts'
import { banner, bold, bullets, factLine, lines, richLine, subtle } from './elements.ts'
import { heading } from './escape.ts'
import { nextElements } from './render-request.ts'

export function mediationBody(card: MediationCard, cut: Cut): (Element | null)[] {
  const said = words(card.locale)
  return [
    banner(card.tone, card.headline),
    ...lines([bold(cut.plain(card.title)), richLine(card.status, cut)], 'Medium'),
    cut.shortened ? subtle(said.shortened) : null,
    ...card.sides.map((side): Element => {
      const accepts = side.accepts.map((line) => richLine(line, cut)).filter((line) => line.length > 0)
      return {
        type: 'Container',
        style: 'emphasis',
        spacing: 'Medium',
        items: [
          heading(clip(visible(side.name), 80), 'Default', 'None'),
          ...lines(
            side.wants.map((fact) => factLine(fact, cut)),
            'Small',
          ),
          ...(accepts.length === 0
            ? []
            : [...lines([bold(`${said.accepts}:`)], 'Small'), ...bullets(accepts)]),
        ],
      }
    }),
    ...nextElements(card, cut),
  ]
}
