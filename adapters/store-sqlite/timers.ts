import { asc, inArray, sql } from 'drizzle-orm'
import type { Store } from '../../src/app/ports.ts'
import { type Db, given, raw, reading } from './prepared.ts'
import { request } from './schema.ts'
import type { Writer } from './writer.ts'

/** Requests that wait for the clock. A commit frees the lease, see `commit.ts`. */
export function createTimers(db: Db, writer: Writer): Pick<Store, 'claimDue' | 'renewDue' | 'nextDueAt'> {
  const due = db
    .select({ id: request.id })
    .from(request)
    .where(
      sql`${request.dueAt} <= ${given('now')}
        and (${request.leaseUntil} is null or ${request.leaseUntil} <= ${given('now')})`,
    )
    .orderBy(asc(request.dueAt), asc(request.number))
    .limit(given('limit'))
  const claim = db
    .update(request)
    .set({ leaseUntil: raw('leaseUntil') })
    .where(inArray(request.id, due))
    .returning({ id: request.id, dueAt: request.dueAt, number: request.number })
    .prepare()
  const renew = db
    .update(request)
    .set({ leaseUntil: sql`max(${request.leaseUntil}, ${given('leaseUntil')})` })
    .where(
      sql`${request.id} in (select value from json_each(${given('requests')}))
        and ${request.leaseUntil} is not null`,
    )
    .prepare()
  const nextAt = db
    .select({ at: sql<number | null>`min(max(${request.dueAt}, coalesce(${request.leaseUntil}, 0)))` })
    .from(request)
    .where(sql`${request.dueAt} is not null`)
    .prepare()
  return {
    async claimDue(query) {
      const rows = await writer.write(() => claim.all(query))
      // `returning` promises no order.
      rows.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.number - b.number)
      return rows.map((row) => row.id)
    },
    async renewDue({ requests, leaseUntil }) {
      await writer.write(() => {
        renew.run({ requests: JSON.stringify(requests), leaseUntil })
      })
    },
    nextDueAt: () => reading(() => nextAt.get()?.at ?? null),
  }
}
