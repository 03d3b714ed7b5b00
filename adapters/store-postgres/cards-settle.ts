import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CardSettlement, HeldCard, Store } from '../../src/app/ports.ts'
import { recipientKey } from '../../src/codec/card-key.ts'
import { storableText, toStorableText } from '../../src/codec/text.ts'
import { heldBy, lockedInOrder } from './cards-rows.ts'
import { type Db, given, givenNumber, prepared, raw, running } from './prepared.ts'
import { card } from './schema.ts'

function prepare(db: Db) {
  const shown = {
    // Never back: a slow worker may report after a faster one. A notice is done whatever version it was drawn from.
    delivered: sql`greatest(${card.delivered}, ${raw('version')}::integer,
      case when ${card.living} then 0 else ${card.wanted} end)`,
    redraw: sql`case when ${card.redraw} = 2 then 0 else ${card.redraw} end`,
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
  // Not parameters, so that every plan of the statement may take the index of these rows alone.
  const held = lockedInOrder(db, and(eq(card.recipient, given('recipient')), sql`${card.held}`))
  const parked = lockedInOrder(db, and(sql`${card.parked}`, eq(card.lastError, given('error'))))
  return {
    delivered: db
      .update(card)
      .set({
        ...shown,
        reference: raw('reference'),
        // Asked for again in the meantime: then it is to be drawn for real, whatever it looks like.
        shown: sql`case when ${card.redraw} = 1 then null else ${given('shown')} end`,
        // Later, unless something is to be shown already that came up since the card was claimed.
        redraw: sql`case when ${raw('again')}::bigint is null then ${shown.redraw} else 1 end`,
        nextAttemptAt: sql`case when ${raw('again')}::bigint is null or ${card.redraw} = 1
          or ${card.wanted} > ${raw('version')}::integer then ${card.nextAttemptAt} else ${raw('again')}::bigint end`,
      })
      .where(heldBy)
      .returning(settled)
      .prepare(prepared),
    known: db.select(settled).from(card).where(ofCard).prepare(prepared),
    // Two messages of one card, where the first to deliver it stood still: the one that the holder reports stays.
    found: db
      .update(card)
      .set({ reference: raw('reference') })
      .where(and(ofCard, isNull(card.reference)))
      .returning(settled)
      .prepare(prepared),
    nothing: db.update(card).set(shown).where(heldBy).returning(settled).prepare(prepared),
    retry: db
      .update(card)
      .set({
        nextAttemptAt: raw('at'),
        attempts: sql`${card.attempts} + ${given('attempted')}::integer`,
        lastError: raw('error'),
        uncertain: raw('uncertain'),
        held: false,
        leaseUntil: null,
      })
      .where(heldBy)
      .returning(settled)
      .prepare(prepared),
    parked: db
      .update(card)
      .set({
        // What failed was the version that was claimed; a newer one, or a redraw asked for since, gets its own try.
        parked: sql`${card.wanted} <= ${card.claimed} and ${card.redraw} <> 1`,
        redraw: sql`case when ${card.redraw} = 2 then 0 else ${card.redraw} end`,
        attempts: sql`${card.attempts} + 1`,
        lastError: raw('error'),
        held: false,
        leaseUntil: null,
      })
      .where(heldBy)
      .returning(settled)
      .prepare(prepared),
    held: db
      .update(card)
      .set({
        nextAttemptAt: sql`case when ${overtaken} then ${card.nextAttemptAt} else ${givenNumber('until')} end`,
        held: sql`not ${overtaken}`,
        leaseUntil: null,
      })
      .where(heldBy)
      .returning(settled)
      .prepare(prepared),
    release: db
      .with(held)
      .update(card)
      .set({ nextAttemptAt: raw('at'), held: false })
      .from(held)
      .where(eq(card.sequence, held.changing))
      .prepare(prepared),
    wake: db
      .with(parked)
      .update(card)
      .set({ parked: false, nextAttemptAt: raw('at'), attempts: 0, lastError: null })
      .from(parked)
      .where(eq(card.sequence, parked.changing))
      .prepare(prepared),
  }
}

/** Writing down what became of a delivery. Throws for an unknown card, which is a fault of the caller. */
export function createCardSettlement(db: Db): Pick<Store, 'settleCard' | 'releaseCards' | 'wakeParked'> {
  const statements = prepare(db)
  async function settle({ id, claim }: HeldCard, settlement: CardSettlement) {
    switch (settlement.outcome) {
      case 'delivered': {
        const reference = storableText(settlement.reference, 'the reference of a card')
        const { version, shown = null, againAt: again = null } = settlement
        const done = await statements.delivered.execute({ id, claim, version, reference, shown, again })
        return done.length > 0 ? done : statements.found.execute({ id, reference })
      }
      case 'nothing':
        return statements.nothing.execute({ id, claim, version: settlement.version })
      case 'retry': {
        const { at, error, uncertain } = settlement
        const attempted = settlement.attempted === false ? 0 : 1
        return statements.retry.execute({
          id,
          claim,
          at,
          error: toStorableText(error),
          uncertain,
          attempted,
        })
      }
      case 'parked':
        return statements.parked.execute({ id, claim, error: toStorableText(settlement.error) })
      case 'held':
        return statements.held.execute({ id, claim, until: settlement.until })
      default:
        return settlement satisfies never
    }
  }
  return {
    async releaseCards(recipient, at) {
      await running(statements.release.execute({ recipient: recipientKey(recipient), at }))
    },
    async wakeParked(error, at) {
      await running(statements.wake.execute({ error, at }))
    },
    async settleCard(held, settlement) {
      const { id } = held
      const settled = await running(settle(held, settlement))
      if (settled.length > 0) return
      const known = await running(statements.known.execute({ id }))
      if (known.length === 0) throw new Error(`there is no card ${id}`)
    },
  }
}
