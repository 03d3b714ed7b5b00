/** What taking back promises: only one's own, only at once, only while nothing was built on it, and never an approval. */
import {
  datedNow,
  type EventCheck,
  must,
  onlyEligibleAndInformed,
  silenceNeverApproves,
  theEndIsTheEnd,
} from './invariants.ts'
import { isA, isSaid, policyOf, standing, statusOf } from './ledger.ts'

export const takesBackOwnAct: EventCheck = (event, _past, { events }, ledger) => {
  if (!isA(event, 'decision_undone')) return
  must(events.length === 1, 'undo: something follows from taking back')
  const act = ledger[event.act - 1]
  if (!isA(act, 'decided', 'position_stated', 'conditions_accepted')) {
    return must(false, 'undo: what cannot be taken back')
  }
  must(act.by === event.by, "undo: somebody else's act")
  const again = ledger.some((other) => isA(other, 'decision_undone') && other.act === event.act)
  must(!again, 'undo: taken back twice')
  const within = policyOf(ledger).undo?.within.milliseconds ?? 0
  must(event.at - act.at < within, 'undo: too late')
  const since = ledger.slice(event.act).filter((other) => !isSaid(other))
  const follows = since.every(
    (other) =>
      other.by === act.by &&
      other.at === act.at &&
      isA(
        other,
        'changes_requested',
        'conditions_offered',
        'rejected',
        'deadlocked',
        'deadlock_resolved',
        'stage_opened',
        'escalated',
        'approved',
      ),
  )
  must(follows, 'undo: something else was built on it')
}

export const leavesItOpen: EventCheck = (event, _past, _entry, ledger) => {
  const status = statusOf(standing([...ledger, event]))
  must(
    ['in_review', 'changes_requested', 'conditions_offered', 'deadlocked'].includes(status),
    `undo: ${status}`,
  )
}

export const undoChecks: readonly EventCheck[] = [
  datedNow,
  silenceNeverApproves,
  onlyEligibleAndInformed,
  theEndIsTheEnd,
  takesBackOwnAct,
  leavesItOpen,
]
