import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../../adapters/system/clock.ts'

const day = 86_400_000
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Starts to sleep; `awake` tells whether it is over. */
function sleep(at: number, signal = new AbortController().signal) {
  const state = { awake: false }
  const over = systemClock.sleepUntil(at, signal).then(() => {
    state.awake = true
  })
  return { state, over }
}

test('given an instant further away than timers reach, then the sleep ends at that instant', async () => {
  const { state } = sleep(1_000 + 60 * day)
  await vi.advanceTimersByTimeAsync(60 * day - 1)
  expect(state.awake).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(state.awake).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('given a clock that is set forward, as after a suspended night, then the sleeper notices within a minute', async () => {
  const { state } = sleep(1_000 + day)
  await vi.advanceTimersByTimeAsync(1)
  vi.setSystemTime(1_000 + 2 * day)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(state.awake).toBe(true)
})

test('given an abort, then the sleep ends at once and leaves no timer', async () => {
  const abort = new AbortController()
  const { over } = sleep(1_000 + day, abort.signal)
  abort.abort()
  await over
  expect(vi.getTimerCount()).toBe(0)
})

test('given an instant that has passed or a signal that is aborted already, then there is no sleep', async () => {
  await sleep(1_000).over
  await sleep(9_000, AbortSignal.abort()).over
  expect(vi.getTimerCount()).toBe(0)
})

test('given many naps under one signal, then none leaves a listener behind', async () => {
  const { signal } = new AbortController()
  const added = vi.spyOn(signal, 'addEventListener')
  const removed = vi.spyOn(signal, 'removeEventListener')
  const { over } = sleep(1_000 + 10 * 60_000, signal)
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  await over
  expect(added).toHaveBeenCalledTimes(10)
  expect(removed).toHaveBeenCalledTimes(10)
})
