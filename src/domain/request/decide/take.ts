import type { GroupId, PersonId } from '../../flavour.ts'
import type { Actor } from '../actor.ts'
import type { Context, HandBack, Take } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { reviewerRefusal, turnRefusal } from '../roles.ts'
import type { Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'
import { settledRefusal } from './review.ts'

/**
 * A reviewer says that they look after it for their group. It binds nobody: the others may still decide, or take it over.
 * Taking what one has taken changes nothing.
 */
export function take(command: Take, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, group } = command
  const refusing = takeRefusal(request, actor, group) ?? staleRefusal(request, command.digest)
  if (refusing !== null) return refused(refusing)
  if (takerOf(request, group) === actor.person) return repeated
  return accepted({ type: 'taken', group, ...stampOf(context, actor.person) })
}

export function takeRefusal(request: Request, actor: Actor, group: GroupId): Refusal | null {
  return (
    reviewerRefusal(request, actor, group) ??
    (request.status === 'in_review' ? null : notNow(request)) ??
    turnRefusal(request, group) ??
    settledRefusal(request, actor, group)
  )
}

/** Whoever took it gives it back to the whole group. */
export function handBack(command: HandBack, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, group } = command
  const refusing = handBackRefusal(request, actor, group) ?? staleRefusal(request, command.digest)
  if (refusing !== null) return refused(refusing)
  return accepted({ type: 'handed_back', group, because: 'returned', ...stampOf(context, actor.person) })
}

export function handBackRefusal(request: Request, actor: Actor, group: GroupId): Refusal | null {
  const barred = takeRefusal(request, actor, group)
  if (barred !== null) return barred
  return takerOf(request, group) === actor.person ? null : refusal('not_taken')
}

/** What people took who are gone now, or away, goes back to their groups by itself. */
export function released(
  request: Request,
  gone: readonly PersonId[],
  context: Context,
): readonly RequestEvent[] {
  if (request.status !== 'in_review') return []
  return Object.entries(request.taken)
    .filter(([, { by }]) => gone.includes(by))
    .map(([group]) => ({ type: 'handed_back', group, because: 'gone', ...stampOf(context, 'clock') }))
}

const takerOf = (request: Request, group: GroupId): PersonId | null => request.taken[group]?.by ?? null
