import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importFrom } from '../../../adapters/store-postgres/import.ts'
import { openPostgresStore } from '../../../adapters/store-postgres/open.ts'
import { openExport } from '../../../adapters/store-sqlite/export.ts'
import { openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import type { Store } from '../../../src/app/ports.ts'
import { living, notice, person } from '../../contract/database.ts'
import { asAdministrator, temporaryPostgresDatabase } from '../../support/postgres/database.ts'
import { sampleCommit, sampleDirectoryEvents, sampleEvents } from '../../support/store/samples.ts'
import { temporarySqlite } from '../../support/store/sqlite.ts'

let source: Awaited<ReturnType<typeof temporarySqlite>>
let target: Awaited<ReturnType<typeof temporaryPostgresDatabase>>
const ada = {
  id: 'ada',
  name: 'Ada',
  email: 'ada@example.com',
  locale: 'de',
  timezone: null,
  standing: 'active',
  identities: [
    { platform: 'slack', tenant: 'T1', user: 'U1' },
    { platform: 'teams', tenant: 't', user: 'u' },
  ],
} as const
const picture = new Uint8Array(randomBytes(200_000))

beforeEach(async () => {
  source = await temporarySqlite()
  target = await temporaryPostgresDatabase()
  const { store, people, blobs, close } = openSqliteStore({ file: source.file })
  await people.save(ada, null)
  await blobs.put(picture, { mimeType: 'image/png', name: 'Größe.png', source: null })
  for (let number = 1; number <= 30; number += 1) await fill(store, `r${number}`)
  await store.commitDirectory({
    stream: { topic: 'absence', person: 'ada' },
    expectedVersion: 0,
    events: Object.values(sampleDirectoryEvents),
    currentUntil: 5,
    dedupeKey: null,
    at: 1,
  })
  await store.nextNumber()
  await close()
})
afterEach(async () => {
  await source.drop()
  await target.drop()
})

async function fill(store: Store, request: string): Promise<void> {
  const cards = [
    { request, recipient: person('ada'), purpose: living() },
    { request, recipient: person('ada'), purpose: notice(1) },
  ]
  const events = Object.values(sampleEvents)
  await store.commit(sampleCommit(request, { events, cards, dedupeKey: `click ${request}`, dueAt: 7 }))
}

async function copy(progress?: (share: number) => void) {
  const from = openExport(source.file)
  try {
    return await importFrom(from, target.url, progress)
  } finally {
    from.close()
  }
}

describe('given an installation on SQLite', () => {
  test('when it is copied, then everything is there, and it goes on from there', async () => {
    const shares: number[] = []
    const { streams } = await copy((share) => void shares.push(share))
    expect(streams).toBe(31)
    expect(shares.at(-1)).toBe(1)
    const before = openSqliteStore({ file: source.file })
    const after = await openPostgresStore({ url: target.url })
    for (const request of ['r1', 'r30']) {
      expect(await after.store.read(request)).toEqual(await before.store.read(request))
      expect(await after.store.cardsOf(request)).toEqual(await before.store.cardsOf(request))
    }
    const stream = { topic: 'absence', person: 'ada' } as const
    expect(await after.store.readDirectory(stream)).toEqual(await before.store.readDirectory(stream))
    expect(await after.people.byEmail('ada@example.com')).toEqual(ada)
    expect(await after.statistics.figures(9)).toEqual(await before.statistics.figures(9))
    expect(await after.store.list({ by: 'updated', limit: 99 })).toEqual(
      await before.store.list({ by: 'updated', limit: 99 }),
    )
    const digest = await before.blobs.put(picture, { mimeType: 'image/png', name: 'again', source: null })
    const found = await after.blobs.get(digest)
    expect(found?.name).toBe('Größe.png')
    expect(Buffer.compare(Buffer.from(found?.bytes ?? []), picture)).toBe(0)
    expect(await after.store.nextNumber()).toBe(2)
    expect(await after.store.commit(sampleCommit('r1', { dedupeKey: 'click r1' }))).toMatchObject({
      reason: 'duplicate',
    })
    await fill(after.store, 'r31')
    expect(await after.store.cardsOf('r31')).toHaveLength(2)
    await Promise.all([before.close(), after.close()])
  })

  test('when the target is in use, then it is refused and left as it is', async () => {
    const used = await openPostgresStore({ url: target.url })
    await used.store.putFact('mine', 'yes')
    await expect(copy()).rejects.toMatchObject({ code: 'not_empty' })
    expect(await used.store.getFact('mine')).toBe('yes')
    expect(await used.store.read('r1')).toEqual([])
    await used.close()
  })

  test.each([
    ['event', `if new.request = 'r7' and new.version = 2 then new.payload := '{}'; end if;`],
    ['person', `new.name := 'Eve';`],
    ['blob', `new.bytes := '\\x00';`],
    ['card', 'new.living := not new.living;'],
  ])('when something of %s arrives changed, then nothing is copied', async (table, change) => {
    const { close } = await openPostgresStore({ url: target.url })
    await close()
    await asAdministrator(target.url, async (client) => {
      await client.query(`create function spoil() returns trigger language plpgsql as
        $$ begin ${change} return new; end $$`)
      await client.query(
        `create trigger spoil before insert on ${table} for each row execute function spoil()`,
      )
    })
    await expect(copy()).rejects.toMatchObject({ code: 'not_the_same' })
    const left = await openPostgresStore({ url: target.url })
    expect(await left.store.list({ by: 'updated', limit: 9 })).toEqual([])
    expect(await left.store.nextNumber()).toBe(1)
    await left.close()
  })

  test('when another program writes to it, then the copy waits for nothing and is refused', async () => {
    const busy = openExport(source.file)
    expect(() => openExport(source.file)).toThrow('locked')
    busy.close()
  })
})
