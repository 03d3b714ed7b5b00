import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createBlobs } from '../../../adapters/blobs-s3/blobs.ts'
import { copyMedia, mediaOf } from '../../../adapters/operator/media.ts'
import { openPostgresStore } from '../../../adapters/store-postgres/open.ts'
import { openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import { asAdministrator, temporaryPostgres } from '../../support/postgres/database.ts'
import { type S3Server, startS3 } from '../../support/s3/server.ts'
import { temporarySqlite } from '../../support/store/sqlite.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3()
})
afterAll(() => server.close())

const about = { mimeType: 'text/plain', name: 'a.txt', source: 'slack:F1' }
const file = (index: number) => Buffer.from(`file ${index}`)

async function openSqlite() {
  const place = await temporarySqlite()
  const spoil = async (sha256: string) => {
    const beside = new Database(place.file)
    beside.prepare('update blob set bytes = ? where sha256 = ?').run(Buffer.from('other'), sha256)
    beside.close()
  }
  return { database: openSqliteStore({ file: place.file }), spoil, drop: place.drop }
}

async function openPostgres() {
  const place = await temporaryPostgres({ patienceMs: 20_000 })
  const spoil = (sha256: string) =>
    asAdministrator(place.url, async (client) => {
      await client.query('update blob set bytes = $1 where sha256 = $2', [Buffer.from('other'), sha256])
    })
  const database = await openPostgresStore({ url: place.url, patienceMs: 20_000 })
  return { database, spoil, drop: place.drop }
}

describe.each([
  ['SQLite', openSqlite],
  ['PostgreSQL', openPostgres],
])('given media in %s and a store for new ones', (_name, open) => {
  const given = async (files: number) => {
    const { database, spoil, drop } = await open()
    onTestFinished(async () => {
      await database.close()
      await drop()
    })
    const digests: string[] = []
    for (let index = 0; index < files; index += 1) digests.push(await database.blobs.put(file(index), about))
    const { address, spoil: spoilThere } = await server.media()
    const blobs = await mediaOf(address, database.blobs)
    return { kept: database.blobs, digests, blobs, there: createBlobs({ address }), spoil, spoilThere }
  }

  test('then old ones are read from the database, and new ones are not written there', async () => {
    const { kept, digests, blobs } = await given(1)
    const [old = ''] = digests
    expect(Buffer.from((await blobs.get(old))?.bytes ?? []).toString()).toBe('file 0')
    expect(await blobs.sourceOf(old)).toBe('slack:F1')
    const added = await blobs.put(file(1), about)
    expect(await kept.get(added)).toBeNull()
    expect(await blobs.get(added)).toMatchObject(about)
  })

  test('when they are copied, then all arrive, more than one list of them, and the database keeps its own until told', async () => {
    const { kept, digests, blobs, there } = await given(120)
    let count = 0
    const copied = () => {
      count += 1
    }
    expect(await copyMedia({ from: kept, to: there }, { remove: false, copied })).toMatchObject({
      files: 120,
    })
    expect(count).toBe(120)
    expect(await kept.listed(null, 200)).toEqual(digests.toSorted())
    expect(await copyMedia({ from: kept, to: there }, { remove: true, copied })).toMatchObject({ files: 120 })
    expect(await kept.listed(null, 200)).toEqual([])
    expect(await blobs.get(digests[7] ?? '')).toMatchObject(about)
  })

  test('when some are damaged, here or there, then all others are copied, and these are named and not removed', async () => {
    const { kept, digests, there, spoil, spoilThere } = await given(5)
    const [here = '', beyond = '', ...sound] = digests
    await there.put(file(1), about)
    await spoil(here)
    await spoilThere(beyond)
    const done = await copyMedia({ from: kept, to: there }, { remove: true, copied: () => {} })
    expect(done).toMatchObject({ files: 3, damaged: [here, beyond].toSorted() })
    expect(await kept.listed(null, 9)).toEqual([here, beyond].toSorted())
    for (const sha256 of sound) expect(await there.get(sha256)).toMatchObject(about)
  })
})
