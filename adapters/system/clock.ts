import type { Clock } from '../../src/app/ports.ts'
import type { Instant } from '../../src/domain/flavour.ts'

/**
 * The longest uninterrupted sleep, in milliseconds. Timers count running time and know nothing of a laptop that was
 * asleep or of a clock that was set, so the clock is asked again every minute. (Node's own limit is 2^31-1, about
 * 25 days: longer timers fire at once.)
 */
const longestNap = 60_000

/** A clock that tells the time as `now` does, in epoch milliseconds. */
export function clockOf(now: () => Instant): Clock {
  return {
    now,
    async sleepUntil(at, signal) {
      while (!signal.aborted && now() < at) await nap(Math.min(at - now(), longestNap), signal)
    },
  }
}

/** The machine's clock. */
export const systemClock: Clock = clockOf(() => Date.now())

/** Leaves neither a timer nor a listener behind, however it ends. */
function nap(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds)
    signal.addEventListener('abort', wake)
  })
}
