import { and, eq, lt, sql } from 'drizzle-orm'
import type { Store } from '../../src/app/ports.ts'
import { storableText } from '../../src/codec/text.ts'
import { type Db, given, reading } from './prepared.ts'
import { counter, dedupe, errand, fact } from './schema.ts'
import type { Writer } from './writer.ts'

type Facts = Pick<Store, 'nextNumber' | 'getFact' | 'putFact' | 'addFact' | 'check' | 'prune'>

/** The small things: numbers, facts, whether the database works, forgetting old keys. */
export function createFacts(db: Db, writer: Writer): Facts {
  const count = db
    .update(counter)
    .set({ value: sql`${counter.value} + 1` })
    .where(eq(counter.name, given('name')))
    .returning({ value: counter.value })
    .prepare()
  const get = db
    .select({ value: fact.value })
    .from(fact)
    .where(eq(fact.key, given('key')))
    .prepare()
  const put = db
    .insert(fact)
    .values({ key: given('key'), value: given('value') })
    .onConflictDoUpdate({ target: fact.key, set: { value: sql`excluded.value` } })
    .prepare()
  const add = db
    .insert(fact)
    .values({ key: given('key'), value: given('value') })
    .onConflictDoNothing()
    .returning({ key: fact.key })
    .prepare()
  const forget = db
    .delete(dedupe)
    .where(lt(dedupe.at, given('before')))
    .prepare()
  const forgetDigests = db
    .delete(errand)
    .where(and(eq(errand.type, 'digest'), eq(errand.done, true), lt(errand.nextAttemptAt, given('before'))))
    .prepare()
  const next = async (name: string) => {
    const [row] = await writer.write(() => count.all({ name }))
    if (row === undefined) throw new Error(`there is no counter ${name}`)
    return row.value
  }
  return {
    nextNumber: () => next('request_number'),
    getFact: (key) => reading(() => get.get({ key })?.value ?? null),
    async putFact(key, value) {
      storableText(key, 'the key of a fact')
      storableText(value, 'the value of a fact')
      await writer.write(() => {
        put.run({ key, value })
      })
    },
    async addFact(key, value) {
      storableText(key, 'the key of a fact')
      storableText(value, 'the value of a fact')
      return (await writer.write(() => add.all({ key, value }))).length > 0
    },
    // Writes indeed: a full disk shows in nothing less.
    async check() {
      await next('check')
    },
    async prune(before) {
      await writer.write(() => {
        forget.run({ before })
        forgetDigests.run({ before })
      })
    },
  }
}
