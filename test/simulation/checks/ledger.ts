/** What must hold of the ledger after each commit, read off its events alone. */
import { canonicalJson } from '../../../src/codec/canonical.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import { nextDueAt } from '../../../src/domain/request/queries.ts'
import type { Request, RequestState } from '../../../src/domain/request/state.ts'
import { askedWhereWaited } from '../../domain/model/asking.ts'
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
  askedWhereWaited,
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

/**
 * What the command itself led to. After it, in the same commit, may stand who is asked instead of somebody who is not
 * there any more: in the core a command of its own (`assign`), which may come after any other. After taking back it has
 * to: whoever decided and then went away was not waited for and now is again, and nobody would look a second time.
 * `askedWhereWaited` sees to it that nobody is asked beyond that.
 */
function ownOf(events: Events): Events {
  const last = events.findLastIndex((event) => !(isA(event, 'assigned') && event.by === 'clock'))
  return events.slice(0, last + 1)
}

/** Invariants 1, 3, 6 and 7, and the promises of time, for one commit. Throws `Violation`. */
export function checkCommit(earlier: Events, events: readonly RequestEvent[], now: number): void {
  let ledger = earlier
  const own = ownOf(events)
  const entry: Entry = {
    command: { type: 'pass_time' },
    at: events[0]?.at ?? now,
    outcome: { ok: true, events: own },
    earlier,
    events: own,
    anybodyAway: true,
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
