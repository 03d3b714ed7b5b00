import { expect, test } from 'vitest'
import type { RequestSummary, Store } from '../../src/app/ports.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import { sampleCommit, sampleEvents } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase, living, notice, only, person } from './database.ts'

const put = (
  store: Store,
  request: string,
  changes: Partial<RequestSummary> = {},
  { expectedVersion = 0, events }: { expectedVersion?: number; events?: readonly RequestEvent[] } = {},
) => {
  const commit = sampleCommit(request, { expectedVersion, ...(events === undefined ? {} : { events }) })
  return store.commit({ ...commit, summary: { ...commit.summary, ...changes } })
}
const idsOf = (summaries: readonly RequestSummary[]) => summaries.map(({ request }) => request)

async function waitingFor(store: Store, ...keys: string[]) {
  const { noted, unread } = await store.waitingFor({ keys, limit: 9 })
  return { noted: noted.map(({ request, dueAt }) => [request, dueAt]), unread: idsOf(unread) }
}

/** For whom requests wait, what was decided, and drawing somebody's cards again: what overviews are made of. */
export function waitingContract(create: CreateDatabase): void {
  const given = givenDatabase(create)

  test('given nothing is noted, then every open request may wait for anybody, nearest deadline first', async () => {
    await put(given.store, 'r1', { deadline: null })
    await put(given.store, 'r2', { deadline: 700 })
    await put(given.store, 'r3', { deadline: 600 })
    await put(given.store, 'r4', { deadline: 500, open: false })
    expect(await waitingFor(given.store, 'group:legal')).toEqual({ noted: [], unread: ['r3', 'r2', 'r1'] })
    expect(idsOf((await given.store.waitingFor({ keys: [], limit: 2 })).unread)).toEqual(['r3', 'r2'])
  })

  test('given notes, then those that wait for one of the keys are found once, by their nearest deadline', async () => {
    for (const request of ['r1', 'r2', 'r3', 'r4']) await put(given.store, request)
    await given.store.noteWaiting([
      {
        request: 'r1',
        version: 1,
        waits: [
          { key: 'group:legal', dueAt: 900 },
          { key: 'group:brand', dueAt: Number.MAX_SAFE_INTEGER },
        ],
      },
      { request: 'r2', version: 1, waits: [{ key: 'group:legal', dueAt: 800 }] },
      { request: 'r3', version: 1, waits: [{ key: "person:o'neil", dueAt: 5 }] },
    ])
    await given.store.noteWaiting([])
    expect(await waitingFor(given.store, 'group:legal', 'group:brand')).toEqual({
      noted: [
        ['r2', 800],
        ['r1', 900],
      ],
      unread: ['r4'],
    })
    expect((await waitingFor(given.store, "person:o'neil")).noted).toEqual([['r3', 5]])
    expect((await waitingFor(given.store, 'group:l%', 'level:1')).noted).toEqual([])
  })

  test('given a request changes after it was read, then the note does not count, and a new one replaces the old', async () => {
    const { store } = given
    await put(store, 'r1')
    const note = (version: number, key: string) =>
      store.noteWaiting([{ request: 'r1', version, waits: [{ key, dueAt: 5 }] }])
    await note(1, 'group:legal')
    await put(store, 'r1', {}, { expectedVersion: 1 })
    expect((await waitingFor(store, 'group:legal')).unread).toEqual(['r1'])
    await note(1, 'group:brand')
    expect(await waitingFor(store, 'group:brand')).toEqual({ noted: [], unread: ['r1'] })
    await note(2, 'group:brand')
    expect(await waitingFor(store, 'group:brand')).toEqual({ noted: [['r1', 5]], unread: [] })
    expect(await waitingFor(store, 'group:legal')).toEqual({ noted: [], unread: [] })
    await put(store, 'r1', { open: false }, { expectedVersion: 2 })
    expect(await waitingFor(store, 'group:brand')).toEqual({ noted: [], unread: [] })
  })

  test('given two processes that note the same requests at once, then both end, and what they noted is there', async () => {
    const other = await given.connect()
    const requests = ['r1', 'r2', 'r3', 'r4', 'r5']
    for (const request of requests) await put(given.store, request)
    const notes = requests.map((request) => ({
      request,
      version: 1,
      waits: [{ key: 'group:legal', dueAt: 5 }],
    }))
    await Promise.all([
      given.store.noteWaiting(notes),
      other.store.noteWaiting(notes.toReversed()),
      given.store.noteWaiting(notes),
    ])
    expect((await waitingFor(other.store, 'group:legal')).noted).toHaveLength(5)
  })

  test('given decisions and rulings, then those of these people are found, the latest first, each request once', async () => {
    const { store } = given
    const decided = (by: string, at: number) => ({ ...sampleEvents.decided, by, at })
    await put(store, 'r1', {}, { events: [decided('sam', 100), decided('sam', 400)] })
    await put(store, 'r2', {}, { events: [{ ...sampleEvents.ruled, by: 'eve', at: 300 }] })
    await put(store, 'r3', {}, { events: [decided('sam', 200)] })
    await put(store, 'r4', {}, { events: [{ ...sampleEvents.withdrawn, by: 'sam', at: 900 }] })
    expect(await store.decidedBy(['sam', 'eve'], 9)).toEqual(['r1', 'r2', 'r3'])
    expect(await store.decidedBy(['sam'], 1)).toEqual(['r1'])
    expect(await store.decidedBy(['nobody'], 9)).toEqual([])
  })

  test('given several requests, then all are read at once, and those that do not exist are left out', async () => {
    const { store } = given
    await put(store, 'r1', {}, { events: [sampleEvents.submitted, sampleEvents.decided] })
    await put(store, 'r2')
    const histories = await store.readAll(['r2', 'r1', 'nothing'])
    expect([...histories.keys()].sort()).toEqual(['r1', 'r2'])
    expect(histories.get('r1')).toEqual(await store.read('r1'))
    expect(await store.readAll([])).toEqual(new Map())
  })

  test('given cards of several people, when those of one are drawn again, then only living ones of open requests', async () => {
    const { store } = given
    const cardOf = (request: string, recipient: string, purpose = living()) => ({
      request,
      recipient: person(recipient),
      purpose,
    })
    const now = { now: 1, leaseUntil: 2, limit: 99 }
    for (const [request, open] of [
      ['r1', true],
      ['r2', true],
      ['r3', false],
    ] as const) {
      const commit = sampleCommit(request, {
        at: 1,
        cards: [cardOf(request, 'sam'), cardOf(request, 'ben'), cardOf(request, 'sam', notice(1))],
      })
      await store.commit({ ...commit, summary: { ...commit.summary, open } })
    }
    // Others of one recipient may be held back until the first is there.
    for (let cards = await store.claimCards(now); cards.length > 0; cards = await store.claimCards(now))
      for (const card of cards)
        await store.settleCard(card, { outcome: 'delivered', version: 1, reference: card.id })
    await store.redrawOpen([person('sam'), person('nobody')], 50)
    expect(await store.claimCards({ ...now, now: 49 })).toEqual([])
    const again = await store.claimCards({ ...now, now: 50, leaseUntil: 90 })
    expect(again.map(({ request }) => request).sort()).toEqual(['r1', 'r2'])
    expect(
      only([...new Set(again.map(({ recipient, purpose }) => JSON.stringify({ recipient, purpose })))]),
    ).toBe(JSON.stringify({ recipient: person('sam'), purpose: living() }))
  })
}
