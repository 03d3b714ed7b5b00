/** What taking promises: it is shown, it binds nobody, and it never outlasts whoever can be counted on. */
import canonicalize from 'canonicalize'
import type { Check } from './history.ts'
import { type EventCheck, groupsOf, must } from './invariants.ts'
import { askedNow, type Events, isA, requesterOf, standOf, statusOf } from './ledger.ts'

/** Who has it for each group, by the latest word about it. Taking back a decision changes nothing here. */
function holdersNow(ledger: Events): ReadonlyMap<string, { readonly by: string; readonly at: number }> {
  const words = ledger.filter((event) => isA(event, 'taken', 'handed_back'))
  const latest = words.filter(
    (word, index) => !words.slice(index + 1).some(({ group }) => group === word.group),
  )
  return new Map(
    latest.flatMap((word) => (isA(word, 'taken') ? [[word.group, { by: word.by, at: word.at }]] : [])),
  )
}

/** Only a reviewer of a group that is waited for takes it; only its holder gives it back, or the clock for the missing. */
const takenRightly: EventCheck = (event, past, { command }, ledger) => {
  if (!isA(event, 'taken', 'handed_back')) return
  const holder = holdersNow(ledger).get(event.group)?.by
  must(statusOf(past) === 'in_review', `${event.type} in ${statusOf(past)}`)
  if (command.type === 'pass_time') {
    must(isA(event, 'handed_back') && event.because === 'gone', 'the clock took something')
    must(holder !== undefined && command.gone?.includes(holder) === true, 'taken from somebody who is there')
    return
  }
  const groups = 'actor' in command ? groupsOf(past, command.actor) : []
  must(groups.includes(event.group), 'taken by somebody from elsewhere')
  must(event.by !== requesterOf(past), 'taken by the requester')
  const waited = askedNow(past).includes(event.group) && standOf(past, event.group) === 'open'
  must(waited, `${event.type} by a group that is not waited for`)
  must((holder === event.by) === isA(event, 'handed_back'), `${event.type} by the wrong person`)
}

/** What people are shown is the latest word; and when the clock has heard who is missing, none of them has it. */
const holdersShown: Check = ({ after, earlier, events, command }) => {
  if (after === null) return
  const holders = holdersNow([...earlier, ...events])
  must(canonicalize(after.taken) === canonicalize(Object.fromEntries(holders)), 'shown as taken by another')
  if (command.type !== 'pass_time' || !wasInReview(earlier)) return
  const missing = [...holders.values()].filter(({ by }) => command.gone?.includes(by) === true)
  must(missing.length === 0, 'it stays with somebody who is missing')
}

const wasInReview = (earlier: Events) => earlier.length > 0 && statusOf(earlier) === 'in_review'

export const takenOfEvents: readonly EventCheck[] = [takenRightly]
export const takenOfEntries: readonly Check[] = [holdersShown]
