/** Ending a request: the requester, or others after they have left, withdraw it, or those who watch the risk revoke its approval. */
import type { Actor } from '../actor.ts'
import type { Context, Revoke, Withdraw } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { guardianRefusal, requesterRefusal } from '../roles.ts'
import type { Request } from '../state.ts'
import { isOpen, notNow, staleRefusal } from '../status.ts'
import { isBlank } from '../text.ts'
import { guardianVoice } from '../voice.ts'

export function withdraw(command: Withdraw, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, reason } = command
  const barred = withdrawerRefusal(request, actor)
  if (barred !== null) return refused(barred)
  if (request.status === 'withdrawn' && request.by === actor.person) return repeated
  if (!isOpen(request)) return refused(notNow(request))
  if (actor.person === request.requester)
    return accepted({ type: 'withdrawn', reason, ...stampOf(context, actor.person) })
  // Whoever ends what somebody else asked for says why.
  if (isBlank(reason)) return refused(refusal('reason_required'))
  return accepted({ type: 'withdrawn', reason, ...lentTo(request, actor), ...stampOf(context, actor.person) })
}

export function withdrawRefusal(request: Request, actor: Actor): Refusal | null {
  return withdrawerRefusal(request, actor) ?? (isOpen(request) ? null : notNow(request))
}

/** Nobody but the requester, as long as they can be reached; then whoever may decide on it. */
function withdrawerRefusal(request: Request, actor: Actor): Refusal | null {
  const isOrphaned = request.requesterLeft !== null && actor.person !== request.requester
  return isOrphaned ? guardianRefusal(request, actor) : requesterRefusal(request, actor)
}

function lentTo(request: Request, actor: Actor) {
  const { onBehalfOf } = guardianVoice(request, actor)
  return onBehalfOf === undefined ? {} : { onBehalfOf }
}

/** The risk has changed: the approval ends, also that of what is published already. */
export function revoke(command: Revoke, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, reason, digest } = command
  const barred = guardianRefusal(request, actor)
  if (barred !== null) return refused(barred)
  const isRepeated = request.status === 'revoked' && request.by === actor.person && request.reason === reason
  if (isRepeated) return repeated
  const refusing =
    revokeRefusal(request, actor) ??
    staleRefusal(request, digest) ??
    (isBlank(reason) ? refusal('reason_required') : null)
  if (refusing !== null) return refused(refusing)
  return accepted({ type: 'revoked', reason, ...lentTo(request, actor), ...stampOf(context, actor.person) })
}

export function revokeRefusal(request: Request, actor: Actor): Refusal | null {
  const revocable = request.status === 'approved' || request.status === 'published'
  return guardianRefusal(request, actor) ?? (revocable ? null : notNow(request))
}
