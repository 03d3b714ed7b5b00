import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../../adapters/store-sqlite/connection.ts'
import { assembleStore, openSqliteStore, type SqliteStore } from '../../../adapters/store-sqlite/open.ts'
import { sampleCommit } from '../../support/store/samples.ts'
import { temporaryFolder } from '../../support/store/sqlite.ts'

let folder: ReturnType<typeof temporaryFolder>
let file: string
let opened: SqliteStore[]
const use = (sqlite: SqliteStore) => {
  opened.push(sqlite)
  return sqlite.store
}
const unavailable = (code: string) => ({ name: 'StoreUnavailable', code })

beforeEach(async () => {
  folder = temporaryFolder()
  file = join(folder.path, 'countersign.db')
  opened = []
  await openSqliteStore({ file }).close()
})
afterEach(async () => {
  for (const { close } of opened) await close()
  folder.remove()
})

describe('given another process that holds the write lock', () => {
  test('then writing fails as locked, reading works, and afterwards writing works too', async () => {
    const store = use(openSqliteStore({ file, lockTimeoutMs: 30 }))
    const other = new Database(file)
    other.exec('begin immediate')
    await expect(store.commit(sampleCommit('r1'))).rejects.toMatchObject(unavailable('locked'))
    await expect(store.check()).rejects.toMatchObject(unavailable('locked'))
    expect(await store.read('r1')).toEqual([])
    other.exec('rollback')
    other.close()
    expect(await store.commit(sampleCommit('r1'))).toEqual({ ok: true, version: 1 })
  })

  test('then a write that waits goes through once the lock is free, and nothing else stands still', async () => {
    const store = use(openSqliteStore({ file, lockTimeoutMs: 20_000 }))
    const other = new Database(file)
    other.exec('begin immediate')
    const waiting = store.commit(sampleCommit('r1'))
    // The release comes from this very thread: a store that blocked it would never get the lock.
    setTimeout(() => other.exec('rollback'), 100)
    expect(await waiting).toEqual({ ok: true, version: 1 })
    other.close()
  })
})

test('given a file that may only be read, then writing fails as read-only and reading works', async () => {
  const writable = use(openSqliteStore({ file }))
  await writable.commit(sampleCommit('r1'))
  const store = use(assembleStore(new Database(file, { readonly: true })))
  await expect(store.commit(sampleCommit('r2'))).rejects.toMatchObject(unavailable('read_only'))
  await expect(store.check()).rejects.toMatchObject(unavailable('read_only'))
  expect(await store.read('r1')).toHaveLength(1)
})

test('given a full disk, then writing fails as full, nobody in the transaction is acknowledged, and it recovers', async () => {
  const database = connect(file, 1_000)
  const store = use(assembleStore(database))
  const pages = Number(database.pragma('page_count', { simple: true }))
  database.pragma(`max_page_count = ${pages + 3}`)
  const huge = sampleCommit('r2', {
    dedupeKey: 'huge',
    events: [{ type: 'withdrawn', at: 1, by: 'ada', reason: 'x'.repeat(100_000) }],
  })
  const results = await Promise.allSettled([store.commit(sampleCommit('r1')), store.commit(huge)])
  const acknowledged = results.map((result) => result.status === 'fulfilled')
  expect(results[1]).toMatchObject({ status: 'rejected', reason: unavailable('full') })
  expect([(await store.read('r1')).length === 1, (await store.read('r2')).length === 1]).toEqual(acknowledged)
  expect(await store.seen('huge')).toBe(false)

  database.pragma('max_page_count = 1000000')
  expect(await store.commit(huge)).toEqual({ ok: true, version: 1 })
})

test('given writes that arrive together, then they share transactions, and each is acknowledged after its own', async () => {
  const commits: number[] = []
  let acknowledged = 0
  const database = new Database(file, {
    verbose: (sql) => {
      if (sql === 'COMMIT') commits.push(acknowledged)
    },
  })
  const store = use(assembleStore(database))
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      await store.commit(sampleCommit(`r${index + 1}`))
      acknowledged += 1
    }),
  )
  expect(commits.length).toBeLessThanOrEqual(4)
  // Nobody was told before the first transaction was on the disk.
  expect(commits[0]).toBe(0)
})

test('given a write that is under way, when the store is closed, then it still ends well', async () => {
  const { store, close } = openSqliteStore({ file })
  const writing = store.commit(sampleCommit('r1'))
  await close()
  expect(await writing).toEqual({ ok: true, version: 1 })
  await close()
})
