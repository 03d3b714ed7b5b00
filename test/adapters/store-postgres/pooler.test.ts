import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPostgresStore, type PostgresStore } from '../../../adapters/store-postgres/open.ts'
import { temporaryPostgresDatabase } from '../../support/postgres/database.ts'
import { poolerTo } from '../../support/postgres/pooler.ts'
import { sampleCommit } from '../../support/store/samples.ts'

let database: Awaited<ReturnType<typeof temporaryPostgresDatabase>>
let pooler: Awaited<ReturnType<typeof poolerTo>>
let said: string[]
let open: PostgresStore[]
beforeEach(async () => {
  database = await temporaryPostgresDatabase()
  pooler = await poolerTo(database.url)
  said = []
  open = []
})
afterEach(async () => {
  await Promise.all(open.map(({ close }) => close()))
  await pooler.close()
  await database.drop()
})
const pooled = async () => {
  const log = { warn: (message: string) => void said.push(message) }
  const opened = await openPostgresStore({ url: pooler.url, log })
  open.push(opened)
  return opened
}

describe('given a pooler that gives each transaction another session', () => {
  test('then everything works, and the log says so once', async () => {
    const { store } = await pooled()
    for (let index = 1; index <= 10; index += 1) {
      const name = `r${index}`
      expect(await store.commit(sampleCommit(name))).toEqual({ ok: true, version: 1 })
      expect(await store.read(name)).toHaveLength(1)
      // Three statements for two sessions: each statement comes to a session that does not know it yet.
      await store.check()
    }
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/keeps no prepared statements/)
  })

  test('when many statements find that out at once, then all are carried out, and the log says so once', async () => {
    const { store } = await pooled()
    for (let round = 1; round <= 5; round += 1)
      await Promise.all(Array.from({ length: 30 }, () => store.check()))
    expect(said).toHaveLength(1)
  })

  test('when two replicas share its sessions, then none gets the answer to a question of the other', async () => {
    const [one, other] = [await pooled(), await pooled()]
    await one.store.commit(sampleCommit('r1', { dedupeKey: 'shared' }))
    await other.store.putFact('shared', 'a fact')
    for (let round = 1; round <= 4; round += 1) {
      expect(await one.store.requestOf('shared')).toBe('r1')
      expect(await other.store.getFact('shared')).toBe('a fact')
      expect(await other.store.getFact('shared')).toBe('a fact')
    }
  })
})
