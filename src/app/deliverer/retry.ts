import type { Instant } from '../../domain/flavour.ts'
import type { CardRow, CardSettlement, DeliveryOutcome } from '../ports.ts'

/**
 * With waits that double from one second to ten minutes, twenty tries are one to two hours. A card that is itself at
 * fault is put aside then. One that the platform does not take is tried on for as long as that lasts, so that a weekend's
 * outage loses nothing; but it holds up nobody's other cards any more.
 */
export const mostAttempts = 20
const firstWait = 1_000
const longestWait = 600_000

/** When to try again: after the wait that the platform asks for, and not before our own, which grows and varies. */
export function retryAt(now: Instant, attempts: number, afterMs: number, random: () => number): Instant {
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(attempts, 30))
  // Half of it is random, so that cards that failed together do not come back together.
  const jittered = wait / 2 + (random() * wait) / 2
  return now + Math.ceil(Math.max(afterMs, jittered))
}

export const isLastAttempt = ({ attempts }: CardRow): boolean => attempts + 1 >= mostAttempts

/** What to write down after a try that did not deliver. */
export function settlementOf(
  row: CardRow,
  failure: Exclude<DeliveryOutcome, { outcome: 'delivered' }>,
  now: Instant,
  random: () => number,
): CardSettlement {
  if (failure.outcome === 'failed') return { outcome: 'parked', error: failure.error }
  if (failure.ownFault === true && isLastAttempt(row)) return { outcome: 'parked', error: failure.error }
  const { error, uncertain } = failure
  return { outcome: 'retry', at: retryAt(now, row.attempts, failure.afterMs, random), error, uncertain }
}
