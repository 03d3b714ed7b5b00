import type { Condition, UndoableAct } from '../decision.ts'
import type { RequestEvent, RequestEventType } from '../events.ts'
import type { Request, Undoable } from '../state.ts'
import { type EventOf, impossible } from './dossier.ts'

const acts: Readonly<Partial<Record<RequestEventType, UndoableAct>>> = {
  decided: 'decision',
  position_stated: 'position',
  conditions_accepted: 'acceptance',
}

/** What a person's act leads to in its own commit. A person's command of another kind begins with another event. */
const following: readonly RequestEventType[] = [
  'changes_requested',
  'conditions_offered',
  'rejected',
  'deadlocked',
  'deadlock_resolved',
  'stage_opened',
  'escalated',
  'approved',
]

/** What is said, asked or taken on without anybody having answered and anything being decided. */
const said: readonly RequestEventType[] = [
  'reminded',
  'slot_missed',
  'assigned',
  'taken',
  'handed_back',
  'requester_left',
  'requester_returned',
]

/** What can be taken back after this event: a new act, or the latest one while nothing was built on it. */
export function undoableAfter(state: Request, event: RequestEvent): Undoable | null {
  const of = acts[event.type]
  if (of !== undefined) {
    const before = { ...state, undoable: null }
    return { act: state.version + 1, of, by: event.by, at: event.at, before }
  }
  const stands =
    said.includes(event.type) || (event.by === state.undoable?.by && following.includes(event.type))
  return stands ? state.undoable : null
}

/**
 * The request as it was before the act: its deadlines go on as they were. Only what the clock has said since stays
 * said, who was asked stays asked, and who took it keeps it, so that nobody is reminded of the same twice and nobody's
 * turn is lost.
 */
export function undone(state: Request, event: EventOf<'decision_undone'>): Request {
  const { undoable } = state
  if (undoable === null || undoable.act !== event.act || undoable.by !== event.by) {
    return impossible(state, event)
  }
  const { act, of, by, at, before } = undoable
  const version = state.version + 1
  const { status } = state
  return {
    ...before,
    // A later stage begins to count anew.
    reminded: status === before.status && state.stage === before.stage ? state.reminded : before.reminded,
    slotMissed: state.slotMissed,
    assigned: state.assigned,
    taken: state.taken,
    requesterLeft: state.requesterLeft,
    escalatedTo: state.escalatedTo,
    reached: state.stage > before.stage ? Math.max(before.reached, state.stage) : before.reached,
    undone: [
      ...state.undone,
      { act, undoneBy: version, of, by, at, status, conditions: conditionsMade(state) },
    ],
    version,
    lastEventAt: event.at,
  }
}

function conditionsMade(state: Request): readonly Condition[] {
  if (state.status === 'conditions_offered') return state.conditions
  if (state.status !== 'approved') return []
  return state.approval.obligations.map(({ met: _met, ...condition }) => condition)
}
