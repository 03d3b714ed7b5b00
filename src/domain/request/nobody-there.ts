import type { GroupId } from '../flavour.ts'
import type { Context } from './commands.ts'
import { mediationDeadline } from './deadlines.ts'
import { escalation } from './deadlock.ts'
import type { RequestEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { stampOf } from './outcome.ts'
import { groupsThatAre } from './quorum.ts'
import type { Request } from './state.ts'

/**
 * What follows at once where a deadline cannot be met, because those who are needed for it are away until it is over and
 * nobody stands in: the next who can decide is asked instead of after a wait for nothing. Whoever is back in time is
 * waited for. The last executives are waited for in any case: after them comes nobody.
 */
export function skippingTheAbsent(request: Request, context: Context): readonly RequestEvent[] {
  const events: RequestEvent[] = []
  let state = request
  for (let next = step(state, context); next.length > 0; next = step(state, context)) {
    events.push(...next)
    state = next.reduce<Request>(evolve, state)
  }
  return events
}

function step(request: Request, context: Context): readonly RequestEvent[] {
  const { away } = context
  if (away === undefined) return []
  const stamp = stampOf(context, 'clock')
  if (request.status === 'in_review') {
    const groups = groupsThatAre(request, 'pending').filter((group) => isHopeless(request, group, context))
    if (groups.length === 0) return []
    const mediation = mediationDeadline(request.policy, context)
    // A mediation without those whose word is missing would be another wait for nothing.
    return [
      { type: 'deadlocked', kind: 'stalled', groups, mediation, everybodyAway: true, ...stamp },
      escalation(request, 1, 'everybody_away', context, stamp),
    ]
  }
  if (request.status === 'escalated' && request.level < request.policy.executives.length) {
    const back = away.executives[request.level]
    const isThere = back === undefined || back < request.respondBy.dueAt
    return isThere ? [] : [escalation(request, request.level + 1, 'everybody_away', context, stamp)]
  }
  return []
}

function isHopeless(
  request: Extract<Request, { readonly status: 'in_review' }>,
  group: GroupId,
  { away }: Context,
): boolean {
  const back = away?.groups[group]
  const deadline = request.review[group]
  return back !== undefined && deadline !== undefined && back >= deadline.dueAt
}
