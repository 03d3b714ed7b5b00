import type { PersonId } from '../../flavour.ts'
import type { RequestEvent, RequestEventType } from '../events.ts'
import type { Dossier, Request, RequestState } from '../state.ts'

/** The event of a type. */
export type EventOf<Type extends RequestEventType> = Extract<RequestEvent, { readonly type: Type }>

/** The state with one more event counted. */
export function counted(state: Request, { at }: RequestEvent): Request {
  return { ...state, version: state.version + 1, lastEventAt: at }
}

/**
 * What a request keeps when it enters another status: everything that every request has, and nothing that belonged to
 * the status it leaves. The reminders of the deadlines that ran there are forgotten with them.
 */
export function entering(state: Dossier): Dossier {
  return {
    id: state.id,
    number: state.number,
    requester: state.requester,
    observers: state.observers,
    submittedAt: state.submittedAt,
    requesterLeft: state.requesterLeft,
    policy: state.policy,
    revisions: state.revisions,
    screening: state.screening,
    decisions: state.decisions,
    voided: state.voided,
    positions: state.positions,
    contest: state.contest,
    deadlocks: state.deadlocks,
    rulings: state.rulings,
    taken: state.taken,
    rescheduledTo: state.rescheduledTo,
    slotMissed: state.slotMissed,
    stage: state.stage,
    reached: state.reached,
    escalatedTo: state.escalatedTo,
    assigned: state.assigned,
    reminded: {},
    undoable: state.undoable,
    undone: state.undone,
    version: state.version,
    lastEventAt: state.lastEventAt,
  }
}

/** Whose authority an event used, where it was not its author's own. */
export const lentIn = ({ onBehalfOf }: { readonly onBehalfOf?: PersonId }) =>
  onBehalfOf === undefined ? {} : { onBehalfOf }

/** A ledger that holds this was not written by the decider: to guess on would make evidence worthless. */
export function impossible(state: RequestState, event: RequestEvent): never {
  throw new Error(
    `event ${event.type} cannot follow version ${state?.version ?? 0} (${state?.status ?? 'nothing'})`,
  )
}
