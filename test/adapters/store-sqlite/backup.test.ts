import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { backUp } from '../../../adapters/store-sqlite/backup.ts'
import { openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import { readLedger } from '../../support/process/ledger.ts'
import { sampleCommit } from '../../support/store/samples.ts'
import { temporaryFolder } from '../../support/store/sqlite.ts'
import { startChild } from './child.ts'

function place() {
  const folder = temporaryFolder()
  onTestFinished(folder.remove)
  return {
    folder: folder.path,
    file: join(folder.path, 'countersign.db'),
    target: join(folder.path, 'copy.db'),
  }
}

test('given a program that commits all the while, when it is backed up and restored, then everything acknowledged before is there', async () => {
  const { folder, file, target } = place()
  await openSqliteStore({ file }).close()
  // Large enough that the copy takes several steps, between which commits arrive.
  const { blobs, close } = openSqliteStore({ file })
  await blobs.put(new Uint8Array(96 * 1024 * 1024), { mimeType: 'video/mp4', name: 'v', source: null })
  await close()
  const child = startChild(file, 'r', 100_000)
  await child.untilAcknowledged(50)
  const before = [...child.acknowledged]
  const shares: number[] = []
  const summary = await backUp(file, target, (share) => shares.push(share))
  const during = child.acknowledged.length
  await child.untilAcknowledged(during + 20)
  child.kill()
  await child.finished

  expect(shares.length).toBeGreaterThan(1)
  expect(during).toBeGreaterThan(before.length)
  const copied = readLedger(target)
  expect(copied.integrity).toBe('ok')
  expect({ requests: copied.requests.length, events: copied.events.length }).toEqual({
    requests: summary.requests,
    events: summary.events,
  })
  expect(statSync(target).mode & 0o777).toBe(0o600)

  // The restore of docs/operations.md: the old file and its companions away, the copy in its place.
  for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true })
  await rename(target, file)
  const restored = openSqliteStore({ file })
  for (const request of before) expect(await restored.store.read(request)).toHaveLength(1)
  await restored.store.commit(sampleCommit('r-100001'))
  await restored.close()
  expect(readdirSync(folder)).toEqual(['countersign.db'])
})

test('given a file that exists, then it is left as it is', async () => {
  const { file, target } = place()
  await openSqliteStore({ file }).close()
  writeFileSync(target, 'last week’s')
  await expect(backUp(file, target)).rejects.toMatchObject({ code: 'file_exists' })
  expect(statSync(target).size).toBe(Buffer.byteLength('last week’s'))
})

test('given no database, another program’s, or no folder, then it says so and leaves nothing behind', async () => {
  const { folder, file, target } = place()
  await expect(backUp(file, target)).rejects.toMatchObject({ code: 'no_database' })
  new Database(file).exec('create table t (x)').close()
  await expect(backUp(file, target)).rejects.toMatchObject({ code: 'foreign_database' })
  await expect(backUp(file, join(folder, 'none', 'copy.db'))).rejects.toMatchObject({ code: 'no_folder' })
  expect(readdirSync(folder)).toEqual(['countersign.db'])
  expect(existsSync(file)).toBe(true)
})

test('given a damaged database, then the copy is refused and removed', async () => {
  const { folder, file, target } = place()
  const { store, close } = openSqliteStore({ file })
  for (let number = 1; number <= 40; number++) await store.commit(sampleCommit(`r-${number}`))
  await close()
  // One page of a tree becomes none: SQLite reads such a file without complaint until the day that it matters.
  const bytes = readFileSync(file)
  const pages = Array.from({ length: bytes.length / 4096 }, (_, index) => index * 4096)
  const leaf = pages.findLast((at) => at > 0 && bytes[at] === 0x0a)
  if (leaf === undefined) throw new Error('there is no such page')
  writeFileSync(file, bytes.fill(0, leaf, leaf + 64))
  await expect(backUp(file, target)).rejects.toMatchObject({ code: 'damaged' })
  expect(readdirSync(folder)).toEqual(['countersign.db'])
})
