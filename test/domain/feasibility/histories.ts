/** Random organisations and the random ways in which people answer in time, played on the real decider. */
import fc from 'fast-check'
import { organisationCalendar } from '../../../src/calendar/organisation-calendar.ts'
import type { Duration, WorkingTime } from '../../../src/domain/calendar/duration.ts'
import type { Instant } from '../../../src/domain/flavour.ts'
import type { Command } from '../../../src/domain/request/commands.ts'
import { decide } from '../../../src/domain/request/decide.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import type { Policy } from '../../../src/domain/request/policy.ts'
import { currentRevision, nextDueAt } from '../../../src/domain/request/queries.ts'
import type { Request, RequestState } from '../../../src/domain/request/state.ts'
import { groupPolicy, person, policy, post } from '../../support/domain/build.ts'
import { alwaysOpen, hour, minute, monday } from '../../support/domain/calendar.ts'
import { approve, reject, rule, submit } from '../../support/domain/moves.ts'

const office = [{ from: 9 * 60, to: 17 * 60 + 10 }]
const berlin = organisationCalendar({
  timezone: 'Europe/Berlin',
  workingHours: { mon: office, tue: office, wed: office, thu: office, fri: [{ from: 9 * 60, to: 15 * 60 }] },
  holidays: { regions: ['DE-BE'], dates: [] },
})

export const calendars: fc.Arbitrary<WorkingTime> = fc.constantFrom(
  berlin,
  alwaysOpen(),
  alwaysOpen(8 * hour),
)

const duration: fc.Arbitrary<Duration> = fc.oneof(
  fc.integer({ min: 1, max: 80 }).map((count): Duration => ({ unit: 'elapsed', milliseconds: count * hour })),
  fc.integer({ min: 1, max: 40 }).map((hours): Duration => ({ unit: 'working_hours', hours })),
  fc.integer({ min: 1, max: 6 }).map((days): Duration => ({ unit: 'working_days', days })),
)

export const policies: fc.Arbitrary<Policy> = fc
  .record({
    groups: fc.array(duration, { minLength: 1, maxLength: 3 }),
    executives: fc.array(duration, { minLength: 1, maxLength: 3 }),
    mediation: duration,
  })
  .map(({ groups, executives, mediation }) =>
    policy({
      groups: Object.fromEntries(
        groups.map((respondWithin, index) => [`group${index}`, groupPolicy({ respondWithin })]),
      ),
      executives: executives.map((respondWithin) => ({ respondWithin, remindAt: [0.5] })),
      mediation: { lasts: mediation, remindAt: [0.5], rounds: 3 },
    }),
  )

/** Some time in a year with a change of the clocks and public holidays, at any minute. */
export const starts: fc.Arbitrary<Instant> = fc
  .integer({ min: 0, max: 365 * 24 * 60 })
  .map((count) => monday + count * minute)

/** What one group says, and after which part of its time; the executives answer at this level or the last. */
export interface Answers {
  readonly groups: readonly { readonly says: 'approve' | 'reject' | 'nothing'; readonly after: number }[]
  readonly level: number
  readonly ruledAfter: number
}

const part = fc.double({ min: 0, max: 0.999, noNaN: true })
export const answers: fc.Arbitrary<Answers> = fc.record({
  groups: fc.array(
    fc.record({ says: fc.constantFrom('approve', 'approve', 'reject', 'nothing'), after: part }),
    { minLength: 3, maxLength: 3 },
  ),
  level: fc.integer({ min: 1, max: 3 }),
  ruledAfter: part,
})

export interface Played {
  /** Every state on the way, the first one right after the submission. */
  readonly states: readonly Request[]
  readonly decidedAt: Instant
  readonly deadlocked: boolean
}

interface Position {
  readonly states: readonly Request[]
  readonly at: Instant
}

/** Everybody who says something says it within their time; the clock is heard whenever it is due. */
export function play(rules: Policy, calendar: WorkingTime, start: Instant, said: Answers): Played {
  const act = ({ states, at }: Position, command: Command, when: Instant): Position => {
    const now = Math.max(at, when)
    const outcome = decide(command, states.at(-1) ?? null, { at: now, calendar })
    if (!outcome.ok) return { states, at: now }
    const next = outcome.events.reduce<RequestState>(evolve, states.at(-1) ?? null)
    return { states: next === null ? states : [...states, next], at: now }
  }
  const wait = (from: Position, until: Instant, stop: (request: Request) => boolean): Position => {
    let position = from
    for (;;) {
      const state = last(position)
      const due = nextDueAt(state)
      if (due === null || due > until || stop(state)) return position
      position = act(position, { type: 'pass_time' }, due)
    }
  }
  const command = submit(person('ada'), { policy: rules, content: post('first') })('')
  let position = act({ states: [], at: start }, command, start)
  for (const { group, says, when } of inOrder(last(position), said)) {
    position = wait(position, when, ({ status }) => status !== 'in_review')
    const state = last(position)
    if (state.status !== 'in_review' || says === 'nothing') continue
    const reviewer = person(`${group}-reviewer`, { groups: [group] })
    const move = says === 'approve' ? approve(reviewer, group) : reject(reviewer, group)
    position = act(position, move(currentRevision(state).digest), when)
  }
  const level = Math.min(said.level, rules.executives.length)
  position = wait(position, Number.POSITIVE_INFINITY, (state) => isSettled(state) || isWith(state, level))
  const state = last(position)
  if (state.status === 'escalated') {
    const { startedAt } = state.respondBy
    const by = calendar.after(
      startedAt,
      rules.executives[level - 1]?.respondWithin ?? { unit: 'elapsed', milliseconds: 0 },
    )
    const executive = person('executive', { executiveLevels: [level] })
    const move = rule(executive, { verb: 'approve', reason: 'It is worth it.' })
    const when = startedAt + Math.floor((by - startedAt) * said.ruledAfter)
    position = act(position, move(currentRevision(state).digest), when)
  }
  const end = last(position)
  return { states: position.states, decidedAt: end.lastEventAt, deadlocked: end.deadlocks.length > 0 }
}

const last = ({ states }: Position): Request => {
  const state = states.at(-1)
  if (state === undefined) throw new Error('nothing was submitted')
  return state
}

const isSettled = ({ status }: Request) =>
  status === 'approved' || status === 'rejected' || status === 'lapsed'
const isWith = (state: Request, level: number) => state.status === 'escalated' && state.level === level

function inOrder(state: Request, { groups }: Answers) {
  if (state.status !== 'in_review') throw new Error('not in review')
  return Object.entries(state.review)
    .map(([group, { startedAt, dueAt }], index) => ({
      group,
      says: groups[index]?.says ?? 'approve',
      when: startedAt + Math.floor((dueAt - startedAt) * (groups[index]?.after ?? 0)),
    }))
    .sort((one, other) => one.when - other.when)
}
