import { describe, expect, test } from 'vitest'
import { isHolidayRegion } from '../../src/calendar/holidays.ts'
import {
  type CalendarSettings,
  organisationCalendar,
  type WeeklyHours,
} from '../../src/calendar/organisation-calendar.ts'
import type { Duration } from '../../src/domain/calendar/duration.ts'

const hour = 3_600_000
const span = (from: number, to: number) => [{ from: from * 60, to: to * 60 }]
const officeHours: WeeklyHours = {
  mon: span(9, 17.5),
  tue: span(9, 17.5),
  wed: span(9, 17.5),
  thu: span(9, 17.5),
  fri: span(9, 15),
}
const every = (hours: WeeklyHours['mon']): WeeklyHours =>
  hours === undefined
    ? {}
    : { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours }

function berlin(change: Partial<CalendarSettings> = {}) {
  return organisationCalendar({
    timezone: 'Europe/Berlin',
    workingHours: officeHours,
    holidays: { regions: ['DE-BE'], dates: [] },
    ...change,
  })
}
const at = (text: string) => Date.parse(text)
const workingHours = (hours: number): Duration => ({ unit: 'working_hours', hours })
const workingDays = (days: number): Duration => ({ unit: 'working_days', days })
const shown = (instant: number) => new Date(instant).toISOString()

describe('the calendar of an office in Berlin', () => {
  test('given eight working hours from Friday 14:00 then they end on Monday at 16:00', () => {
    expect(shown(berlin().after(at('2026-11-20T14:00+01:00'), workingHours(8)))).toBe(
      '2026-11-23T15:00:00.000Z',
    )
  })

  test('given a public holiday in between then it is passed over', () => {
    // Whit Monday, 25 May 2026.
    expect(shown(berlin().after(at('2026-05-22T14:00+02:00'), workingHours(2)))).toBe(
      '2026-05-26T08:00:00.000Z',
    )
    expect(shown(berlin().after(at('2026-05-22T14:00+02:00'), workingDays(1)))).toBe(
      '2026-05-26T12:00:00.000Z',
    )
  })

  test('given a holiday of another region then it is a working day here', () => {
    const epiphany = [at('2026-01-06T00:00+01:00'), at('2026-01-07T00:00+01:00')] as const
    expect(berlin().between(...epiphany)).toBe(8.5 * hour)
    expect(berlin({ holidays: { regions: ['DE-BY'], dates: [] } }).between(...epiphany)).toBe(0)
  })

  test('given days of the company itself then they are free too', () => {
    const calendar = berlin({ holidays: { regions: ['DE-BE'], dates: ['2026-12-24', '2026-12-31'] } })
    expect(calendar.between(at('2026-12-24T00:00+01:00'), at('2026-12-28T00:00+01:00'))).toBe(0)
  })

  test('given a bank holiday or an observance then people work', () => {
    // Heiligabend, and Muttertag on a Sunday that is worked.
    const calendar = berlin({ workingHours: { ...officeHours, sun: span(9, 10) } })
    expect(calendar.between(at('2026-12-24T00:00+01:00'), at('2026-12-25T00:00+01:00'))).toBe(8.5 * hour)
    expect(calendar.between(at('2026-05-10T00:00+02:00'), at('2026-05-11T00:00+02:00'))).toBe(hour)
  })
})

describe('a change of the clocks', () => {
  const night = every(span(1, 4))

  test.each([
    ['in spring 01:00-04:00 lasts two hours', '2026-03-29', 2],
    ['in autumn 01:00-04:00 lasts four hours', '2026-10-25', 4],
    ['on any other day it lasts three', '2026-06-14', 3],
  ])('given a window over it then %s', (_, date, hours) => {
    const calendar = berlin({ workingHours: night })
    const midnight = at(`${date}T00:00Z`)
    expect(calendar.between(midnight - 2 * hour, midnight + 12 * hour)).toBe(hours * hour)
  })

  test('given opening within the jump then work begins when the clocks have jumped', () => {
    const calendar = berlin({ workingHours: every(span(2.5, 5)) })
    expect(shown(calendar.after(at('2026-03-28T12:00Z'), workingHours(1 / 3_600)))).toBe(
      '2026-03-29T01:00:01.000Z',
    )
  })

  test('given working days over it then the local time of day stays', () => {
    expect(shown(berlin().after(at('2026-03-27T10:00+01:00'), workingDays(1)))).toBe(
      '2026-03-30T08:00:00.000Z',
    )
    expect(shown(berlin().after(at('2026-10-23T10:00+02:00'), workingDays(1)))).toBe(
      '2026-10-26T09:00:00.000Z',
    )
  })

  test('given a day that the time zone left out then nobody worked on it', () => {
    const samoa = berlin({
      timezone: 'Pacific/Apia',
      workingHours: every(span(9, 10)),
      holidays: { regions: [], dates: [] },
    })
    // 30 December 2011 does not exist in Samoa.
    expect(samoa.between(at('2011-12-29T00:00-10:00'), at('2012-01-01T00:00+14:00'))).toBe(2 * hour)
  })
})

describe('holidays with edges', () => {
  const whole = every(span(0, 24))
  const free = (region: string, from: string, to: string) => {
    const calendar = berlin({
      timezone: 'UTC',
      workingHours: whole,
      holidays: { regions: [region], dates: [] },
    })
    return (at(to) - at(from) - calendar.between(at(from), at(to))) / hour
  }

  test('given a holiday from noon then the morning is worked', () => {
    expect(free('CH-SO', '2026-05-01T00:00Z', '2026-05-02T00:00Z')).toBe(12)
  })

  test('given a holiday that begins the evening before by its own calendar then the civil day is free', () => {
    expect(free('IL', '2026-04-01T00:00Z', '2026-04-02T00:00Z')).toBe(0)
    expect(free('IL', '2026-04-02T00:00Z', '2026-04-03T00:00Z')).toBe(24)
  })

  test('given a holiday of three and a half days then half a day of the last is worked', () => {
    expect(free('TR', '2026-03-20T00:00Z', '2026-03-24T00:00Z')).toBe(90)
  })

  test.each([
    ['Thanksgiving in New York', 'US-NY', '2026-11-26'],
    ['the substitute for Constitution Day in Japan', 'JP', '2026-05-06'],
    ['the second of January in Scotland', 'GB-SCT', '2026-01-02'],
    ['Ascension Day in France', 'FR', '2026-05-14'],
    ['the King’s birthday in New South Wales', 'AU-NSW', '2026-06-08'],
    ['Women’s Day in Berlin', 'DE-BE', '2026-03-08'],
    ['Corpus Christi in Bavaria', 'DE-BY', '2026-06-04'],
  ])('given %s then it is free', (_, region, date) => {
    expect(free(region, `${date}T00:00Z`, `${date}T23:59Z`)).toBeCloseTo(23 + 59 / 60)
  })
})

test.each([
  ['DE', true],
  ['DE-BE', true],
  ['DE-BY-A', true],
  ['US-NY', true],
  ['DE-XX', false],
  ['de-be', false],
  ['XX', false],
  ['DE-BE-BE-BE', false],
  ['__proto__', false],
  ['', false],
])('given the region %j then it is known: %s', (code, known) => {
  expect(isHolidayRegion(code)).toBe(known)
})
