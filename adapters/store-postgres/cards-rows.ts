import { and, asc, eq, lt, notExists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CardRow } from '../../src/app/ports.ts'
import { parsePurposeKey, parseRecipientKey } from '../../src/codec/card-key.ts'
import { type Db, given } from './prepared.ts'
import { card } from './schema.ts'

/**
 * The cards that are to be changed, locked in one order whoever changes them: two who change many cards at once wait for one
 * another and never in a circle, which the server would end after a second, by an error for one of them.
 */
export function lockedInOrder(db: Db, where: SQL | undefined) {
  return db
    .$with('locked')
    .as(
      db
        .select({ changing: card.sequence })
        .from(card)
        .where(where)
        .orderBy(asc(card.sequence))
        .for('no key update'),
    )
}

/** The row as the port shows it. */
export function toCardRow(row: typeof card.$inferSelect): CardRow {
  return {
    id: row.id,
    request: row.request,
    recipient: parseRecipientKey(row.recipient),
    purpose: parsePurposeKey(row.purpose),
    wanted: row.wanted,
    delivered: row.delivered,
    reference: row.reference,
    shown: row.shown,
    nextAttemptAt: row.nextAttemptAt,
    attempts: row.attempts,
    lastError: row.lastError,
    uncertain: row.uncertain,
    parked: row.parked,
    claim: row.claim,
  }
}

/** Whoever took the card still has it: nobody has settled it, and nobody has taken it since. */
export const heldBy = sql`${card.id} = ${given('id')} and ${card.claim} = ${given('claim')}
  and ${card.leaseUntil} is not null`

/**
 * Cards with something to deliver, whenever that may be.
 *
 * A card waits while an earlier card of the same request to the same recipient was never delivered: a notice answers
 * in the thread of the card before it, and nobody should be reminded of what they were never shown. One that is held for
 * the recipient's own time keeps none waiting: a reminder of the evening must not hold back the outcome of the night. Rejected: holding
 * back across requests, where one message that the platform refuses would silence a person altogether.
 */
export function pending(db: Db): SQL | undefined {
  const earlier = alias(card, 'earlier')
  // As in the condition of the index `card_pending`.
  const undelivered = sql`not ${card.parked} and (${card.wanted} > ${card.delivered} or ${card.redraw} > 0)`
  const first = notExists(
    db
      .select({ one: sql`1` })
      .from(earlier)
      .where(
        and(
          eq(earlier.request, card.request),
          eq(earlier.recipient, card.recipient),
          lt(earlier.sequence, card.sequence),
          sql`${earlier.delivered} = 0 and not ${earlier.parked} and not ${earlier.held}`,
        ),
      ),
  )
  return and(undelivered, first)
}
