import { expect, test } from 'vitest'
import type { CardKey, HeldCard } from '../../src/app/ports.ts'
import { sampleCommit } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase, living, notice, only, person, progress } from './database.ts'

export function cardsContract(create: CreateDatabase): void {
  const given = givenDatabase(create)
  const commit = (
    request: string,
    expectedVersion: number,
    at: number,
    cards: Omit<CardKey, 'request'>[] = [],
  ) =>
    given.store.commit(
      sampleCommit(request, { expectedVersion, at, cards: cards.map((card) => ({ ...card, request })) }),
    )
  const claim = (now: number, leaseUntil = now + 100, limit = 99) =>
    given.store.claimCards({ now, leaseUntil, limit })
  const deliver = (card: HeldCard, version: number) =>
    given.store.settleCard(card, { outcome: 'delivered', version, reference: `ref-${card.id}` })
  const recipients = async (now: number) => (await claim(now)).map((card) => card.recipient)

  test('given a new card, then it waits for its first delivery exactly as it was asked for', async () => {
    const cards = [
      { recipient: person('p:1'), purpose: living() },
      { recipient: { type: 'channel', group: 'legal' }, purpose: living('review') },
      { recipient: { type: 'mediation' }, purpose: { type: 'living', view: 'mediation' } },
      { recipient: person('p:1'), purpose: notice(1, 'decided: late') },
    ] as const
    await commit('r1', 0, 50, [...cards])
    const rows = await given.store.cardsOf('r1')
    expect(rows.map(({ recipient, purpose }) => ({ recipient, purpose }))).toEqual(cards)
    const { id, ...first } = rows[0] ?? { id: '' }
    expect(id).not.toBe('')
    expect(first).toEqual({
      request: 'r1',
      recipient: person('p:1'),
      purpose: living(),
      wanted: 1,
      delivered: 0,
      reference: null,
      shown: null,
      nextAttemptAt: 50,
      attempts: 0,
      lastError: null,
      uncertain: false,
      parked: false,
      claim: 0,
    })
    expect(new Set(rows.map((row) => row.id)).size).toBe(4)
  })

  test('given a card that exists, when it is asked for again, then there is still one', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: living() }])
    await commit('r1', 1, 60, [{ recipient: person('p'), purpose: living() }])
    expect(progress(only(await given.store.cardsOf('r1')))).toMatchObject({ wanted: 2, delivered: 0 })
  })

  test('given cards added without an event, then new ones are due and those that exist stay as they are', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: notice(1) }])
    await deliver(only(await claim(50)), 1)
    const keys = ['p', 'q'].map((id) => ({ request: 'r1', recipient: person(id), purpose: notice(1) }))
    await given.store.addCards(keys, 1, 60)
    await given.store.addCards(keys, 1, 60)
    expect(await recipients(60)).toEqual([person('q')])
  })

  test('given several changes before the first delivery, then one delivery covers them all', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: living() }])
    await commit('r1', 1, 60)
    await commit('r1', 2, 70)
    const card = only(await claim(70))
    expect(card.wanted).toBe(3)
    await deliver(card, 3)
    expect(await claim(1_000)).toEqual([])
    expect(await given.store.nextCardAt()).toBeNull()
  })

  test('given a change while a card is being delivered, then it is delivered once more, and only then', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: living() }])
    const card = only(await claim(50, 500))
    await commit('r1', 1, 60)
    expect(await claim(60)).toEqual([])
    await deliver(card, 1)
    expect(progress(only(await claim(60)))).toMatchObject({ wanted: 2, delivered: 1 })
  })

  test('given cards with different times, then those due come earliest first, equal ones by age', async () => {
    await commit('r1', 0, 900, [{ recipient: person('late'), purpose: living() }])
    await commit('r2', 0, 20, [
      { recipient: person('z'), purpose: living() },
      { recipient: person('a'), purpose: living() },
    ])
    await commit('r3', 0, 1_001, [{ recipient: person('future'), purpose: living() }])
    expect(await given.store.nextCardAt()).toBe(20)
    expect(await recipients(1_000)).toEqual([person('z'), person('a'), person('late')])
    expect(await given.store.nextCardAt()).toBe(1_001)
  })

  test('given a card that waits, when its request goes on, then it keeps its place before those that came later', async () => {
    await commit('r1', 0, 10, [{ recipient: person('first'), purpose: living() }])
    await commit('r2', 0, 20, [{ recipient: person('second'), purpose: living() }])
    await commit('r1', 1, 30)
    expect((await claim(40, 99, 1)).map((card) => card.recipient)).toEqual([person('first')])
  })

  test('given a card that shows the truth, when its request goes on, then it waits behind those that waited before', async () => {
    await commit('r1', 0, 10, [{ recipient: person('calm'), purpose: living() }])
    await deliver(only(await claim(10)), 1)
    await commit('r2', 0, 20, [{ recipient: person('waiting'), purpose: living() }])
    await commit('r1', 1, 30)
    expect((await claim(40, 99, 1)).map((card) => card.recipient)).toEqual([person('waiting')])
  })

  test('given a limit, then the oldest are taken', async () => {
    await commit('r1', 0, 10, [{ recipient: person('b'), purpose: living() }])
    await commit('r2', 0, 10, [{ recipient: person('a'), purpose: living() }])
    expect((await claim(10, 99, 1)).map((card) => card.request)).toEqual(['r1'])
  })

  test('given a taken card, then nobody else gets it until the lease ends, which is when to wake', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: living() }])
    const [first] = await claim(50, 500)
    expect(await claim(499)).toEqual([])
    expect(await given.store.nextCardAt()).toBe(500)
    expect(only(await claim(500)).id).toBe(first?.id)
  })

  test('given taken cards, when some leases are renewed, then those last longer, are never shortened, and free cards stay free', async () => {
    const everybody = [person('held'), person('left'), person('done')]
    const cardsOf = everybody.map((recipient) => ({ recipient, purpose: living() }))
    await commit('r1', 0, 50, cardsOf)
    const rows = await claim(50, 100)
    const [, , done] = rows
    if (done !== undefined) await deliver(done, 1)
    await commit('r1', 1, 60)
    const cards = [rows[0]?.id ?? '', rows[2]?.id ?? '']
    await given.store.renewCards({ cards, leaseUntil: 200 })
    await given.store.renewCards({ cards, leaseUntil: 90 })
    const taken = async (now: number) => (await claim(now, 1_000)).map((card) => card.recipient)
    expect(await taken(60)).toEqual([person('done')])
    expect(await taken(100)).toEqual([person('left')])
    expect(await taken(199)).toEqual([])
    expect(await taken(200)).toEqual([person('held')])
  })

  test('given two processes that look at the same time, then each card goes to one of them', async () => {
    const other = await given.connect()
    const cards = Array.from({ length: 20 }, (_, index) => ({
      recipient: person(`p${index}`),
      purpose: living(),
    }))
    await commit('r1', 0, 50, cards)
    const query = { now: 50, leaseUntil: 200, limit: 7 }
    const taken = await Promise.all(
      [given, other, given, other].map((connection) => connection.store.claimCards(query)),
    )
    expect(new Set(taken.flat().map((card) => card.id)).size).toBe(20)
    expect(taken.flat()).toHaveLength(20)
  })

  test('given a notice to somebody who was never shown the request, then the card comes first', async () => {
    const cards = [
      { recipient: person('p'), purpose: living() },
      { recipient: person('p'), purpose: notice(1) },
      { recipient: person('q'), purpose: notice(1) },
    ]
    await commit('r1', 0, 50, cards)
    const [card, elsewhere, ...more] = await claim(50)
    expect([card?.recipient, elsewhere?.recipient, more]).toEqual([person('p'), person('q'), []])
    expect(card?.purpose).toEqual(living())
    if (card !== undefined) await deliver(card, 1)
    expect(only(await claim(60)).purpose).toEqual(notice(1))
  })

  test('given a card that is parked before its first delivery, then it holds nothing back', async () => {
    await commit('r1', 0, 50, [
      { recipient: person('p'), purpose: living() },
      { recipient: person('p'), purpose: notice(1) },
    ])
    const card = only(await claim(50))
    await given.store.settleCard(card, { outcome: 'parked', error: 'channel_not_found' })
    expect(only(await claim(50)).purpose).toEqual(notice(1))
  })

  test('given a notice that was delivered, when the request goes on, then it is never posted again', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: notice(1) }])
    await deliver(only(await claim(50)), 1)
    await commit('r1', 1, 60, [
      { recipient: person('p'), purpose: notice(1) },
      { recipient: person('p'), purpose: notice(2) },
    ])
    await given.store.redraw('r1', 70)
    expect((await claim(1_000)).map((card) => card.purpose)).toEqual([notice(2)])
  })

  test('given a card that shows the truth, when it is to be redrawn, then it is delivered once more', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: living() }])
    await commit('r2', 0, 50, [{ recipient: person('p'), purpose: living() }])
    for (const card of await claim(50)) await deliver(card, 1)
    await given.store.redraw('r1', 70)
    expect(await given.store.nextCardAt()).toBe(70)
    const card = only(await claim(70))
    expect(card).toMatchObject({ request: 'r1', wanted: 1, delivered: 1, reference: `ref-${card.id}` })
    await deliver(card, 1)
    expect(await claim(1_000)).toEqual([])
  })

  test('given cards that show the truth, when some recipients are to see it again, then theirs are delivered once more', async () => {
    const everybody = [
      person('p'),
      person('q'),
      { type: 'channel', group: 'p' },
      { type: 'mediation' },
    ] as const
    const cards = everybody.map((recipient) => ({ recipient, purpose: living() }))
    await commit('r1', 0, 50, cards)
    for (const card of await claim(50)) await deliver(card, 1)
    await given.store.redraw('r1', 70, [person('q'), { type: 'mediation' }, person('nobody')])
    expect(await recipients(70)).toEqual([person('q'), { type: 'mediation' }])
    await given.store.redraw('r1', 70, [])
    expect(await recipients(70)).toEqual([])
  })

  test('given a card that is being redrawn, when that is asked for again, then it is redrawn again', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: living() }])
    await deliver(only(await claim(50)), 1)
    await given.store.redraw('r1', 70)
    const card = only(await claim(70))
    await given.store.redraw('r1', 71)
    await deliver(card, 1)
    await deliver(only(await claim(71)), 1)
    expect(await claim(1_000)).toEqual([])
  })

  test('given a redraw whose worker died, then it is taken again when the lease ends', async () => {
    await commit('r1', 0, 50, [{ recipient: person('p'), purpose: living() }])
    await deliver(only(await claim(50)), 1)
    await given.store.redraw('r1', 70)
    await claim(70, 100)
    expect(await claim(100)).toHaveLength(1)
  })
}
