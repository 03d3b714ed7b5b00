import type { Instant } from '../domain/flavour.ts'
import { codeOf } from './faults.ts'
import type { Parts } from './parts.ts'

/**
 * How long work stays taken without a sign of life, in milliseconds. After a crash it is free again this much later,
 * so that with the time it takes to do it everything is right ten seconds after a restart.
 */
export const leaseFor = 8_000
/** So often that a renewal may fail once, with the two seconds that a write waits for a lock. */
const renewEvery = 2_000

/**
 * Does work that was taken until `leaseFor` from now, and renews the lease for as long as it takes. Rejected: a lease
 * longer than any delivery, which one call that the platform leaves unanswered would make minutes.
 */
export async function whileHeld(
  parts: Pick<Parts, 'clock' | 'log'>,
  renew: (leaseUntil: Instant) => Promise<void>,
  work: () => Promise<void>,
): Promise<void> {
  const finished = new AbortController()
  const renewing = keepRenewing(parts, renew, finished.signal)
  try {
    await work()
  } finally {
    finished.abort()
    await renewing
  }
}

async function keepRenewing(
  { clock, log }: Pick<Parts, 'clock' | 'log'>,
  renew: (leaseUntil: Instant) => Promise<void>,
  finished: AbortSignal,
): Promise<void> {
  for (;;) {
    await clock.sleepUntil(clock.now() + renewEvery, finished)
    if (finished.aborted) return
    try {
      await renew(clock.now() + leaseFor)
    } catch (fault) {
      // The work goes on: whoever takes it as well looks first whether a message is there already.
      log.warn('lease not renewed', { code: codeOf(fault) })
    }
  }
}
