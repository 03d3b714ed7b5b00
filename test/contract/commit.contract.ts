import { expect, test } from 'vitest'
import type { Store } from '../../src/app/ports.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import { mondayMorning } from '../support/clock.ts'
import { sampleCommit, sampleEvents, samplePost } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase, living, only, person } from './database.ts'

const events = (count: number): RequestEvent[] => Array.from({ length: count }, () => sampleEvents.reminded)
const versions = async (store: Store, request: string) =>
  (await store.read(request)).map((row) => row.version)

/** Nothing of a refused or failed commit may be found anywhere. */
async function expectNothingOf(store: Store, request: string, dedupeKey: string): Promise<void> {
  expect(await store.read(request)).toEqual([])
  expect(await store.cardsOf(request)).toEqual([])
  expect(await store.seen(dedupeKey)).toBe(false)
  expect(await store.list({ by: 'updated', limit: 10 })).not.toContainEqual(
    expect.objectContaining({ request }),
  )
}

export function commitContract(create: CreateDatabase): void {
  const given = givenDatabase(create)

  test('given every kind of event, when read back, then they are the same in the same order', async () => {
    const all = Object.values(sampleEvents)
    expect(await given.store.commit(sampleCommit('r1', { events: all }))).toEqual({
      ok: true,
      version: all.length,
    })
    const stored = await given.store.read('r1')
    expect(stored).toEqual(all.map((event, index) => ({ version: index + 1, event })))
  })

  test('given choices of who is asked, when the latest are read, then they come newest first, of all requests', async () => {
    const assigned = (group: string, at: number) => ({ ...sampleEvents.assigned, group, at })
    const commits = [
      ['r1', [assigned('b', 5), sampleEvents.withdrawn]],
      ['r2', [assigned('a', 3)]],
      ['r3', [assigned('d', 7), assigned('c', 7)]],
    ] as const
    expect(await given.store.latestAssignments(10)).toEqual([])
    for (const [request, events] of commits) await given.store.commit(sampleCommit(request, { events }))
    const groups = (await given.store.latestAssignments(10)).map(({ group }) => group)
    expect(groups).toEqual(['c', 'd', 'b', 'a'])
    expect(await given.store.latestAssignments(1)).toEqual([assigned('c', 7)])
  })

  test('given a request that does not exist, then it reads as empty', async () => {
    expect(await given.store.read('r404')).toEqual([])
  })

  test.each([0, 1, 3])(
    'given two events, when a commit expects version %i, then it is a conflict',
    async (expected) => {
      await given.store.commit(sampleCommit('r1', { events: events(2) }))
      const late = sampleCommit('r1', {
        expectedVersion: expected,
        dedupeKey: 'late',
        cards: [{ request: 'r1', recipient: person('p'), purpose: living() }],
      })
      expect(await given.store.commit(late)).toEqual({ ok: false, reason: 'conflict' })
      expect(await versions(given.store, 'r1')).toEqual([1, 2])
      expect(await given.store.seen('late')).toBe(false)
      expect(await given.store.cardsOf('r1')).toEqual([])
    },
  )

  test('given an action that was committed, when it comes again, then it is a duplicate and not a conflict', async () => {
    const first = sampleCommit('r1', { dedupeKey: 'click' })
    expect(await given.store.commit(first)).toEqual({ ok: true, version: 1 })
    expect(await given.store.seen('click')).toBe(true)
    expect(await given.store.commit(first)).toEqual({ ok: false, reason: 'duplicate' })
    const elsewhere = sampleCommit('r2', { dedupeKey: 'click' })
    expect(await given.store.commit(elsewhere)).toEqual({ ok: false, reason: 'duplicate' })
    expect(await given.store.read('r2')).toEqual([])
  })

  test('given actions on two requests, then each key tells its own request, and a forgotten or unknown one none', async () => {
    await given.store.commit(sampleCommit('r1', { dedupeKey: 'first', at: mondayMorning }))
    await given.store.commit(sampleCommit('r2', { dedupeKey: 'second', at: mondayMorning + 1 }))
    await given.store.commit(sampleCommit('r3', { dedupeKey: 'second', at: mondayMorning + 2 }))
    const known = () => Promise.all(['first', 'second', 'third'].map((key) => given.store.requestOf(key)))
    expect(await known()).toEqual(['r1', 'r2', null])
    await given.store.prune(mondayMorning + 1)
    expect(await known()).toEqual([null, 'r2', null])
  })

  test('given the same action many times at once, then exactly one is committed', async () => {
    const other = await given.connect()
    const commit = sampleCommit('r1', { dedupeKey: 'click' })
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? given : other).store.commit(commit)),
    )
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results.filter((result) => !result.ok && result.reason === 'duplicate')).toHaveLength(19)
    expect(await versions(given.store, 'r1')).toEqual([1])
  })

  test('given one commit among others that fails, then it leaves nothing and the others everything', async () => {
    await given.store.commit(sampleCommit('r7'))
    const failing = sampleCommit('x7', {
      dedupeKey: 'failing',
      dueAt: mondayMorning,
      cards: [{ request: 'x7', recipient: person('p'), purpose: living() }],
    })
    // x7 asks for the number 7, which is taken: found out only after its events were written.
    const results = await Promise.allSettled(
      [sampleCommit('r1'), failing, sampleCommit('r2')].map((commit) => given.store.commit(commit)),
    )
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expectNothingOf(given.store, 'x7', 'failing')
    expect(await given.store.nextDueAt()).toBeNull()
    expect(await versions(given.store, 'r1')).toEqual([1])
    expect(await versions(given.store, 'r2')).toEqual([1])
    expect(await given.store.requestByNumber(7)).toBe('r7')
  })

  test.each(['a\0b', '\uD800'])(
    'given %j in what somebody wrote, then nothing of it is stored',
    async (reason) => {
      const commit = sampleCommit('r1', {
        dedupeKey: 'broken',
        events: [sampleEvents.submitted, { ...sampleEvents.withdrawn, reason }],
      })
      await expect(given.store.commit(commit)).rejects.toMatchObject({ code: 'unstorable_text' })
      await expectNothingOf(given.store, 'r1', 'broken')
    },
  )

  test('given a card of another request in a commit, then it is refused as a fault', async () => {
    const commit = sampleCommit('r1', {
      cards: [{ request: 'r2', recipient: person('p'), purpose: living() }],
    })
    await expect(given.store.commit(commit)).rejects.toThrow('one request')
    expect(await given.store.read('r1')).toEqual([])
  })

  test('given a hundred commits that expect the same version, then one is accepted and the rest are conflicts', async () => {
    const other = await given.connect()
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) => (index % 2 ? given : other).store.commit(sampleCommit('r1'))),
    )
    expect(results.filter((result) => result.ok)).toEqual([{ ok: true, version: 1 }])
    expect(results.filter((result) => !result.ok && result.reason === 'conflict')).toHaveLength(99)
    expect(await versions(given.store, 'r1')).toEqual([1])
  })

  test('given many who try again until they are accepted, then all are, and no version is missing', async () => {
    const other = await given.connect()
    const commitUntilOk = async (store: Store): Promise<void> => {
      const expectedVersion = (await store.read('r1')).length
      const result = await store.commit(sampleCommit('r1', { expectedVersion }))
      if (!result.ok) await commitUntilOk(store)
    }
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => commitUntilOk((index % 2 ? given : other).store)),
    )
    expect(await versions(given.store, 'r1')).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  test('given commits on many requests at once, when the database is opened again, then all are there', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `r${index + 1}`)
    await Promise.all(names.map((name) => given.store.commit(sampleCommit(name, { dedupeKey: name }))))
    const { store } = await given.reopen()
    for (const name of names) {
      expect(only(await store.read(name)).event).toMatchObject({ reason: `${name} ends` })
      expect(await store.seen(name)).toBe(true)
    }
  })

  const texts = {
    emoji: '👩‍👩‍👧‍👦🏳️‍🌈 ✅',
    'right to left': 'שלום \u202Eevil\u202C مرحبا',
    'decomposed letters': 'Cafe\u0301 is not Café',
    'four thousand characters': '𝒳'.repeat(2_000),
    'line ends and controls': 'a\r\nb\tc\u0001\u2028\u0085d',
    'quotes and SQL': `'); drop table event; -- "\\ \${x} :a @b ?1`,
    'a megabyte': 'Größe '.repeat(150_000),
  }
  test.each(Object.entries(texts))('given %s, then the text comes back byte for byte', async (_, text) => {
    const content = { ...samplePost, text }
    const title = text.slice(0, 100)
    const commit = sampleCommit('r1', { events: [{ ...sampleEvents.submitted, content }] })
    await given.store.commit({ ...commit, summary: { ...commit.summary, title } })
    const { store } = await given.reopen()
    const { event } = only(await store.read('r1'))
    expect(event.type === 'submitted' && event.content.kind === 'post' && event.content.text === text).toBe(
      true,
    )
    expect(only(await store.list({ by: 'updated', limit: 1 })).title).toBe(title)
  })

  test('given old and new actions, when old ones are forgotten, then the new ones are still duplicates', async () => {
    await given.store.commit(sampleCommit('r1', { dedupeKey: 'old', at: mondayMorning }))
    await given.store.commit(sampleCommit('r2', { dedupeKey: 'new', at: mondayMorning + 1 }))
    await given.store.prune(mondayMorning + 1)
    expect([await given.store.seen('old'), await given.store.seen('new')]).toEqual([false, true])
    expect(await versions(given.store, 'r1')).toEqual([1])
  })
}
