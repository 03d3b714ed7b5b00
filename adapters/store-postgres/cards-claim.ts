import { and, asc, eq, getTableColumns, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { CardKey, Ids, Store } from '../../src/app/ports.ts'
import { recipientKey } from '../../src/codec/card-key.ts'
import type { Instant } from '../../src/domain/flavour.ts'
import { heldBy, lockedInOrder, pending, toCardRow } from './cards-rows.ts'
import { cardColumns } from './cards-write.ts'
import type { Connections } from './connection.ts'
import { type Db, given, givenNumber, givenTexts, prepared, raw, running } from './prepared.ts'
import { card, request as requests } from './schema.ts'

/** Waits for a commit to the request that is under way, because each card refers to the request's row. */
const addSql = `
  insert into card (id, request, recipient, purpose, living, wanted, next_attempt_at)
  select id, request, recipient, purpose, living, $6, $7
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[]) with ordinality
    as given (id, request, recipient, purpose, living, place)
  order by place
  on conflict do nothing`

/** Taking cards, and making them wanted without an event. */
export function createCardClaims(
  db: Db,
  connections: Connections,
  ids: Ids,
): Pick<Store, 'claimCards' | 'renewCards' | 'beginDelivery' | 'redraw' | 'redrawOpen' | 'addCards'> {
  const free = sql`(${card.leaseUntil} is null or ${card.leaseUntil} <= ${givenNumber('now')})`
  // Asked once, before the update: a subquery of its condition could be asked again for each row, and lock more.
  const taken = db.$with('taken').as(
    db
      .select({ taking: card.sequence })
      .from(card)
      .where(and(pending(db), lte(card.nextAttemptAt, givenNumber('now')), free))
      .orderBy(asc(card.nextAttemptAt), asc(card.sequence))
      .limit(given('limit'))
      .for('no key update', { skipLocked: true }),
  )
  const claim = db
    .with(taken)
    .update(card)
    .set({
      leaseUntil: raw('leaseUntil'),
      claimed: sql`${card.wanted}`,
      claim: sql`${card.claim} + 1`,
      redraw: sql`case when ${card.redraw} = 1 then 2 else ${card.redraw} end`,
    })
    .from(taken)
    .where(eq(card.sequence, taken.taking))
    .returning(getTableColumns(card))
    .prepare(prepared)
  const leased = lockedInOrder(
    db,
    sql`${card.id} = any(${givenTexts('cards')}) and ${card.leaseUntil} is not null`,
  )
  const renew = db
    .with(leased)
    .update(card)
    .set({ leaseUntil: sql`greatest(${card.leaseUntil}, ${givenNumber('leaseUntil')})` })
    .from(leased)
    .where(eq(card.sequence, leased.changing))
    .prepare(prepared)
  const known = db
    .select({ id: card.id })
    .from(card)
    .where(eq(card.id, given('id')))
    .prepare(prepared)
  const begin = db
    .update(card)
    .set({ uncertain: true, shown: null })
    .where(heldBy)
    .returning({ id: card.id })
    .prepare(prepared)
  const again = {
    redraw: 1,
    shown: null,
    parked: false,
    held: false,
    attempts: 0,
    nextAttemptAt: raw('at'),
  }
  const drawAgain = (where: SQL | undefined) => {
    const locked = lockedInOrder(db, where)
    return db
      .with(locked)
      .update(card)
      .set(again)
      .from(locked)
      .where(eq(card.sequence, locked.changing))
      .prepare(prepared)
  }
  const redraw = drawAgain(
    and(
      eq(card.request, given('request')),
      eq(card.living, true),
      sql`(${givenTexts('recipients')} is null or ${card.recipient} = any(${givenTexts('recipients')}))`,
    ),
  )
  // Not parameters, so that the indexes of these rows alone may be taken.
  const redrawOpen = drawAgain(
    and(
      sql`${card.recipient} = any(${givenTexts('recipients')})`,
      sql`${card.living}`,
      inArray(card.request, db.select({ id: requests.id }).from(requests).where(sql`${requests.open}`)),
    ),
  )
  return {
    async claimCards({ now, leaseUntil, limit }) {
      const rows = await running(claim.execute({ now, leaseUntil, limit }))
      // `returning` promises no order.
      rows.sort((a, b) => a.nextAttemptAt - b.nextAttemptAt || a.sequence - b.sequence)
      return rows.map(toCardRow)
    },
    async renewCards({ cards, leaseUntil }) {
      await running(renew.execute({ cards: [...cards], leaseUntil }))
    },
    async beginDelivery({ id, claim }) {
      const begun = await running(begin.execute({ id, claim }))
      if (begun.length > 0) return true
      if ((await running(known.execute({ id }))).length === 0) throw new Error(`there is no card ${id}`)
      return false
    },
    async redraw(request, at, recipients) {
      const chosen = recipients === undefined ? null : recipients.map(recipientKey)
      await running(redraw.execute({ request, at, recipients: chosen }))
    },
    async redrawOpen(recipients, at) {
      await running(redrawOpen.execute({ recipients: recipients.map(recipientKey), at }))
    },
    async addCards(keys: readonly CardKey[], version: number, at: Instant) {
      if (keys.length === 0) return
      const columns = cardColumns(keys, ids)
      const requests = keys.map(({ request }) => request)
      const { recipients, purposes, living } = columns
      await connections.query(addSql, [columns.ids, requests, recipients, purposes, living, version, at])
    },
  }
}
