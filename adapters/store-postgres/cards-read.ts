import { asc, eq, sql } from 'drizzle-orm'
import type { Store } from '../../src/app/ports.ts'
import { pending, toCardRow } from './cards-rows.ts'
import { type Db, given, prepared, running } from './prepared.ts'
import { card } from './schema.ts'

/** Looking at cards without taking them. */
export function createCardReader(
  db: Db,
): Pick<Store, 'nextCardAt' | 'cardsOf' | 'requestOfCard' | 'parkedCards'> {
  const nextAt = db
    .select({
      at: sql<number | null>`min(greatest(${card.nextAttemptAt}, ${card.leaseUntil}))`.mapWith(Number),
    })
    .from(card)
    .where(pending(db))
    .prepare(prepared)
  const ofRequest = db
    .select()
    .from(card)
    .where(eq(card.request, given('request')))
    .orderBy(asc(card.sequence))
    .prepare(prepared)
  const at = db
    .select({ request: card.request })
    .from(card)
    .where(eq(card.reference, given('reference')))
    .limit(1)
    .prepare(prepared)
  const parked = db
    .select()
    .from(card)
    .where(eq(card.parked, true))
    .orderBy(asc(card.sequence))
    .limit(given('limit'))
    .prepare(prepared)
  return {
    nextCardAt: async () => (await running(nextAt.execute()))[0]?.at ?? null,
    cardsOf: async (request) => (await running(ofRequest.execute({ request }))).map(toCardRow),
    requestOfCard: async (reference) => (await running(at.execute({ reference })))[0]?.request ?? null,
    parkedCards: async (limit) => (await running(parked.execute({ limit }))).map(toCardRow),
  }
}
