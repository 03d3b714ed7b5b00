/** What must hold of the ledger after each commit, read off its events alone. */
import { canonicalJson } from '../../../src/codec/canonical.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import { nextDueAt } from '../../../src/domain/request/queries.ts'
import type { Request, RequestState } from '../../../src/domain/request/state.ts'
import type { Entry } from '../../domain/model/history.ts'
import {
  approvedOnlyByPeople,
  type EventCheck,
  must,
  nobodyDecidesTwice,
  policyStands,
  theEndIsTheEnd,
} from '../../domain/model/invariants.ts'
import { type Events, isA, isFinal, standing } from '../../domain/model/ledger.ts'
import { promisedOfEvents } from '../../domain/model/promises.ts'
import { leavesItOpen, takesBackOwnAct } from '../../domain/model/undo.ts'

const ordinary: readonly EventCheck[] = [
  policyStands,
  approvedOnlyByPeople,
  nobodyDecidesTwice,
  theEndIsTheEnd,
  ...promisedOfEvents,
]
const takingBack: readonly EventCheck[] = [theEndIsTheEnd, takesBackOwnAct, leavesItOpen]

/** What the clock may say. Whatever needs a person is not among it. */
const ofTheClock = [
  'reminded',
  'deadlocked',
  'escalated',
  'lapsed',
  'rejection_final',
  'slot_missed',
  'assigned',
  'handed_back',
  'requester_left',
  'requester_returned',
]

/** Invariants 1, 3, 6 and 7, and the promises of time, for one commit. Throws `Violation`. */
export function checkCommit(earlier: Events, events: readonly RequestEvent[], now: number): void {
  let ledger = earlier
  const entry: Entry = {
    command: { type: 'pass_time' },
    at: events[0]?.at ?? now,
    outcome: { ok: true, events },
    earlier,
    events,
    before: null,
    after: null,
  }
  for (const event of events) {
    must(event.at <= now, `${event.type} is dated in the future`)
    must(event.at >= (ledger.at(-1)?.at ?? 0), `${event.type} is dated before its cause`)
    must(event.by !== 'clock' || ofTheClock.includes(event.type), `2: the clock caused ${event.type}`)
    if (ledger.length > 0)
      for (const check of isA(event, 'decision_undone') ? takingBack : ordinary)
        check(event, standing(ledger), entry, ledger)
    ledger = [...ledger, event]
  }
}

/**
 * Invariants 5 and 7: it waits for a time that the store knows, and the events as they are read back, in `ledger`, lead
 * to the state that the original ones led to.
 */
export function checkState(state: Request, ledger: Events, dueAt: number | null): void {
  const replayed = ledger.reduce<RequestState>(evolve, null)
  must(canonicalJson(replayed) === canonicalJson(state), '7: a replay leads to another state')
  const due = nextDueAt(state)
  must((due === null) === isFinal(standing(ledger)), `5: ${state.status} with next due ${due}`)
  must(due === dueAt, `5: due at ${due}, but the store waits for ${dueAt}`)
}
