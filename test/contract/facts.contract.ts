import { expect, test } from 'vitest'
import type { RequestSummary, Store } from '../../src/app/ports.ts'
import { mondayMorning } from '../support/clock.ts'
import { sampleCommit } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase } from './database.ts'

const put = (store: Store, request: string, changes: Partial<RequestSummary>, expectedVersion = 0) => {
  const commit = sampleCommit(request, { expectedVersion })
  return store.commit({ ...commit, summary: { ...commit.summary, ...changes } })
}
const names = async (store: Store, query: Parameters<Store['list']>[0]) =>
  (await store.list(query)).map((summary) => summary.request)

export function factsContract(create: CreateDatabase): void {
  const given = givenDatabase(create)

  test('given two processes that number requests at once, then no number comes twice, also after a restart', async () => {
    const other = await given.connect()
    const drawn = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? given : other).store.nextNumber()),
    )
    const { store } = await given.reopen()
    drawn.push(await store.nextNumber())
    expect(new Set(drawn).size).toBe(41)
    expect(Math.min(...drawn)).toBeGreaterThan(0)
  })

  test('given two processes that keep the same fact at once, then it is new to one of them only', async () => {
    const other = await given.connect()
    const added = await Promise.all([
      given.store.addFact('answered', 'first'),
      other.store.addFact('answered', 'second'),
    ])
    expect(added.filter((each) => each)).toHaveLength(1)
    expect(await given.store.getFact('answered')).toBe(added[0] ? 'first' : 'second')
    expect(await given.store.addFact('answered', 'third')).toBe(false)
  })

  test('given a request, then its number leads to it and another number to nothing', async () => {
    await given.store.commit(sampleCommit('r142'))
    expect(await given.store.requestByNumber(142)).toBe('r142')
    expect(await given.store.requestByNumber(143)).toBeNull()
  })

  test('given a later commit, then lists show what it says', async () => {
    await put(given.store, 'r1', { title: 'Before', open: true, deadline: 5 })
    const now = {
      title: 'After',
      status: 'withdrawn',
      open: false,
      deadline: null,
      updatedAt: mondayMorning + 9,
    }
    await put(given.store, 'r1', now, 1)
    const expected = { request: 'r1', number: 1, kind: 'post', requester: 'ada', ...now }
    expect(await given.store.list({ by: 'updated', limit: 9 })).toEqual([expected])
  })

  test('given several requests, then lists are newest first, or by deadline with those without one last', async () => {
    await put(given.store, 'r1', { updatedAt: 10, deadline: null })
    await put(given.store, 'r2', { updatedAt: 900, deadline: 2_000 })
    await put(given.store, 'r3', { updatedAt: 2_000, deadline: 900 })
    await put(given.store, 'r4', { updatedAt: 900, deadline: 2_000 })
    expect(await names(given.store, { by: 'updated', limit: 9 })).toEqual(['r3', 'r4', 'r2', 'r1'])
    expect(await names(given.store, { by: 'deadline', limit: 9 })).toEqual(['r3', 'r2', 'r4', 'r1'])
    expect(await names(given.store, { by: 'updated', limit: 2 })).toEqual(['r3', 'r4'])
  })

  test('given filters, then only requests that meet all of them are listed', async () => {
    await put(given.store, 'r1', { updatedAt: 4, requester: 'ada', status: 'in_review', open: true })
    await put(given.store, 'r2', { updatedAt: 3, requester: 'ada', status: 'escalated', open: true })
    await put(given.store, 'r3', { updatedAt: 2, requester: 'ben', status: 'in_review', open: true })
    await put(given.store, 'r4', { updatedAt: 1, requester: 'ada', status: 'withdrawn', open: false })
    const list = (filter: Omit<Parameters<Store['list']>[0], 'by' | 'limit'>) =>
      names(given.store, { ...filter, by: 'updated', limit: 9 })
    expect(await list({ requester: 'ada' })).toEqual(['r1', 'r2', 'r4'])
    expect(await list({ open: false })).toEqual(['r4'])
    expect(await list({ open: true })).toEqual(['r1', 'r2', 'r3'])
    expect(await list({ statuses: ['in_review', 'withdrawn'] })).toEqual(['r1', 'r3', 'r4'])
    expect(await list({ requester: 'ada', open: true, statuses: ['in_review'] })).toEqual(['r1'])
    expect(await list({ statuses: [] })).toEqual([])
  })

  test('given a fact, then the last value counts, also after a restart', async () => {
    await given.store.putFact('mediation:r1', 'C1')
    await given.store.putFact('mediation:r1', '{"channel":"C2 😀"}')
    expect(await given.store.getFact('mediation:r2')).toBeNull()
    const { store } = await given.reopen()
    expect(await store.getFact('mediation:r1')).toBe('{"channel":"C2 😀"}')
  })

  test('given a working database, then the check passes, and fails once the store is closed', async () => {
    const other = await given.connect()
    await other.store.check()
    await other.store.close()
    await expect(other.store.check()).rejects.toMatchObject({ name: 'StoreUnavailable', code: 'unreachable' })
    await expect(other.store.read('r1')).rejects.toMatchObject({ code: 'unreachable' })
  })
}
