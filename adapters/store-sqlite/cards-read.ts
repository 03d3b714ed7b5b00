import { asc, eq, sql } from 'drizzle-orm'
import type { Store } from '../../src/app/ports.ts'
import { pending, toCardRow } from './cards-rows.ts'
import { type Db, given, reading } from './prepared.ts'
import { card } from './schema.ts'

/** Looking at cards without taking them. */
export function createCardReader(
  db: Db,
): Pick<Store, 'nextCardAt' | 'cardsOf' | 'requestOfCard' | 'parkedCards'> {
  const nextAt = db
    .select({ at: sql<number | null>`min(max(${card.nextAttemptAt}, coalesce(${card.leaseUntil}, 0)))` })
    .from(card)
    .where(pending(db))
    .prepare()
  const ofRequest = db
    .select()
    .from(card)
    .where(eq(card.request, given('request')))
    .orderBy(asc(card.sequence))
    .prepare()
  const at = db
    .select({ request: card.request })
    .from(card)
    .where(eq(card.reference, given('reference')))
    .limit(1)
    .prepare()
  const parked = db
    .select()
    .from(card)
    .where(sql`${card.parked} = 1`)
    .orderBy(asc(card.sequence))
    .limit(given('limit'))
    .prepare()
  return {
    nextCardAt: () => reading(() => nextAt.get()?.at ?? null),
    cardsOf: (request) => reading(() => ofRequest.all({ request }).map(toCardRow)),
    requestOfCard: (reference) => reading(() => at.get({ reference })?.request ?? null),
    parkedCards: (limit) => reading(() => parked.all({ limit }).map(toCardRow)),
  }
}
