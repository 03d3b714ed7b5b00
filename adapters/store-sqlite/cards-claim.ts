import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Store } from '../../src/app/ports.ts'
import { recipientKey } from '../../src/codec/card-key.ts'
import { heldBy, pending, toCardRow } from './cards-rows.ts'
import { type Db, given, raw } from './prepared.ts'
import { card, request as requests } from './schema.ts'
import type { Writer } from './writer.ts'

/** Taking cards, and making them wanted without an event. */
export function createCardClaims(
  db: Db,
  writer: Writer,
): Pick<Store, 'claimCards' | 'renewCards' | 'beginDelivery' | 'redraw' | 'redrawOpen'> {
  const free = sql`(${card.leaseUntil} is null or ${card.leaseUntil} <= ${given('now')})`
  const claimable = db
    .select({ sequence: card.sequence })
    .from(card)
    .where(and(pending(db), lte(card.nextAttemptAt, given('now')), free))
    .orderBy(asc(card.nextAttemptAt), asc(card.sequence))
    .limit(given('limit'))
  const claim = db
    .update(card)
    .set({
      leaseUntil: raw('leaseUntil'),
      claimed: sql`${card.wanted}`,
      claim: sql`${card.claim} + 1`,
      redraw: sql`case when ${card.redraw} = 1 then 2 else ${card.redraw} end`,
    })
    .where(inArray(card.sequence, claimable))
    .returning()
    .prepare()
  const renew = db
    .update(card)
    .set({ leaseUntil: sql`max(${card.leaseUntil}, ${given('leaseUntil')})` })
    .where(
      sql`${card.id} in (select value from json_each(${given('cards')})) and ${card.leaseUntil} is not null`,
    )
    .prepare()
  const known = db
    .select({ id: card.id })
    .from(card)
    .where(eq(card.id, given('id')))
    .prepare()
  const begin = db
    .update(card)
    .set({ uncertain: true, shown: null })
    .where(heldBy)
    .returning({ id: card.id })
    .prepare()
  const again = {
    redraw: 1,
    shown: null,
    parked: false,
    held: false,
    attempts: 0,
    nextAttemptAt: raw('at'),
  }
  const redraw = db
    .update(card)
    .set(again)
    .where(
      and(
        eq(card.request, given('request')),
        eq(card.living, true),
        sql`(${given('recipients')} is null
          or ${card.recipient} in (select value from json_each(${given('recipients')})))`,
      ),
    )
    .prepare()
  // Not parameters, so that the indexes of these rows alone may be taken.
  const redrawOpen = db
    .update(card)
    .set(again)
    .where(
      and(
        sql`${card.recipient} in (select value from json_each(${given('recipients')}))`,
        sql`${card.living} = 1`,
        inArray(card.request, db.select({ id: requests.id }).from(requests).where(sql`${requests.open} = 1`)),
      ),
    )
    .prepare()
  return {
    async claimCards(query) {
      const rows = await writer.write(() => claim.all(query))
      // `returning` promises no order.
      rows.sort((a, b) => a.nextAttemptAt - b.nextAttemptAt || a.sequence - b.sequence)
      return rows.map(toCardRow)
    },
    async renewCards({ cards, leaseUntil }) {
      await writer.write(() => {
        renew.run({ cards: JSON.stringify(cards), leaseUntil })
      })
    },
    async beginDelivery({ id, claim }) {
      const begun = await writer.write(() => begin.all({ id, claim }))
      if (begun.length === 0 && known.all({ id }).length === 0) throw new Error(`there is no card ${id}`)
      return begun.length > 0
    },
    async redraw(request, at, recipients) {
      const chosen = recipients === undefined ? null : JSON.stringify(recipients.map(recipientKey))
      await writer.write(() => {
        redraw.run({ request, at, recipients: chosen })
      })
    },
    async redrawOpen(recipients, at) {
      await writer.write(() => {
        redrawOpen.run({ recipients: JSON.stringify(recipients.map(recipientKey)), at })
      })
    },
  }
}
