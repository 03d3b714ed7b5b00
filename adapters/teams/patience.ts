/**
 * How long somebody still waits for the answer to what they did. Teams gives up after ten seconds, on a message extension
 * after five, and says then that the app cannot be reached: whoever is not answered in time does not know what became of
 * it. What is asked of Microsoft on the way to the answer takes no longer than is left, so that a slow answer ends in a
 * refusal that says what to do.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

interface Wait {
  /** Epoch milliseconds. */
  readonly until: number
  readonly now: () => number
  isOver: boolean
}

const waiting = new AsyncLocalStorage<Wait>()

/** Runs what somebody waits for, of which what is asked of Microsoft may take so many milliseconds altogether. */
export async function within<Result>(
  milliseconds: number,
  now: () => number,
  work: () => Promise<Result>,
): Promise<Result> {
  const wait: Wait = { until: now() + milliseconds, now, isOver: false }
  try {
    return await waiting.run(wait, work)
  } finally {
    // What goes on behind the answer has time.
    wait.isOver = true
  }
}

/** Runs what goes on behind the answer too. */
export const unhurried = <Result>(work: () => Result): Result => waiting.exit(work)

/** How many milliseconds are left, as many as there are where nobody waits; 0 where the time is up. */
export function left(): number {
  const wait = waiting.getStore()
  if (wait === undefined || wait.isOver) return Number.POSITIVE_INFINITY
  return Math.max(0, wait.until - wait.now())
}

/** A signal for one call that may take so many milliseconds at most; null where there is no time for it any more. */
export function signalFor(milliseconds: number): AbortSignal | null {
  const time = Math.ceil(Math.min(milliseconds, left()))
  return time === 0 ? null : AbortSignal.timeout(time)
}

/** What comes of it, or null where that takes longer than so many milliseconds. */
export async function inTime<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null)
  })
  try {
    return await Promise.race([work, enough])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}
