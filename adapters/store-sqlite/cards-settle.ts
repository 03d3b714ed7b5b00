import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CardSettlement, HeldCard, Store } from '../../src/app/ports.ts'
import { recipientKey } from '../../src/codec/card-key.ts'
import { refuseUnstorable, storableText, toStorableText } from '../../src/codec/text.ts'
import { heldBy } from './cards-rows.ts'
import { type Db, given, raw } from './prepared.ts'
import { card } from './schema.ts'
import type { Writer } from './writer.ts'

function prepare(db: Db) {
  const shown = {
    // Never back: a slow worker may report after a faster one. A notice is done whatever version it was drawn from.
    delivered: sql`max(${card.delivered}, ${given('version')}, iif(${card.living}, 0, ${card.wanted}))`,
    redraw: sql`iif(${card.redraw} = 2, 0, ${card.redraw})`,
    attempts: 0,
    lastError: null,
    uncertain: false,
    parked: false,
    held: false,
    leaseUntil: null,
  }
  // Something happened since it was claimed: what was held may be urgent now.
  const overtaken = sql`(${card.wanted} > ${card.claimed} or ${card.redraw} = 1)`
  const ofCard = eq(card.id, given('id'))
  const settled = { id: card.id }
  return {
    delivered: db
      .update(card)
      .set({
        ...shown,
        reference: raw('reference'),
        // Later, unless something is to be shown already that came up since the card was claimed.
        redraw: sql`iif(${given('again')} is null, ${shown.redraw}, 1)`,
        nextAttemptAt: sql`iif(${given('again')} is null or ${card.redraw} = 1 or ${card.wanted} > ${given('version')},
          ${card.nextAttemptAt}, ${given('again')})`,
        // Asked for again in the meantime: then it is to be drawn for real, whatever it looks like.
        shown: sql`iif(${card.redraw} = 1, null, ${given('shown')})`,
      })
      .where(heldBy)
      .returning(settled)
      .prepare(),
    known: db.select(settled).from(card).where(ofCard).prepare(),
    // Two messages of one card, where the first to deliver it stood still: the one that the holder reports stays.
    found: db
      .update(card)
      .set({ reference: raw('reference') })
      .where(and(ofCard, isNull(card.reference)))
      .returning(settled)
      .prepare(),
    nothing: db.update(card).set(shown).where(heldBy).returning(settled).prepare(),
    retry: db
      .update(card)
      .set({
        nextAttemptAt: raw('at'),
        attempts: sql`${card.attempts} + ${given('attempted')}`,
        lastError: raw('error'),
        uncertain: raw('uncertain'),
        held: false,
        leaseUntil: null,
      })
      .where(heldBy)
      .returning(settled)
      .prepare(),
    parked: db
      .update(card)
      .set({
        // What failed was the version that was claimed; a newer one, or a redraw asked for since, gets its own try.
        parked: sql`${card.wanted} <= ${card.claimed} and ${card.redraw} <> 1`,
        redraw: sql`iif(${card.redraw} = 2, 0, ${card.redraw})`,
        attempts: sql`${card.attempts} + 1`,
        lastError: raw('error'),
        held: false,
        leaseUntil: null,
      })
      .where(heldBy)
      .returning(settled)
      .prepare(),
    held: db
      .update(card)
      .set({
        nextAttemptAt: sql`iif(${overtaken}, ${card.nextAttemptAt}, ${given('until')})`,
        held: sql`not ${overtaken}`,
        leaseUntil: null,
      })
      .where(heldBy)
      .returning(settled)
      .prepare(),
    release: db
      .update(card)
      .set({ nextAttemptAt: raw('at'), held: false })
      .where(and(eq(card.recipient, given('recipient')), eq(card.held, true)))
      .prepare(),
    wake: db
      .update(card)
      .set({ parked: false, nextAttemptAt: raw('at'), attempts: 0, lastError: null })
      .where(and(eq(card.parked, true), eq(card.lastError, given('error'))))
      .prepare(),
  }
}

/** Writing down what became of a delivery. Throws for an unknown card, which is a fault of the caller. */
export function createCardSettlement(
  db: Db,
  writer: Writer,
): Pick<Store, 'settleCard' | 'releaseCards' | 'wakeParked'> {
  const statements = prepare(db)
  function settle({ id, claim }: HeldCard, settlement: CardSettlement) {
    switch (settlement.outcome) {
      case 'delivered': {
        const reference = storableText(settlement.reference, 'the reference of a card')
        const { version, shown = null, againAt: again = null } = settlement
        refuseUnstorable([shown], 'the look of a card')
        const done = statements.delivered.all({ id, claim, version, reference, shown, again })
        return done.length > 0 ? done : statements.found.all({ id, reference })
      }
      case 'nothing':
        return statements.nothing.all({ id, claim, version: settlement.version })
      case 'retry': {
        const { at, error, uncertain } = settlement
        const attempted = settlement.attempted === false ? 0 : 1
        return statements.retry.all({
          id,
          claim,
          at,
          error: toStorableText(error),
          uncertain: uncertain ? 1 : 0,
          attempted,
        })
      }
      case 'parked':
        return statements.parked.all({ id, claim, error: toStorableText(settlement.error) })
      case 'held':
        return statements.held.all({ id, claim, until: settlement.until })
      default:
        return settlement satisfies never
    }
  }
  return {
    async releaseCards(recipient, at) {
      await writer.write(() => {
        statements.release.run({ recipient: recipientKey(recipient), at })
      })
    },
    async wakeParked(error, at) {
      await writer.write(() => {
        statements.wake.run({ error, at })
      })
    },
    async settleCard(held, settlement) {
      const { id } = held
      const settled = await writer.write(() => settle(held, settlement))
      if (settled.length === 0 && statements.known.all({ id }).length === 0)
        throw new Error(`there is no card ${id}`)
    },
  }
}
