/** A card as a Teams message. Total over every kind of card; nothing here decides anything. */
import type { Card } from '../../src/view/card.ts'
import { Cut } from '../../src/view/cut.ts'
import { withDetails } from '../../src/view/drawing.ts'
import { words } from '../../src/view/words.ts'
import { refreshData } from './button.ts'
import type { AdaptiveCardJson, Element } from './card-json.ts'
import { cardOf, choiceActions, plainContext, type RenderContext } from './elements.ts'
import { mentions, shortText } from './escape.ts'
import { limits, sizeOf } from './limits.ts'
import { chatElements } from './render-chats.ts'
import { mediationBody } from './render-mediation.ts'
import { noticeBody } from './render-notice.ts'
import { requestBody } from './render-request.ts'

export interface TeamsMessage {
  readonly card: AdaptiveCardJson
  /** Plain text, for the notification and for clients that draw no cards. */
  readonly summary: string
}

/** What a dialog shows (`taskInfo`). */
export interface Dialog {
  readonly title: string
  readonly card: AdaptiveCardJson
  readonly width: 'small' | 'medium' | 'large'
  readonly height: 'small' | 'medium' | 'large'
}

/** Texts get shorter until the message fits. Labels, choices and facts are in every one of these. */
const lengths = [
  { body: 8000, text: 3000 },
  { body: 4000, text: 1200 },
  { body: 2000, text: 600 },
  { body: 1000, text: 300 },
  { body: 400, text: 140 },
  { body: 160, text: 80 },
  { body: 40, text: 30 },
  { body: 20, text: 16 },
] as const
type Length = (typeof lengths)[number]

function bodyOf(card: Card, cut: Cut, context: RenderContext): readonly (Element | null)[] {
  switch (card.type) {
    case 'request':
      return requestBody(card, cut, context)
    case 'notice':
      return noticeBody(card, cut)
    case 'mediation':
      return mediationBody(card, cut)
    default:
      return card satisfies never
  }
}

function drawn(card: Card, cut: Cut, context: RenderContext): AdaptiveCardJson {
  const mentioned = mentions(context.addressed)
  const actions = choiceActions(card.choices, { ...card, message: context.message })
  const question = card.type === 'request' ? chatElements(card, actions) : null
  const body = [...bodyOf(card, cut, context), ...(question ?? []), mentioned?.line ?? null]
  const base = cardOf(card.locale, card.headline, body, question === null ? actions : [])
  return {
    ...base,
    ...(context.refreshFor.length === 0 ? {} : { refresh: refreshOf(card, context) }),
    msteams: { width: 'full', ...(mentioned === null ? {} : { entities: mentioned.entities }) },
  }
}

/** Clients of these people ask for their own card. For everybody beyond Teams' limit, what is posted must do. */
const refreshOf = (
  card: Card,
  { refreshFor, message }: RenderContext,
): NonNullable<AdaptiveCardJson['refresh']> => ({
  action: {
    type: 'Action.Execute',
    title: words(card.locale).refresh,
    verb: 'refresh',
    data: refreshData(card.request, message),
  },
  userIds: refreshFor.slice(0, limits.refresh.userIds),
})

/** The note comes before what is cut, so the second drawing must know of it from the start. */
function markShortened(length: Length): Cut {
  const cut = new Cut(length)
  cut.shortened = true
  return cut
}

/**
 * The message that shows the card, within Teams' limits. Long texts are shortened, the card then says so and offers
 * the details; choices and facts are never left out.
 */
export function render(card: Card, context: RenderContext = plainContext): TeamsMessage {
  const summary = shortText(card.headline, limits.summary.text)
  const drawnAt = (length: Length): AdaptiveCardJson => {
    const cut = new Cut(length)
    const whole = drawn(card, cut, context)
    return cut.shortened ? drawn(withDetails(card), markShortened(length), context) : whole
  }
  let last = drawnAt(lengths[0])
  for (const length of lengths.slice(1)) {
    if (sizeOf(last) <= limits.card.bytes) break
    last = drawnAt(length)
  }
  return { card: last, summary }
}
