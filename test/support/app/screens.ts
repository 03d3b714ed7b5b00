/** What people see in the recording chat. */
import type { Card, NoticeCard, RequestCard } from '../../../src/view/card.ts'
import type { RecordingChat } from './recording-chat.ts'

const isRequest = (card: Card): card is RequestCard => card.type === 'request'
const isNotice = (card: Card): card is NoticeCard => card.type === 'notice'

/** The request's card at a place; throws when there is not exactly one. */
export function cardAt(chat: RecordingChat, place: string): RequestCard {
  const cards = chat.at(place).filter(isRequest)
  const [card] = cards
  if (card === undefined || cards.length > 1) throw new Error(`${cards.length} cards at ${place}`)
  return card
}

export const verbsAt = (chat: RecordingChat, place: string): readonly string[] =>
  cardAt(chat, place)
    .choices.map(({ verb }) => verb)
    .filter((verb) => verb !== 'details' && verb !== 'template')

/** How many notices rang at a place. */
export const noticesAt = (chat: RecordingChat, place: string): readonly NoticeCard[] =>
  chat.at(place).filter(isNotice)

export const placesOf = (chat: RecordingChat): readonly string[] =>
  [...new Set(chat.messages.map(({ place }) => place))].sort()
