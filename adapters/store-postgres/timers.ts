import { asc, eq, sql } from 'drizzle-orm'
import type { Store } from '../../src/app/ports.ts'
import { type Db, given, givenNumber, givenTexts, prepared, raw, running } from './prepared.ts'
import { request } from './schema.ts'

/** Requests that wait for the clock. A commit frees the lease, see `commit.ts`. */
export function createTimers(db: Db): Pick<Store, 'claimDue' | 'renewDue' | 'nextDueAt'> {
  // Asked once, before the update: a subquery of its condition could be asked again for each row, and lock more.
  const due = db.$with('due').as(
    db
      .select({ taking: request.id })
      .from(request)
      .where(
        sql`${request.dueAt} <= ${givenNumber('now')}
          and (${request.leaseUntil} is null or ${request.leaseUntil} <= ${givenNumber('now')})`,
      )
      .orderBy(asc(request.dueAt), asc(request.number))
      .limit(given('limit'))
      .for('no key update', { skipLocked: true }),
  )
  const claim = db
    .with(due)
    .update(request)
    .set({ leaseUntil: raw('leaseUntil') })
    .from(due)
    .where(eq(request.id, due.taking))
    .returning({ id: request.id, dueAt: request.dueAt, number: request.number })
    .prepare(prepared)
  // In the order in which everything locks several requests, so that nobody waits in a circle.
  const leased = db.$with('leased').as(
    db
      .select({ renewing: request.id })
      .from(request)
      .where(sql`${request.id} = any(${givenTexts('requests')}) and ${request.leaseUntil} is not null`)
      .orderBy(asc(request.id))
      .for('no key update'),
  )
  const renew = db
    .with(leased)
    .update(request)
    .set({ leaseUntil: sql`greatest(${request.leaseUntil}, ${givenNumber('leaseUntil')})` })
    .from(leased)
    .where(eq(request.id, leased.renewing))
    .prepare(prepared)
  const nextAt = db
    .select({
      // Two questions with an index each: few requests are leased, and of the others the first one is enough.
      at: sql<number | null>`least(
        (select min(due_at) from request where due_at is not null and lease_until is null),
        (select min(greatest(due_at, lease_until)) from request where due_at is not null and lease_until is not null)
      )`.mapWith(Number),
    })
    .from(sql`(select 1) as once`)
    .prepare(prepared)
  return {
    async claimDue(query) {
      const rows = await running(claim.execute({ ...query }))
      // `returning` promises no order.
      rows.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.number - b.number)
      return rows.map((row) => row.id)
    },
    async renewDue({ requests, leaseUntil }) {
      await running(renew.execute({ requests: [...requests], leaseUntil }))
    },
    nextDueAt: async () => (await running(nextAt.execute()))[0]?.at ?? null,
  }
}
