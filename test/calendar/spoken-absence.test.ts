import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { organisationCalendar } from '../../src/calendar/organisation-calendar.ts'
import { readSpokenAbsence } from '../../src/calendar/spoken-absence.ts'

const office = [{ from: 9 * 60, to: 17 * 60 + 30 }]
const friday = [{ from: 9 * 60, to: 15 * 60 }]
const timezone = 'Europe/Berlin'
const calendar = organisationCalendar({
  timezone,
  workingHours: { mon: office, tue: office, wed: office, thu: office, fri: friday },
  holidays: { regions: ['DE-BE'], dates: [] },
})

const instant = (local: string, zone = timezone) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
const local = (at: number, zone = timezone) =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString()
    .slice(0, 16)

/** A Tuesday. */
const tuesday = '2026-11-24T10:00'
function read(text: string, now = tuesday, zone = timezone) {
  const spoken = readSpokenAbsence(text, { now: instant(now, zone), timezone: zone, calendar })
  if (!spoken.ok) return spoken
  const { from, until, repeated, delegate } = spoken
  return { from: local(from, zone), until: local(until, zone), repeated, delegate }
}
const span = (text: string, now = tuesday) => {
  const spoken = read(text, now)
  return 'from' in spoken ? `${spoken.from} ${spoken.until}` : spoken.problem
}

describe('absences as people type them, on Tuesday, 24 November 2026 at 10:00', () => {
  test.each([
    ['until Friday', '2026-11-24T10:00 2026-11-27T15:00'],
    ['until fri', '2026-11-24T10:00 2026-11-27T15:00'],
    ['bis Freitag', '2026-11-24T10:00 2026-11-27T15:00'],
    ['bis nächsten Mittwoch', '2026-11-24T10:00 2026-11-25T17:30'],
    ['until tomorrow', '2026-11-24T10:00 2026-11-25T17:30'],
    ['bis morgen 12 Uhr', '2026-11-24T10:00 2026-11-25T12:00'],
    ['until 14:00', '2026-11-24T10:00 2026-11-24T14:00'],
    ['until 2pm', '2026-11-24T10:00 2026-11-24T14:00'],
    ['until noon', '2026-11-24T10:00 2026-11-24T12:00'],
    ['until 3 Dec 14:00', '2026-11-24T10:00 2026-12-03T14:00'],
    ['until 3rd of December at 2:30 pm', '2026-11-24T10:00 2026-12-03T14:30'],
    ['until Dec 3', '2026-11-24T10:00 2026-12-03T17:30'],
    ['bis 24.12.', '2026-11-24T10:00 2026-12-24T17:30'],
    ['bis zum 24. Dezember 2026 um 12 Uhr', '2026-11-24T10:00 2026-12-24T12:00'],
    ['until 24 Dec', '2026-11-24T10:00 2026-12-24T17:30'],
    ['until 2026-12-03', '2026-11-24T10:00 2026-12-03T17:30'],
    ['until 2026-12-03T14:00', '2026-11-24T10:00 2026-12-03T14:00'],
    ['until Saturday', '2026-11-24T10:00 2026-11-28T23:59'],
    ['bis 25.12.', '2026-11-24T10:00 2026-12-25T23:59'],
    ['from Monday until Friday', '2026-11-30T00:00 2026-12-04T15:00'],
    ['from tomorrow until Friday', '2026-11-25T00:00 2026-11-27T15:00'],
    ['from today to tomorrow', '2026-11-24T10:00 2026-11-25T17:30'],
    ['ab Montag bis 4. Dezember', '2026-11-30T00:00 2026-12-04T15:00'],
    ['from 2 Jan until 5 Jan', '2027-01-02T00:00 2027-01-05T17:30'],
    ['from Monday 12:00 until 16:00', '2026-11-30T12:00 2026-11-30T16:00'],
    ['tomorrow', '2026-11-25T00:00 2026-11-25T17:30'],
    ['until yesterday', '2026-11-24T10:00 2026-11-23T17:30'],
    ['until 2031', 'unreadable'],
    ['until 1 Jan 2031', '2026-11-24T10:00 2031-01-01T23:59'],
    ['until 30 February', 'no_such_day'],
    ['bis 31.11.', 'no_such_day'],
    ['until 25:00', 'unreadable'],
    ['until 13pm', 'unreadable'],
    ['until', 'unreadable'],
    ['until the cows come home', 'unreadable'],
    ['until constructor', 'unreadable'],
    ['from Monday', 'unreadable'],
  ])('given “%s”, then it means %s', (text, expected) => {
    expect(span(text)).toBe(expected)
  })

  test('given a weekday that is today, then today is meant until work is over, and then next week', () => {
    expect(span('until Tuesday')).toBe('2026-11-24T10:00 2026-11-24T17:30')
    expect(span('until Tuesday', '2026-11-24T18:00')).toBe('2026-11-24T18:00 2026-12-01T17:30')
  })

  test.each([
    ['until Friday, delegate @bea', '@bea'],
    ['bis Freitag, Vertretung @bea', '@bea'],
    ['until 3 Dec 14:00 delegate: @bea', '@bea'],
    ['bis 24.12., Vertretung bea@example.com', 'bea@example.com'],
    ['until Friday delegate', ''],
    ['until Friday', null],
  ])('given “%s”, then the delegate is %j', (text, delegate) => {
    expect(read(text)).toMatchObject({ delegate })
  })

  test('given an hour that the clocks jump over, then it says which one would be there', () => {
    expect(read('until 28 March 02:30', '2027-03-26T10:00')).toEqual({
      ok: false,
      problem: 'hour_skipped',
      words: '02:30',
      instead: '03:30',
    })
  })

  test('given an end that the clocks show twice, then the later one is taken and said', () => {
    const speaker = { now: instant('2026-10-23T10:00'), timezone, calendar }
    const spoken = readSpokenAbsence('until 25 October 02:30', speaker)
    expect(spoken).toMatchObject({ ok: true, repeated: true, until: Date.UTC(2026, 9, 25, 1, 30) })
  })

  test('given a person in another time zone, then hours are theirs and the working day is the organisation’s', () => {
    expect(read('until tomorrow 14:00', tuesday, 'America/New_York')).toMatchObject({
      until: '2026-11-25T14:00',
    })
    expect(read('until tomorrow', tuesday, 'America/New_York')).toMatchObject({ until: '2026-11-25T11:30' })
  })
})
