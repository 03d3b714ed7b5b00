import { expect, test } from 'vitest'
import { createIds } from '../../../adapters/system/ids.ts'
import { ManualClock } from '../../support/clock.ts'

test('an id begins with its time, as the ULID specification writes it', () => {
  const ids = createIds({ now: () => 1_469_918_176_385 })
  expect(ids.next()).toMatch(/^01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}$/)
})

test('given one millisecond, a clock that goes back and one that goes on, then ids differ and sort as they came', () => {
  const clock = new ManualClock()
  const ids = createIds(clock)
  const drawn: string[] = []
  for (const step of [0, 1, -5_000, 3, 10_000]) {
    clock.advance(step)
    for (let count = 0; count < 500; count += 1) drawn.push(ids.next())
  }
  expect(new Set(drawn).size).toBe(drawn.length)
  expect([...drawn].sort()).toEqual(drawn)
})

test('given two sources at the same time, then their ids have nothing in common but the time', () => {
  const clock = new ManualClock()
  const [one, two] = [createIds(clock).next(), createIds(clock).next()]
  expect(one.slice(0, 10)).toBe(two.slice(0, 10))
  expect(one.slice(10)).not.toBe(two.slice(10))
})

test('given ids of one millisecond, then the distance to the next one cannot be foreseen', () => {
  const ids = createIds({ now: () => 0 })
  const tails = Array.from({ length: 20 }, () => ids.next().slice(-7))
  const value = (tail: string) =>
    [...tail].reduce((sum, character) => sum * 32 + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(character), 0)
  const steps = tails.slice(1).map((tail, index) => (value(tail) - value(tails[index] ?? '')) % 32 ** 7)
  expect(new Set(steps).size).toBeGreaterThan(1)
})
