import { expect, test } from 'vitest'
import { sampleCommit } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase } from './database.ts'

export function timersContract(create: CreateDatabase): void {
  const given = givenDatabase(create)
  const due = (request: string, dueAt: number | null, expectedVersion = 0) =>
    given.store.commit(sampleCommit(request, { dueAt, expectedVersion }))
  const claim = (now: number, leaseUntil = now + 100, limit = 9) =>
    given.store.claimDue({ now, leaseUntil, limit })

  test('given nothing planned, then nothing is due and there is nothing to sleep for', async () => {
    await due('r1', null)
    expect(await claim(1_000)).toEqual([])
    expect(await given.store.nextDueAt()).toBeNull()
  })

  test('given several due times, then those reached are taken, earliest first and no more than asked for', async () => {
    await due('r1', 1_000)
    await due('r2', 900)
    await due('r3', 1_001)
    await due('r4', 20)
    expect(await given.store.nextDueAt()).toBe(20)
    expect(await claim(1_000, 1_100, 2)).toEqual(['r4', 'r2'])
    expect(await claim(1_000)).toEqual(['r1'])
  })

  test('given a taken request, then nobody else gets it until the lease ends, which is when to wake', async () => {
    await due('r1', 1_000)
    expect(await claim(1_000, 1_500)).toEqual(['r1'])
    expect(await claim(1_499)).toEqual([])
    expect(await given.store.nextDueAt()).toBe(1_500)
    expect(await claim(1_500)).toEqual(['r1'])
  })

  test('given a taken request, when something is committed, then the lease is over and the new time counts', async () => {
    await due('r1', 1_000)
    await claim(1_000, 9_000)
    await due('r1', 1_200, 1)
    expect(await given.store.nextDueAt()).toBe(1_200)
    expect(await claim(1_200)).toEqual(['r1'])
    await due('r1', null, 2)
    expect(await given.store.nextDueAt()).toBeNull()
  })

  test('given taken requests, when leases are renewed, then they last longer, are never shortened, and free requests stay free', async () => {
    await due('r1', 1_000)
    await due('r2', 1_001)
    await due('r3', 1_002)
    await claim(1_100, 1_500)
    await due('r3', 1_200, 1)
    await given.store.renewDue({ requests: ['r1', 'r3'], leaseUntil: 1_800 })
    await given.store.renewDue({ requests: ['r1'], leaseUntil: 1_400 })
    expect(await claim(1_200, 9_000)).toEqual(['r3'])
    expect(await claim(1_500, 9_000)).toEqual(['r2'])
    expect(await claim(1_799, 9_000)).toEqual([])
    expect(await claim(1_800, 9_000)).toEqual(['r1'])
  })

  test('given two processes that look at the same time, then each request goes to one of them', async () => {
    const other = await given.connect()
    for (let index = 1; index <= 20; index += 1) await due(`r${index}`, index)
    const query = { now: 100, leaseUntil: 200, limit: 7 }
    const taken = await Promise.all([
      given.store.claimDue(query),
      other.store.claimDue(query),
      given.store.claimDue(query),
      other.store.claimDue(query),
    ])
    expect(taken.flat().sort()).toEqual(Array.from({ length: 20 }, (_, index) => `r${index + 1}`).sort())
  })
}
