/** The invariants of the request's life that can be read off the ledger, each numbered as in the design. */
import type { Actor } from '../../../src/domain/request/actor.ts'
import type { PersonCommand } from '../../../src/domain/request/commands.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { isSkip, lenders } from './absences.ts'
import { type Check, type Entry, Violation } from './history.ts'
import {
  type Events,
  isA,
  isFinal,
  lastEntered,
  lastOf,
  policyOf,
  requesterOf,
  revisionNow,
  standsNow,
  statusOf,
  votesNow,
} from './ledger.ts'

/** One event with everything before it that counts, the command that caused it, and everything before it. */
export type EventCheck = (event: RequestEvent, past: Events, entry: Entry, ledger: Events) => void

export function must(holds: boolean, sentence: string): void {
  if (!holds) throw new Violation(sentence)
}

/** 1. `approved` is reached only through every group's quorum on the current revision, or a ruling. */
export const approvedOnlyByPeople: EventCheck = (event, past, { events }) => {
  if (!isA(event, 'approved')) return
  const cause = past.at(-1)
  if (event.basis === 'ruling') {
    const verb = isA(cause, 'ruled') ? cause.ruling.verb : 'none'
    must(verb === 'approve' || verb === 'approve_with_conditions', '1: approved without such a ruling')
    return
  }
  must(
    [...standsNow(past).values()].every((stand) => stand === 'yes'),
    '1: approved without every quorum',
  )
  const conditions = votesNow(past).some(({ decision }) => decision.verb === 'approve_with_conditions')
  if (event.basis === 'quorum') must(!conditions, '1: approved without asking about the conditions')
  const accepted = events.some(
    (other) => other.type === 'conditions_accepted' && other.by === requesterOf(past),
  )
  if (event.basis === 'conditions_accepted') must(accepted, '1: conditions nobody accepted')
}

/** An event is dated by the clock that the command came with. */
export const datedNow: EventCheck = (event, _past, { at }) => {
  must(event.at === at, `${event.type} is dated at another time`)
}

/** 2. No timer ever produces an approval, or anything else that only people can say. */
export const silenceNeverApproves: EventCheck = (event, _past, { command }) => {
  const mine = [
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
  if (!('actor' in command)) {
    must(event.by === 'clock' && mine.includes(event.type), `2: the clock caused ${event.type}`)
  } else {
    must(event.by === command.actor.person || isSkip(event), `2: ${event.type} in the name of somebody else`)
  }
}

/** 3. Nobody decides on their own request, for two groups, or once more as an executive. */
export const nobodyDecidesTwice: EventCheck = (event, past) => {
  if (!isA(event, 'decided', 'ruled')) return
  must(event.by !== requesterOf(past), '3: decided on their own request')
  const own = past.filter((other) => isA(other, 'decided') && other.by === event.by)
  if (event.type === 'ruled') must(own.length === 0, '3: ruled after deciding as a reviewer')
  else
    must(
      own.every((other) => isA(other, 'decided') && other.group === event.group),
      '3: decided for two groups',
    )
}

/** 4. A decision counts only if its author was eligible when the click arrived, and saw this very revision. */
export const onlyEligibleAndInformed: EventCheck = (event, past, { command }) => {
  if (!('actor' in command)) return
  must(command.actor.standing === 'active', `4: ${command.actor.standing} did ${event.type}`)
  if (event.type === 'submitted')
    return must(command.actor.mayRequest, '4: submitted by somebody who may not')
  const { digest, number } = revisionNow(past)
  if ('digest' in command && command.type !== 'revise' && command.type !== 'submit') {
    must(command.digest === digest, `4: ${event.type} on a revision that was not seen`)
  }
  if (isA(event, 'decided')) {
    must(groupsOf(past, command.actor).includes(event.group), '4: decided without being a reviewer')
    must(event.digest === digest && event.revision === number, '4: recorded for another revision')
  }
  if (isA(event, 'ruled')) {
    const entered = lastEntered(past)
    const asked = isA(entered, 'escalated') ? entered.level : 0
    must(
      [
        ...command.actor.executiveLevels,
        ...lenders(past, command.actor).flatMap(({ executiveLevels }) => executiveLevels),
      ].some((level) => level <= asked),
      '4: ruled without being asked',
    )
  }
  requesterOnly(event, past, command)
}

/** Those that somebody may speak for, with their own authority or another's. */
export const groupsOf = (past: Events, actor: Actor) => [
  ...actor.groups,
  ...lenders(past, actor).flatMap(({ groups }) => groups),
]

function requesterOnly(event: RequestEvent, past: Events, command: PersonCommand): void {
  const own = ['revised', 'conditions_accepted', 'contested', 'published', 'rescheduled']
  if (own.includes(event.type)) must(event.by === requesterOf(past), `4: ${event.type} by somebody else`)
  if (isA(event, 'withdrawn') && event.by !== requesterOf(past)) {
    must(
      isA(lastOf(past, 'requester_left', 'requester_returned'), 'requester_left'),
      '4: withdrawn by somebody else',
    )
    must(event.reason.trim() !== '', '4: withdrawn by somebody else without a reason')
    must(mayDecide(past, command.actor), '4: withdrawn by somebody who decides nothing')
  }
  if (isA(event, 'revised') && command.type === 'revise') {
    must(command.from === revisionNow(past).digest, '4: revised from a revision that is not current')
  }
  if (isA(event, 'position_stated')) {
    const speaks =
      event.side === 'requester'
        ? event.by === requesterOf(past)
        : groupsOf(past, command.actor).includes(event.side)
    must(
      speaks && (event.side === 'requester' || event.by !== requesterOf(past)),
      '4: spoke for another side',
    )
  }
}

const mayDecide = (past: Events, actor: Actor) =>
  groupsOf(past, actor).some((group) => Object.hasOwn(policyOf(past).groups, group)) ||
  [actor, ...lenders(past, actor)].some(({ executiveLevels }) => executiveLevels.length > 0)

/** 5. Every state that is not final waits for somebody, and the clock is asked for at the right time. */
const nothingRestsUnseen: Check = ({ command, at, earlier, events, after }, { nextDueAt }) => {
  if (after === null) return
  const past = [...earlier, ...events]
  const due = nextDueAt(after)
  must((due === null) === isFinal(past), `5: ${statusOf(past)} with next due ${due}`)
  if (command.type === 'pass_time' && due !== null) must(due > at, '5: still due after the clock was heard')
}

/** 6. After a final state only `revoke` and obligations change anything; who can meet those is said. */
export const theEndIsTheEnd: EventCheck = (event, past) => {
  if (!isFinal(past)) return
  const allowed =
    statusOf(past) === 'published' &&
    isA(event, 'revoked', 'condition_met', 'requester_left', 'requester_returned')
  must(allowed, `6: ${event.type} after the end (${statusOf(past)})`)
}

/** What the policy asks of every group is asked of all of them, so that no group is left out of `standsNow`. */
export const policyStands: EventCheck = (_event, past) => {
  must(Object.keys(policyOf(past).groups).length > 0, '1: a policy without groups')
}

export const eventChecks: readonly EventCheck[] = [
  policyStands,
  datedNow,
  approvedOnlyByPeople,
  silenceNeverApproves,
  nobodyDecidesTwice,
  onlyEligibleAndInformed,
  theEndIsTheEnd,
]
export const entryChecks: readonly Check[] = [nothingRestsUnseen]
