import type { Instant, PersonId, RequestId } from '../domain/flavour.ts'
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

export interface Timers extends Loop {
  /** Lets time pass for every request that is due. Gives how many were. Throws `StoreUnavailable`. */
  runDue(): Promise<number>
}

/** Nothing is kept in memory: what is due is asked of the store, and each firing is an ordinary command. */
export function createTimers(parts: Parts): Timers {
  const runDue = async (stopping?: AbortSignal) => {
    let done = 0
    while (stopping?.aborted !== true) {
      const now = parts.clock.now()
      const requests = await parts.store.claimDue({ now, leaseUntil: now + leaseFor, limit: batch })
      if (requests.length === 0) return done
      await passTimeForAll(parts, requests)
      done += requests.length
    }
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

async function passTimeForAll(parts: Parts, requests: readonly RequestId[]): Promise<void> {
  const waiting = new Set(requests)
  const renew = (leaseUntil: Instant) => parts.store.renewDue({ requests: [...waiting], leaseUntil })
  await whileHeld(parts, renew, async () => {
    for (const request of requests) {
      await passTime(parts, request)
      waiting.delete(request)
    }
  })
}

/** A request that cannot be folded or decided is logged and left alone for a while: the others are not its hostages. */
async function passTime(parts: Parts, request: RequestId): Promise<void> {
  try {
    await execute(parts, request, { type: 'pass_time', ...(await goneFrom(parts, request)) }, null)
  } catch (fault) {
    if (fault instanceof StoreUnavailable) throw fault
    parts.log.error('time did not pass', { request, code: codeOf(fault), againInMs: tryAgainIn })
    await parts.store.renewDue({ requests: [request], leaseUntil: parts.clock.now() + tryAgainIn })
  }
}

/** Who took the request for a group and cannot be counted on now: away, or not one of its members any more. */
async function goneFrom(parts: Parts, id: RequestId): Promise<{ readonly gone?: readonly PersonId[] }> {
  const request = await loadRequest(parts.store, id)
  const taken = Object.entries(request?.taken ?? {})
  if (taken.length === 0) return {}
  const away = await parts.absences.awayAt(
    taken.map(([, { by }]) => by),
    parts.clock.now(),
  )
  const gone = await Promise.all(
    taken.map(async ([group, { by }]) => {
      const member = (await parts.directory.membersOf(group)).includes(by)
      return member && !away.has(by) ? [] : [by]
    }),
  )
  return { gone: gone.flat() }
}

function pruning(parts: Parts): () => Promise<void> {
  let last: Instant | null = null
  return async () => {
    const now = parts.clock.now()
    if (last !== null && now - last < pruneEvery) return
    await parts.store.prune(now - keysKeptFor)
    last = now
  }
}
