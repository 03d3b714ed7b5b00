import { and, eq, sql } from 'drizzle-orm'
import type { CardKey, Ids } from '../../src/app/ports.ts'
import { purposeKey, recipientKey } from '../../src/codec/card-key.ts'
import type { Instant, RequestId } from '../../src/domain/flavour.ts'
import { type Db, given, raw } from './prepared.ts'
import { card } from './schema.ts'

/** What a commit does to cards, inside its own transaction. */
export interface CardWriter {
  /**
   * Living cards of the request should show this version; parked ones are tried again. Leases stay, and so does the place
   * of a card that waits already: a request that never rests must not push its own cards behind all others for ever.
   */
  outdate(request: RequestId, version: number, at: Instant): void
  /** Nothing happens where the card exists. */
  create(key: CardKey, version: number, at: Instant): void
}

export function createCardWriter(db: Db, ids: Ids): CardWriter {
  const outdate = db
    .update(card)
    .set({
      wanted: raw('version'),
      nextAttemptAt: sql`iif(${card.parked} = 0 and ${card.held} = 0
        and (${card.wanted} > ${card.delivered} or ${card.redraw} > 0),
        min(${card.nextAttemptAt}, ${given('at')}), ${given('at')})`,
      attempts: 0,
      parked: false,
      held: false,
    })
    .where(and(eq(card.request, given('request')), eq(card.living, true)))
    .prepare()
  const create = db
    .insert(card)
    .values({
      id: given('id'),
      request: given('request'),
      recipient: given('recipient'),
      purpose: given('purpose'),
      living: given('living'),
      wanted: given('version'),
      nextAttemptAt: given('at'),
    })
    .onConflictDoNothing()
    .prepare()
  return {
    outdate(request, version, at) {
      outdate.run({ request, version, at })
    },
    create({ request, recipient, purpose }, version, at) {
      create.run({
        id: ids.next(),
        request,
        recipient: recipientKey(recipient),
        purpose: purposeKey(purpose),
        living: purpose.type === 'living',
        version,
        at,
      })
    },
  }
}
