import type { Actor } from '../domain/request/actor.ts'
import type { Request } from '../domain/request/state.ts'
import type { HomeLook } from '../view/cards.ts'
import { loadRequests } from './load.ts'
import type { Parts } from './parts.ts'
import type { RequestSummary } from './ports.ts'
import { matchesContent, matchesWords, waitingDue } from './service/home-list.ts'
import { waitsFor } from './service/roles.ts'

/** More open requests than one organisation has. */
export const openLimit = 5_000

/**
 * What waits for somebody, the nearest deadline first. By the authority of this moment, and not by cards: whoever joined
 * a group today has its open requests before them.
 */
export async function waitingFor(
  parts: Pick<Parts, 'store' | 'clock'>,
  actor: Actor,
  look: HomeLook,
): Promise<readonly Request[]> {
  const lent = actor.standsInFor?.length ?? 0
  const others = actor.alsoAs?.length ?? 0
  const decides = actor.groups.length + actor.executiveLevels.length + lent + others > 0
  const open = await parts.store.list({
    open: true,
    by: 'deadline',
    limit: openLimit,
    ...(decides ? {} : { requester: actor.person }),
  })
  const at = parts.clock.now()
  const found = await loadMatching(parts, open, look)
  return found
    .filter((request) => matchesContent(request, look) && waitsFor(request, actor, at))
    .map((request) => ({ request, due: waitingDue(request, actor, look) }))
    .filter(({ due }) => due !== null)
    .sort((one, other) => (one.due ?? 0) - (other.due ?? 0) || one.request.number - other.request.number)
    .map(({ request }) => request)
}

/** Those of the list that match what is looked for. */
export const loadMatching = (
  parts: Pick<Parts, 'store'>,
  summaries: readonly RequestSummary[],
  look: HomeLook,
) =>
  loadRequests(
    parts.store,
    summaries
      .filter((summary) => matchesWords(summary, look.words))
      .filter(({ kind }) => look.kind === undefined || kind === look.kind)
      .map(({ request }) => request),
  )
