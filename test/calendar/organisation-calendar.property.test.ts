import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  organisationCalendar,
  type Weekday,
  type WeeklyHours,
  weekdays,
} from '../../src/calendar/organisation-calendar.ts'
import { personalHours } from '../../src/calendar/personal-hours.ts'
import { reminderTime } from '../../src/domain/calendar/own-hours.ts'
import { Oracle, publicHolidays, type WallHours } from './oracle.ts'

const minute = 60_000

/** Regions on both hemispheres, with a half-hour change of clocks, a change at midnight, and none at all. */
const places = [
  ['DE-BE', 'Europe/Berlin', ['2026-03-29', '2026-10-25', '2026-03-08', '2026-05-25', '2026-12-26']],
  ['DE-BY', 'Europe/Berlin', ['2026-03-29', '2026-10-25', '2026-01-06', '2026-06-04', '2026-11-01']],
  ['US-NY', 'America/New_York', ['2026-03-08', '2026-11-01', '2026-11-26', '2026-07-03', '2027-01-01']],
  ['GB-SCT', 'Europe/London', ['2026-03-29', '2026-10-25', '2026-01-02', '2026-11-30', '2026-12-28']],
  ['FR', 'Europe/Paris', ['2026-03-29', '2026-10-25', '2026-05-08', '2026-05-14', '2026-07-14']],
  ['JP', 'Asia/Tokyo', ['2026-05-03', '2026-05-06', '2026-09-22', '2026-01-12', '2026-11-23']],
  ['AU-NSW', 'Australia/Sydney', ['2026-04-05', '2026-10-04', '2026-04-25', '2026-06-08', '2026-12-28']],
  ['AU-NSW', 'Australia/Lord_Howe', ['2026-04-05', '2026-10-04', '2027-04-04']],
  ['CU', 'America/Havana', ['2026-03-08', '2026-11-01', '2027-03-14']],
  ['EG', 'Africa/Cairo', ['2026-04-24', '2026-10-29', '2027-04-30']],
] as const

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** One to three windows a day from distinct times, so that they are ascending and disjoint; nights included. */
const daysHours = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 288 }), fc.integer({ min: 0, max: 48 })), {
    minLength: 2,
    maxLength: 6,
  })
  .map((fives) => fives.map((each) => each * 5).sort((a, b) => a - b))
  .map((times) =>
    times.flatMap((from, index) => {
      const to = times[index + 1]
      return index % 2 === 0 && to !== undefined ? [{ from, to }] : []
    }),
  )
const weeklyHours: fc.Arbitrary<WeeklyHours> = fc.record(
  Object.fromEntries(weekdays.map((weekday): [Weekday, typeof daysHours] => [weekday, daysHours])),
  { requiredKeys: ['mon', 'thu', 'sun'] },
)

function wallHours(hours: WeeklyHours): WallHours {
  const named = weekdays.map((weekday) => [
    `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`,
    (hours[weekday] ?? []).map(({ from, to }): [string, string] => [clock(from), clock(to)]),
  ])
  return Object.fromEntries(named)
}

const situation = fc.record({
  hours: weeklyHours,
  date: fc.nat(99),
  /** Minutes from two days before the date to one day after. */
  offset: fc.integer({ min: -2_880, max: 1_440 }),
  span: fc.integer({ min: 1, max: 4_000 }),
  worked: fc.integer({ min: 1, max: 1_200 }),
  days: fc.integer({ min: 1, max: 4 }),
})

describe.each(places)('given the calendar of %s in %s', (region, timezone, dates) => {
  const holidays = publicHolidays(region, [2025, 2026, 2027, 2028])

  test('when counted minute by minute on the wall clock then every answer is the same', () => {
    fc.assert(
      fc.property(situation, ({ hours, date, offset, span, worked, days }) => {
        const calendar = organisationCalendar({
          timezone,
          workingHours: hours,
          holidays: { regions: [region], dates: [] },
        })
        const oracle = new Oracle(timezone, wallHours(hours), holidays)
        const start = Date.parse(`${dates[date % dates.length]}T00:00:00Z`) + offset * minute
        expect(calendar.between(start, start + span * minute)).toBe(
          oracle.between(start, start + span * minute),
        )
        expect(calendar.after(start, { unit: 'working_hours', hours: worked / 60 })).toBe(
          oracle.afterWorkingMinutes(start, worked),
        )
        const later = oracle.afterWorkingDays(start, days)
        if (later !== null) expect(calendar.after(start, { unit: 'working_days', days })).toBe(later)
      }),
      { numRuns: 25 },
    )
  })

  test('when a reminder is due then it is sent in the first minute of work before the deadline, or at once where there is none', () => {
    fc.assert(
      fc.property(situation, ({ hours, date, offset, span }) => {
        const settings = {
          timezone: 'Etc/UTC',
          workingHours: hours,
          holidays: { regions: [region], dates: [] },
        }
        const oracle = new Oracle(timezone, wallHours(hours), holidays)
        const now = Date.parse(`${dates[date % dates.length]}T00:00:00Z`) + offset * minute
        const deadline = now + span * minute
        let expected = now
        while (expected < deadline && !oracle.at(expected).working) expected += minute
        const at = reminderTime(now, deadline, personalHours(settings)(timezone, null))
        expect(at).toBe(expected < deadline ? expected : now)
      }),
      { numRuns: 25 },
    )
  })
})
