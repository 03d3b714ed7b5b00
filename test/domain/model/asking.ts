/** What is promised of who is asked and when: one stage after the other, fairly, and never to the loss of a right. */
import { currentRevision } from '../../../src/domain/request/queries.ts'
import { assessment } from '../../support/domain/build.ts'
import { decideAs } from '../../support/domain/moves.ts'
import type { Check } from './history.ts'
import { type EventCheck, must } from './invariants.ts'
import {
  askedNow,
  deadlinesNow,
  type Events,
  isA,
  lastOf,
  policyOf,
  requesterOf,
  stageIn,
  standOf,
  statusOf,
} from './ledger.ts'

/** No group decides, or speaks, before its turn. */
const inTurn: EventCheck = (event, past) => {
  if (isA(event, 'decided'))
    must(askedNow(past).includes(event.group), `${event.group} decided before its turn`)
  if (isA(event, 'position_stated') && event.side !== 'requester')
    must(askedNow(past).includes(event.side), `${event.side} spoke before its turn`)
}

/** A stage opens when all before it have approved, the next one first, and all of its groups have their time. */
const oneAfterTheOther: EventCheck = (event, past) => {
  if (!isA(event, 'stage_opened')) return
  const groups = Object.keys(policyOf(past).groups)
  const asked = askedNow(past)
  must(
    asked.every((group) => standOf(past, group) === 'yes'),
    'a stage opened before those before it had approved',
  )
  const next = Math.min(
    ...groups.filter((group) => !asked.includes(group)).map((group) => stageIn(past, group)),
  )
  must(event.stage === next, 'a stage was left out')
  const opened = groups.filter((group) => stageIn(past, group) === next)
  must(opened.join() === Object.keys(event.review).join(), 'a group of the stage was not asked')
}

const assignmentsOf = (past: Events, group: string) =>
  past.flatMap((event) => (isA(event, 'assigned') && event.group === group ? [event] : []))

/** Only for a group whose word is waited for and that chooses whom it asks, and only whom it can be. */
export const askedWhereWaited: EventCheck = (event, past) => {
  if (!isA(event, 'assigned')) return
  const { group, people } = event
  const rules = policyOf(past).groups[group]?.assign
  const before = assignmentsOf(past, group).at(-1)
  must(event.by === 'clock', 'somebody chose who is asked')
  must(statusOf(past) === 'in_review', `asked in ${statusOf(past)}`)
  must(askedNow(past).includes(group) && standOf(past, group) === 'open', 'asked what is not waited for')
  must(rules !== undefined && before?.because !== 'widened', 'chosen where everybody is asked')
  must(new Set(people).size === people.length, 'asked twice at once')
  must(!people.includes(requesterOf(past)), 'the requester is asked')
}

/** In turn and as many as the policy says; everybody only when it is time or nobody else is left. */
const askedRightly: EventCheck = (event, past, { command }) => {
  if (!isA(event, 'assigned')) return
  const { group, people, because } = event
  const rules = policyOf(past).groups[group]?.assign
  const before = assignmentsOf(past, group).at(-1)
  if (command.type === 'pass_time') {
    const running = deadlinesNow(past).find(({ about }) => about === `group:${group}`)
    must(because === 'widened' && (running?.widensAt ?? Infinity) <= event.at, 'widened before its time')
    must(before?.people.every((person) => people.includes(person)) === true, 'widening left somebody out')
  } else if (command.type === 'assign' && because !== 'widened') {
    must(people.length >= (rules?.ask ?? 0), 'fewer are asked than must be')
    const fresh = people.filter((person) => before?.people.includes(person) !== true)
    const there = command.candidates.filter(({ available }) => available).map(({ person }) => person)
    must(
      fresh.every((person) => there.includes(person)),
      'somebody was asked who is not there',
    )
  }
}

/** A group that was once required stays so. */
const noneDropped: Check = ({ before, after, earlier, events }) => {
  if (after === null) return
  const now = Object.keys(after.policy.groups)
  const kept = Object.keys(before?.policy.groups ?? {}).every((group) => now.includes(group))
  must(kept, 'a revision got rid of a reviewer')
  const told = Object.keys(policyOf([...earlier, ...events]).groups)
  must([...now].sort().join() === [...told].sort().join(), 'other groups are required than were recorded')
  const revised = lastOf(events, 'submitted', 'revised')
  const { tier } = after.screening
  const rule = after.policy.routing?.rules.find(({ when }) => when.tier?.includes(tier) ?? true)
  if (revised === undefined || after.policy.routing === undefined) return
  const others = Object.keys(after.policy.routing.others)
  must(
    rule === undefined ? others.length === 0 : rule.groups.every((group) => now.includes(group)),
    'a rule was not followed',
  )
}

/** Who is not asked may decide all the same. */
const nobodyShutOut: Check = ({ after, at }, subject, world) => {
  if (after?.status !== 'in_review' || Object.keys(after.assigned).length === 0) return
  const spoken = [...after.decisions, ...after.voided]
  for (const [group, { people }] of Object.entries(after.assigned)) {
    const heard = spoken.flatMap(({ reviewer, onBehalfOf }) => [reviewer, onBehalfOf])
    const able = world.people.find(
      ({ person, groups, standing }) =>
        standing === 'active' &&
        groups.includes(group) &&
        person !== after.requester &&
        !people.includes(person) &&
        !heard.includes(person),
    )
    if (able === undefined) continue
    const move = decideAs(able, group, { verb: 'approve', comment: 'as well' }, assessment('critical'))
    const outcome = subject.decide(move(currentRevision(after).digest), after, {
      at,
      calendar: world.calendar,
    })
    const refusal = outcome.ok ? null : outcome.refusal.code
    must(refusal === null || ['group_settled', 'not_your_turn'].includes(refusal), `shut out: ${refusal}`)
  }
}

/** When the clock has been heard, everybody in a group that let the time for it pass has been asked. */
const widenedInTime: Check = ({ command, at, earlier, events }) => {
  const past = [...earlier, ...events]
  if (command.type !== 'pass_time' || past.length === 0 || statusOf(past) !== 'in_review') return
  for (const { about, widensAt } of deadlinesNow(past)) {
    const last = assignmentsOf(past, about.slice('group:'.length)).at(-1)
    const waits = last !== undefined && last.because !== 'widened'
    must(!waits || (widensAt ?? Infinity) > at, 'nobody else was asked in time')
  }
}

export const askedOfEvents: readonly EventCheck[] = [inTurn, oneAfterTheOther, askedWhereWaited, askedRightly]
export const askedOfEntries: readonly Check[] = [noneDropped, nobodyShutOut, widenedInTime]
