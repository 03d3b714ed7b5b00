import type { Context } from './commands.ts'
import { mergedConditions, wereContested } from './conditions.ts'
import { contestDeadline, requesterDeadline, reviewDeadlines, validityDeadline } from './deadlines.ts'
import { conflictingGroups, openDeadlock } from './deadlock.ts'
import type { Condition } from './decision.ts'
import type { RequestEvent } from './events.ts'
import type { Stamp } from './outcome.ts'
import { everyAskedGroupIs, groupsThatAre } from './quorum.ts'
import { currentRevision } from './revision.ts'
import { stageAfter } from './stages.ts'
import type { Dossier, Request } from './state.ts'

/** What follows from the decisions as they stand now; call it after each new one. */
export function settle(request: Request, context: Context, stamp: Stamp): readonly RequestEvent[] {
  switch (request.status) {
    case 'in_review':
      return settleReview(request, context, stamp)
    case 'deadlocked':
      return settleMediation(request, context, stamp)
    default:
      return []
  }
}

function settleReview(request: Request, context: Context, stamp: Stamp): readonly RequestEvent[] {
  const asking = groupsThatAre(request, 'changes_requested')
  if (asking.length > 0) {
    if (currentRevision(request).number > request.policy.mediation.rounds) {
      return [openDeadlock(request, 'rounds', asking, context, stamp)]
    }
    return [{ type: 'changes_requested', respondBy: requesterDeadline(request.policy, context), ...stamp }]
  }
  if (everyAskedGroupIs(request, 'approved', 'approved_with_conditions'))
    return [nextStage(request, context, stamp) ?? agreement(request, context, stamp)]
  if (everyAskedGroupIs(request, 'rejected')) return [rejection(request, context, stamp)]
  const conflicting = conflictingGroups(request)
  return conflicting.length > 0 ? [openDeadlock(request, 'disagreement', conflicting, context, stamp)] : []
}

/** Agreement ends a deadlock at once; anything else leaves it, and the end of the mediation, as it was. */
function settleMediation(
  request: Request & { readonly status: 'deadlocked' },
  context: Context,
  stamp: Stamp,
): readonly RequestEvent[] {
  const resolved: RequestEvent = { type: 'deadlock_resolved', ...stamp }
  if (everyAskedGroupIs(request, 'approved', 'approved_with_conditions')) {
    const opened = nextStage(request, context, stamp)
    if (opened !== null) return [resolved, opened]
    const conditions = mergedConditions(request)
    // To offer again, word for word, what was just contested would be no way forward.
    if (conditions.length > 0 && wereContested(request, conditions)) return []
    return [resolved, agreement(request, context, stamp)]
  }
  // A contested rejection that all groups uphold is for the executive: that is what contesting asks for.
  if (request.deadlock.kind !== 'contested' && everyAskedGroupIs(request, 'rejected')) {
    return [resolved, rejection(request, context, stamp)]
  }
  return []
}

/** The groups that are asked after those who have approved; null where none are left. */
function nextStage(request: Dossier, context: Context, stamp: Stamp): RequestEvent | null {
  const stage = stageAfter(request.policy, request.stage)
  if (stage === null) return null
  return { type: 'stage_opened', stage, review: reviewDeadlines(request.policy, stage, context), ...stamp }
}

/** All groups approve: approved, or first the requester's word on the conditions. */
function agreement(request: Dossier, context: Context, stamp: Stamp): RequestEvent {
  const conditions = mergedConditions(request)
  if (conditions.length === 0) return approval(request, 'quorum', [], context, stamp)
  const respondBy = requesterDeadline(request.policy, context)
  return { type: 'conditions_offered', conditions, respondBy, ...stamp }
}

function rejection(request: Dossier, context: Context, stamp: Stamp): RequestEvent {
  return { type: 'rejected', contestBy: contestDeadline(request.policy, context), ...stamp }
}

/** The only maker of approvals; every caller has established its basis by a person's command. */
export function approval(
  request: Dossier,
  basis: 'quorum' | 'conditions_accepted' | 'ruling',
  conditions: readonly Condition[],
  context: Context,
  stamp: Stamp,
): RequestEvent {
  return { type: 'approved', basis, conditions, valid: validityDeadline(request.policy, context), ...stamp }
}
