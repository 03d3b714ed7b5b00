import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Absence,
  type Absences,
  absenceAt,
  aheadOf,
  backAt,
  noAbsences,
  overlap,
} from '../../../src/domain/absence/absence.ts'
import {
  type AbsenceCommand,
  type AbsenceContext,
  type Candidate,
  decideAbsence,
} from '../../../src/domain/absence/decide.ts'
import { evolveAbsences, foldAbsences } from '../../../src/domain/absence/evolve.ts'

const hour = 3_600_000
const day = 24 * hour
const now = 1_000 * day
const bea: Candidate = { person: 'bea', standing: 'active', eligible: true, eligibleNames: 'Cleo' }

const context = (changes: Partial<AbsenceContext> = {}): AbsenceContext => ({
  at: now,
  longest: 60 * day,
  others: new Map(),
  ...changes,
})
const away = (
  from: number,
  until: number,
  delegate: Candidate | null = null,
  changes: number | null = null,
) => ({ type: 'go_away', person: 'ada', from, until, delegate, changes }) satisfies AbsenceCommand
const absence = (from: number, until: number, delegate: string | null = null): Absence => ({
  id: 1,
  from,
  until,
  delegate,
})
const others = (entries: Record<string, readonly Absence[]>) => new Map(Object.entries(entries))

/** The state after these commands, each of which must be accepted. */
function saying(commands: readonly AbsenceCommand[], at = now): Absences {
  return commands.reduce((state, command) => {
    const outcome = decideAbsence(command, state, context({ at }))
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    return outcome.events.reduce(evolveAbsences, state)
  }, noAbsences)
}

describe('going away', () => {
  test('given nothing, when somebody goes away, then the absence is recorded with the delegate', () => {
    const state = saying([away(now, now + day, bea)])
    expect(state.list).toEqual([{ id: 1, from: now, until: now + day, delegate: 'bea' }])
  })

  test.each([
    ['is over already', away(now - 2 * day, now - day), 'absence_past'],
    ['ends now', away(now - day, now), 'absence_past'],
    ['ends before it begins', away(now + 3 * day, now + 2 * day), 'absence_order'],
    ['is empty', away(now + day, now + day), 'absence_order'],
    ['lasts longer than allowed', away(now, now + 60 * day + 1), 'absence_too_long'],
    ['begins in two years', away(now + 730 * day, now + 731 * day), 'absence_too_far'],
  ])('given an absence that %s, then it is refused', (_, command, code) => {
    const outcome = decideAbsence(command, noAbsences, context())
    expect(outcome).toMatchObject({ ok: false, refusal: { code } })
  })

  test('given the longest absence, then it is accepted to the millisecond', () => {
    expect(decideAbsence(away(now, now + 60 * day), noAbsences, context()).ok).toBe(true)
  })

  test.each([
    ['oneself', { ...bea, person: 'ada' }, {}, 'delegate_self'],
    ['a guest', { ...bea, standing: 'guest' }, {}, 'delegate_not_member'],
    ['somebody who left', { ...bea, standing: 'deactivated' }, {}, 'delegate_not_member'],
    ['somebody whom nothing names', { ...bea, eligible: false }, {}, 'delegate_not_eligible'],
    ['somebody away too', bea, { bea: [absence(now + 5 * hour, now + 9 * day)] }, 'delegate_away'],
    ['somebody who counts on me', bea, { bea: [absence(now, now + day, 'ada')] }, 'delegation_circular'],
    [
      'somebody who counts on me through others',
      bea,
      { bea: [absence(now, now + day, 'cleo')], cleo: [absence(now, now + day, 'ada')] },
      'delegation_circular',
    ],
  ] as const)('given %s as delegate, then it is refused', (_, delegate, said, code) => {
    const outcome = decideAbsence(
      away(now, now + day, delegate),
      noAbsences,
      context({ others: others(said) }),
    )
    expect(outcome).toMatchObject({ ok: false, refusal: { code } })
  })

  test('given two who stand in for each other at different times, then both are accepted', () => {
    const later = others({ bea: [absence(now + day, now + 2 * day, 'ada')] })
    expect(decideAbsence(away(now, now + day, bea), noAbsences, context({ others: later })).ok).toBe(true)
  })

  test('given the same word twice, then nothing is recorded the second time, also a while later', () => {
    const state = saying([away(now, now + day, bea)])
    expect(decideAbsence(away(now, now + day, bea), state, context())).toEqual({ ok: true, events: [] })
    const later = context({ at: now + hour })
    expect(decideAbsence(away(now + hour, now + day, bea), state, later)).toEqual({ ok: true, events: [] })
  })

  test('given an absence, when a longer one is said, then it takes its place and keeps its beginning', () => {
    const state = saying([away(now, now + day, bea)])
    const outcome = decideAbsence(away(now + hour, now + 2 * day), state, context({ at: now + hour }))
    if (!outcome.ok) throw new Error('refused')
    expect(outcome.events.reduce(evolveAbsences, state).list).toEqual([
      { id: 1, from: now, until: now + 2 * day, delegate: null },
    ])
  })
})

describe('coming back', () => {
  test('given an absence now, when somebody is back, then it ends there', () => {
    const state = saying([away(now, now + day, bea)])
    const outcome = decideAbsence(
      { type: 'come_back', person: 'ada', absence: null },
      state,
      context({ at: now + hour }),
    )
    if (!outcome.ok) throw new Error('refused')
    const { list } = outcome.events.reduce(evolveAbsences, state)
    expect(list).toEqual([{ id: 1, from: now, until: now + hour, delegate: 'bea' }])
    expect(absenceAt(list, now + hour)).toBeNull()
  })

  test('given an absence now and one ahead, then the present one ends, and afterwards the planned one is taken back', () => {
    const state = saying([away(now, now + day), away(now + 5 * day, now + 6 * day)])
    const back: AbsenceCommand = { type: 'come_back', person: 'ada', absence: null }
    const once = decideAbsence(back, state, context({ at: now + hour }))
    if (!once.ok) throw new Error('refused')
    const rest = once.events.reduce(evolveAbsences, state)
    expect(aheadOf(rest.list, now + hour).map(({ id }) => id)).toEqual([2])
    const twice = decideAbsence(back, rest, context({ at: now + hour }))
    if (!twice.ok) throw new Error('refused')
    expect(aheadOf(twice.events.reduce(evolveAbsences, rest).list, now + hour)).toEqual([])
  })

  test.each([null, 7])('given nobody away, when somebody is back (%j), then it is refused', (number) => {
    const outcome = decideAbsence(
      { type: 'come_back', person: 'ada', absence: number },
      noAbsences,
      context(),
    )
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'not_away' } })
  })
})

const anyCommand = fc.oneof(
  fc
    .record({
      from: fc.integer({ min: -10, max: 100 }),
      length: fc.integer({ min: -3, max: 70 }),
      delegated: fc.boolean(),
    })
    .map(({ from, length, delegated }) =>
      away(now + from * day, now + (from + length) * day, delegated ? bea : null),
    ),
  fc.constant<AbsenceCommand>({ type: 'come_back', person: 'ada', absence: null }),
)

describe('whatever is said', () => {
  test('then absences never overlap, are bounded, and replay the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyCommand, fc.integer({ min: 0, max: 9 })), { maxLength: 12 }),
        (steps) => {
          let at = now
          let state = noAbsences
          const history = []
          for (const [command, passed] of steps) {
            at += passed * day
            const outcome = decideAbsence(command, state, context({ at }))
            if (!outcome.ok) continue
            history.push(...outcome.events)
            state = outcome.events.reduce(evolveAbsences, state)
          }
          expect(foldAbsences(history)).toEqual(state)
          for (const one of state.list) {
            expect(one.until).toBeGreaterThan(one.from)
            expect(state.list.filter((other) => overlap(one, other))).toEqual([one])
          }
        },
      ),
    )
  })

  test('then the time when somebody is back is the first at which no absence covers them', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 }))
    fc.assert(
      fc.property(fc.array(span), fc.integer({ min: 0, max: 25 }), (spans, at) => {
        const absences = spans.map(([from, length]) => ({ from, until: from + length }))
        let expected = at
        while (absenceAt(absences, expected) !== null) expected += 1
        expect(backAt(absences, at)).toBe(expected)
      }),
    )
  })
})
