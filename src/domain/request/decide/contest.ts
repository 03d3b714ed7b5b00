import type { Instant } from '../../flavour.ts'
import type { Actor } from '../actor.ts'
import type { Contest, Context } from '../commands.ts'
import { contestedGroups, openDeadlock } from '../deadlock.ts'
import type { RequestEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { accepted, refusal, refused, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { requesterRefusal } from '../roles.ts'
import type { Request } from '../state.ts'
import { isOpen, notNow, staleRefusal } from '../status.ts'
import { isBlank } from '../text.ts'

/** The requester does not accept a rejection, or conditions: once per request, with what would be acceptable. */
export function contest(command: Contest, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, digest, reason, wouldAccept } = command
  const refusal = contestRefusal(request, actor, context.at) ?? staleRefusal(request, digest)
  if (refusal !== null) return refused(refusal)
  const wording = wordingRefusal(command)
  if (wording !== null) return refused(wording)
  const stamp = stampOf(context, actor.person)
  const of = request.status === 'conditions_offered' ? 'conditions' : 'rejection'
  const contested: RequestEvent = { type: 'contested', of, reason, wouldAccept, ...stamp }
  const next = evolve(request, contested)
  return accepted(contested, openDeadlock(next, 'contested', contestedGroups(next, of), context, stamp))
}

export function contestRefusal(request: Request, actor: Actor, at: Instant): Refusal | null {
  const barred = requesterRefusal(request, actor)
  if (barred !== null) return barred
  if (request.status === 'rejected' && request.contestBy === null && !wasRuled(request)) {
    return refusal('contest_closed')
  }
  if (!isOpen(request)) return notNow(request)
  if (request.contest !== null) return refusal('already_contested')
  if (request.status === 'conditions_offered') return null
  if (request.status !== 'rejected') return notNow(request)
  const inTime = request.contestBy !== null && at < request.contestBy.dueAt
  return inTime ? null : refusal('contest_closed')
}

function wordingRefusal({ reason, wouldAccept }: Contest): Refusal | null {
  if (isBlank(reason)) return refusal('reason_required')
  return isBlank(wouldAccept) ? refusal('would_accept_required') : null
}

/** Rejected by an executive: it was never too early or too late to contest that. */
function wasRuled(request: Request): boolean {
  return request.rulings.at(-1)?.ruling.verb === 'reject'
}
