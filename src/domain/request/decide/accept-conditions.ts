import type { Actor } from '../actor.ts'
import type { AcceptConditions, Context } from '../commands.ts'
import { mergedConditions } from '../conditions.ts'
import type { Condition } from '../decision.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import { everyGroupIs } from '../quorum.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { requesterRefusal } from '../roles.ts'
import { same } from '../same.ts'
import { approval } from '../settle.ts'
import type { Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'

/** The requester agrees to the conditions: as offered, or after all, in the mediation about them. */
export function acceptConditions(
  command: AcceptConditions,
  request: Request,
  context: Context,
): Outcome<RequestEvent> {
  const barred = requesterRefusal(request, command.actor)
  if (barred !== null) return refused(barred)
  const stale = staleRefusal(request, command.digest)
  if (stale === null && wereAccepted(request)) return repeated
  const conditions = conditionsToAccept(request)
  if (conditions === null) return refused(notNow(request))
  if (stale !== null) return refused(stale)
  if (sawOthers(command, conditions)) return refused(refusal('stale_revision'))
  const stamp = stampOf(context, command.actor.person)
  const resolved: RequestEvent[] =
    request.status === 'deadlocked' ? [{ type: 'deadlock_resolved', ...stamp }] : []
  return accepted(
    { type: 'conditions_accepted', ...stamp },
    ...resolved,
    approval(request, 'conditions_accepted', conditions, context, stamp),
  )
}

export function acceptConditionsRefusal(request: Request, actor: Actor): Refusal | null {
  const barred = requesterRefusal(request, actor)
  return barred ?? (conditionsToAccept(request) === null ? notNow(request) : null)
}

/** What the requester can agree to now; null when there is nothing, for example because a group took its yes back. */
function conditionsToAccept(request: Request): readonly Condition[] | null {
  if (request.status === 'conditions_offered') return request.conditions
  const aboutConditions =
    request.status === 'deadlocked' &&
    request.deadlock.kind === 'contested' &&
    request.contest?.of === 'conditions'
  if (!aboutConditions || !everyGroupIs(request, 'approved', 'approved_with_conditions')) return null
  return mergedConditions(request)
}

function sawOthers(command: AcceptConditions, conditions: readonly Condition[]): boolean {
  if (command.conditions === undefined) return false
  const ids = conditions.map(({ id }) => id)
  return !same([...command.conditions].sort(), ids.sort())
}

function wereAccepted(request: Request): boolean {
  return request.status === 'approved' && request.approval.basis === 'conditions_accepted'
}
