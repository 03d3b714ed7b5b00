/** Who may do what, whatever the request's status. Each check gives null for "may", or why not. */
import type { GroupId } from '../flavour.ts'
import type { Actor } from './actor.ts'
import { refusal } from './outcome.ts'
import type { Refusal } from './refusal.ts'
import { hasTurn } from './stages.ts'
import type { Dossier } from './state.ts'
import { groupsOf, heardBefore, levelsOf, type Voice, voicesFor } from './voice.ts'

/** Guests, strangers from other organisations, bots and deactivated accounts may do nothing at all. */
export function standingRefusal(actor: Actor): Refusal | null {
  return actor.standing === 'active' ? null : refusal(actor.standing)
}

export function requesterRefusal(request: Dossier, actor: Actor): Refusal | null {
  return actor.person === request.requester ? null : refusal('not_requester')
}

/** To speak for a group: a member now or a member's delegate, not the requester, and never heard for another group on this request. */
export function reviewerRefusal(request: Dossier, actor: Actor, group: GroupId): Refusal | null {
  if (actor.person === request.requester) return refusal('own_request')
  if (!isGroupOf(request, group) || voicesFor(request, actor, group).length === 0)
    return refusal('not_reviewer')
  return voiceFor(request, actor, group) === null ? refusal('two_groups') : null
}

/**
 * With whose authority the person speaks for the group: of several whom they stand in for, one that was not heard on
 * this revision. Null where there is none that was never heard for another group on this request.
 */
export function voiceFor(request: Dossier, actor: Actor, group: GroupId): Voice | null {
  const heard = [...request.decisions, ...request.voided]
  const voices = voicesFor(request, actor, group).filter((voice) =>
    heardBefore(heard, voice).every((record) => record.group === group),
  )
  return voices.find((voice) => heardBefore(request.decisions, voice).length === 0) ?? voices[0] ?? null
}

/** Groups of a later stage do not speak before those of the earlier ones have approved. */
export function turnRefusal(request: Dossier, group: GroupId): Refusal | null {
  return hasTurn(request, group) ? null : refusal('not_your_turn')
}

/** To rule: an executive of any level, neither the requester nor one of the people who decided before. */
export function executiveRefusal(request: Dossier, actor: Actor): Refusal | null {
  if (actor.person === request.requester) return refusal('own_request')
  const decided = heardBefore([...request.decisions, ...request.voided], { by: actor.person })
  if (levelsOf(request, actor).length === 0) return refusal('not_executive')
  return decided.length > 0 ? refusal('decided_as_reviewer') : null
}

/** To stop something risky: anyone who may decide on requests like this one, except the requester. */
export function guardianRefusal(request: Dossier, actor: Actor): Refusal | null {
  if (actor.person === request.requester) return refusal('own_request')
  const reviewer = groupsOf(request, actor).some((group) => isGroupOf(request, group))
  return reviewer || levelsOf(request, actor).length > 0 ? null : refusal('not_reviewer')
}

export function isGroupOf(request: Dossier, group: string): boolean {
  return Object.hasOwn(request.policy.groups, group)
}
