import type { PersonId } from '../../domain/flavour.ts'
import { hasTurn, isOpen } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { NoticeKind } from '../../view/cards.ts'
import type { CardKey, CardPurpose, Recipient, StoredEvent } from '../ports.ts'
import { conversations, type Notice, type NoticeContext, noticeOf } from './notices.ts'
import { askedPeople, unique } from './participants.ts'
import { levelReached } from './roster.ts'

export interface CardContext extends NoticeContext {
  /** The events of this commit. */
  readonly events: readonly StoredEvent[]
}

/** The cards that must exist once these events are in the ledger. Cards that exist already stay as they are. */
export function cardsFor(context: CardContext): readonly CardKey[] {
  const { request } = context
  const key = ({ recipient, purpose }: Omit<CardKey, 'request'>) => ({
    request: request.id,
    recipient,
    purpose,
  })
  return [...livingCards(context), ...noticeCards(context)].map(key)
}

/** One card per person and purpose, for as long as the request lives. Nobody new is told of one that is over. */
function livingCards(context: CardContext): readonly Omit<CardKey, 'request'>[] {
  const { request, roster } = context
  const requester = living('requester', { type: 'person', person: request.requester })
  if (!isOpen(request)) return [requester]
  const reviewers = askedPeople(request, roster)
  const channels = roster.channels.filter((group) => hasTurn(request, group))
  const executives = unique(roster.executives.slice(0, levelReached(request)).flat())
  // Whoever is asked has a card that says more.
  const observers = request.observers.filter((id) => !reviewers.includes(id) && !executives.includes(id))
  return [
    requester,
    ...reviewers.map((person) => living('review', { type: 'person', person })),
    ...channels.map((group) => living('review', { type: 'channel', group })),
    ...(hasConversation(request, context.conversation)
      ? conversations(context).map((recipient) => living('mediation', recipient))
      : []),
    ...executives.map((person) => living('brief', { type: 'person', person })),
    ...observers.map((person) => living('observer', { type: 'person', person })),
  ]
}

type LivingView = Extract<CardPurpose, { type: 'living' }>['view']
const living = (view: LivingView, recipient: Recipient) => ({
  recipient,
  purpose: { type: 'living', view } as const,
})

const hasConversation = (request: Request, conversation: readonly PersonId[] | null) =>
  request.status === 'deadlocked' && conversation !== null

/**
 * At most one notice per recipient and commit: of "rejected, contested, escalated" at one stroke, the last says it all.
 * Only a ruling is not talked over by what follows from it. Nobody is told what they did themselves, but everybody what
 * came of it between the sides: who casts the vote that makes a deadlock has not asked for one.
 */
function noticeCards(context: CardContext): readonly Omit<CardKey, 'request'>[] {
  const chosen = new Map<string, { recipient: Recipient; notice: NoticeKind; about: number }>()
  for (const { event, version } of context.events) {
    const notice = noticeOf(event, context)
    if (notice === null) continue
    for (const recipient of notice.to) {
      const key = JSON.stringify(recipient)
      const own = recipient.type === 'person' && recipient.person === event.by && !isBetweenSides(notice)
      if (own || chosen.get(key)?.notice === 'ruled') continue
      chosen.set(key, { recipient, notice: notice.kind, about: version })
    }
  }
  return [...chosen.values()].map(({ recipient, notice, about }) => ({
    recipient,
    purpose: { type: 'notice', notice, about },
  }))
}

const isBetweenSides = (notice: Notice) => ['mediation_opened', 'resolved', 'escalated'].includes(notice.kind)
