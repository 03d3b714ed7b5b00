import type { Instant } from '../domain/flavour.ts'
import { codeOf } from './faults.ts'
import type { Parts } from './parts.ts'

/**
 * How long work stays taken without a sign of life, in milliseconds. After a crash it is free again this much later,
 * which leaves four seconds to do it, so that everything is right ten seconds after a restart. With eight, two were too few
 * for a machine that has much to do.
 */
export const leaseFor = 6_000
/** So often that a renewal may fail once, with the two seconds that a write waits for a lock. */
const renewEvery = 1_500

export interface Lease {
  /**
   * False once it ended before it was renewed, for good: a process that stood still may find its work in other hands, and
   * must not begin anything of it.
   */
  readonly held: boolean
}

/**
 * Asked right before anything is sent. `begin` notes in the store that it is about to be: the store has the last word,
 * because a clock that is behind the others' believes too long that it holds something.
 */
export const mayBegin = async (lease: Lease, begin: () => Promise<boolean>): Promise<boolean> =>
  lease.held && (await begin()) && lease.held

type Extensible = Lease & { extend(until: Instant): void }

function leaseOf(clock: Parts['clock'], leaseUntil: Instant): Extensible {
  let until = leaseUntil
  let lost = false
  return {
    get held() {
      lost ||= clock.now() >= until
      return !lost
    },
    extend(later) {
      if (this.held) until = Math.max(until, later)
    },
  }
}

/**
 * Does work that was taken until `leaseUntil`, and renews the lease for as long as it takes. Rejected: a lease
 * longer than any delivery, which one call that the platform leaves unanswered would make minutes.
 */
export async function whileHeld(
  parts: Pick<Parts, 'clock' | 'log'>,
  leaseUntil: Instant,
  renew: (leaseUntil: Instant) => Promise<void>,
  work: (lease: Lease) => Promise<void>,
): Promise<void> {
  const finished = new AbortController()
  const lease = leaseOf(parts.clock, leaseUntil)
  const renewing = keepRenewing(parts, renew, lease, finished.signal)
  try {
    await work(lease)
  } finally {
    finished.abort()
    await renewing
  }
}

async function keepRenewing(
  { clock, log }: Pick<Parts, 'clock' | 'log'>,
  renew: (leaseUntil: Instant) => Promise<void>,
  lease: Extensible,
  finished: AbortSignal,
): Promise<void> {
  for (;;) {
    await clock.sleepUntil(clock.now() + renewEvery, finished)
    if (finished.aborted || !lease.held) return
    try {
      const until = clock.now() + leaseFor
      await renew(until)
      lease.extend(until)
    } catch (fault) {
      // The work goes on: whoever takes it as well looks first whether a message is there already.
      log.warn('lease not renewed', { code: codeOf(fault) })
    }
  }
}
