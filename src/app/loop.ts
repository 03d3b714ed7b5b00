import type { Instant } from '../domain/flavour.ts'
import { codeOf } from './faults.ts'
import type { Parts } from './parts.ts'

/** Work that comes back: done when there is some, else slept until there may be. */
export interface Loop {
  start(): void
  /** Resolves when what is being done is finished. */
  stop(): Promise<void>
}

/** Another process may have committed, and its wake does not reach this one. */
const longestSleep = 30_000
/** Work that is due and cannot be had (another process has it) must not keep this one busy. */
const shortestSleep = 250
const firstPause = 1_000
const longestPause = 60_000

/**
 * Runs `work` until it finds nothing, then sleeps until `nextAt`, a wake, or half a minute. A fault (a locked or full
 * database, usually) is logged by its code and followed by a pause of the clock's time that doubles up to a minute.
 */
export function createLoop(settings: {
  readonly name: string
  /** Ends early, between two things to do, once `stopping` aborts. */
  readonly work: (stopping: AbortSignal) => Promise<unknown>
  readonly nextAt: () => Promise<Instant | null>
  readonly parts: Pick<Parts, 'clock' | 'wake' | 'log'>
}): Loop {
  const { name, work, nextAt, parts } = settings
  const { clock, wake, log } = parts
  let stopping = false
  let running: Promise<void> | null = null
  const stopped = new AbortController()

  const turn = async (faults: number): Promise<number> => {
    // Taken before looking: whatever is committed from here on ends the sleep below.
    const woken = wake.signal()
    try {
      await work(stopped.signal)
      const at = (await nextAt()) ?? Number.POSITIVE_INFINITY
      const now = clock.now()
      const until = Math.min(Math.max(at, now + shortestSleep), now + longestSleep)
      if (!stopping) await clock.sleepUntil(until, woken)
      return 0
    } catch (fault) {
      const pause = Math.min(longestPause, firstPause * 2 ** Math.min(faults, 10))
      log.error(`${name} interrupted`, { code: codeOf(fault), pauseMs: pause })
      // A wake does not end it: the database is no better for being asked more often.
      if (!stopping) await clock.sleepUntil(clock.now() + pause, stopped.signal)
      return faults + 1
    }
  }

  return {
    start() {
      running ??= (async () => {
        for (let faults = 0; !stopping; ) faults = await turn(faults)
      })()
    },
    async stop() {
      stopping = true
      stopped.abort()
      wake.notify()
      await running
    },
  }
}
