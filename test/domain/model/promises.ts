/** What the product promises beyond the invariants: bounded time, fair deadlines, nothing stuck, nothing reused. */
import { tiers } from '../../../src/domain/risk/types.ts'
import { isSkip } from './absences.ts'
import type { Check } from './history.ts'
import { type EventCheck, must } from './invariants.ts'
import {
  askedNow,
  deadlinesNow,
  type Events,
  isA,
  isFinal,
  isUndecided,
  lastEntered,
  lastOf,
  policyOf,
  revisionNow,
  slotNow,
  standOf,
  statusOf,
} from './ledger.ts'

const count = (events: Events, holds: (event: Events[number]) => boolean): number =>
  events.filter(holds).length

/** Contested once, sent back once, mediated once per review, and the chain of executives one by one. */
const bounded: EventCheck = (event, past) => {
  const all = [...past, event]
  must(count(all, ({ type }) => type === 'contested') <= 1, 'contested twice')
  must(
    count(all, (other) => isA(other, 'ruled') && other.ruling.verb === 'send_back') <= 1,
    'sent back twice',
  )
  if (isA(event, 'deadlocked')) {
    const start = past.findLastIndex(
      (other) => isA(other, 'submitted') || (isA(other, 'revised') && other.review !== null),
    )
    // Where people are away, nobody mediates.
    const mediated = count(
      [...past.slice(start), event],
      (other) => isA(other, 'deadlocked') && other.everybodyAway !== true,
    )
    must(mediated <= 1, 'mediated twice')
  }
  if (isA(event, 'escalated')) {
    const entered = lastEntered(past)
    const level = isA(entered, 'escalated') ? entered.level + 1 : 1
    must(event.level === level && level <= policyOf(past).executives.length, 'skipped an executive')
  }
}

/** Nothing happens before its time, everybody has the full time, and it is counted from now. */
const fairTime: EventCheck = (event, past, { away, anybodyAway }) => {
  if (
    !isSkip(event) &&
    isA(event, 'deadlocked', 'escalated', 'lapsed', 'rejection_final') &&
    event.by === 'clock'
  ) {
    must(
      deadlinesNow(past).some(({ dueAt }) => dueAt <= event.at),
      `${event.type} before its time`,
    )
  }
  if (isA(event, 'lapsed') && event.because === 'executives_silent') {
    const entered = lastEntered(past)
    must(isA(entered, 'escalated') && entered.level === policyOf(past).executives.length, 'gave up too early')
  }
  for (const deadline of deadlinesNow([...past, event])) {
    const { startedAt, dueAt, reminders } = deadline
    const isNew = lastEntered([...past, event]) === event
    // A group of which too few are there begins when enough are back.
    const back = away?.groups[deadline.about.slice('group:'.length)]
    const isTimely =
      startedAt === event.at || startedAt === back || (anybodyAway === true && startedAt > event.at)
    if (isNew) must(isTimely && dueAt >= startedAt, 'a deadline that does not start now')
    const inside = reminders.every(
      (reminder, index) => reminder > (reminders[index - 1] ?? startedAt) && reminder < dueAt,
    )
    must(inside, 'a reminder outside its deadline, or two at once')
  }
}

/** A reminder is sent once, and only for a deadline that runs. */
const remindedOnce: EventCheck = (event, past) => {
  if (!isA(event, 'reminded')) return
  const entry = lastEntered(past)
  const again = past
    .slice(entry === undefined ? 0 : past.lastIndexOf(entry))
    .some((other) => isA(other, 'reminded') && other.about === event.about && other.step >= event.step)
  must(!again, 'reminded twice')
  const running = deadlinesNow(past).some(
    ({ about, dueAt, reminders }) =>
      about === event.about &&
      dueAt > event.at &&
      (reminders[event.step - 1] ?? Number.POSITIVE_INFINITY) <= event.at,
  )
  must(running, 'reminded of nothing')
}

/** Publishing waits for what is due before it, and for a slot that has not passed. */
const readyToPublish: EventCheck = (event, past) => {
  if (!isA(event, 'published')) return
  const approval = past.findLastIndex((other) => isA(other, 'approved'))
  const approved = past[approval]
  if (!isA(approved, 'approved')) return must(false, 'published without an approval')
  must(
    lastEntered(past) === approved && event.at < approved.valid.dueAt,
    'published without a valid approval',
  )
  const met = past.slice(approval).flatMap((other) => (isA(other, 'condition_met') ? [other.condition] : []))
  const open = approved.conditions.filter(({ id, due }) => due === 'before_publication' && !met.includes(id))
  must(open.length === 0, 'published with an open condition')
  const planned = slotNow(past.slice(0, approval))
  const moved = past.slice(approval).some((other) => isA(other, 'rescheduled'))
  must(planned === null || planned > approved.at || moved, 'published in a slot that had passed')
}

/** A slot is said to have passed once, when it has, and while nobody has decided. */
const missedOnce: EventCheck = (event, past) => {
  if (!isA(event, 'slot_missed')) return
  must(event.slot === slotNow(past) && event.slot <= event.at, 'a slot that had not passed was missed')
  must(isUndecided(past), 'a slot was missed though it was decided')
  must(lastOf(past, 'slot_missed')?.slot !== event.slot, 'a slot was missed twice')
}

/** A slot moves only forwards, into the future, and not from under the executive. */
const movedForwards: EventCheck = (event, past) => {
  if (!isA(event, 'rescheduled')) return
  const planned = slotNow(past)
  const status = statusOf(past)
  must(event.slot > event.at && event.slot > (planned ?? 0), 'rescheduled to an earlier time')
  must(planned !== null || status === 'approved', 'rescheduled what had no slot')
  must(status === 'approved' || (isUndecided(past) && status !== 'escalated'), `rescheduled when ${status}`)
}

/** A condition's id means the same words for good. */
const idsStand: EventCheck = (event, past, _entry, ledger) => {
  if (!isA(event, 'conditions_offered', 'approved')) return
  const { number } = revisionNow(past)
  must(
    new Set(event.conditions.map(({ id }) => id)).size === event.conditions.length,
    'one id for two conditions',
  )
  for (const condition of event.conditions) {
    must(condition.id.startsWith(`c${number}.`), 'a condition of another revision')
    const others = ledger.flatMap((other) =>
      isA(other, 'conditions_offered', 'approved') ? other.conditions : [],
    )
    const same = others.filter(({ id }) => id === condition.id)
    must(
      same.every((other) => JSON.stringify(other) === JSON.stringify(condition)),
      'an id was used again',
    )
  }
}

/** From the policy's tier upwards nothing is approved unexamined. */
const examined: EventCheck = (event, past) => {
  if (!isA(event, 'decided')) return
  const { verb } = event.decision
  if (verb === 'reject' || verb === 'request_changes') return
  const screened = lastOf(past, 'submitted', 'revised')?.screening.tier ?? 'low'
  const rank = Math.max(tiers.indexOf(screened), tiers.indexOf(event.assessment?.tier ?? 'low'))
  const needed = rank >= tiers.indexOf(policyOf(past).questionnaireFrom)
  const given = event.assessment?.complete === true && event.assessment.rationale.trim() !== ''
  must(!needed || given, 'approved unexamined')
}

/** What is approved together with others is a low risk without questions; nobody opens after deciding. */
const together: EventCheck = (event, past) => {
  if (!isA(event, 'decided')) return
  must((event.openedAt ?? event.at) <= event.at, 'opened after deciding')
  if (event.together === undefined) return
  const tier = lastOf(past, 'submitted', 'revised')?.screening.tier
  must(tier === 'low' && policyOf(past).questionnaireFrom !== 'low', 'more than a low risk approved together')
  must(event.decision.verb === 'approve' && statusOf(past) === 'in_review', 'not a plain approval')
}

/** A high risk approved in seconds is marked, and nothing else is. */
const hasteTold: Check = ({ earlier, events, after }) => {
  const event = events.find((one) => isA(one, 'decided'))
  if (!isA(event, 'decided') || after === null) return
  const past = [...earlier, ...events]
  const { hasty } = policyOf(past)
  const screened = lastOf(past, 'submitted', 'revised')?.screening.tier ?? 'low'
  const rank = Math.max(tiers.indexOf(screened), tiers.indexOf(event.assessment?.tier ?? 'low'))
  const soon = event.openedAt === undefined ? Number.POSITIVE_INFINITY : event.at - event.openedAt
  const isApproval = ['approve', 'approve_with_conditions'].includes(event.decision.verb)
  const expected =
    hasty !== undefined && isApproval && rank >= tiers.indexOf(hasty.from) && soon < hasty.within.milliseconds
  const record = after.decisions.find(({ reviewer }) => reviewer === event.by)
  must(record?.hastyAfter === (expected ? soon : undefined), 'haste not told as it was')
}

/** A review in which everybody has spoken, or people conflict, does not go on. */
const nothingStuck: Check = ({ earlier, events }) => {
  const past = [...earlier, ...events]
  if (past.length === 0 || statusOf(past) !== 'in_review') return
  const stands = askedNow(past).map((group) => standOf(past, group))
  must(stands.includes('open') && !stands.includes('changes'), 'a settled review goes on')
  must(!(stands.includes('yes') && stands.includes('no')), 'a conflict goes on')
}

/** When the clock has been heard, nothing that ran out is left: above all not a mediation that was revised in. */
const endsStand: Check = ({ command, at, earlier, events }) => {
  const past = [...earlier, ...events]
  if (command.type !== 'pass_time' || past.length === 0 || isFinal(past)) return
  must(
    deadlinesNow(past).every(({ dueAt }) => dueAt > at),
    'time ran out and nothing followed',
  )
}

/** When the clock has been heard, a slot that passed undecided was said to have; before, the clock is asked in time. */
const slotsTold: Check = ({ command, at, earlier, events, after }, { nextDueAt }) => {
  const past = [...earlier, ...events]
  if (past.length === 0 || !isUndecided(past)) return
  const slot = slotNow(past)
  const told = slot === null || lastOf(past, 'slot_missed')?.slot === slot
  must(told || slot > at || command.type !== 'pass_time', 'a slot passed and nobody said so')
  const due = after === null ? null : nextDueAt(after)
  must(told || (due !== null && due <= slot), 'the clock is not asked when the slot passes')
}

/** When the clock has been heard, whoever is waited for has had the latest reminder that is due. */
const remindersSent: Check = ({ command, at, earlier, events }) => {
  const past = [...earlier, ...events]
  if (command.type !== 'pass_time' || past.length === 0) return
  const entered = lastEntered(past)
  const since = past.slice(entered === undefined ? 0 : past.lastIndexOf(entered))
  for (const { about, reminders } of deadlinesNow(past)) {
    const step = reminders.filter((reminder) => reminder <= at).length
    const sent = since.some((other) => isA(other, 'reminded') && other.about === about && other.step === step)
    must(step === 0 || sent, `nobody was reminded of ${about}`)
  }
}

export const promisedOfEvents: readonly EventCheck[] = [
  bounded,
  fairTime,
  remindedOnce,
  readyToPublish,
  missedOnce,
  movedForwards,
  idsStand,
  together,
  examined,
]
export const promisedOfEntries: readonly Check[] = [
  hasteTold,
  nothingStuck,
  endsStand,
  remindersSent,
  slotsTold,
]
