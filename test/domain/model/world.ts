/** The people, rules and calendar that a random history takes place in. */
import fc from 'fast-check'
import type { Duration, WorkingTime } from '../../../src/domain/calendar/duration.ts'
import type { Actor, Standing } from '../../../src/domain/request/actor.ts'
import type { AssignPolicy, GroupPolicy, Policy, Routing } from '../../../src/domain/request/policy.ts'
import { tiers } from '../../../src/domain/risk/types.ts'
import { person } from '../../support/domain/build.ts'
import { alwaysOpen, hour, minute } from '../../support/domain/calendar.ts'
import { type Gap, gaps, gapsOf, type Lending, lendings, lendingsOf } from './absences.ts'

export interface World {
  readonly policy: Policy
  /** The first one asks. */
  readonly people: readonly Actor[]
  readonly calendar: WorkingTime
  readonly kind: 'post' | 'channel'
  readonly mood: Mood
  readonly lendings: readonly Lending[]
  readonly gaps: readonly Gap[]
}

/** How people tend to be, so that histories get to the far ends of the life of a request. */
export const moods = ['mixed', 'friendly', 'hostile', 'cautious', 'absent'] as const
export type Mood = (typeof moods)[number]

const counted = (unit: 'working_hours' | 'working_days') => (count: number) =>
  unit === 'working_hours' ? ({ unit, hours: count } as const) : ({ unit, days: count } as const)

const duration: fc.Arbitrary<Duration> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(elapsed(0)) },
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 50 }).map((count) => elapsed(count * hour)) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 16 }).map(counted('working_hours')) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }).map(counted('working_days')) },
)

function elapsed(milliseconds: number): Extract<Duration, { unit: 'elapsed' }> {
  return { unit: 'elapsed', milliseconds }
}

const groupNames = ['security', 'legal', 'press'] as const
const remindAt = fc.subarray([0.25, 0.5, 0.8])
const assignPolicy: fc.Arbitrary<AssignPolicy> = fc.record({
  how: fc.constantFrom('rotation', 'least_loaded'),
  ask: fc.constantFrom(1, 1, 2),
  widenAt: fc.constantFrom(0.25, 0.5, 0.9),
})
const groupPolicy: fc.Arbitrary<GroupPolicy> = fc
  .record({
    quorum: fc.constantFrom(1, 1, 1, 2, 2, 3),
    rejections: fc.constantFrom(1, 1, 2),
    respondWithin: duration,
    remindAt,
    assign: fc.option(assignPolicy, { nil: null }),
    stage: fc.constantFrom(null, null, null, null, null, 2, 2, 5),
  })
  .map(({ assign, stage, ...rules }) => ({
    ...rules,
    ...(assign === null ? {} : { assign }),
    ...(stage === null ? {} : { stage }),
  }))

/** Rules by risk alone, as the content of the model says little else. */
const routing: fc.Arbitrary<Routing | null> = fc.option(
  fc
    .array(fc.record({ tier: fc.subarray([...tiers], { minLength: 1 }), group: fc.nat({ max: 2 }) }), {
      minLength: 1,
      maxLength: 2,
    })
    .map((rules) => ({
      rules: rules.map(({ tier, group }) => ({
        when: { tier },
        groups: [groupNames[0], groupNames[group] ?? groupNames[0]],
      })),
      rule: null,
      others: {},
    })),
  { nil: null, freq: 2 },
)
const policy: fc.Arbitrary<Policy> = fc
  .record({
    groups: fc
      .array(groupPolicy, { minLength: 1, maxLength: 3 })
      .map((groups) =>
        Object.fromEntries(groups.map((group, index) => [groupNames[index] ?? 'more', group])),
      ),
    executives: fc.array(fc.record({ respondWithin: duration, remindAt }), { minLength: 1, maxLength: 3 }),
    mediation: fc.record({ lasts: duration, remindAt, rounds: fc.integer({ min: 1, max: 3 }) }),
    contest: fc.record({ within: duration }),
    requester: fc.record({ respondWithin: duration, remindAt }),
    lastExecutive: fc.record({ remindEvery: duration, reminders: fc.integer({ min: 0, max: 3 }) }),
    approval: fc.record({ validFor: duration }),
    questionnaireFrom: fc.constantFrom(...tiers),
    independentVotes: fc.boolean(),
    undo: fc
      .constantFrom(elapsed(minute), elapsed(minute), elapsed(10 * minute), elapsed(0))
      .map((within) => ({ within })),
    routing,
  })
  .map(({ routing, ...rules }) => {
    const hasty = { within: elapsed(minute / 2), from: rules.questionnaireFrom }
    return { ...rules, hasty, ...(routing === null ? {} : { routing: known(routing, rules.groups) }) }
  })

/** Rules name only groups that there are. */
function known(routing: Routing, groups: Policy['groups']): Routing {
  const rules = routing.rules.map((rule) => ({
    ...rule,
    groups: rule.groups.filter((group) => Object.hasOwn(groups, group)),
  }))
  return { ...routing, rules }
}

/**
 * Everybody who could matter: eligible reviewers (enough for every quorum), people in two groups, executives of each
 * level, and for each kind of person who must not count one who otherwise would.
 */
function peopleOf(
  groups: readonly string[],
  levels: number,
  requesterIsAlsoThese: boolean,
): readonly Actor[] {
  const allLevels = Array.from({ length: levels }, (_, index) => index + 1)
  const outsiders: readonly Standing[] = ['guest', 'external', 'bot', 'deactivated']
  return [
    person('ada', requesterIsAlsoThese ? { groups, executiveLevels: allLevels } : {}),
    ...groups.flatMap((group) =>
      ['1', '2', '3'].map((suffix) => person(`${group}${suffix}`, { groups: [group] })),
    ),
    person('several1', { groups }),
    person('several2', { groups }),
    ...allLevels.map((level) => person(`executive${level}`, { executiveLevels: [level] })),
    person('reviewing-executive', { groups: groups.slice(0, 1), executiveLevels: allLevels }),
    person('nobody', { mayRequest: false }),
    ...outsiders.map((standing) => person(standing, { standing, groups, executiveLevels: allLevels })),
  ]
}

export const worlds: fc.Arbitrary<World> = fc
  .record({
    policy,
    requesterIsAlsoThese: fc.boolean(),
    grain: fc.constantFrom(1, minute, hour, 8 * hour),
    kind: fc.constantFrom('post' as const, 'post' as const, 'channel' as const),
    mood: fc.constantFrom(...moods),
    lendings,
    gaps,
  })
  .map(({ policy, requesterIsAlsoThese, grain, kind, mood, lendings, gaps }) => {
    const groups = Object.keys(policy.groups)
    const people = peopleOf(groups, policy.executives.length, requesterIsAlsoThese)
    return {
      policy,
      people,
      calendar: alwaysOpen(grain),
      kind,
      mood,
      lendings: lendingsOf(lendings, people),
      gaps: gapsOf(gaps, groups, policy.executives.length),
    }
  })
