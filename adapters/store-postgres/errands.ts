import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Errand, ErrandSettlement, Store } from '../../src/app/ports.ts'
import { toStorableText } from '../../src/codec/text.ts'
import { type Db, given, givenNumber, prepared, raw, running } from './prepared.ts'
import { draft, errand, request } from './schema.ts'

type Errands = Pick<
  Store,
  'errand' | 'addErrand' | 'claimErrands' | 'beginErrand' | 'settleErrand' | 'nextErrandAt'
>

/**
 * What a waiting errand waits for has come. Looked up and not written down beforehand, so that no crash between a commit
 * and a note about it can leave a workflow waiting for ever.
 */
const arrived = sql`(exists (select 1 from ${request} where ${request.id} = ${errand.draft}
    and (${errand.type} = 'offer' or ${request.status} = 'approved' or not ${request.open}))
  or (not exists (select 1 from ${draft} where ${draft.id} = ${errand.draft})
    and not exists (select 1 from ${request} where ${request.id} = ${errand.draft})))`
const due = sql`(${errand.nextAttemptAt} <= ${givenNumber('now')} or (${errand.nextAttemptAt} is null and ${arrived}))`

function prepare(db: Db) {
  const free = sql`(${errand.leaseUntil} is null or ${errand.leaseUntil} <= ${givenNumber('now')})`
  const claimable = db.$with('claimable').as(
    db
      .select({ taking: errand.id })
      .from(errand)
      .where(and(eq(errand.done, false), due, free))
      // Those that wait come first in SQLite: null is its smallest.
      .orderBy(sql`${errand.nextAttemptAt} asc nulls first`, asc(errand.id))
      .limit(given('limit'))
      .for('no key update', { skipLocked: true }),
  )
  const ofErrand = eq(errand.id, given('id'))
  const over = { attempts: 0, lastError: null, uncertain: false, leaseUntil: null }
  return {
    add: db
      .insert(errand)
      .values({
        id: given('id'),
        type: given('type'),
        draft: given('draft'),
        owner: given('owner'),
        subject: given('subject'),
        reason: given('reason'),
        nextAttemptAt: given('at'),
      })
      .onConflictDoNothing()
      .prepare(prepared),
    one: db.select().from(errand).where(ofErrand).prepare(prepared),
    claim: db
      .with(claimable)
      .update(errand)
      .set({ leaseUntil: raw('leaseUntil') })
      .from(claimable)
      .where(eq(errand.id, claimable.taking))
      .returning(getTableColumns(errand))
      .prepare(prepared),
    begin: db.update(errand).set({ uncertain: true }).where(ofErrand).prepare(prepared),
    waits: db
      .update(errand)
      .set({ ...over, nextAttemptAt: null, reference: raw('reference') })
      .where(ofErrand)
      .prepare(prepared),
    done: db
      .update(errand)
      .set({ ...over, done: true })
      .where(ofErrand)
      .prepare(prepared),
    retry: db
      .update(errand)
      .set({
        nextAttemptAt: raw('at'),
        attempts: sql`${errand.attempts} + ${given('attempted')}::integer`,
        lastError: raw('error'),
        uncertain: raw('uncertain'),
        leaseUntil: null,
      })
      .where(ofErrand)
      .prepare(prepared),
    next: db
      .select({
        at: sql<number | null>`min(greatest(${errand.nextAttemptAt}, ${errand.leaseUntil}))`.mapWith(Number),
      })
      .from(errand)
      .where(and(eq(errand.done, false), sql`${errand.nextAttemptAt} is not null`))
      .prepare(prepared),
  }
}

/** What has to be done on a platform beside cards. */
export function createErrands(db: Db): Errands {
  const statements = prepare(db)
  const settle = async (id: string, settlement: ErrandSettlement): Promise<unknown> => {
    switch (settlement.outcome) {
      case 'waits':
        return statements.waits.execute({ id, reference: settlement.reference })
      case 'done':
        return statements.done.execute({ id })
      case 'retry': {
        const { at, error, uncertain } = settlement
        const attempted = settlement.attempted === false ? 0 : 1
        return statements.retry.execute({ id, at, attempted, error: toStorableText(error), uncertain })
      }
      default:
        return settlement satisfies never
    }
  }
  return {
    async addErrand(about, at) {
      await running(statements.add.execute({ ...about, at }))
    },
    async errand(id) {
      const [row] = await running(statements.one.execute({ id }))
      return row === undefined ? null : toErrand(row)
    },
    claimErrands: async (query) => (await running(statements.claim.execute({ ...query }))).map(toErrand),
    async beginErrand(id) {
      await running(statements.begin.execute({ id }))
    },
    async settleErrand(id, settlement) {
      await running(settle(id, settlement))
    },
    nextErrandAt: async () => (await running(statements.next.execute()))[0]?.at ?? null,
  }
}

function typeOf(type: string): Errand['type'] {
  return type === 'complete' || type === 'digest' ? type : 'offer'
}

function toErrand(row: typeof errand.$inferSelect): Errand {
  return {
    id: row.id,
    type: typeOf(row.type),
    draft: row.draft,
    owner: row.owner,
    subject: row.subject,
    reason: row.reason,
    reference: row.reference,
    attempts: row.attempts,
    uncertain: row.uncertain,
  }
}
