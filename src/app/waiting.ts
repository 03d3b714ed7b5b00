import type { Instant, RequestId } from '../domain/flavour.ts'
import type { Actor } from '../domain/request/actor.ts'
import type { Request } from '../domain/request/state.ts'
import type { HomeLook } from '../view/cards.ts'
import { loadVersions } from './load.ts'
import type { Parts } from './parts.ts'
import { type RequestSummary, StoreUnavailable } from './ports.ts'
import { matchesContent, matchesWords, waitingDue } from './service/home-list.ts'
import { waitsFor } from './service/roles.ts'
import { keysOf, waitsOf } from './waits.ts'

/** More open requests than one organisation has. */
export const openLimit = 5_000
/** Folded between two looks at whether there are enough. */
const chunk = 50

/** What waits for somebody, the nearest deadline first, as far as it was looked for. */
export interface Waiters {
  readonly requests: readonly Request[]
  /** How many there may be beyond these, not looked at yet; 0: these are all. */
  readonly unseen: number
}

type WaitingParts = Pick<Parts, 'store' | 'clock' | 'log'>

/**
 * What waits for somebody, by the authority of this moment, and not by cards: whoever joined a group today has its open
 * requests before them. The store says which requests it may be; only so many are folded that at least `enough` are found.
 */
export async function waitingFor(
  parts: WaitingParts,
  actor: Actor,
  look: HomeLook,
  enough: number = openLimit,
): Promise<Waiters> {
  const candidates = await candidatesFor(parts, actor, look)
  const at = parts.clock.now()
  const found: { readonly request: Request; readonly due: Instant }[] = []
  let seen = 0
  while (seen < candidates.length && found.length < enough) {
    for (const request of await folded(parts, candidates.slice(seen, seen + chunk))) {
      if (!matchesContent(request, look) || !waitsFor(request, actor, at)) continue
      const due = waitingDue(request, actor, look)
      if (due !== null) found.push({ request, due })
    }
    seen += chunk
  }
  return {
    requests: found
      .sort((one, other) => one.due - other.due || one.request.number - other.request.number)
      .map(({ request }) => request),
    unseen: Math.max(0, candidates.length - seen),
  }
}

interface Candidate {
  readonly request: RequestId
  readonly dueAt: Instant
  readonly isUnread: boolean
}

/** Each request once, the nearest deadline first. */
async function candidatesFor(
  { store }: WaitingParts,
  actor: Actor,
  look: HomeLook,
): Promise<readonly Candidate[]> {
  const ids = [actor.person, ...(actor.alsoAs ?? [])]
  const lent = actor.standsInFor?.length ?? 0
  const decides = actor.groups.length + actor.executiveLevels.length + lent + ids.length > 1
  const [open, ...own] = await Promise.all([
    decides ? store.waitingFor({ keys: keysOf(actor), limit: openLimit }) : { noted: [], unread: [] },
    ...ids.map((requester) => store.list({ requester, open: true, by: 'deadline', limit: openLimit })),
  ])
  const matches = (summary: RequestSummary) =>
    matchesWords(summary, look.words) && (look.kind === undefined || summary.kind === look.kind)
  const byId = new Map<RequestId, Candidate>()
  const add = (summary: RequestSummary, dueAt: Instant | null, isUnread: boolean) => {
    if (matches(summary))
      byId.set(summary.request, {
        request: summary.request,
        dueAt: dueAt ?? Number.MAX_SAFE_INTEGER,
        isUnread,
      })
  }
  for (const summary of open.noted) add(summary, summary.dueAt, false)
  for (const summary of own.flat()) add(summary, summary.deadline, false)
  // Last, and by the nearest deadline of all, because nobody knows yet which of them is this person's.
  for (const summary of open.unread) add(summary, summary.deadline, true)
  return [...byId.values()].sort((one, other) => one.dueAt - other.dueAt)
}

/** Notes of those that had changed for whom they wait now, so that the next one who looks need not fold them. */
async function folded(parts: WaitingParts, candidates: readonly Candidate[]): Promise<readonly Request[]> {
  const unread = new Set(candidates.filter(({ isUnread }) => isUnread).map(({ request }) => request))
  const loaded = await loadVersions(
    parts.store,
    candidates.map(({ request }) => request),
  )
  const notes = loaded
    .filter(({ request }) => unread.has(request.id))
    .map(({ request, version }) => ({ request: request.id, version, waits: waitsOf(request) }))
  try {
    await parts.store.noteWaiting(notes)
  } catch (fault) {
    // Only a saving for next time. Who cannot write now can still read.
    if (!(fault instanceof StoreUnavailable)) throw fault
    parts.log.warn('for whom requests wait was not noted', { code: fault.code })
  }
  return loaded.map(({ request }) => request)
}
