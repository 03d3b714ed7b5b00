import { type Rerouting, withGroups } from '../../routing/route.ts'
import { firstStage } from '../stages.ts'
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
    observers: event.observers ?? [],
    submittedAt: at,
    requesterLeft: null,
    policy,
    revisions: [{ number: 1, content, digest, submittedAt: at }],
    screening,
    decisions: [],
    voided: [],
    positions: [],
    contest: null,
    deadlocks: [],
    rulings: [],
    taken: {},
    rescheduledTo: null,
    slotMissed: null,
    stage: firstStage(policy),
    reached: 0,
    escalatedTo: 0,
    assigned: {},
    reminded: {},
    undoable: null,
    undone: [],
    version: 1,
    lastEventAt: at,
  }
}

const joined = (routed: Rerouting | undefined) =>
  routed === undefined ? {} : { joined: Object.keys(routed.added) }

/** Voids every decision and begins with the first stage. Without new review deadlines a mediation goes on, now about this revision. */
export function revised(state: Request, event: EventOf<'revised'>): Request {
  const { revision: number, content, digest, screening, review, routed, at } = event
  const policy = routed === undefined ? state.policy : withGroups(state.policy, routed)
  const renewed = {
    policy,
    stage: firstStage(policy),
    reached: Math.max(state.reached, state.stage),
    revisions: [...state.revisions, { number, content, digest, submittedAt: at, ...joined(routed) }],
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
