/** Who is away when in a random history, who stands in for them, and what is promised of both. */
import fc from 'fast-check'
import type { GroupId, Instant, PersonId } from '../../../src/domain/flavour.ts'
import type { Actor, StandIn } from '../../../src/domain/request/actor.ts'
import type { Context } from '../../../src/domain/request/commands.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { hour, monday } from '../../support/domain/calendar.ts'
import type { Check } from './history.ts'
import { type EventCheck, must } from './invariants.ts'
import {
  askedNow,
  deadlinesNow,
  type Events,
  isA,
  lastEntered,
  policyOf,
  requesterOf,
  standOf,
  statusOf,
  votesNow,
} from './ledger.ts'
import type { World } from './world.ts'

interface Span {
  readonly from: Instant
  readonly until: Instant
}
/** For this time the delegate may speak with what the person lends. */
export interface Lending extends Span {
  readonly delegate: PersonId
  readonly standIn: StandIn
}
/** For this time too few of the group, or of the level, are there. */
export type Gap = Span & ({ readonly group: GroupId } | { readonly level: number })

const span: fc.Arbitrary<Span> = fc
  .record({ from: fc.integer({ min: -10, max: 60 }), lasts: fc.integer({ min: 1, max: 120 }) })
  .map(({ from, lasts }) => ({ from: monday + from * hour, until: monday + (from + lasts) * hour }))

/** Two people by their numbers, and whether all that the first may do is lent. */
export const lendings = fc.array(fc.record({ span, who: fc.nat(), to: fc.nat(), all: fc.boolean() }), {
  maxLength: 4,
})
export const gaps = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(fc.record({ span, what: fc.nat() }), { minLength: 1, maxLength: 3 }) },
)

export function lendingsOf(
  drawn: readonly { span: Span; who: number; to: number; all: boolean }[],
  people: readonly Actor[],
): readonly Lending[] {
  const able = people.filter(({ groups, executiveLevels }) => groups.length + executiveLevels.length > 0)
  return drawn.flatMap(({ span, who, to, all }) => {
    // Whoever asks lends more often than others: that is where nothing may be lent.
    const lender = able[who % 4 === 0 ? 0 : (who >> 2) % Math.max(1, able.length)]
    const delegate = people[to % people.length]
    if (lender === undefined || delegate === undefined || lender === delegate) return []
    const { person, groups, executiveLevels } = lender
    const standIn = { person, groups: all ? groups : groups.slice(0, 1), executiveLevels }
    return [{ ...span, delegate: delegate.person, standIn }]
  })
}

export function gapsOf(
  drawn: readonly { span: Span; what: number }[],
  groups: readonly GroupId[],
  levels: number,
): readonly Gap[] {
  return drawn.map(({ span, what }) => {
    const index = what % (groups.length + levels)
    const group = groups[index]
    return group === undefined ? { ...span, level: index - groups.length + 1 } : { ...span, group }
  })
}

const covers = (at: Instant) => (each: Span) => each.from <= at && at < each.until

/** Everybody with the authority that a look-up would find at that moment. */
export function peopleAt({ people, lendings }: World, at: Instant): readonly Actor[] {
  const now = lendings.filter(covers(at))
  return people.map((actor) => {
    const standsInFor = now.filter(({ delegate }) => delegate === actor.person).map(({ standIn }) => standIn)
    return standsInFor.length === 0 ? actor : { ...actor, standsInFor }
  })
}

export function contextAt({ calendar, gaps }: World, at: Instant): Context {
  const groups: Record<GroupId, Instant> = {}
  const executives: Record<number, Instant> = {}
  for (const gap of gaps.filter(covers(at)))
    if ('group' in gap) groups[gap.group] = Math.max(gap.until, groups[gap.group] ?? 0)
    else executives[gap.level] = Math.max(gap.until, executives[gap.level] ?? 0)
  return gaps.length === 0 ? { at, calendar } : { at, calendar, away: { groups, executives } }
}

/** The one who spoke, and the one whose authority it was. */
export const behind = (event: { readonly by: PersonId; readonly onBehalfOf?: PersonId | undefined }) =>
  event.onBehalfOf === undefined ? [event.by] : [event.by, event.onBehalfOf]

export const overlap = (one: readonly PersonId[], other: readonly PersonId[]) =>
  one.some((person) => other.includes(person))

/** The people who are away and whose authority the actor could use on this request. */
export const lenders = (past: Events, { person, standsInFor = [] }: Actor) =>
  standsInFor.filter((lender) => lender.person !== requesterOf(past) && lender.person !== person)

/** Nobody is heard twice on a revision outside mediation, nor for two groups, nor rules after deciding: also not through others. */
const oneVoiceEach: EventCheck = (event, past) => {
  if (!isA(event, 'decided', 'ruled')) return
  const voice = behind(event)
  must(!voice.includes(requesterOf(past)), "decided with the requester's authority")
  must(event.onBehalfOf !== event.by, 'stands in for themselves')
  const heard = past.flatMap((other) =>
    isA(other, 'decided') && overlap(behind(other), voice) ? [other] : [],
  )
  if (event.type === 'ruled') return must(heard.length === 0, 'an authority decided and ruled')
  must(
    heard.every(({ group }) => group === event.group),
    'an authority was used for two groups',
  )
  const again = votesNow(past).some((vote) => overlap(behind(vote), voice))
  must(!again || statusOf(past) === 'deadlocked', 'an authority was used twice')
}

/** Own authority is never called another's, and another's is used only as far as it is lent. */
const onlyWhatIsLent: EventCheck = (event, past, { command }) => {
  if (!('actor' in command) || !isA(event, 'decided', 'ruled')) return
  const { actor } = command
  if (event.onBehalfOf === undefined) {
    const own =
      event.type === 'decided'
        ? actor.groups.includes(event.group)
        : actor.executiveLevels.includes(event.level)
    return must(own, 'another’s authority was used without saying whose')
  }
  const lender = lenders(past, actor).find(({ person }) => person === event.onBehalfOf)
  const isLent =
    event.type === 'decided'
      ? lender?.groups.includes(event.group)
      : lender?.executiveLevels.includes(event.level)
  must(isLent === true, 'spoke for somebody who had not lent it')
}

/** Whoever is not waited for could not have come in time. */
const skippedRightly: EventCheck = (event, past, { away }) => {
  const entered = lastEntered(past)
  if (isA(event, 'deadlocked') && event.everybodyAway === true) {
    const running = deadlinesNow(past)
    for (const group of event.groups) {
      const dueAt = running.find(({ about }) => about === `group:${group}`)?.dueAt ?? Infinity
      must((away?.groups[group] ?? 0) >= dueAt, 'a group was not waited for though it was there in time')
    }
  }
  if (!isA(event, 'escalated') || event.because !== 'everybody_away') return
  if (isA(entered, 'deadlocked')) return must(entered.everybodyAway === true, 'a mediation was skipped')
  must(isA(entered, 'escalated'), 'escalated out of nothing')
  if (!isA(entered, 'escalated')) return
  const back = away?.executives[entered.level] ?? 0
  must(back >= entered.respondBy.dueAt, 'an executive was not waited for who was there in time')
}

export const isSkip = (event: RequestEvent): boolean =>
  (isA(event, 'deadlocked') && event.everybodyAway === true) ||
  (isA(event, 'escalated') && event.because === 'everybody_away')

/** Whatever has just happened, nobody is waited for who cannot come. */
const nobodyAwaitedInVain: Check = ({ command, earlier, events, away }) => {
  const past = [...earlier, ...events]
  if (past.length === 0 || (events.length === 0 && command.type !== 'pass_time')) return
  if (command.type === 'assign' || events.some((event) => isA(event, 'decision_undone'))) return
  const entered = lastEntered(past)
  if (statusOf(past) === 'in_review')
    for (const group of askedNow(past)) {
      const running = deadlinesNow(past).find(({ about }) => about === `group:${group}`)
      if (standOf(past, group) !== 'open' || running === undefined) continue
      must((away?.groups[group] ?? 0) < running.dueAt, 'a group is waited for in vain')
    }
  if (!isA(entered, 'escalated') || entered.level === policyOf(past).executives.length) return
  must((away?.executives[entered.level] ?? 0) < entered.respondBy.dueAt, 'an executive is waited for in vain')
}

/** A delegate has a say for as long as the absence lasts, and for what it lends. */
const onlyInTime: Check = ({ events, at }, _subject, { lendings }) => {
  for (const event of events) {
    if (!isA(event, 'decided', 'ruled') || event.onBehalfOf === undefined) continue
    const isLent = lendings.some(
      (each) => covers(at)(each) && each.delegate === event.by && each.standIn.person === event.onBehalfOf,
    )
    must(isLent, 'a delegate spoke out of time')
  }
}

export const absentOfEvents: readonly EventCheck[] = [oneVoiceEach, onlyWhatIsLent, skippedRightly]
export const absentOfEntries: readonly Check[] = [nobodyAwaitedInVain, onlyInTime]
