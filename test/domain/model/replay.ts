/** Invariant 7, and that the product's state says what the ledger says. */
import { isDeepStrictEqual } from 'node:util'
import canonicalize from 'canonicalize'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'
import type { Check } from './history.ts'
import { must } from './invariants.ts'
import { isA, revisionNow, standing, statusOf, votesNow } from './ledger.ts'

/** The same text in the end. Most often the values are the same already, which is found ten times as fast. */
const sameStored = (one: RequestState, other: RequestState): boolean =>
  isDeepStrictEqual(one, other) || canonicalize(one) === canonicalize(other)

/** 7. A state that was stored as text goes on as the one in memory does, byte for byte. */
export const resumesTheSame: Check = ({ events, before, after }, { evolve }) => {
  if (events.length === 0) return
  const stored: { before: RequestState; events: RequestEvent[] } = JSON.parse(
    JSON.stringify({ before, events }),
  )
  const resumed = stored.events.reduce<RequestState>(evolve, stored.before)
  must(sameStored(resumed, after), '7: a stored state goes on differently')
}

/** 7. Replaying the whole ledger, as stored text, gives the same state, byte for byte. */
export const replaysTheSame: Check = ({ earlier, events, after }, { evolve }) => {
  const stored: readonly RequestEvent[] = JSON.parse(JSON.stringify([...earlier, ...events]))
  const replayed = stored.reduce<RequestState>(evolve, null)
  must(sameStored(replayed, after), '7: a replay gives another state')
}

/** The state that people are shown agrees with the events, read independently. */
export const tellsTheTruth: Check = ({ earlier, events, after }) => {
  const ledger = [...earlier, ...events]
  const past = standing(ledger)
  if (after === null || past.length === 0) return
  must(after.version === ledger.length, 'a version that does not count the events')
  must(after.status === statusOf(past), `shown as ${after.status}, but it is ${statusOf(past)}`)
  const { digest, number } = revisionNow(past)
  const current = after.revisions.at(-1)
  must(
    current?.digest === digest && current.number === number,
    'another revision is shown as the current one',
  )
  const shown = after.decisions.map(({ reviewer, group, decision }) => [reviewer, group, decision])
  const counted = votesNow(past).map(({ by, group, decision }) => [by, group, decision])
  must(canonicalize(shown) === canonicalize(counted), 'other decisions are shown than were made')
  const decided = past.filter(({ type }) => type === 'decided').length
  must(after.decisions.length + after.voided.length === decided, 'a decision was lost')
  const undone = ledger.flatMap((event) => (isA(event, 'decision_undone') ? [event.act] : []))
  must(
    canonicalize(after.undone.map(({ act }) => act)) === canonicalize(undone),
    'what was taken back is lost',
  )
}
