import type { GroupId } from '../flavour.ts'
import type { DecisionRecord, GroupOutcome } from './decision.ts'
import type { GroupPolicy } from './policy.ts'
import { hasTurn } from './stages.ts'
import type { Dossier } from './state.ts'

/**
 * How a group stands after these decisions of its reviewers, in order of arrival. Whatever settles it first holds:
 * a later decision of a colleague does not undo it. One change request settles at once, because revising voids
 * every other decision anyway.
 */
export function outcomeOf(policy: GroupPolicy, decisions: readonly DecisionRecord[]): GroupOutcome {
  let approvals = 0
  let rejections = 0
  for (const { decision } of decisions) {
    if (decision.verb === 'request_changes') return 'changes_requested'
    if (decision.verb === 'reject') rejections += 1
    else approvals += 1
    if (rejections >= policy.rejections) return 'rejected'
    if (approvals >= policy.quorum) return approvalOf(decisions)
  }
  return 'pending'
}

/** Conditions of any approving colleague bind, also those of one whose approval was not needed for the quorum. */
function approvalOf(decisions: readonly DecisionRecord[]): GroupOutcome {
  const conditional = decisions.some(({ decision }) => decision.verb === 'approve_with_conditions')
  return conditional ? 'approved_with_conditions' : 'approved'
}

/** How each required group stands on the current revision, in the policy's order. */
export function groupOutcomes(request: Dossier): Readonly<Record<GroupId, GroupOutcome>> {
  return Object.fromEntries(
    Object.entries(request.policy.groups).map(([group, policy]) => [
      group,
      outcomeOf(
        policy,
        request.decisions.filter((record) => record.group === group),
      ),
    ]),
  )
}

/** The groups that stand in one of these ways, in the policy's order. */
export function groupsThatAre(request: Dossier, ...outcomes: readonly GroupOutcome[]): readonly GroupId[] {
  return Object.entries(groupOutcomes(request))
    .filter(([, outcome]) => outcomes.includes(outcome))
    .map(([group]) => group)
}

/** True when every required group stands in one of these ways, also those that have not been asked yet. */
export function everyGroupIs(request: Dossier, ...outcomes: readonly GroupOutcome[]): boolean {
  return Object.values(groupOutcomes(request)).every((outcome) => outcomes.includes(outcome))
}

/** True when every group that has been asked so far stands in one of these ways. */
export function everyAskedGroupIs(request: Dossier, ...outcomes: readonly GroupOutcome[]): boolean {
  return Object.entries(groupOutcomes(request)).every(
    ([group, outcome]) => !hasTurn(request, group) || outcomes.includes(outcome),
  )
}
