import { expect, test } from 'vitest'
import type { DirectoryCommit, DirectoryEvent } from '../../src/app/ports.ts'
import { mondayMorning } from '../support/clock.ts'
import { sampleDirectoryEvents } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase } from './database.ts'

const sample = (person: string, changes: Partial<DirectoryCommit> = {}): DirectoryCommit => ({
  stream: { topic: 'absence', person },
  expectedVersion: 0,
  events: [sampleDirectoryEvents.went_away],
  currentUntil: mondayMorning + 1_000,
  dedupeKey: null,
  at: mondayMorning,
  ...changes,
})

export function directoryContract(create: CreateDatabase): void {
  const given = givenDatabase(create)
  const read = async (person: string) =>
    (await given.store.readDirectory({ topic: 'absence', person })).map(({ event }) => event)

  test('given every kind of event about a person, then they read back the same, also after a restart', async () => {
    const events: readonly DirectoryEvent[] = Object.values(sampleDirectoryEvents)
    const size = events.length
    expect(await given.store.commitDirectory(sample('ada', { events }))).toEqual({ ok: true, version: size })
    const { store } = await given.reopen()
    expect(await store.readDirectory({ topic: 'absence', person: 'ada' })).toEqual(
      events.map((event, index) => ({ version: index + 1, event })),
    )
    expect(await store.readDirectory({ topic: 'absence', person: 'ben' })).toEqual([])
  })

  test('given an outdated or an early version, then it is a conflict and nothing is recorded', async () => {
    await given.store.commitDirectory(sample('ada'))
    for (const expectedVersion of [0, 2]) {
      const late = sample('ada', { expectedVersion, dedupeKey: 'late' })
      expect(await given.store.commitDirectory(late)).toEqual({ ok: false, reason: 'conflict' })
    }
    expect(await read('ada')).toHaveLength(1)
    expect(await given.store.seen('late')).toBe(false)
  })

  test('given two processes that record about one person at once, then one of them conflicts', async () => {
    const other = await given.connect()
    const results = await Promise.all([
      given.store.commitDirectory(sample('ada')),
      other.store.commitDirectory(sample('ada')),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await read('ada')).toHaveLength(1)
  })

  test('given the same action twice, then it is a duplicate, whoever it is about', async () => {
    await given.store.commitDirectory(sample('ada', { dedupeKey: 'click' }))
    expect(await given.store.commitDirectory(sample('ben', { dedupeKey: 'click' }))).toEqual({
      ok: false,
      reason: 'duplicate',
    })
    expect(await given.store.seen('click')).toBe(true)
    expect(await read('ben')).toEqual([])
  })

  test('given streams that are over and streams that are not, then only those that are not are looked through', async () => {
    await given.store.commitDirectory(sample('carl', { currentUntil: mondayMorning + 2 }))
    await given.store.commitDirectory(sample('ada', { currentUntil: mondayMorning + 1 }))
    await given.store.commitDirectory(sample('ben', { currentUntil: mondayMorning }))
    const people = async (at: number) =>
      (await given.store.currentDirectory('absence', at)).map(({ person }) => person)
    expect(await people(mondayMorning)).toEqual(['ada', 'carl'])
    await given.store.commitDirectory(
      sample('carl', {
        expectedVersion: 1,
        currentUntil: mondayMorning - 5,
        events: [sampleDirectoryEvents.came_back],
      }),
    )
    expect(await people(mondayMorning)).toEqual(['ada'])
    const [current] = await given.store.currentDirectory('absence', mondayMorning)
    expect(current?.events).toEqual([{ version: 1, event: sampleDirectoryEvents.went_away }])
  })
}
