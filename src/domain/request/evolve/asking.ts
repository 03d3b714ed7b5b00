import { isGroupOf } from '../roles.ts'
import { hasTurn } from '../stages.ts'
import type { Request } from '../state.ts'
import { type EventOf, entering, impossible } from './dossier.ts'

/** A later stage begins, in a review that goes on or after the agreement that ended a mediation. */
export function stageOpened(state: Request, event: EventOf<'stage_opened'>): Request {
  const { stage, review } = event
  if (state.status !== 'in_review' && state.status !== 'deadlocked') return impossible(state, event)
  if (stage <= state.stage) return impossible(state, event)
  return { ...entering(state), status: 'in_review', stage, review }
}

export function assigned(state: Request, event: EventOf<'assigned'>): Request {
  const { group, people, because, at } = event
  if (!isGroupOf(state, group) || !hasTurn(state, group)) return impossible(state, event)
  return { ...state, assigned: { ...state.assigned, [group]: { people, because, at } } }
}
