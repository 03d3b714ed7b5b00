import type { Instant, RequestId } from '../domain/flavour.ts'
import { groupsToAssign } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import { execute } from './execute.ts'
import { codeOf } from './faults.ts'
import { leaseFor, whileHeld } from './lease.ts'
import { loadRequest } from './load.ts'
import { createLoop, type Loop } from './loop.ts'
import type { Parts } from './parts.ts'
import { StoreUnavailable } from './ports.ts'

const batch = 20
/** A request that failed is tried again this much later; until then it holds nobody up. */
const tryAgainIn = 60_000
/** Platforms redeliver within minutes; a week and a day also outlives a long weekend's outage. */
const keysKeptFor = 8 * 86_400_000
const pruneEvery = 86_400_000
/** How soon somebody who has gone is replaced, in milliseconds; rosters are five minutes old at most. */
const lookEvery = 10 * 60_000
const lookLimit = 500

export interface Timers extends Loop {
  /** Lets time pass for every request that is due. Gives how many were. Throws `StoreUnavailable`. */
  runDue(): Promise<number>
}

/** Nothing is kept in memory: what is due is asked of the store, and each firing is an ordinary command. */
export function createTimers(parts: Parts): Timers {
  const lookAfter = lookingAfterReviews(parts)
  const runDue = async (stopping?: AbortSignal) => {
    let done = 0
    while (stopping?.aborted !== true) {
      const now = parts.clock.now()
      const leaseUntil = now + leaseFor
      const requests = await parts.store.claimDue({ now, leaseUntil, limit: batch })
      if (requests.length === 0) break
      await passTimeForAll(parts, requests, leaseUntil)
      done += requests.length
    }
    await lookAfter()
    return done
  }
  const prune = pruning(parts)
  const loop = createLoop({
    name: 'timers',
    work: async (stopping) => {
      await runDue(stopping)
      await prune()
    },
    nextAt: () => parts.store.nextDueAt(),
    parts,
  })
  return { ...loop, runDue: () => runDue() }
}

async function passTimeForAll(
  parts: Parts,
  requests: readonly RequestId[],
  leaseUntil: Instant,
): Promise<void> {
  const waiting = new Set(requests)
  const renew = (later: Instant) => parts.store.renewDue({ requests: [...waiting], leaseUntil: later })
  // No need to look at the lease: a commit on a version that somebody else has passed is refused.
  await whileHeld(parts, leaseUntil, renew, async () => {
    for (const request of requests) {
      await passTime(parts, request)
      waiting.delete(request)
    }
  })
}

/** A request that cannot be folded or decided is logged and left alone for a while: the others are not its hostages. */
async function passTime(parts: Parts, request: RequestId): Promise<void> {
  try {
    await execute(parts, request, { type: 'pass_time' }, null)
  } catch (fault) {
    if (fault instanceof StoreUnavailable) throw fault
    parts.log.error('time did not pass', { request, code: codeOf(fault), againInMs: tryAgainIn })
    await parts.store.renewDue({ requests: [request], leaseUntil: parts.clock.now() + tryAgainIn })
  }
}

/**
 * Whoever was asked, or took it, may go away, or leave, and nothing of that is an event of the request. So every now and
 * then each review that counts on some of its people is looked at as if its time had come.
 */
function lookingAfterReviews(parts: Parts): () => Promise<void> {
  let last: Instant | null = null
  return async () => {
    const now = parts.clock.now()
    if (last !== null && now - last < lookEvery && now >= last) return
    last = now
    const reviews = await parts.store.list({
      open: true,
      statuses: ['in_review'],
      by: 'deadline',
      limit: lookLimit,
    })
    for (const { request } of reviews) if (await countsOnSome(parts, request)) await passTime(parts, request)
  }
}

/** A request that cannot be folded is told of where its time comes: here it must not keep the others waiting. */
async function countsOnSome(parts: Parts, id: RequestId): Promise<boolean> {
  try {
    const request = await loadRequest(parts.store, id)
    return (
      request !== null &&
      (groupsToAssign(request).length > 0 || isTaken(request) || isOpenAgain(request, parts))
    )
  } catch (fault) {
    if (fault instanceof StoreUnavailable) throw fault
    return false
  }
}

/**
 * Who is away is not asked at an undo: whoever takes a decision back is there, whatever their status says, and decides
 * otherwise in a moment. Where they do not, and nobody else of the group is there, somebody has to notice.
 */
const isOpenAgain = ({ undone, policy: { undo } }: Request, { clock }: Parts) =>
  undone.some(({ at }) => at + (undo?.within.milliseconds ?? 0) <= clock.now())

const isTaken = ({ taken }: Request) => Object.keys(taken).length > 0

function pruning(parts: Parts): () => Promise<void> {
  let last: Instant | null = null
  return async () => {
    const now = parts.clock.now()
    if (last !== null && now - last < pruneEvery) return
    await parts.store.prune(now - keysKeptFor)
    last = now
  }
}
