import type { Clock } from '../../src/app/ports.ts'
import type { Instant } from '../../src/domain/flavour.ts'

/** Monday, 2 November 2026, 09:00 in Berlin. */
export const mondayMorning: Instant = Date.UTC(2026, 10, 2, 8)

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: Instant
  readonly #sleepers = new Set<{ at: Instant; wake: () => void }>()

  constructor(now: Instant = mondayMorning) {
    this.#now = now
  }

  now(): Instant {
    return this.#now
  }

  sleepUntil(at: Instant, signal: AbortSignal): Promise<void> {
    if (signal.aborted || at <= this.#now) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper = { at, wake }
      this.#sleepers.add(sleeper)
      signal.addEventListener('abort', wake)
    })
  }

  /** Moves the clock, backwards too, and wakes who slept until then, the earliest first. */
  set(now: Instant): void {
    this.#now = now
    const awake = [...this.#sleepers].filter((sleeper) => sleeper.at <= now)
    for (const sleeper of awake.sort((a, b) => a.at - b.at)) sleeper.wake()
  }

  advance(milliseconds: number): void {
    this.set(this.#now + milliseconds)
  }

  /** The instants that somebody sleeps until, earliest first. */
  get sleepers(): readonly Instant[] {
    return [...this.#sleepers].map((sleeper) => sleeper.at).sort((a, b) => a - b)
  }
}
