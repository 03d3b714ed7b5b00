/** What others may ask about a request. Everything is computed from the state; nothing here decides anything. */
import type { GroupId, Instant, PersonId } from '../flavour.ts'
import type { Actor } from './actor.ts'
import type { Deadline } from './deadline.ts'
import { undoUntil } from './decide/undo.ts'
import { nextLookAt, runningDeadlines } from './due.ts'
import type { DeadlineKey } from './events.ts'
import { groupsThatAre } from './quorum.ts'
import { isGroupOf } from './roles.ts'
import { unmetSlot } from './slot.ts'
import { hasTurn, stageOf } from './stages.ts'
import type { Request } from './state.ts'
import { groupsOf, heardBefore } from './voice.ts'

export { type AllowedVerb, allowedVerbs } from './allowed.ts'
export { mergedConditions } from './conditions.ts'
export { groupsToAssign } from './decide/assign.ts'
export { undoUntil } from './decide/undo.ts'
export { groupsToWiden } from './due.ts'
export { groupOutcomes } from './quorum.ts'
export { currentRevision } from './revision.ts'
export { type RuleChange, ruleChanges } from './rule-changes.ts'
export { isSlotMissed, plannedSlot } from './slot.ts'
export { groupsOfStage, hasTurn, stageOf, stagesOf } from './stages.ts'
export { isOpen } from './status.ts'
export { approvalFor, mostTogether } from './together.ts'
export { groupsOf, heardBefore, levelsOf } from './voice.ts'

/** When the request next needs `pass_time`: its nearest reminder, deadline or planned slot. Null when it rests for good. */
export function nextDueAt(request: Request): Instant | null {
  const slot = unmetSlot(request)
  const looks = [
    ...runningDeadlines(request).map((running) => nextLookAt(request, running)),
    ...(slot === null ? [] : [slot]),
  ]
  return looks.length === 0 ? null : Math.min(...looks)
}

/** The groups that have been asked on the current revision, whether they have decided or not. */
export function groupsAsked(request: Request): readonly GroupId[] {
  return Object.keys(request.policy.groups).filter((group) => hasTurn(request, group))
}

/** Who of a group is asked; null for everybody who belongs to it. */
export function askedOf(request: Request, group: GroupId): readonly PersonId[] | null {
  const assignment = request.assigned[group]
  return assignment === undefined || assignment.because === 'widened' ? null : assignment.people
}

/**
 * The nearest deadline that a person must meet, and whom it waits for: in review every group still pending, in
 * mediation the groups concerned, otherwise none (the key says who). Null when nobody is waited for.
 */
export function waitingFor(
  request: Request,
): { readonly key: DeadlineKey; readonly dueAt: Instant; readonly groups: readonly GroupId[] } | null {
  const running = runningDeadlines(request)
  const [first, ...others] = running
  if (first === undefined) return null
  const nearest = others.reduce(
    (near, other) => (other.deadline.dueAt < near.deadline.dueAt ? other : near),
    first,
  )
  return {
    key: nearest.key,
    dueAt: nearest.deadline.dueAt,
    groups: running.flatMap(({ groups }) => groups),
  }
}

/** When this deadline passes; null when it does not run (any more). */
export function deadlineOf(request: Request, key: DeadlineKey): Deadline | null {
  return runningDeadlines(request).find((running) => running.key === key)?.deadline ?? null
}

/**
 * Whether this reader may see another group's decision now (independent votes). The requester, executives on an
 * escalated request and observers of a final state see everything; a reviewer of a group that is still pending, with
 * no decision of their own on this revision, sees no other group's decision while `in_review`, except those of earlier
 * stages: to know them is what coming later is for. Neither does somebody who could still take their own decision back:
 * else one could decide, look, and decide otherwise.
 */
export function maySeeDecisionOf(request: Request, reader: Actor, group: GroupId, at: Instant): boolean {
  const isHiding = request.policy.independentVotes && request.status === 'in_review'
  const groups = groupsOf(request, reader)
  if (!isHiding || reader.person === request.requester || groups.includes(group)) return true
  if (request.undoable?.by === reader.person && at < (undoUntil(request) ?? 0)) return false
  if (heardBefore(request.decisions, { by: reader.person }).length > 0) return true
  const pending = groupsThatAre(request, 'pending')
  const stage = stageOf(request.policy, group)
  return !groups.some(
    (own) => isGroupOf(request, own) && pending.includes(own) && stageOf(request.policy, own) <= stage,
  )
}
