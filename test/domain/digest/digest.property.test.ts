import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { personalDigests } from '../../../src/calendar/personal-hours.ts'
import { digestTooLate, heldForDigest, leastTimeToAct } from '../../../src/domain/digest/digest.ts'

const office = [{ from: 540, to: 1020 }]
const digestsIn = personalDigests({
  timezone: 'Europe/Berlin',
  workingHours: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: { regions: ['DE-BE'], dates: [] },
})

/** Changes of an hour, of half an hour, at midnight, none, and a day that was left out. */
const zones = [
  ...['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo'],
  ...['Asia/Kolkata', 'Pacific/Apia', 'America/Santiago', 'UTC'],
]
const zone = fc.constantFrom(...zones)
const minute = fc.integer({ min: 0, max: 1439 })
const instant = fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2030, 0) })
const localTime = (at: number, timezone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone)
const minuteOf = ({ hour, minute: minutes }: Temporal.ZonedDateTime) => hour * 60 + minutes

test('given any zone and time, then a digest comes on a working day at that time, or as far behind it as clocks jump', () => {
  fc.assert(
    fc.property(zone, minute, instant, (timezone, wanted, at) => {
      const digest = digestsIn(timezone, wanted).next(at)
      if (digest === null) throw new Error('no digest')
      const local = localTime(digest, timezone)
      expect(digest).toBeGreaterThan(at)
      expect(local.dayOfWeek).toBeLessThan(6)
      const late = minuteOf(local) - wanted
      // Lord Howe jumps half an hour, all others an hour.
      if (late !== 0) {
        expect([30, 60]).toContain(late)
        const before = localTime(digest - late * 60_000, timezone)
        expect(minuteOf(before)).toBeLessThan(wanted)
      }
    }),
  )
})

test('given any two digests that follow each other, then they are on different local days and none lies between', () => {
  fc.assert(
    fc.property(zone, minute, instant, instant, (timezone, wanted, at, other) => {
      const times = digestsIn(timezone, wanted)
      const first = times.next(at)
      const second = first === null ? null : times.next(first)
      if (first === null || second === null) throw new Error('no digest')
      const dayOf = (each: number) => localTime(each, timezone).toPlainDate().toString()
      expect(dayOf(second) > dayOf(first)).toBe(true)
      const between = first + (other % (second - first))
      expect([times.latest(between), times.next(between)]).toEqual([first, second])
      expect([times.latest(second), times.onDayOf(first)]).toEqual([second, first])
    }),
  )
})

test('given anything that is asked, then it waits for the first digest after it at most, and never into its deadline', () => {
  const hours = fc.integer({ min: 0, max: 100 * 3_600_000 })
  fc.assert(
    fc.property(zone, minute, instant, fc.option(hours), hours, (timezone, wanted, since, lasts, later) => {
      const times = digestsIn(timezone, wanted)
      const deadline = lasts === null ? null : since + lasts
      const asked = { since, deadline }
      const now = since + later
      const held = heldForDigest(asked, now, times)
      const first = times.next(since)
      if (held === null) {
        const over = first === null || first <= now
        expect(over || digestTooLate(asked, times) === first).toBe(true)
      } else {
        expect(held).toBe(first)
        expect(held).toBeGreaterThan(now)
        expect(held + leastTimeToAct).toBeLessThanOrEqual(deadline ?? Number.POSITIVE_INFINITY)
      }
    }),
  )
})

test.each([
  // 02:30 is left out on 28 March 2027 in Berlin, a Sunday; in Cairo midnight is, on Friday 30 April 2027.
  ['Africa/Cairo', 15, '2027-04-29T20:00:00Z', '2027-04-29T22:15:00Z'],
  // 01:45 comes twice in Lord Howe on Sunday 4 April 2027: Monday's is the next.
  ['Australia/Lord_Howe', 105, '2027-04-03T12:00:00Z', '2027-04-04T15:15:00Z'],
  // Over the weekend of the change, by the wall and not by hours that passed.
  ['Europe/Berlin', 540, '2027-03-26T08:00:00Z', '2027-03-30T07:00:00Z'],
])('given %s at minute %i, when it is %s, then the next digest is at %s', (timezone, wanted, at, next) => {
  const digest = digestsIn(timezone, wanted).next(Date.parse(at))
  expect(digest === null ? null : new Date(digest).toISOString()).toBe(next.replace('Z', '.000Z'))
})
