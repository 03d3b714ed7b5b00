import { expect, test } from 'vitest'
import { movableClock, startOfWork } from '../../../adapters/sandbox/clock.ts'
import type { WorkingTime } from '../../../src/domain/calendar/duration.ts'

const never = new AbortController().signal

test('given a sleeper, when the clock is moved past its time, then it wakes without waiting', async () => {
  const clock = movableClock(0, () => 1_000)
  let isAwake = false
  const sleep = clock.sleepUntil(3_601_000, never).then(() => {
    isAwake = true
  })
  clock.advance(3_599_999)
  await Promise.resolve()
  expect(isAwake).toBe(false)
  clock.advance(1)
  await sleep
  expect(clock.now()).toBe(3_601_000)
})

test('given a sleeper, when its signal is aborted, then it ends', async () => {
  const abort = new AbortController()
  const sleep = movableClock().sleepUntil(Number.MAX_SAFE_INTEGER, abort.signal)
  abort.abort()
  await expect(sleep).resolves.toBeUndefined()
})

test('given a move backwards, then it is refused', () => {
  expect(() => movableClock().advance(-1)).toThrow(RangeError)
})

test('given an hour outside of working time, then the sandbox starts half an hour into the next working time', () => {
  const opens = 100_000_000
  const office: WorkingTime = {
    after: (start, duration) =>
      Math.max(start, opens) + (duration.unit === 'working_hours' ? duration.hours * 3_600_000 : 0),
    between: (_start, end) => Math.max(0, end - opens),
  }
  expect(startOfWork(office, 0)).toBe(opens + 1_800_000)
  expect(startOfWork(office, opens + 5)).toBe(0)
})
