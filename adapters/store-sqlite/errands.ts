import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Errand, ErrandSettlement, Store } from '../../src/app/ports.ts'
import { refuseUnstorable, toStorableText } from '../../src/codec/text.ts'
import { type Db, given, raw, reading } from './prepared.ts'
import { draft, errand, request } from './schema.ts'
import type { Writer } from './writer.ts'

type Errands = Pick<
  Store,
  'errand' | 'addErrand' | 'claimErrands' | 'beginErrand' | 'settleErrand' | 'nextErrandAt'
>

/**
 * What a waiting errand waits for has come. Looked up and not written down beforehand, so that no crash between a commit
 * and a note about it can leave a workflow waiting for ever.
 */
const arrived = sql`(exists (select 1 from ${request} where ${request.id} = ${errand.draft}
    and (${errand.type} = 'offer' or ${request.status} = 'approved' or ${request.open} = 0))
  or (not exists (select 1 from ${draft} where ${draft.id} = ${errand.draft})
    and not exists (select 1 from ${request} where ${request.id} = ${errand.draft})))`
const due = sql`(${errand.nextAttemptAt} <= ${given('now')} or (${errand.nextAttemptAt} is null and ${arrived}))`

function prepare(db: Db) {
  const free = sql`(${errand.leaseUntil} is null or ${errand.leaseUntil} <= ${given('now')})`
  const claimable = db
    .select({ id: errand.id })
    .from(errand)
    .where(and(eq(errand.done, false), due, free))
    .orderBy(asc(errand.nextAttemptAt), asc(errand.id))
    .limit(given('limit'))
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
      .prepare(),
    one: db.select().from(errand).where(ofErrand).prepare(),
    claim: db
      .update(errand)
      .set({ leaseUntil: raw('leaseUntil') })
      .where(inArray(errand.id, claimable))
      .returning()
      .prepare(),
    begin: db.update(errand).set({ uncertain: true }).where(ofErrand).prepare(),
    waits: db
      .update(errand)
      .set({ ...over, nextAttemptAt: null, reference: raw('reference') })
      .where(ofErrand)
      .prepare(),
    done: db
      .update(errand)
      .set({ ...over, done: true })
      .where(ofErrand)
      .prepare(),
    retry: db
      .update(errand)
      .set({
        nextAttemptAt: raw('at'),
        attempts: sql`${errand.attempts} + ${given('attempted')}`,
        lastError: raw('error'),
        uncertain: raw('uncertain'),
        leaseUntil: null,
      })
      .where(ofErrand)
      .prepare(),
    next: db
      .select({
        at: sql<number | null>`min(max(${errand.nextAttemptAt}, coalesce(${errand.leaseUntil}, 0)))`,
      })
      .from(errand)
      .where(and(eq(errand.done, false), sql`${errand.nextAttemptAt} is not null`))
      .prepare(),
  }
}

/** What has to be done on a platform beside cards. */
export function createErrands(db: Db, writer: Writer): Errands {
  const statements = prepare(db)
  const settle = (id: string, settlement: ErrandSettlement): void => {
    switch (settlement.outcome) {
      case 'waits':
        statements.waits.run({ id, reference: settlement.reference })
        return
      case 'done':
        statements.done.run({ id })
        return
      case 'retry': {
        const { at, error, uncertain } = settlement
        const attempted = settlement.attempted === false ? 0 : 1
        statements.retry.run({
          id,
          at,
          attempted,
          error: toStorableText(error),
          uncertain: uncertain ? 1 : 0,
        })
        return
      }
      default:
        settlement satisfies never
    }
  }
  return {
    async addErrand(about, at) {
      const { id, draft, owner, subject, reason } = about
      refuseUnstorable([id, draft, owner, subject, reason], 'an errand')
      await writer.write(() => {
        statements.add.run({ ...about, at })
      })
    },
    errand: (id) =>
      reading(() => {
        const row = statements.one.get({ id })
        return row === undefined ? null : toErrand(row)
      }),
    claimErrands: async (query) => (await writer.write(() => statements.claim.all(query))).map(toErrand),
    async beginErrand(id) {
      await writer.write(() => {
        statements.begin.run({ id })
      })
    },
    async settleErrand(id, settlement) {
      if (settlement.outcome === 'waits')
        refuseUnstorable([settlement.reference], 'the reference of an errand')
      await writer.write(() => settle(id, settlement))
    },
    nextErrandAt: () => reading(() => statements.next.get()?.at ?? null),
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
