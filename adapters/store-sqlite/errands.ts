import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Errand, ErrandSettlement, HeldErrand, Store } from '../../src/app/ports.ts'
import { refuseUnstorable, toStorableText } from '../../src/codec/text.ts'
import { type Db, given, raw, reading } from './prepared.ts'
import { draft, errand, request } from './schema.ts'
import type { Writer } from './writer.ts'

type Errands = Pick<
  Store,
  'errand' | 'addErrand' | 'claimErrands' | 'renewErrands' | 'beginErrand' | 'settleErrand' | 'nextErrandAt'
>

/**
 * What a waiting errand waits for has come. Looked up and not written down beforehand, so that no crash between a commit
 * and a note about it can leave a workflow waiting for ever.
 */
const arrived = sql`(exists (select 1 from ${request} where ${request.id} = ${errand.draft}
    and (${errand.type} = 'offer' or ${request.status} = 'approved' or ${request.open} = 0))
  or (not exists (select 1 from ${draft} where ${draft.id} = ${errand.draft})
    and not exists (select 1 from ${request} where ${request.id} = ${errand.draft})))`
/** Whoever took the errand still has it: nobody has settled it, and nobody has taken it since. */
const heldBy = sql`${errand.id} = ${given('id')} and ${errand.claim} = ${given('claim')}
  and ${errand.leaseUntil} is not null`
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
  const settled = { id: errand.id }
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
      .set({ leaseUntil: raw('leaseUntil'), claim: sql`${errand.claim} + 1` })
      .where(inArray(errand.id, claimable))
      .returning()
      .prepare(),
    renew: db
      .update(errand)
      .set({ leaseUntil: sql`max(${errand.leaseUntil}, ${given('leaseUntil')})` })
      .where(
        sql`${errand.id} in (select value from json_each(${given('errands')})) and ${errand.leaseUntil} is not null`,
      )
      .prepare(),
    begin: db.update(errand).set({ uncertain: true }).where(heldBy).returning(settled).prepare(),
    waits: db
      .update(errand)
      .set({ ...over, nextAttemptAt: null, reference: raw('reference') })
      .where(heldBy)
      .returning(settled)
      .prepare(),
    // Two messages of one errand, where the first to send it stood still: the one that the holder reports stays.
    found: db
      .update(errand)
      .set({ reference: raw('reference') })
      .where(and(ofErrand, isNull(errand.reference)))
      .prepare(),
    done: db
      .update(errand)
      .set({ ...over, done: true })
      .where(heldBy)
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
      .where(heldBy)
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
  const settle = ({ id, claim }: HeldErrand, settlement: ErrandSettlement): void => {
    switch (settlement.outcome) {
      case 'waits': {
        const { reference } = settlement
        if (statements.waits.all({ id, claim, reference }).length === 0)
          statements.found.run({ id, reference })
        return
      }
      case 'done':
        statements.done.run({ id, claim })
        return
      case 'retry': {
        const { at, error, uncertain } = settlement
        const attempted = settlement.attempted === false ? 0 : 1
        statements.retry.run({
          id,
          claim,
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
    async renewErrands({ errands, leaseUntil }) {
      await writer.write(() => {
        statements.renew.run({ errands: JSON.stringify(errands), leaseUntil })
      })
    },
    beginErrand: async ({ id, claim }) =>
      (await writer.write(() => statements.begin.all({ id, claim }))).length > 0,
    async settleErrand(held, settlement) {
      if (settlement.outcome === 'waits')
        refuseUnstorable([settlement.reference], 'the reference of an errand')
      await writer.write(() => settle(held, settlement))
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
    claim: row.claim,
  }
}
