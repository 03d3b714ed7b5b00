import { Temporal } from 'temporal-polyfill'
import type { DayNumber, WorkingWindow } from '../domain/calendar/working-time.ts'
import type { Instant } from '../domain/flavour.ts'
import type { LocalDate, LocalSpan } from './holidays.ts'

const millisecondsPerDay = 86_400_000
const millisecondsPerMinute = 60_000

/** The date of a day counted from 1970-01-01, as `YYYY-MM-DD`. */
export function dateOf(day: DayNumber): LocalDate {
  return plainDate(day).toString()
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: DayNumber): number {
  return plainDate(day).dayOfWeek - 1
}

/** The local day that contains the instant. */
export function dayOf(timeZone: string, at: Instant): DayNumber {
  const local = zoned(timeZone, at)
  return Date.UTC(local.year, local.month - 1, local.day) / millisecondsPerDay
}

/**
 * The instant on `day` at which local clocks show the time they show at `at`. Where clocks jump over that time, the
 * time after the jump that is as far behind it; where they show it twice, the first.
 */
export function sameTimeOn(timeZone: string, day: DayNumber, at: Instant): Instant {
  const plainTime = zoned(timeZone, at).toPlainTime()
  return plainDate(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}

/** The instant on `day` at which local clocks show so many minutes since midnight; jumps and repetitions as above. */
export function timeOn(timeZone: string, day: DayNumber, minute: number): Instant {
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return plainDate(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}

/**
 * The stretches of the time line during which local clocks of that day show a time within `spans`. On a day with a
 * clock change a span has its real length: shorter where clocks jump forward, longer (perhaps in two pieces) where they
 * go back. Rejected: turning the two ends of a span into instants, which is wrong when an end lies in the jump.
 */
export function windowsOn(
  timeZone: string,
  day: DayNumber,
  spans: readonly LocalSpan[],
): readonly WorkingWindow[] {
  if (spans.length === 0) return []
  const midnight = day * millisecondsPerDay
  const windows = stretchesOf(timeZone, day).flatMap((stretch) =>
    spans.map((span) => ({
      start: Math.max(stretch.start, midnight + span.from * millisecondsPerMinute - stretch.offset),
      end: Math.min(stretch.end, midnight + span.to * millisecondsPerMinute - stretch.offset),
    })),
  )
  return joined(windows.filter((window) => window.end > window.start))
}

interface Stretch extends WorkingWindow {
  /** Local time less UTC, in milliseconds. */
  readonly offset: number
}

/** A day cut at its clock changes, so that each piece has one offset. Nearly always a single piece. */
function stretchesOf(timeZone: string, day: DayNumber): readonly Stretch[] {
  const end = plainDate(day + 1).toZonedDateTime({ timeZone })
  const stretches: Stretch[] = []
  let at: Temporal.ZonedDateTime = plainDate(day).toZonedDateTime({ timeZone })
  while (at.epochMilliseconds < end.epochMilliseconds) {
    const offset = offsetOf(at)
    const next = offset === offsetOf(end) ? null : at.getTimeZoneTransition('next')
    const until = next === null ? end : Temporal.ZonedDateTime.compare(next, end) < 0 ? next : end
    stretches.push({ start: at.epochMilliseconds, end: until.epochMilliseconds, offset })
    at = until
  }
  return stretches
}

const offsetOf = (at: Temporal.ZonedDateTime) => at.offsetNanoseconds / 1_000_000

/** Adjacent windows made one, so that "the end of a window" means a real end of work. */
function joined(windows: readonly WorkingWindow[]): readonly WorkingWindow[] {
  const result: WorkingWindow[] = []
  for (const window of [...windows].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last !== undefined && window.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, window.end) }
    else result.push(window)
  }
  return result
}

const epoch = new Temporal.PlainDate(1970, 1, 1)
const plainDate = (day: DayNumber) => epoch.add({ days: day })
const zoned = (timeZone: string, at: Instant) =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone)
