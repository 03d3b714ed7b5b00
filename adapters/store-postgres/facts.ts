import { and, eq, lt, sql } from 'drizzle-orm'
import type { Store } from '../../src/app/ports.ts'
import { storableText } from '../../src/codec/text.ts'
import { type Db, given, prepared, running } from './prepared.ts'
import { counter, dedupe, errand, fact } from './schema.ts'

type Facts = Pick<Store, 'nextNumber' | 'getFact' | 'putFact' | 'addFact' | 'check' | 'prune'>

/** The small things: numbers, facts, whether the database works, forgetting old keys. */
export function createFacts(db: Db): Facts {
  const count = db
    .update(counter)
    .set({ value: sql`${counter.value} + 1` })
    .where(eq(counter.name, given('name')))
    .returning({ value: counter.value })
    .prepare(prepared)
  const get = db
    .select({ value: fact.value })
    .from(fact)
    .where(eq(fact.key, given('key')))
    .prepare(prepared)
  const put = db
    .insert(fact)
    .values({ key: given('key'), value: given('value') })
    .onConflictDoUpdate({ target: fact.key, set: { value: sql`excluded.value` } })
    .prepare(prepared)
  const add = db
    .insert(fact)
    .values({ key: given('key'), value: given('value') })
    .onConflictDoNothing()
    .returning({ key: fact.key })
    .prepare(prepared)
  const forget = db
    .delete(dedupe)
    .where(lt(dedupe.at, given('before')))
    .prepare(prepared)
  const forgetDigests = db
    .delete(errand)
    .where(and(eq(errand.type, 'digest'), eq(errand.done, true), lt(errand.nextAttemptAt, given('before'))))
    .prepare(prepared)
  const next = async (name: string) => {
    const [row] = await running(count.execute({ name }))
    if (row === undefined) throw new Error(`there is no counter ${name}`)
    return row.value
  }
  return {
    nextNumber: () => next('request_number'),
    getFact: async (key) => (await running(get.execute({ key })))[0]?.value ?? null,
    async putFact(key, value) {
      storableText(key, 'the key of a fact')
      storableText(value, 'the value of a fact')
      await running(put.execute({ key, value }))
    },
    async addFact(key, value) {
      storableText(key, 'the key of a fact')
      storableText(value, 'the value of a fact')
      return (await running(add.execute({ key, value }))).length > 0
    },
    // Writes indeed: a full disk or a standby shows in nothing less.
    async check() {
      await next('check')
    },
    async prune(before) {
      await running(forget.execute({ before }))
      await running(forgetDigests.execute({ before }))
    },
  }
}
