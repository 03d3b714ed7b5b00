import type { Instant } from '../../flavour.ts'
import type { Actor } from '../actor.ts'
import type { Context, Undo } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import type { Request } from '../state.ts'
import { staleRefusal } from '../status.ts'

/**
 * Takes a mis-click back, with everything that followed from it alone. It never leads to an approval: what it goes back
 * to was open for a decision. Membership is not asked about: a word is its author's to take back.
 */
export function undo(command: Undo, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, act, digest } = command
  if (request.undone.some((each) => each.act === act && each.by === actor.person)) return repeated
  const refusing = undoRefusal(request, actor, act, context.at) ?? staleRefusal(request, digest)
  if (refusing !== null || request.undoable === null) {
    return refused(refusing ?? refusal('undo_overtaken'))
  }
  const { of } = request.undoable
  return accepted({ type: 'decision_undone', act, of, ...stampOf(context, actor.person) })
}

export function undoRefusal(request: Request, actor: Actor, act: number, at: Instant): Refusal | null {
  const { undoable } = request
  if (undoable?.act !== act) return refusal(hasSpoken(request, actor) ? 'undo_overtaken' : 'undo_not_yours')
  if (undoable.by !== actor.person) return refusal('undo_not_yours')
  return at < (undoUntil(request) ?? 0) ? null : refusal('undo_late')
}

/** When the latest act can no longer be taken back; null when there is none to take back. */
export function undoUntil({ undoable, policy }: Request): Instant | null {
  if (undoable === null || policy.undo === undefined) return null
  return undoable.at + policy.undo.within.milliseconds
}

function hasSpoken(request: Request, { person }: Actor): boolean {
  return (
    (request.requester === person && acceptedConditions(request)) ||
    [...request.decisions, ...request.voided].some(({ reviewer }) => reviewer === person) ||
    request.positions.some(({ by }) => by === person)
  )
}

function acceptedConditions(request: Request): boolean {
  const approval = 'approval' in request ? request.approval : null
  return approval?.basis === 'conditions_accepted'
}
