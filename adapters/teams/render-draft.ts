/** Drafts: as a list to go on with, and as the message that offers one. */
import type { DraftCard, DraftOffer } from '../../src/view/card.ts'
import { draftData, opening } from './button.ts'
import type { Action, Element } from './card-json.ts'
import { banner, cardOf, lines, type Surface } from './elements.ts'
import { richRuns, shortText } from './escape.ts'
import { limits } from './limits.ts'
import type { TeamsMessage } from './render.ts'

function buttons(offer: DraftOffer, surface: Surface): readonly Action[] {
  const go = draftData('go', offer.draft)
  const discard = {
    title: shortText(offer.discard, limits.actions.title),
    data: draftData('discard', offer.draft),
  }
  return [
    {
      type: 'Action.Submit',
      title: shortText(offer.go, limits.actions.title),
      style: 'positive',
      data: surface === 'message' ? opening(go) : go,
    },
    surface === 'message'
      ? { type: 'Action.Execute', verb: 'draft', ...discard }
      : { type: 'Action.Submit', ...discard },
  ]
}

/** A draft with its two buttons. */
export const offerElements = (offer: DraftOffer, surface: Surface): Element[] => [
  ...lines([richRuns(offer.line)], 'Medium'),
  { type: 'ActionSet', spacing: 'Small', actions: buttons(offer, surface) },
]

/** The message about a draft that somebody else prepared. */
export function draftMessage(card: DraftCard): TeamsMessage {
  return {
    summary: shortText(card.headline, limits.summary.text),
    card: cardOf(
      card.locale,
      card.headline,
      [
        banner(card.tone, card.headline),
        ...lines(
          card.lines.map((line) => richRuns(line)),
          'Medium',
        ),
      ],
      card.offer === null ? [] : buttons(card.offer, 'message'),
    ),
  }
}
