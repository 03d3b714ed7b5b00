/** Ending a request: the requester withdraws it, or those who watch the risk revoke its approval. */
import type { Actor } from '../actor.ts'
import type { Context, Revoke, Withdraw } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { guardianRefusal, requesterRefusal } from '../roles.ts'
import type { Request } from '../state.ts'
import { isOpen, notNow, staleRefusal } from '../status.ts'
import { isBlank } from '../text.ts'

export function withdraw(command: Withdraw, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, reason } = command
  const barred = requesterRefusal(request, actor)
  if (barred !== null) return refused(barred)
  if (request.status === 'withdrawn') return repeated
  if (!isOpen(request)) return refused(notNow(request))
  return accepted({ type: 'withdrawn', reason, ...stampOf(context, actor.person) })
}

export function withdrawRefusal(request: Request, actor: Actor): Refusal | null {
  return requesterRefusal(request, actor) ?? (isOpen(request) ? null : notNow(request))
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
  return accepted({ type: 'revoked', reason, ...stampOf(context, actor.person) })
}

export function revokeRefusal(request: Request, actor: Actor): Refusal | null {
  const revocable = request.status === 'approved' || request.status === 'published'
  return guardianRefusal(request, actor) ?? (revocable ? null : notNow(request))
}
