import type { Clock } from '../../src/app/ports.ts'
import type { WorkingTime } from '../../src/domain/calendar/duration.ts'
import type { Instant } from '../../src/domain/flavour.ts'

/** A clock that runs like the real one, ahead of it by as much as somebody moved it. */
export interface MovableClock extends Clock {
  /** Moves forward by milliseconds and wakes whoever sleeps. Refuses to go back: deadlines that passed have passed. */
  advance(milliseconds: number): void
  /** Forgets every move, so that the clock starts again as it was made. Only for a sandbox whose requests are gone. */
  restart(): void
  onMove(listener: () => void): () => void
}

/** setTimeout takes no more than 2^31 - 1 ms; longer sleeps are taken in pieces. */
const longestTimer = 2 ** 31 - 1

/** @param start Milliseconds that the clock is ahead of `real` from the beginning. */
export function movableClock(start = 0, real: () => Instant = Date.now): MovableClock {
  let offset = start
  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of [...listeners]) listener()
  }
  const now = () => real() + offset

  return {
    now,
    advance(milliseconds) {
      if (!Number.isFinite(milliseconds) || milliseconds < 0)
        throw new RangeError('the clock only moves forward')
      offset += Math.round(milliseconds)
      notify()
    },
    restart() {
      offset = start
      notify()
    },
    onMove(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    sleepUntil(at, signal) {
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined
        const finish = () => {
          clearTimeout(timer)
          listeners.delete(check)
          signal.removeEventListener('abort', finish)
          resolve()
        }
        const check = () => {
          clearTimeout(timer)
          const rest = at - now()
          if (rest <= 0 || signal.aborted) finish()
          else timer = setTimeout(check, Math.min(rest, longestTimer))
        }
        listeners.add(check)
        signal.addEventListener('abort', finish)
        check()
      })
    },
  }
}

/**
 * How far ahead the sandbox's clock starts: nothing within working hours, otherwise so much that it is half an hour
 * into the next working time, because "8 working hours" begun on a Saturday night confuse whoever tries it first.
 */
export function startOfWork(calendar: WorkingTime, realNow: Instant): number {
  const minute = 60_000
  if (calendar.between(realNow, realNow + minute) > 0) return 0
  return calendar.after(realNow, { unit: 'working_hours', hours: 0.5 }) - realNow
}
