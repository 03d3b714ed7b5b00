import type { Request } from '../../domain/request/state.ts'
import type { Card } from '../../view/card.ts'
import { movedCard } from '../../view/cards.ts'
import { codeOf } from '../faults.ts'
import { type Lease, mayBegin } from '../lease.ts'
import { fold } from '../load.ts'
import type { Parts } from '../parts.ts'
import {
  type CardReader,
  type CardRow,
  type CardSettlement,
  type Chat,
  type DeliveryOutcome,
  LookupFailed,
  StoreUnavailable,
} from '../ports.ts'
import { addressOf, notInstalled } from './address.ts'
import { noteClosed } from './chat-of.ts'
import { chatWords } from './chat-words.ts'
import { draw, versionOf } from './draw.ts'
import { drawAgainAt } from './draw-again.ts'
import { timingOf } from './hold.ts'
import { closeOld, isDouble, leadTo, moveOf } from './move.ts'
import { openAnother } from './opening.ts'
import { ownViews } from './own-view.ts'
import { isLastAttempt, settlementOf } from './retry.ts'

/** What became of one card, and whether a failure says something about this card only. */
export interface Attempt {
  readonly settlement: CardSettlement
  readonly ownFault: boolean
}

/**
 * Brings one card up to date and writes down what became of it. Throws `StoreUnavailable`; then the lease of the card
 * ends by itself and the trace of `beginDelivery` tells the next try to look first. `overtaken`: the lease ended before
 * anything was sent, and whoever has the card now settles it.
 */
export async function deliverCard(row: CardRow, parts: Parts, lease: Lease): Promise<Attempt | 'overtaken'> {
  const result = await attempt(row, parts, lease).catch((fault: unknown) => {
    if (fault instanceof StoreUnavailable) throw fault
    const error = codeOf(fault)
    parts.log.error('card not drawn', { card: row.id, request: row.request, code: error })
    const retry = { outcome: 'retry', afterMs: 0, error, uncertain: row.uncertain } as const
    // A directory that does not answer fails every card; anything else is wrong with this one.
    return failure(row, fault instanceof LookupFailed ? retry : { ...retry, ownFault: true }, parts)
  })
  if (result === 'overtaken') return result
  const { settlement } = result
  if (settlement.outcome === 'parked')
    parts.log.error('card parked', { card: row.id, request: row.request, code: settlement.error })
  await parts.store.settleCard(row, settlement)
  return result
}

const settled = (settlement: CardSettlement): Attempt => ({ settlement, ownFault: false })

async function attempt(row: CardRow, parts: Parts, lease: Lease): Promise<Attempt | 'overtaken'> {
  const history = await parts.store.read(row.request)
  const request = fold(history)
  if (request === null) return settled({ outcome: 'parked', error: 'no_request' })
  const version = versionOf(history)
  const { recipient } = row
  const person = recipient.type === 'person' ? await parts.directory.person(recipient.person) : null

  const timing = await timingOf(row, history, request, person, parts)
  if (timing.when === 'never') return settled({ outcome: 'nothing', version })
  if (timing.when === 'later') return settled({ outcome: 'held', until: timing.until })
  const address = await addressOf(row, request, person, parts)
  if (address.outcome === 'gone') return settled({ outcome: 'nothing', version })
  if (address.outcome === 'unreachable') return settled({ outcome: 'parked', error: address.error })
  if (address.outcome === 'wait') {
    const { afterMs, error } = address
    return failure(row, { outcome: 'retry', afterMs, error, uncertain: row.uncertain }, parts)
  }

  const move = person === null ? null : moveOf(row, address.chat, parts)
  const isOver = person !== null && (await isDouble(row, request, parts))
  if (isOver && row.reference === null) return settled({ outcome: 'nothing', version })
  if (move !== null && person !== null) {
    const closing = await closeOld(move, row, request, person)
    if (closing.outcome === 'retry' && closing.closed !== true && !isLastAttempt(row))
      return failure(row, { ...closing, uncertain: row.uncertain }, parts)
  }
  const said = await chatWords(row, request, person, address, parts)
  const drawnAt = parts.clock.now()
  const card = isOver
    ? movedCard(request, person.locale, address.chat.platform)
    : await draw(row, history, request, person, parts, {
        ...said,
        seenIn: address.chat.platform,
        at: drawnAt,
        ...(address.overheard === undefined ? {} : { overheard: address.overheard }),
      })
  if (card === null) return settled({ outcome: 'nothing', version })
  const readers = await readersOf(row, request, card, address.chat, parts)
  if (!(await mayBegin(lease, () => parts.store.beginDelivery(row)))) return 'overtaken'
  const outcome = await address.chat
    .deliver({
      cardId: row.id,
      to: address.to,
      card,
      reference: move === null ? row.reference : null,
      thread: address.thread ?? null,
      shown: move === null ? row.shown : null,
      uncertain: row.uncertain,
      ...(readers.length === 0 ? {} : { readers }),
    })
    .catch((fault: unknown): DeliveryOutcome => {
      // An adapter that throws has not said whether the platform took it.
      return { outcome: 'retry', afterMs: 0, error: codeOf(fault), uncertain: true }
    })
  if (outcome.outcome === 'delivered') {
    const { reference, shown } = outcome
    if (move !== null && person !== null) await leadTo(reference, move, row, request, person)
    const againAt = drawAgainAt(card, request, drawnAt)
    return settled({
      outcome: 'delivered',
      version,
      reference,
      ...(shown === undefined ? {} : { shown }),
      ...(againAt === null ? {} : { againAt }),
    })
  }
  if (outcome.outcome === 'failed' && opensMediation(row)) {
    // The app may come into a chat a moment after the chat itself.
    const { error } = outcome
    if (error === notInstalled && row.attempts < patience)
      return failure(row, { outcome: 'retry', afterMs: 2_000, error, uncertain: false }, parts)
    const opening = await openAnother(row, request, error, parts)
    if (opening.outcome === 'unreachable') return settled({ outcome: 'parked', error: opening.error })
    const again = { at: parts.clock.now(), error, uncertain: false, attempted: false } as const
    return { settlement: { outcome: 'retry', ...again }, ownFault: true }
  }
  if (outcome.closed === true && person !== null && address.to.type === 'direct') {
    await noteClosed(address.to.identity, parts)
    const next = await addressOf(row, request, person, parts)
    // Another chat of theirs is open: it is used at once, and this was no attempt of its own.
    if (next.outcome === 'found' && next.chat !== address.chat) {
      const { error } = outcome
      const again = {
        outcome: 'retry',
        at: parts.clock.now(),
        error,
        uncertain: false,
        attempted: false,
      } as const
      return { settlement: again, ownFault: true }
    }
  }
  return failure(row, outcome, parts)
}

/** For whom the message looks different, with an account in its chat, where that chat can show it to them. */
async function readersOf(
  row: CardRow,
  request: Request,
  card: Card,
  { platform, perPerson }: Chat,
  parts: Parts,
): Promise<readonly CardReader[]> {
  if (perPerson !== true) return []
  const views = await ownViews(row, request, card, parts, platform)
  return views.flatMap(({ person, card: own }) =>
    person.identities
      .filter((identity) => identity.platform === platform)
      .map((identity) => ({ identity, card: own })),
  )
}

/** How often a conversation is tried that does not let the bot in. */
const patience = 4

/** The first message of a mediation's conversation, of which nobody knows before. */
const opensMediation = ({ recipient, purpose, reference }: CardRow): boolean =>
  recipient.type === 'mediation' && purpose.type === 'living' && reference === null

function failure(
  row: CardRow,
  outcome: Exclude<DeliveryOutcome, { outcome: 'delivered' }>,
  parts: Parts,
): Attempt {
  return {
    settlement: settlementOf(row, outcome, parts.clock.now(), parts.random ?? Math.random),
    ownFault: outcome.outcome === 'retry' && (outcome.ownFault === true || isLastAttempt(row)),
  }
}
