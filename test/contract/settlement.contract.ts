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
    const held = await givenClaimed()
    expect(held.uncertain).toBe(false)
    expect(await given.store.beginDelivery(held)).toBe(true)
    const { store } = await given.reopen()
    expect(only(await store.claimCards({ now: 150, leaseUntil: 200, limit: 9 })).uncertain).toBe(true)
  })

  test('given a delivery, then the card remembers where it is and forgets its troubles', async () => {
    const held = await givenClaimed()
    await given.store.beginDelivery(held)
    await given.store.settleCard(held, { outcome: 'retry', at: 60, error: 'rate_limited', uncertain: true })
    const again = only(await claim(60))
    await given.store.beginDelivery(again)
    await given.store.settleCard(again, { outcome: 'delivered', version: 1, reference: '{"ts":"1.2"}' })
    expect(await card()).toMatchObject({
      delivered: 1,
      reference: '{"ts":"1.2"}',
      attempts: 0,
      lastError: null,
      uncertain: false,
    })
  })

  test('given a delivery that says what it shows, then that is known until another one begins', async () => {
    const held = await givenClaimed()
    const delivered = { outcome: 'delivered', version: 1, reference: 'a', shown: 'look 1' } as const
    await given.store.settleCard(held, delivered)
    await change(1, 60)
    const second = only(await claim(60))
    expect(second.shown).toBe('look 1')
    await given.store.beginDelivery(second)
    await given.store.settleCard(second, {
      outcome: 'retry',
      at: 70,
      error: 'rate_limited',
      uncertain: false,
    })
    const third = only(await claim(70))
    expect(third.shown).toBeNull()
    await given.store.settleCard(third, { ...delivered, version: 2, shown: 'look 2' })
    await given.store.redraw('r1', 80)
    expect(only(await claim(80)).shown).toBeNull()
  })

  test('given a redraw asked for while a card is drawn, then the next delivery is one for real', async () => {
    const held = await givenClaimed()
    await given.store.redraw('r1', 60)
    await given.store.settleCard(held, { outcome: 'delivered', version: 1, reference: 'a', shown: 'look 1' })
    expect(only(await claim(60)).shown).toBeNull()
  })

  test('given a delivered card, then the message leads to its request', async () => {
    const held = await givenClaimed()
    expect(await given.store.requestOfCard('a')).toBeNull()
    await given.store.settleCard(held, { outcome: 'delivered', version: 1, reference: 'a' })
    expect(await given.store.requestOfCard('a')).toBe('r1')
    expect(await given.store.requestOfCard('b')).toBeNull()
  })

  test('given a card that offers something for a time, when that is over, then it is drawn again without an event', async () => {
    const held = await givenClaimed()
    const delivered = { outcome: 'delivered', version: 1, reference: 'a', againAt: 500 } as const
    await given.store.settleCard(held, delivered)
    expect(await given.store.nextCardAt()).toBe(500)
    expect(await claim(499)).toEqual([])
    const again = only(await claim(500))
    expect(again.id).toBe(held.id)
    await given.store.settleCard(again, { outcome: 'delivered', version: 1, reference: 'a' })
    expect(await given.store.nextCardAt()).toBeNull()
  })

  test('given a card to be drawn again later, when it changes before, then nothing waits for that', async () => {
    const held = await givenClaimed()
    const delivered = { outcome: 'delivered', version: 1, reference: 'a', againAt: 500 } as const
    await change(1, 60)
    await given.store.settleCard(held, delivered)
    const second = only(await claim(60))
    await given.store.redraw('r1', 70)
    await given.store.settleCard(second, { ...delivered, version: 2 })
    const third = only(await claim(70))
    await given.store.settleCard(third, { ...delivered, version: 2 })
    await change(2, 80)
    expect(await claim(80)).toHaveLength(1)
  })

  test('given a worker that was overtaken, whatever it reports late, then what the newer one did and does stays', async () => {
    const reports = [
      { outcome: 'delivered', version: 1, reference: 'a', shown: 'look 1' },
      { outcome: 'delivered', version: 2, reference: 'c', shown: 'look 2' },
      { outcome: 'nothing', version: 2 },
      { outcome: 'retry', at: 9_000, error: 'timeout', uncertain: false },
      { outcome: 'parked', error: 'invalid_blocks' },
      { outcome: 'held', until: 9_000 },
    ] as const
    const slow = await givenClaimed()
    await change(1, 60)
    const quick = only(await claim(150))
    expect(await given.store.beginDelivery(quick)).toBe(true)
    for (const report of reports.filter(({ outcome }) => outcome !== 'delivered'))
      await given.store.settleCard(slow, report)
    expect(await claim(151)).toEqual([])
    expect(await card()).toMatchObject({ delivered: 0, attempts: 0, uncertain: true, parked: false })
    const newer = { outcome: 'delivered', version: 2, reference: 'b', shown: 'look 2' } as const
    await given.store.settleCard(quick, newer)
    const after = await card()
    expect(after).toMatchObject({ delivered: 2, reference: 'b', shown: 'look 2', uncertain: false })
    for (const report of reports) await given.store.settleCard(slow, report)
    for (const report of reports) await given.store.settleCard(quick, report)
    expect(await card()).toEqual(after)
    expect(await given.store.requestOfCard('a')).toBeNull()
  })

  test('given a worker that was overtaken, when it reports the only message there is, then its address is kept and the card stays taken', async () => {
    const slow = await givenClaimed()
    const quick = only(await claim(150))
    await given.store.beginDelivery(quick)
    await given.store.settleCard(slow, { outcome: 'delivered', version: 1, reference: 'a' })
    expect(await card()).toMatchObject({ delivered: 0, reference: 'a', uncertain: true })
    expect(await claim(151)).toEqual([])
    await given.store.settleCard(quick, { outcome: 'delivered', version: 1, reference: 'b' })
    expect(await card()).toMatchObject({ delivered: 1, reference: 'b' })
  })

  test('given a worker that was overtaken without noticing, then it may begin nothing', async () => {
    const slow = await givenClaimed()
    const quick = only(await claim(150))
    expect(await given.store.beginDelivery(slow)).toBe(false)
    expect((await card()).uncertain).toBe(false)
    await given.store.settleCard(quick, { outcome: 'nothing', version: 1 })
    expect(await given.store.beginDelivery(quick)).toBe(false)
    expect((await card()).uncertain).toBe(false)
  })

  test('given a lease that ended while nobody else took the card, then the late report counts', async () => {
    const held = await givenClaimed()
    expect(await given.store.beginDelivery(held)).toBe(true)
    await given.store.settleCard(held, { outcome: 'delivered', version: 1, reference: 'a' })
    expect(await card()).toMatchObject({ delivered: 1, reference: 'a', uncertain: false })
    expect(await claim(1_000)).toEqual([])
  })

  test('given a card that is drawn again elsewhere, then its new message replaces the old one', async () => {
    const held = await givenClaimed()
    await given.store.settleCard(held, { outcome: 'delivered', version: 1, reference: 'a' })
    await given.store.redraw('r1', 60)
    const again = only(await claim(60))
    await given.store.settleCard(again, { outcome: 'delivered', version: 1, reference: 'b' })
    expect(await card()).toMatchObject({ delivered: 1, reference: 'b' })
  })

  test('given nothing to show, then the card rests without an address until something changes', async () => {
    const held = await givenClaimed()
    await given.store.settleCard(held, { outcome: 'nothing', version: 1 })
    expect(await card()).toMatchObject({ delivered: 1, reference: null, uncertain: false })
    expect(await claim(1_000)).toEqual([])
    await change(1, 60)
    expect(await claim(60)).toHaveLength(1)
  })

  test('given nothing to show any more, then the address of what was shown is kept', async () => {
    const held = await givenClaimed()
    await given.store.settleCard(held, { outcome: 'delivered', version: 1, reference: 'a' })
    await change(1, 60)
    const again = only(await claim(60))
    await given.store.settleCard(again, { outcome: 'nothing', version: 2 })
    expect(await card()).toMatchObject({ delivered: 2, reference: 'a' })
  })

  test('given a failure, then the card waits for the time named and says how often and why', async () => {
    const held = await givenClaimed()
    const retry = { outcome: 'retry', at: 5_000, error: 'rate_limited', uncertain: false } as const
    await given.store.settleCard(held, retry)
    expect(await card()).toMatchObject({ attempts: 1, lastError: 'rate_limited', uncertain: false })
    expect(await claim(4_999)).toEqual([])
    expect(await given.store.nextCardAt()).toBe(5_000)
    const again = only(await claim(5_000))
    expect(again.attempts).toBe(1)
    await given.store.settleCard(again, { ...retry, attempted: false })
    expect(await card()).toMatchObject({ attempts: 1 })
  })

  test('given a failing card, when the request changes, then it is tried at once with a clean slate', async () => {
    const held = await givenClaimed()
    await given.store.settleCard(held, { outcome: 'retry', at: 5_000, error: 'timeout', uncertain: true })
    await change(1, 60)
    expect(progress(only(await claim(60)))).toMatchObject({ wanted: 2, attempts: 0, uncertain: true })
  })

  test('given a message of a machine with unstorable characters, then it is kept as far as possible', async () => {
    const held = await givenClaimed()
    await given.store.settleCard(held, { outcome: 'parked', error: 'bad \0 \uD800 end' })
    expect((await card()).lastError).toBe('bad \uFFFD \uFFFD end')
  })

  test('given a parked card, then it is listed and not tried until the request changes', async () => {
    const held = await givenClaimed()
    await given.store.settleCard(held, { outcome: 'parked', error: 'invalid_blocks' })
    expect(await claim(1_000_000)).toEqual([])
    expect(await given.store.nextCardAt()).toBeNull()
    expect(await given.store.parkedCards(9)).toEqual([await card()])
    expect(await card()).toMatchObject({ parked: true, lastError: 'invalid_blocks', attempts: 1 })
    await change(1, 60)
    expect(await given.store.parkedCards(9)).toEqual([])
    expect(await claim(60)).toHaveLength(1)
  })

  test('given a parked card, when it is to be redrawn, then it is tried again', async () => {
    const held = await givenClaimed()
    await given.store.settleCard(held, { outcome: 'parked', error: 'invalid_blocks' })
    await given.store.redraw('r1', 80)
    expect(await claim(80)).toHaveLength(1)
  })

  test('given a change while a delivery fails for good, then the newer version gets its own try', async () => {
    const held = await givenClaimed()
    await change(1, 60)
    await given.store.settleCard(held, { outcome: 'parked', error: 'msg_too_long' })
    expect(await given.store.parkedCards(9)).toEqual([])
    const again = only(await claim(60))
    expect(again.wanted).toBe(2)
    await given.store.settleCard(again, { outcome: 'parked', error: 'msg_too_long' })
    expect(await given.store.parkedCards(9)).toHaveLength(1)
  })

  test('given an unknown card, then settling it is a fault', async () => {
    const nobody = { id: 'nobody', claim: 1 }
    await expect(given.store.beginDelivery(nobody)).rejects.toThrow('no card nobody')
    await expect(given.store.settleCard(nobody, { outcome: 'nothing', version: 1 })).rejects.toThrow(
      'no card',
    )
  })
}
