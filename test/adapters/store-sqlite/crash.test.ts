import { expect, test } from 'vitest'
import { temporarySqlite } from '../../support/store/sqlite.ts'
import { startChild } from './child.ts'

test.each([1, 30, 85])(
  'given a process that is killed after %i acknowledged commits, then each of them is whole in the file',
  async (count) => {
    const database = await temporarySqlite()
    // More than can be committed before the kill arrives, but not endless.
    const child = startChild(database.file, 'c1', 20_000)
    await child.untilAcknowledged(count)
    child.kill()
    expect(await child.finished).toEqual({ code: null, signal: 'SIGKILL' })
    expect(child.acknowledged.length).toBeGreaterThanOrEqual(count)

    const { store, close } = await database.connect()
    for (const request of child.acknowledged) {
      expect(await store.read(request)).toHaveLength(1)
      expect(await store.cardsOf(request)).toHaveLength(1)
      expect(await store.seen(request)).toBe(true)
    }
    // What was not acknowledged may be there, but then as a whole.
    for (const { request } of await store.list({ by: 'updated', limit: 100_000 })) {
      expect(await store.read(request)).toHaveLength(1)
      expect(await store.cardsOf(request)).toHaveLength(1)
    }
    await close()
    await database.drop()
  },
)
