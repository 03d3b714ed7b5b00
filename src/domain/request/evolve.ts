import type { RequestEvent } from './events.ts'
import { approved, conditionMet, published, revoked } from './evolve/approval.ts'
import { assigned, stageOpened } from './evolve/asking.ts'
import { contested, deadlocked, escalated, positionStated } from './evolve/conflict.ts'
import { opened, revised } from './evolve/content.ts'
import { decided } from './evolve/decisions.ts'
import { counted, type EventOf, entering, impossible, lentIn } from './evolve/dossier.ts'
import { handedBack, taken } from './evolve/taken.ts'
import { undoableAfter, undone } from './evolve/undo.ts'
import type { Request, RequestState } from './state.ts'

/** The next state. Total over events; throws only for a history that cannot have happened. */
export function evolve(state: RequestState, event: RequestEvent): Request {
  if (event.type === 'submitted') return state === null ? opened(event) : impossible(state, event)
  if (state === null) return impossible(state, event)
  if (event.type === 'decision_undone') return undone(state, event)
  return { ...next(counted(state, event), event), undoable: undoableAfter(state, event) }
}

/** Events that lead to another status. `state` already counts the event. */
function next(
  state: Request,
  event: Exclude<RequestEvent, { readonly type: 'submitted' | 'decision_undone' }>,
): Request {
  switch (event.type) {
    case 'revised':
      return revised(state, event)
    case 'stage_opened':
      return stageOpened(state, event)
    case 'changes_requested':
      return { ...entering(state), status: 'changes_requested', respondBy: event.respondBy }
    case 'conditions_offered': {
      const { conditions, respondBy } = event
      return { ...entering(state), status: 'conditions_offered', conditions, respondBy }
    }
    case 'rejected':
      return { ...entering(state), status: 'rejected', rejectedAt: event.at, contestBy: event.contestBy }
    case 'rejection_final':
      if (state.status !== 'rejected') return impossible(state, event)
      return { ...entering(state), status: 'rejected', rejectedAt: state.rejectedAt, contestBy: null }
    case 'deadlocked':
      return deadlocked(state, event)
    case 'escalated':
      return escalated(state, event)
    case 'approved':
      return approved(state, event)
    case 'published':
      return published(state, event)
    case 'revoked':
      return revoked(state, event)
    case 'withdrawn': {
      const { reason, by, at } = event
      return { ...entering(state), status: 'withdrawn', reason, by, ...lentIn(event), endedAt: at }
    }
    case 'lapsed':
      return { ...entering(state), status: 'lapsed', because: event.because, endedAt: event.at }
    default:
      return noted(state, event)
  }
}

type Noted = EventOf<
  | 'decided'
  | 'assigned'
  | 'conditions_accepted'
  | 'deadlock_resolved'
  | 'contested'
  | 'position_stated'
  | 'ruled'
  | 'condition_met'
  | 'rescheduled'
  | 'slot_missed'
  | 'taken'
  | 'handed_back'
  | 'requester_left'
  | 'requester_returned'
  | 'reminded'
>

/** Events that are noted within a status. */
function noted(state: Request, event: Noted): Request {
  switch (event.type) {
    case 'decided':
      return decided(state, event)
    case 'assigned':
      return assigned(state, event)
    // Both only leave a trace: the event that follows in the same commit says what became of the request.
    case 'conditions_accepted':
    case 'deadlock_resolved':
      return state
    case 'contested':
      return contested(state, event)
    case 'position_stated':
      return positionStated(state, event)
    case 'ruled': {
      const { level, ruling, at, by } = event
      return { ...state, rulings: [...state.rulings, { by, ...lentIn(event), level, at, ruling }] }
    }
    case 'condition_met':
      return conditionMet(state, event)
    case 'rescheduled':
      return { ...state, rescheduledTo: event.slot }
    case 'slot_missed':
      return { ...state, slotMissed: event.slot }
    case 'taken':
      return taken(state, event)
    case 'handed_back':
      return handedBack(state, event)
    case 'requester_left':
      return { ...state, requesterLeft: event.at }
    case 'requester_returned':
      return { ...state, requesterLeft: null }
    case 'reminded':
      return { ...state, reminded: { ...state.reminded, [event.about]: event.step } }
    default:
      return event satisfies never
  }
}

/** Replays a request's history, oldest event first. Null for an empty history. */
export function fold(events: Iterable<RequestEvent>): RequestState {
  let state: RequestState = null
  for (const event of events) state = evolve(state, event)
  return state
}
