/** One clock for all replicas of a database, whatever the clocks of their machines say. */
import type { Clock, Log } from '../../src/app/ports.ts'
import type { Instant } from '../../src/domain/flavour.ts'
import { clockOf } from './clock.ts'

export interface SharedClockOptions {
  /** What time it is by the clock that all share, in epoch milliseconds. May throw, and may take its time. */
  readonly ask: () => Promise<Instant>
  readonly log: Pick<Log, 'warn'>
  /** Running time in milliseconds from any beginning, which nobody sets: `performance.now` by default. */
  readonly elapsed?: () => number
  /** What the machine's own clock says; `Date.now` by default. It decides nothing, and is only compared. */
  readonly machine?: () => Instant
}

export interface SharedClock extends Clock {
  /** By how many milliseconds the machine's own clock is ahead; negative where it is behind. */
  machineAheadMs(): number
  /** Asks again. Never throws: until the next answer the last one goes on. */
  compare(): Promise<void>
  compareEvery(milliseconds: number): void
  /** Resolves when no comparison is under way any more. */
  stop(): Promise<void>
}

/** So many answers at the beginning: the fastest of them says most exactly what time it is. */
const firstAnswers = 3
/** From here on an operator should hear of it, in milliseconds. Slack's signatures are refused from five minutes on. */
const worthTelling = 5_000

/**
 * The machine's running time, moved to where the database says that we are. So deadlines, leases and the times in the
 * ledger are by one clock, and a machine whose clock is set, wrong or stepped changes none of them. See ADR 24.
 * Throws what `ask` throws at the beginning: without an answer nobody knows the time.
 */
export async function shareClock(options: SharedClockOptions): Promise<SharedClock> {
  const { ask, log, elapsed = () => performance.now(), machine = () => Date.now() } = options
  /** When `elapsed` began. An answer tells it up to the time that it took: the truth lies somewhere in between. */
  const bounds = async () => {
    const asked = elapsed()
    const told = await ask()
    return { earliest: told - elapsed(), latest: told - asked }
  }
  const first = await bounds()
  let began = (first.earliest + first.latest) / 2
  // Moved no further than the answer demands, so that a slow one, which says little, does little.
  const correct = async () => {
    const { earliest, latest } = await bounds()
    began = Math.min(Math.max(began, earliest), latest)
  }
  for (let answers = 1; answers < firstAnswers; answers += 1) await correct()

  const clock = clockOf(() => Math.floor(began + elapsed()))
  const machineAheadMs = () => machine() - clock.now()
  let told = false
  const tell = () => {
    const isOff = Math.abs(machineAheadMs()) > worthTelling
    if (isOff && !told)
      log.warn('the clock of this machine differs from the database’s, which counts', {
        aheadMs: machineAheadMs(),
      })
    told = isOff
  }
  tell()

  let comparing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const compare = () => {
    comparing = comparing
      .then(correct)
      .then(tell)
      // A database that is away is reported by those who need it.
      .catch(() => {})
    return comparing
  }
  return {
    ...clock,
    machineAheadMs,
    compare,
    compareEvery(milliseconds) {
      timer = setInterval(() => void compare(), milliseconds)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await comparing
    },
  }
}
