import { contestedGroups } from '../deadlock.ts'
import { currentRevision } from '../revision.ts'
import type { Deadlock, Request } from '../state.ts'
import { type EventOf, entering, impossible, lentIn } from './dossier.ts'

export function contested(state: Request, event: EventOf<'contested'>): Request {
  const { of, reason, wouldAccept, at, by } = event
  const positions = [...state.positions, { side: 'requester' as const, by, at, wouldAccept }]
  if (of === 'rejection') return { ...state, positions, contest: { of, reason } }
  if (state.status !== 'conditions_offered') return impossible(state, event)
  return { ...state, positions, contest: { of, reason, conditions: state.conditions } }
}

export function positionStated(state: Request, event: EventOf<'position_stated'>): Request {
  const { side, wouldAccept, at, by } = event
  return { ...state, positions: [...state.positions, { side, by, ...lentIn(event), at, wouldAccept }] }
}

export function deadlocked(state: Request, event: EventOf<'deadlocked'>): Request {
  const { kind, groups, mediation, everybodyAway, at } = event
  const opened = { kind, groups, openedAt: at, revision: currentRevision(state).number }
  const deadlock = everybodyAway === undefined ? opened : { ...opened, everybodyAway }
  const deadlocks = [...state.deadlocks, deadlock]
  return { ...entering(state), status: 'deadlocked', deadlocks, deadlock, mediation }
}

export function escalated(state: Request, event: EventOf<'escalated'>): Request {
  const { level, respondBy } = event
  const entered = { ...entering(state), escalatedTo: Math.max(state.escalatedTo, level), level, respondBy }
  if (state.status === 'deadlocked' || state.status === 'escalated') {
    return { ...entered, status: 'escalated', deadlock: state.deadlock }
  }
  const deadlock =
    event.deadlock === undefined
      ? withoutMediation(state, event)
      : { ...event.deadlock, openedAt: event.at, revision: currentRevision(state).number }
  const deadlocks = [...state.deadlocks, deadlock]
  return { ...entered, status: 'escalated', deadlocks, deadlock }
}

/** What else than a contest follows a mediation of the same revision says so itself. */
function withoutMediation(state: Request, event: EventOf<'escalated'>): Deadlock {
  if (state.contest === null) return impossible(state, event)
  const groups = contestedGroups(state, state.contest.of)
  return { kind: 'contested', groups, openedAt: event.at, revision: currentRevision(state).number }
}
