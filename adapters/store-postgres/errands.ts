import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Errand, ErrandSettlement, HeldErrand, Store } from '../../src/app/ports.ts'
import { toStorableText } from '../../src/codec/text.ts'
import { type Db, given, givenNumber, givenTexts, prepared, raw, running } from './prepared.ts'
import { draft, errand, request } from './schema.ts'

type Errands = Pick<
  Store,
  'errand' | 'addErrand' | 'claimErrands' | 'renewErrands' | 'beginErrand' | 'settleErrand' | 'nextErrandAt'
>

/**
 * What a waiting errand waits for has come. Looked up and not written down beforehand, so that no crash between a commit
 * and a note about it can leave a workflow waiting for ever.
 */
const arrived = sql`(exists (select 1 from ${request} where ${request.id} = ${errand.draft}
    and (${errand.type} = 'offer' or ${request.status} = 'approved' or not ${request.open}))
  or (not exists (select 1 from ${draft} where ${draft.id} = ${errand.draft})
    and not exists (select 1 from ${request} where ${request.id} = ${errand.draft})))`
/** Whoever took the errand still has it: nobody has settled it, and nobody has taken it since. */
const heldBy = sql`${errand.id} = ${given('id')} and ${errand.claim} = ${given('claim')}
  and ${errand.leaseUntil} is not null`
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
  // In one order, so that two who renew the same ones do not wait in a circle.
  const leased = db.$with('leased').as(
    db
      .select({ renewing: errand.id })
      .from(errand)
      .where(sql`${errand.id} = any(${givenTexts('errands')}) and ${errand.leaseUntil} is not null`)
      .orderBy(asc(errand.id))
      .for('no key update'),
  )
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
      .prepare(prepared),
    one: db.select().from(errand).where(ofErrand).prepare(prepared),
    claim: db
      .with(claimable)
      .update(errand)
      .set({ leaseUntil: raw('leaseUntil'), claim: sql`${errand.claim} + 1` })
      .from(claimable)
      .where(eq(errand.id, claimable.taking))
      .returning(getTableColumns(errand))
      .prepare(prepared),
    renew: db
      .with(leased)
      .update(errand)
      .set({ leaseUntil: sql`greatest(${errand.leaseUntil}, ${givenNumber('leaseUntil')})` })
      .from(leased)
      .where(eq(errand.id, leased.renewing))
      .prepare(prepared),
    begin: db.update(errand).set({ uncertain: true }).where(heldBy).returning(settled).prepare(prepared),
    waits: db
      .update(errand)
      .set({ ...over, nextAttemptAt: null, reference: raw('reference') })
      .where(heldBy)
      .returning(settled)
      .prepare(prepared),
    // Two messages of one errand, where the first to send it stood still: the one that the holder reports stays.
    found: db
      .update(errand)
      .set({ reference: raw('reference') })
      .where(and(ofErrand, isNull(errand.reference)))
      .prepare(prepared),
    done: db
      .update(errand)
      .set({ ...over, done: true })
      .where(heldBy)
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
      .where(heldBy)
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
  const settle = async ({ id, claim }: HeldErrand, settlement: ErrandSettlement): Promise<unknown> => {
    switch (settlement.outcome) {
      case 'waits': {
        const { reference } = settlement
        const done = await statements.waits.execute({ id, claim, reference })
        return done.length > 0 ? done : statements.found.execute({ id, reference })
      }
      case 'done':
        return statements.done.execute({ id, claim })
      case 'retry': {
        const { at, error, uncertain } = settlement
        const attempted = settlement.attempted === false ? 0 : 1
        return statements.retry.execute({ id, claim, at, attempted, error: toStorableText(error), uncertain })
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
    async renewErrands({ errands, leaseUntil }) {
      await running(statements.renew.execute({ errands: [...errands], leaseUntil }))
    },
    beginErrand: async ({ id, claim }) => (await running(statements.begin.execute({ id, claim }))).length > 0,
    async settleErrand(held, settlement) {
      await running(settle(held, settlement))
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
    claim: row.claim,
  }
}
