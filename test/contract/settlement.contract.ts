import { expect, test } from 'vitest'
import type { CardRow } from '../../src/app/ports.ts'
import { sampleCommit } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase, living, only, person, progress } from './database.ts'

export function settlementContract(create: CreateDatabase): void {
  const given = givenDatabase(create)
  const card = async () => only(await given.store.cardsOf('r1'))
  const claim = (now: number) => given.store.claimCards({ now, leaseUntil: now + 100, limit: 9 })
  const change = (expectedVersion: number, at: number) =>
    given.store.commit(sampleCommit('r1', { expectedVersion, at }))
  const givenClaimed = async (): Promise<CardRow> => {
    const cards = [{ request: 'r1', recipient: person('p'), purpose: living() }]
    await given.store.commit(sampleCommit('r1', { at: 50, cards }))
    return only(await claim(50))
  }

  test('given a delivery that begins, when the process dies, then the next one knows that its outcome is open', async () => {
    const { id, uncertain } = await givenClaimed()
    expect(uncertain).toBe(false)
    await given.store.beginDelivery(id)
    const { store } = await given.reopen()
    expect(only(await store.claimCards({ now: 150, leaseUntil: 200, limit: 9 })).uncertain).toBe(true)
  })

  test('given a delivery, then the card remembers where it is and forgets its troubles', async () => {
    const { id } = await givenClaimed()
    await given.store.beginDelivery(id)
    await given.store.settleCard(id, { outcome: 'retry', at: 60, error: 'rate_limited', uncertain: true })
    await claim(60)
    await given.store.beginDelivery(id)
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: '{"ts":"1.2"}' })
    expect(await card()).toMatchObject({
      delivered: 1,
      reference: '{"ts":"1.2"}',
      attempts: 0,
      lastError: null,
      uncertain: false,
    })
  })

  test('given a delivery that says what it shows, then that is known until another one begins', async () => {
    const { id } = await givenClaimed()
    const delivered = { outcome: 'delivered', version: 1, reference: 'a', shown: 'look 1' } as const
    await given.store.settleCard(id, delivered)
    await change(1, 60)
    expect(only(await claim(60)).shown).toBe('look 1')
    await given.store.beginDelivery(id)
    await given.store.settleCard(id, { outcome: 'retry', at: 70, error: 'rate_limited', uncertain: false })
    expect(only(await claim(70)).shown).toBeNull()
    await given.store.settleCard(id, { ...delivered, version: 2, shown: 'look 2' })
    await given.store.redraw('r1', 80)
    expect(only(await claim(80)).shown).toBeNull()
  })

  test('given a redraw asked for while a card is drawn, then the next delivery is one for real', async () => {
    const { id } = await givenClaimed()
    await given.store.redraw('r1', 60)
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'a', shown: 'look 1' })
    expect(only(await claim(60)).shown).toBeNull()
  })

  test('given a delivered card, then the message leads to its request', async () => {
    const { id } = await givenClaimed()
    expect(await given.store.requestOfCard('a')).toBeNull()
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'a' })
    expect(await given.store.requestOfCard('a')).toBe('r1')
    expect(await given.store.requestOfCard('b')).toBeNull()
  })

  test('given a card that offers something for a time, when that is over, then it is drawn again without an event', async () => {
    const { id } = await givenClaimed()
    const delivered = { outcome: 'delivered', version: 1, reference: 'a', againAt: 500 } as const
    await given.store.settleCard(id, delivered)
    expect(await given.store.nextCardAt()).toBe(500)
    expect(await claim(499)).toEqual([])
    expect(only(await claim(500)).id).toBe(id)
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'a' })
    expect(await given.store.nextCardAt()).toBeNull()
  })

  test('given a card to be drawn again later, when it changes before, then nothing waits for that', async () => {
    const { id } = await givenClaimed()
    const delivered = { outcome: 'delivered', version: 1, reference: 'a', againAt: 500 } as const
    await change(1, 60)
    await given.store.settleCard(id, delivered)
    expect(only(await claim(60)).id).toBe(id)
    await given.store.redraw('r1', 70)
    await given.store.settleCard(id, { ...delivered, version: 2 })
    expect(only(await claim(70)).id).toBe(id)
    await given.store.settleCard(id, { ...delivered, version: 2 })
    await change(2, 80)
    expect(only(await claim(80)).id).toBe(id)
  })

  test('given a slow worker that reports an older version, then the card does not go back', async () => {
    const { id } = await givenClaimed()
    await change(1, 60)
    await given.store.settleCard(id, { outcome: 'delivered', version: 2, reference: 'a' })
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'a' })
    expect(progress(await card())).toMatchObject({ wanted: 2, delivered: 2 })
    expect(await claim(1_000)).toEqual([])
  })

  test('given a worker that was overtaken, when it reports its message late, then the newer one stays the card’s', async () => {
    const { id } = await givenClaimed()
    await change(1, 60)
    await claim(150)
    const newer = { outcome: 'delivered', version: 2, reference: 'b', shown: 'look 2' } as const
    await given.store.settleCard(id, newer)
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'a', shown: 'look 1' })
    expect(await card()).toMatchObject({ delivered: 2, reference: 'b', shown: 'look 2' })
    expect(await given.store.requestOfCard('a')).toBeNull()
    await given.store.settleCard(id, { ...newer, reference: 'c' })
    expect(await card()).toMatchObject({ delivered: 2, reference: 'b' })
  })

  test('given a card that somebody delivers, when an older delivery is reported late, then it stays taken and uncertain', async () => {
    const { id } = await givenClaimed()
    await change(1, 60)
    await claim(150)
    await given.store.settleCard(id, { outcome: 'delivered', version: 2, reference: 'b' })
    await change(2, 160)
    await claim(160)
    await given.store.beginDelivery(id)
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'a' })
    expect(await claim(161)).toEqual([])
    expect(await card()).toMatchObject({ reference: 'b', uncertain: true })
  })

  test('given a card that is drawn again elsewhere, then its new message replaces the old one', async () => {
    const { id } = await givenClaimed()
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'a' })
    await given.store.redraw('r1', 60)
    await claim(60)
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'b' })
    expect(await card()).toMatchObject({ delivered: 1, reference: 'b' })
  })

  test('given nothing to show, then the card rests without an address until something changes', async () => {
    const { id } = await givenClaimed()
    await given.store.settleCard(id, { outcome: 'nothing', version: 1 })
    expect(await card()).toMatchObject({ delivered: 1, reference: null, uncertain: false })
    expect(await claim(1_000)).toEqual([])
    await change(1, 60)
    expect(await claim(60)).toHaveLength(1)
  })

  test('given nothing to show any more, then the address of what was shown is kept', async () => {
    const { id } = await givenClaimed()
    await given.store.settleCard(id, { outcome: 'delivered', version: 1, reference: 'a' })
    await change(1, 60)
    await claim(60)
    await given.store.settleCard(id, { outcome: 'nothing', version: 2 })
    expect(await card()).toMatchObject({ delivered: 2, reference: 'a' })
  })

  test('given a failure, then the card waits for the time named and says how often and why', async () => {
    const { id } = await givenClaimed()
    const retry = { outcome: 'retry', at: 5_000, error: 'rate_limited', uncertain: false } as const
    await given.store.settleCard(id, retry)
    expect(await card()).toMatchObject({ attempts: 1, lastError: 'rate_limited', uncertain: false })
    await given.store.settleCard(id, { ...retry, attempted: false })
    expect(await card()).toMatchObject({ attempts: 1 })
    expect(await claim(4_999)).toEqual([])
    expect(await given.store.nextCardAt()).toBe(5_000)
    expect(only(await claim(5_000)).attempts).toBe(1)
  })

  test('given a failing card, when the request changes, then it is tried at once with a clean slate', async () => {
    const { id } = await givenClaimed()
    await given.store.settleCard(id, { outcome: 'retry', at: 5_000, error: 'timeout', uncertain: true })
    await change(1, 60)
    expect(progress(only(await claim(60)))).toMatchObject({ wanted: 2, attempts: 0, uncertain: true })
  })

  test('given a message of a machine with unstorable characters, then it is kept as far as possible', async () => {
    const { id } = await givenClaimed()
    await given.store.settleCard(id, { outcome: 'parked', error: 'bad \0 \uD800 end' })
    expect((await card()).lastError).toBe('bad \uFFFD \uFFFD end')
  })

  test('given a parked card, then it is listed and not tried until the request changes', async () => {
    const { id } = await givenClaimed()
    await given.store.settleCard(id, { outcome: 'parked', error: 'invalid_blocks' })
    expect(await claim(1_000_000)).toEqual([])
    expect(await given.store.nextCardAt()).toBeNull()
    expect(await given.store.parkedCards(9)).toEqual([await card()])
    expect(await card()).toMatchObject({ parked: true, lastError: 'invalid_blocks', attempts: 1 })
    await change(1, 60)
    expect(await given.store.parkedCards(9)).toEqual([])
    expect(await claim(60)).toHaveLength(1)
  })

  test('given a parked card, when it is to be redrawn, then it is tried again', async () => {
    const { id } = await givenClaimed()
    await given.store.settleCard(id, { outcome: 'parked', error: 'invalid_blocks' })
    await given.store.redraw('r1', 80)
    expect(only(await claim(80)).id).toBe(id)
  })

  test('given a change while a delivery fails for good, then the newer version gets its own try', async () => {
    const { id } = await givenClaimed()
    await change(1, 60)
    await given.store.settleCard(id, { outcome: 'parked', error: 'msg_too_long' })
    expect(await given.store.parkedCards(9)).toEqual([])
    expect(only(await claim(60)).wanted).toBe(2)
    await given.store.settleCard(id, { outcome: 'parked', error: 'msg_too_long' })
    expect(await given.store.parkedCards(9)).toHaveLength(1)
  })

  test('given an unknown card, then settling it is a fault', async () => {
    await expect(given.store.beginDelivery('nobody')).rejects.toThrow('no card nobody')
    await expect(given.store.settleCard('nobody', { outcome: 'nothing', version: 1 })).rejects.toThrow(
      'no card',
    )
  })
}
