import { knownAs } from '../../domain/request/same-person.ts'
import type { Request } from '../../domain/request/state.ts'
import { movedCard } from '../../view/cards.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Chat, DeliveryOutcome, Destination, Person } from '../ports.ts'
import { homeOf } from './chat-of.ts'

/** A card that is in one chat and belongs into another. */
export interface Move {
  readonly from: Chat
  readonly to: Chat
}

/** Where a card leaves one chat for another; null where it stays. */
export function moveOf(row: CardRow, chat: Chat, parts: Pick<Parts, 'chats'>): Move | null {
  const from = homeOf(row.reference, parts)
  return from === null || from === chat ? null : { from, to: chat }
}

/**
 * Closes the card in the chat that it leaves: it says where it is now, and offers nothing. Before the new one is posted, so
 * that nobody has it twice; done again after a crash, it changes nothing. A chat that refuses keeps an old card, whose
 * buttons are claims like any other. `link` leads to the new one, once there is one.
 */
export async function closeOld(
  { from, to }: Move,
  row: CardRow,
  request: Request,
  person: Person,
  link: string | null = null,
): Promise<DeliveryOutcome> {
  const identity = person.identities.find(({ platform }) => platform === from.platform)
  if (identity === undefined) return { outcome: 'failed', error: 'no_account' }
  const destination: Destination = { type: 'direct', identity }
  const card = movedCard(request, person.locale, to.platform, link)
  return from.deliver({
    cardId: row.id,
    to: destination,
    card,
    reference: row.reference,
    thread: null,
    uncertain: false,
  })
}

/** Says on the card that was left where the new one is to be found; it is right without it, so that nothing waits for it. */
export async function leadTo(
  reference: string,
  move: Move,
  row: CardRow,
  request: Request,
  person: Person,
): Promise<void> {
  const link = (await move.to.linkTo?.(reference)) ?? null
  if (link !== null) await closeOld(move, row, request, person, link)
}

/**
 * Whether the same person has this card under another id, since their accounts were joined: then this one is closed.
 */
export async function isDouble(row: CardRow, request: Request, parts: Parts): Promise<boolean> {
  const { recipient, purpose } = row
  if (recipient.type !== 'person' || purpose.type !== 'living') return false
  const { othersOf, now } = await parts.directory.whoIsWho()
  if (othersOf(recipient.person).length === 0) return false
  const keeper = now(recipient.person)
  const known = knownAs(request, keeper, othersOf(keeper))
  if (known === recipient.person) return false
  const cards = await parts.store.cardsOf(row.request)
  return cards.some(
    (card) =>
      card.recipient.type === 'person' &&
      card.recipient.person === known &&
      card.purpose.type === 'living' &&
      card.purpose.view === purpose.view,
  )
}

/**
 * Whether the same person has a message of this card under another id. That one is closed for this, which has to be there
 * then: they were asked already.
 */
export async function isShownAlready(row: CardRow, parts: Parts): Promise<boolean> {
  const { recipient, purpose } = row
  if (recipient.type !== 'person' || purpose.type !== 'living') return false
  const { othersOf } = await parts.directory.whoIsWho()
  const others = othersOf(recipient.person)
  if (others.length === 0) return false
  const cards = await parts.store.cardsOf(row.request)
  return cards.some(
    (card) =>
      card.recipient.type === 'person' &&
      others.includes(card.recipient.person) &&
      card.purpose.type === 'living' &&
      card.purpose.view === purpose.view &&
      card.reference !== null,
  )
}
