import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urgencyOf } from '../../../src/domain/feasibility/decide-by.ts'
import { quarter } from '../../../src/domain/feasibility/earliest-slot.ts'
import { endsAfter, planOf, planOfRequest, type Verdict } from '../../../src/domain/feasibility/plan.ts'
import { groupPolicy, policy, post } from '../../support/domain/build.ts'
import { alwaysOpen, hour, hours, minute, monday } from '../../support/domain/calendar.ts'
import { ada, lex, sec } from '../../support/domain/cast.ts'
import { approve, passTime, reject, reschedule, submit } from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'
import { answers, calendars, play, policies, starts } from './histories.ts'

const rank: Readonly<Record<Verdict, number>> = { infeasible: 0, tight: 1, feasible: 2, no_slot: 3 }
const isWorkingAt = (calendar: ReturnType<typeof alwaysOpen>, at: number) => calendar.between(at, at + 1) > 0

describe('given any rules, calendar and moment', () => {
  test('when people answer in time in whatever way, then it is decided by the time that the plan gave', () => {
    let deadlocks = 0
    fc.assert(
      fc.property(policies, calendars, starts, answers, (rules, calendar, at, said) => {
        const plan = planOf({ policy: rules, calendar, at, slot: null })
        const { states, decidedAt, deadlocked } = play(rules, calendar, at, said)
        expect(['approved', 'rejected']).toContain(states.at(-1)?.status)
        expect(decidedAt).toBeLessThanOrEqual(deadlocked ? plan.deadlockBy : plan.ordinaryBy)
        if (deadlocked) deadlocks += 1
      }),
      { numRuns: 300 },
    )
    expect(deadlocks).toBeGreaterThan(50)
  })

  test('when a request goes its way, then what is left of the plan never ends later than was said', () => {
    fc.assert(
      fc.property(policies, calendars, starts, answers, (rules, calendar, at, said) => {
        const { states } = play(rules, calendar, at, said)
        const plans = states.flatMap((state) => planOfRequest(state, calendar) ?? [])
        expect(plans[0]).toEqual(planOf({ policy: rules, calendar, at, slot: null }))
        const ends = plans.map(({ deadlockBy }) => deadlockBy)
        expect(ends).toEqual([...ends].sort((one, other) => other - one))
      }),
      { numRuns: 200 },
    )
  })

  test('when the slot is later, then the verdict is never worse', () => {
    const slots = fc.tuple(fc.nat({ max: 60 * 24 }), fc.nat({ max: 60 * 24 }))
    fc.assert(
      fc.property(policies, calendars, starts, slots, (rules, calendar, at, [one, more]) => {
        const verdictAt = (slot: number) => rank[planOf({ policy: rules, calendar, at, slot }).verdict]
        expect(verdictAt(at + (one + more) * hour)).toBeGreaterThanOrEqual(verdictAt(at + one * hour))
      }),
    )
  })

  test('when a slot is suggested, then it keeps its promise, lies in working time, and none before it does both', () => {
    fc.assert(
      fc.property(policies, calendars, starts, (rules, calendar, at) => {
        const { earliest, ordinaryBy, deadlockBy } = planOf({ policy: rules, calendar, at, slot: null })
        const verdictAt = (slot: number) => planOf({ policy: rules, calendar, at, slot }).verdict
        expect(rank[verdictAt(earliest.ordinary)]).toBeGreaterThanOrEqual(rank.tight)
        expect(verdictAt(earliest.always)).toBe('feasible')
        for (const [bound, slot] of [
          [ordinaryBy, earliest.ordinary],
          [deadlockBy, earliest.always],
        ] as const) {
          expect(slot % quarter).toBe(0)
          expect(slot).toBeGreaterThan(bound)
          expect(isWorkingAt(calendar, slot)).toBe(true)
          for (let sooner = slot - quarter; sooner > bound; sooner -= quarter)
            expect(isWorkingAt(calendar, sooner)).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('when the slot is tight, then whoever decides by the time named leaves room for a deadlock, and no later', () => {
    fc.assert(
      fc.property(policies, calendars, starts, fc.nat({ max: 200 }), (rules, calendar, at, ahead) => {
        const { states } = play(rules, calendar, at, { groups: [], level: 1, ruledAfter: 0 })
        const [asked] = states
        if (asked?.status !== 'in_review') throw new Error('not in review')
        const slot = at + ahead * hour
        const request = { ...asked, rescheduledTo: slot }
        for (const deadline of Object.values(asked.review)) {
          const found = urgencyOf(request, deadline, calendar)
          const isSafe = (when: number) => endsAfter(rules, asked.stage, when, calendar).deadlock < slot
          if (found === null) expect(isSafe(deadline.dueAt)).toBe(true)
          else expect(isSafe(deadline.dueAt)).toBe(false)
          if (found?.kind === 'before') expect(slot).toBeLessThanOrEqual(deadline.dueAt)
          if (found?.kind !== 'margin') continue
          expect(isSafe(found.by)).toBe(true)
          expect(found.by).toBeGreaterThan(deadline.startedAt)
          expect(found.by + quarter >= deadline.dueAt || !isSafe(found.by + quarter)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('given security with two hours, legal with six, a mediation of eight, and executives of eight and four', () => {
  const rules = policy({
    groups: {
      security: groupPolicy({ respondWithin: hours(2) }),
      legal: groupPolicy({ respondWithin: hours(6) }),
    },
  })
  const at = (slot: number | null) => planOf({ policy: rules, calendar: alwaysOpen(), at: monday, slot })

  test('then the plan names everybody in order with the latest time', () => {
    expect(at(null)).toEqual({
      phase: 'review',
      slot: null,
      stages: [
        { who: 'group', group: 'security', by: monday + 2 * hour },
        { who: 'group', group: 'legal', by: monday + 6 * hour },
        { who: 'mediation', by: monday + 14 * hour },
        { who: 'executives', level: 1, by: monday + 22 * hour },
        { who: 'executives', level: 2, by: monday + 26 * hour },
      ],
      ordinaryBy: monday + 6 * hour,
      deadlockBy: monday + 26 * hour,
      verdict: 'no_slot',
      earliest: { ordinary: monday + 6 * hour + quarter, always: monday + 26 * hour + quarter },
      slowest: ['legal'],
    })
  })

  test.each([
    [6 * hour, 'infeasible'],
    [6 * hour + 1, 'tight'],
    [26 * hour, 'tight'],
    [26 * hour + 1, 'feasible'],
  ] as const)('when the slot is %d milliseconds ahead, then it is %s', (ahead, verdict) => {
    expect(at(monday + ahead).verdict).toBe(verdict)
  })

  test('when legal has answered, then the plan waits for security alone; in mediation and with an executive, for those', () => {
    const asked = given(submit(ada, { policy: rules, content: post('first', monday + 30 * hour) }))
    const planNow = (story: typeof asked) => planOfRequest(story.request(), alwaysOpen())
    const half = asked.given(approve(lex, 'legal'))
    expect(planNow(half)).toMatchObject({ ordinaryBy: monday + 2 * hour, slowest: ['security'] })
    const torn = half.given(reject(sec, 'security'))
    expect(planNow(torn)).toMatchObject({ phase: 'mediation', ordinaryBy: monday + 8 * hour, slowest: [] })
    const ruled = torn
      .after(8 * hour)
      .given(passTime)
      .after(8 * hour)
      .given(passTime)
    expect(planNow(ruled)).toMatchObject({
      phase: 'ruling',
      stages: [{ who: 'executives', level: 2, by: monday + 20 * hour }],
      deadlockBy: monday + 20 * hour,
    })
  })
})

test('given a review, when the slot has passed or leaves time for everything, then it urges nobody', () => {
  const asked = (slot: number | null) => given(submit(ada, { content: post('first', slot) }))
  const urgencyIn = (story: ReturnType<typeof asked>) => {
    const request = story.request()
    const deadline = request.status === 'in_review' ? request.review.security : undefined
    if (request.status !== 'in_review' || deadline === undefined) throw new Error('not in review')
    return urgencyOf(request, deadline, alwaysOpen())
  }
  expect(urgencyIn(asked(null))).toBeNull()
  expect(urgencyIn(asked(monday + 200 * hour))).toBeNull()
  expect(urgencyIn(asked(monday + 4 * hour))).toMatchObject({ kind: 'before' })
  expect(urgencyIn(asked(monday + 9 * hour))).toMatchObject({ kind: 'agreement' })
  const soon = asked(monday + 4 * hour)
    .after(4 * hour)
    .given(passTime)
  expect(urgencyIn(soon)).toBeNull()
  expect(urgencyIn(soon.given(reschedule(ada, monday + 22 * hour + minute)))).toMatchObject({
    kind: 'margin',
    by: monday + 2 * hour,
  })
})
