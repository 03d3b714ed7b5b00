import type { Actor } from '../actor.ts'
import type { Context, MeetCondition } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { isGroupOf } from '../roles.ts'
import type { Obligation, Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'
import { groupsOf, type Voice, voicesFor } from '../voice.ts'

/** The owner of an obligation, or of what a requester who left owed the group that asked for it, says that it is met; also after publication, where it is due then. */
export function meetCondition(
  command: MeetCondition,
  request: Request,
  context: Context,
): Outcome<RequestEvent> {
  const { actor, condition, evidence, digest } = command
  const met = obligationsOf(request).find(({ id }) => id === condition)?.met
  const stale = staleRefusal(request, digest)
  const isRepeated = met?.by === actor.person && met.evidence === evidence
  if (stale === null && isRepeated) return repeated
  const refusing = meetConditionRefusal(request, actor, condition) ?? stale
  if (refusing !== null) return refused(refusing)
  const { onBehalfOf } = ownerVoice(request, actor, condition)
  const lent = onBehalfOf === undefined ? {} : { onBehalfOf }
  return accepted({ type: 'condition_met', condition, evidence, ...lent, ...stampOf(context, actor.person) })
}

export function meetConditionRefusal(request: Request, actor: Actor, condition: string): Refusal | null {
  if (request.status !== 'approved' && request.status !== 'published') return notNow(request)
  const obligation = obligationsOf(request).find(({ id }) => id === condition)
  if (obligation === undefined) return refusal('unknown_condition')
  return ownerRefusal(request, actor, obligation) ?? (obligation.met === null ? null : alreadyMet())
}

export function obligationsOf(request: Request): readonly Obligation[] {
  return request.status === 'approved' || request.status === 'published' ? request.approval.obligations : []
}

/** What a group must do is not confirmed by the requester, even one who is a member of that group. */
function ownerRefusal(request: Request, actor: Actor, { owner, from }: Obligation): Refusal | null {
  const isRequester = actor.person === request.requester
  const isRequesters = owner === 'requester' && request.requesterLeft === null
  if (isRequesters || (owner === 'requester' && isRequester))
    return isRequester ? null : refusal('not_condition_owner')
  if (isRequester) return refusal('own_request')
  const groups = groupsOf(request, actor).filter((group) => isGroupOf(request, group))
  const isOwner = from === 'executive' ? groups.length > 0 : groups.includes(from)
  return isOwner ? null : refusal('not_condition_owner')
}

/** With whose authority somebody who may confirm it does. */
function ownerVoice(request: Request, actor: Actor, condition: string): Voice {
  const from = obligationsOf(request).find(({ id }) => id === condition)?.from
  if (actor.person === request.requester || from === undefined) return { by: actor.person }
  const groups = from === 'executive' ? Object.keys(request.policy.groups) : [from]
  const voices = groups.flatMap((group) => voicesFor(request, actor, group))
  return voices.find(({ onBehalfOf }) => onBehalfOf === undefined) ?? voices[0] ?? { by: actor.person }
}

function alreadyMet(): Refusal {
  return refusal('condition_already_met')
}
