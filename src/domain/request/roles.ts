/** Who may do what, whatever the request's status. Each check gives null for "may", or why not. */
import type { GroupId } from '../flavour.ts'
import type { Actor } from './actor.ts'
import { refusal } from './outcome.ts'
import type { Refusal } from './refusal.ts'
import { hasTurn } from './stages.ts'
import type { Dossier } from './state.ts'

/** Guests, strangers from other organisations, bots and deactivated accounts may do nothing at all. */
export function standingRefusal(actor: Actor): Refusal | null {
  return actor.standing === 'active' ? null : refusal(actor.standing)
}

export function requesterRefusal(request: Dossier, actor: Actor): Refusal | null {
  return actor.person === request.requester ? null : refusal('not_requester')
}

/** To speak for a group: a member now, not the requester, and never heard for another group on this request. */
export function reviewerRefusal(request: Dossier, actor: Actor, group: GroupId): Refusal | null {
  if (actor.person === request.requester) return refusal('own_request')
  if (!isGroupOf(request, group) || !actor.groups.includes(group)) return refusal('not_reviewer')
  const spokeForAnother = [...request.decisions, ...request.voided].some(
    (record) => record.reviewer === actor.person && record.group !== group,
  )
  return spokeForAnother ? refusal('two_groups') : null
}

/** Groups of a later stage do not speak before those of the earlier ones have approved. */
export function turnRefusal(request: Dossier, group: GroupId): Refusal | null {
  return hasTurn(request, group) ? null : refusal('not_your_turn')
}

/** To rule: an executive of any level, neither the requester nor one of the people who decided before. */
export function executiveRefusal(request: Dossier, actor: Actor): Refusal | null {
  if (actor.person === request.requester) return refusal('own_request')
  if (actor.executiveLevels.length === 0) return refusal('not_executive')
  const decided = [...request.decisions, ...request.voided].some(({ reviewer }) => reviewer === actor.person)
  return decided ? refusal('decided_as_reviewer') : null
}

/** To stop something risky: anyone who may decide on requests like this one, except the requester. */
export function guardianRefusal(request: Dossier, actor: Actor): Refusal | null {
  if (actor.person === request.requester) return refusal('own_request')
  const reviewer = actor.groups.some((group) => isGroupOf(request, group))
  return reviewer || actor.executiveLevels.length > 0 ? null : refusal('not_reviewer')
}

export function isGroupOf(request: Dossier, group: string): boolean {
  return Object.hasOwn(request.policy.groups, group)
}
