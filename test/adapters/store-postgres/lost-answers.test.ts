import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPostgresStore, type PostgresStore } from '../../../adapters/store-postgres/open.ts'
import { asAdministrator, temporaryPostgresDatabase } from '../../support/postgres/database.ts'
import { proxyTo, type Wire } from '../../support/postgres/proxy.ts'
import { sampleCommit, sampleEvents } from '../../support/store/samples.ts'

let database: Awaited<ReturnType<typeof temporaryPostgresDatabase>>
let proxy: Wire
let replica: PostgresStore
/** Reaches the server without the wire. */
let other: PostgresStore

beforeEach(async () => {
  database = await temporaryPostgresDatabase()
  proxy = await proxyTo(database.url)
  replica = await openPostgresStore({ url: proxy.url, patienceMs: 3_000 })
  other = await openPostgresStore({ url: database.url })
  // A connection is there, so that what gets lost is the answer to a statement and not to a greeting.
  await replica.store.seen('nothing')
})
afterEach(async () => {
  await Promise.all([replica.close(), other.close()])
  await proxy.close()
  await database.drop()
})

const unreachable = { name: 'StoreUnavailable', code: 'unreachable' }

describe('given a commit whose answer gets lost', () => {
  test('when the connection is cut, then it is neither lost nor doubled, twenty times', async () => {
    for (let index = 1; index <= 20; index += 1) {
      const name = `r${index}`
      const lost = proxy.loseNextAnswer('cut')
      const commit = sampleCommit(name, { dedupeKey: name })
      expect(await replica.store.commit(commit)).toEqual({ ok: true, version: 1 })
      await lost
      expect(await other.store.read(name)).toHaveLength(1)
      expect(await other.store.commit(commit)).toEqual({ ok: false, reason: 'duplicate' })
    }
  })

  test('when the connection falls silent, then it is neither lost nor doubled', async () => {
    const lost = proxy.loseNextAnswer('silence')
    expect(await replica.store.commit(sampleCommit('r1'))).toEqual({ ok: true, version: 1 })
    await lost
    expect(await other.store.read('r1')).toHaveLength(1)
  })

  test('when it was a refusal, then it stays one', async () => {
    await other.store.commit(sampleCommit('r1', { events: [sampleEvents.reminded] }))
    const lost = proxy.loseNextAnswer('cut')
    expect(await replica.store.commit(sampleCommit('r1'))).toEqual({ ok: false, reason: 'conflict' })
    await lost
    const elsewhere = sampleCommit('r2', { dedupeKey: 'click' })
    await other.store.commit(elsewhere)
    const again = proxy.loseNextAnswer('cut')
    expect(await replica.store.commit(sampleCommit('r3', { dedupeKey: 'click' }))).toEqual({
      ok: false,
      reason: 'duplicate',
    })
    await again
  })

  test('when somebody else goes on before it is asked about, then it still counts', async () => {
    const lost = proxy.loseNextAnswer('silence')
    const committing = replica.store.commit(sampleCommit('r1'))
    await lost
    expect(await other.store.commit(sampleCommit('r1', { expectedVersion: 1 }))).toEqual({
      ok: true,
      version: 2,
    })
    expect(await committing).toEqual({ ok: true, version: 1 })
  })

  test('when the server is away for longer, then the next try with its key says that it was committed', async () => {
    const impatient = await openPostgresStore({ url: proxy.url, patienceMs: 300 })
    await impatient.store.seen('nothing')
    const commit = sampleCommit('r1', { dedupeKey: 'click' })
    const lost = proxy.loseNextAnswer('cut').then(() => proxy.cut())
    await expect(impatient.store.commit(commit)).rejects.toMatchObject(unreachable)
    await lost
    proxy.mend()
    expect(await impatient.store.commit(commit)).toEqual({ ok: false, reason: 'duplicate' })
    await impatient.close()
  })

  test('when it is about a person, then it is neither lost nor doubled', async () => {
    const lost = proxy.loseNextAnswer('cut')
    const commit = {
      stream: { topic: 'absence', person: 'ada' },
      expectedVersion: 0,
      events: [{ type: 'went_away', at: 1, by: 'ada', absence: 1, from: 1, until: 2, delegate: null }],
      currentUntil: 2,
      dedupeKey: null,
      at: 1,
    } as const
    expect(await replica.store.commitDirectory(commit)).toEqual({ ok: true, version: 1 })
    await lost
    expect(await other.store.readDirectory(commit.stream)).toHaveLength(1)
  })
})

describe('given a server that goes away', () => {
  test('then the store says so, and works again by itself once the server is back', async () => {
    const impatient = await openPostgresStore({ url: proxy.url, patienceMs: 200 })
    proxy.cut()
    await expect(impatient.store.check()).rejects.toMatchObject(unreachable)
    await expect(impatient.store.commit(sampleCommit('r1'))).rejects.toMatchObject(unreachable)
    await expect(impatient.people.byId('ada')).rejects.toMatchObject(unreachable)
    await expect(impatient.blobs.get('0'.repeat(64))).rejects.toMatchObject(unreachable)
    await expect(impatient.statistics.figures(0)).rejects.toMatchObject(unreachable)
    proxy.mend()
    await impatient.store.check()
    expect(await impatient.store.commit(sampleCommit('r1'))).toEqual({ ok: true, version: 1 })
    await impatient.close()
  })

  test('when it ends every session at once, then nobody notices', async () => {
    await Promise.all(Array.from({ length: 8 }, () => replica.store.check()))
    await asAdministrator(database.url, (client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`),
    )
    const names = Array.from({ length: 8 }, (_, index) => `r${index + 1}`)
    const results = await Promise.all(names.map((name) => replica.store.commit(sampleCommit(name))))
    expect(results.every(({ ok }) => ok)).toBe(true)
  })

  test('when it has no connection left, then the store says so, and works again when there is one', async () => {
    const name = `crowded_${new URL(database.url).pathname.slice(1)}`
    const url = Object.assign(new URL(database.url), { username: name, password: 'crowded' }).href
    const administer = (text: string) => asAdministrator(database.url, (client) => client.query(text))
    await administer(`create role ${name} login superuser password 'crowded'`)
    const crowded = await openPostgresStore({ url, patienceMs: 200 })
    await administer(`alter role ${name} nosuperuser connection limit 0`)
    await expect(crowded.store.check()).rejects.toMatchObject(unreachable)
    await administer(`alter role ${name} superuser connection limit -1`)
    await crowded.store.check()
    await crowded.close()
    await administer(`drop role ${name}`)
  })
})
