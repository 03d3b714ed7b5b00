import type { Request } from '../state.ts'
import { type EventOf, entering, impossible } from './dossier.ts'

export function opened(event: EventOf<'submitted'>): Request {
  const { request, number, content, digest, screening, policy, review, at, by } = event
  return {
    status: 'in_review',
    review,
    id: request,
    number,
    requester: by,
    submittedAt: at,
    policy,
    revisions: [{ number: 1, content, digest, submittedAt: at }],
    screening,
    decisions: [],
    voided: [],
    positions: [],
    contest: null,
    deadlocks: [],
    rulings: [],
    rescheduledTo: null,
    slotMissed: null,
    reminded: {},
    undoable: null,
    undone: [],
    version: 1,
    lastEventAt: at,
  }
}

/** Voids every decision. Without new review deadlines a mediation goes on, now about this revision. */
export function revised(state: Request, event: EventOf<'revised'>): Request {
  const { revision: number, content, digest, screening, review, at } = event
  const renewed = {
    revisions: [...state.revisions, { number, content, digest, submittedAt: at }],
    screening,
    decisions: [],
    voided: [...state.voided, ...state.decisions],
    rescheduledTo: null,
  }
  if (review !== null) return { ...entering(state), ...renewed, status: 'in_review', review }
  if (state.status !== 'deadlocked') return impossible(state, event)
  const deadlock = { ...state.deadlock, revision: number }
  return { ...state, ...renewed, deadlock, deadlocks: [...state.deadlocks.slice(0, -1), deadlock] }
}
