import type { Actor } from '../actor.ts'
import type { Context, StatePosition } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { requesterRefusal, reviewerRefusal, turnRefusal, voiceFor } from '../roles.ts'
import type { Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'
import { isBlank } from '../text.ts'

/** In mediation: what one side would accept. It is recorded and shown, and settles nothing by itself. */
export function statePosition(
  command: StatePosition,
  request: Request,
  context: Context,
): Outcome<RequestEvent> {
  const { actor, side, wouldAccept } = command
  const refusing =
    statePositionRefusal(request, actor, side) ??
    staleRefusal(request, command.digest) ??
    (isBlank(wouldAccept) ? refusal('would_accept_required') : null)
  if (refusing !== null) return refused(refusing)
  const last = request.positions.findLast((position) => position.side === side)
  if (last?.by === actor.person && last.wouldAccept === wouldAccept) return repeated
  const { onBehalfOf } = side === 'requester' ? {} : (voiceFor(request, actor, side) ?? {})
  const lent = onBehalfOf === undefined ? {} : { onBehalfOf }
  return accepted({ type: 'position_stated', side, wouldAccept, ...lent, ...stampOf(context, actor.person) })
}

export function statePositionRefusal(
  request: Request,
  actor: Actor,
  side: StatePosition['side'],
): Refusal | null {
  const barred =
    side === 'requester' ? requesterRefusal(request, actor) : reviewerRefusal(request, actor, side)
  if (barred !== null) return barred
  if (request.status !== 'deadlocked') return notNow(request)
  return side === 'requester' ? null : turnRefusal(request, side)
}
