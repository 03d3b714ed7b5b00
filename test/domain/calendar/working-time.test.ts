import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Duration } from '../../../src/domain/calendar/duration.ts'
import {
  CalendarFault,
  horizonDays,
  type WorkingDays,
  type WorkingWindow,
  workingTime,
} from '../../../src/domain/calendar/working-time.ts'

const hour = 3_600_000
const day = 24 * hour
const hours = (amount: number): Duration => ({ unit: 'working_hours', hours: amount })
const days = (amount: number): Duration => ({ unit: 'working_days', days: amount })
const elapsed = (milliseconds: number): Duration => ({ unit: 'elapsed', milliseconds })

/** Days in UTC; the pattern repeats, each entry being that day's windows in hours. */
function repeating(pattern: readonly (readonly (readonly [number, number])[])[]): WorkingDays {
  return {
    dayOf: (at) => Math.floor(at / day),
    sameTimeOn: (number, at) => number * day + (at - Math.floor(at / day) * day),
    windowsOf: (number): readonly WorkingWindow[] =>
      (pattern[number % pattern.length] ?? []).map(([from, to]) => ({
        start: number * day + from * hour,
        end: number * day + to * hour,
      })),
  }
}

/** Two working days with a lunch break, a short one, a free one. */
const calendar = workingTime(
  repeating([
    [
      [9, 12],
      [13, 17],
    ],
    [
      [9, 12],
      [13, 17],
    ],
    [[10, 14]],
    [],
  ]),
)
const at = (number: number, time: number) => number * day + time * hour

describe('working hours', () => {
  test.each([
    ['inside one window', at(0, 9.5), 2, at(0, 11.5)],
    ['over the lunch break', at(0, 11), 2, at(0, 14)],
    ['over night', at(0, 16), 2, at(1, 10)],
    ['over a short and a free day', at(1, 16), 6, at(4, 10)],
    ['ending exactly with the window, not at the next opening', at(0, 16), 1, at(0, 17)],
    ['begun before opening', at(0, 3), 1, at(0, 10)],
    ['begun on a free day', at(3, 12), 1.5, at(4, 10.5)],
    ['begun at closing', at(0, 17), 0.25, at(1, 9.25)],
    ['of no length outside working time', at(3, 12), 0, at(3, 12)],
  ])('given a span %s then it ends where that much working time has passed', (_, start, amount, end) => {
    expect(calendar.after(start, hours(amount))).toBe(end)
    expect(calendar.between(start, end)).toBe(amount * hour)
  })
})

describe('working days', () => {
  test.each([
    ['one day later at the same time', at(0, 10), 1, at(1, 10)],
    ['past a free day', at(1, 10.5), 2, at(4, 10.5)],
    ['clamped to a later opening', at(1, 9.5), 1, at(2, 10)],
    ['clamped to an earlier closing', at(1, 16), 1, at(2, 14)],
    ['moved to the end of the break', at(2, 12.5), 1, at(4, 13)],
    ['begun after closing', at(0, 22), 1, at(1, 17)],
    ['begun on a free day: from the next opening', at(3, 15), 1, at(5, 9)],
    ['half a day within the day', at(0, 9), 0.5, at(0, 13.5)],
    ['half a day from the afternoon', at(0, 15), 0.5, at(1, 10.5)],
    ['a day and a half', at(0, 9), 1.5, at(1, 13.5)],
    ['half a day begun on a free day', at(3, 1), 0.5, at(4, 13.5)],
    ['of no length', at(3, 1), 0, at(3, 1)],
  ])('given a span %s then it ends there', (_, start, amount, end) => {
    expect(calendar.after(start, days(amount))).toBe(end)
  })
})

describe('whatever the duration', () => {
  const start = fc.integer({ min: 0, max: 40 * day })
  const amount = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 20, noNaN: true }))

  test('given a longer duration of the same unit then it never ends earlier, nor before its start', () => {
    fc.assert(
      fc.property(start, amount, amount, fc.constantFrom(hours, days), (from, one, other, unit) => {
        const shorter = calendar.after(from, unit(Math.min(one, other)))
        const longer = calendar.after(from, unit(Math.max(one, other)))
        expect(shorter).toBeGreaterThanOrEqual(from)
        expect(longer).toBeGreaterThanOrEqual(shorter)
      }),
    )
  })

  test('given working time counted in two steps then it is the same as in one', () => {
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 90 * hour }),
        fc.integer({ min: 1, max: 90 * hour }),
        (from, a, b) => {
          const inSteps = calendar.after(calendar.after(from, hours(a / hour)), hours(b / hour))
          expect(inSteps).toBe(calendar.after(from, hours((a + b) / hour)))
          expect(calendar.between(from, inSteps)).toBe(a + b)
        },
      ),
    )
  })

  test('given elapsed time then the calendar plays no part', () => {
    expect(calendar.after(at(3, 1), elapsed(90_000))).toBe(at(3, 1) + 90_000)
  })

  test('given an end before the start then no working time lies between', () => {
    expect(calendar.between(at(1, 12), at(0, 12))).toBe(0)
  })
})

describe('what cannot be worked out', () => {
  const never = workingTime(repeating([[]]))

  test.each<[string, () => unknown]>([
    ['working hours of a calendar that never works', () => never.after(0, hours(1))],
    ['working days of a calendar that never works', () => never.after(0, days(1))],
    ['more working hours than five years have', () => calendar.after(0, hours(1e6))],
    ['more working days than five years have', () => calendar.after(0, days(1e6))],
    ['endless working days', () => calendar.after(0, days(Number.POSITIVE_INFINITY))],
    ['ten elapsed years', () => calendar.after(0, elapsed(3_650 * day))],
  ])('given %s then a coded fault says that it is too far ahead', (_, attempt) => {
    expect(attempt).toThrow(expect.objectContaining({ code: 'calendar_beyond_horizon' }))
  })

  test.each<[string, () => unknown]>([
    ['a start that is not a number', () => calendar.after(Number.NaN, hours(1))],
    ['a start that no calendar reaches', () => calendar.after(8.64e15, hours(1))],
    ['negative hours', () => calendar.after(0, hours(-1))],
    ['days that are not a number', () => calendar.after(0, days(Number.NaN))],
    ['an end that is not a number', () => calendar.between(0, Number.NaN)],
  ])('given %s then a coded fault says so', (_, attempt) => {
    expect(attempt).toThrow(CalendarFault)
    expect(attempt).toThrow(expect.objectContaining({ code: 'calendar_bad_input' }))
  })

  test('given an end beyond the horizon when counting between then it counts up to the horizon', () => {
    expect(calendar.between(0, 100 * 366 * day)).toBe(calendar.between(0, horizonDays * day))
  })
})
