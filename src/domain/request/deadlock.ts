import type { GroupId } from '../flavour.ts'
import type { Context } from './commands.ts'
import { executiveDeadline, mediationDeadline } from './deadlines.ts'
import type { DeadlockKind } from './decision.ts'
import type { RequestEvent } from './events.ts'
import type { Stamp } from './outcome.ts'
import { groupsThatAre } from './quorum.ts'
import { currentRevision } from './revision.ts'
import type { Dossier } from './state.ts'

/** The groups in conflict, in the policy's order: some approve and some reject. Empty while nobody disagrees. */
export function conflictingGroups(request: Dossier): readonly GroupId[] {
  const approving = groupsThatAre(request, 'approved', 'approved_with_conditions')
  const rejecting = groupsThatAre(request, 'rejected')
  if (approving.length === 0 || rejecting.length === 0) return []
  return Object.keys(request.policy.groups).filter((id) => approving.includes(id) || rejecting.includes(id))
}

/** The groups whose word the requester contests. */
export function contestedGroups(request: Dossier, of: 'rejection' | 'conditions'): readonly GroupId[] {
  return groupsThatAre(request, of === 'rejection' ? 'rejected' : 'approved_with_conditions')
}

/**
 * What a new deadlock leads to: mediation, or the executive at once where the current revision was in mediation
 * before. Bounded time is promised: nobody gets to talk about the same content twice.
 */
export function openDeadlock(
  request: Dossier,
  kind: DeadlockKind,
  groups: readonly GroupId[],
  context: Context,
  stamp: Stamp,
): RequestEvent {
  if (wasMediated(request)) {
    const escalated = escalation(request, 1, 'mediation_used', context, stamp)
    // What is contested stands in the request itself.
    return kind === 'contested' ? escalated : { ...escalated, deadlock: { kind, groups } }
  }
  return { type: 'deadlocked', kind, groups, mediation: mediationDeadline(request.policy, context), ...stamp }
}

export function escalation(
  request: Dossier,
  level: number,
  because: 'mediation_ended' | 'mediation_used' | 'executive_silent' | 'everybody_away',
  context: Context,
  stamp: Stamp,
): Extract<RequestEvent, { readonly type: 'escalated' }> {
  const respondBy = executiveDeadline(request.policy, level, context)
  return { type: 'escalated', level, because, respondBy, ...stamp }
}

function wasMediated(request: Dossier): boolean {
  const { number } = currentRevision(request)
  return request.deadlocks.some(({ revision }) => revision === number)
}
