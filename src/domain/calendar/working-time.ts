import type { Instant } from '../flavour.ts'
import type { WorkingTime } from './duration.ts'

/** A stretch of working time on the time line; `start` belongs to it, `end` does not. Never empty. */
export interface WorkingWindow {
  readonly start: Instant
  readonly end: Instant
}

/** The organisation's local days, counted from 1970-01-01. */
export type DayNumber = number

/**
 * What the arithmetic needs to know about an organisation's days. All time zone and holiday knowledge is behind it, so
 * that the arithmetic works on instants alone and a change of the clocks cannot bend it.
 */
export interface WorkingDays {
  /** The local day that contains the instant. */
  dayOf(at: Instant): DayNumber
  /** That day's working time, ascending and disjoint; empty on a free day. */
  windowsOf(day: DayNumber): readonly WorkingWindow[]
  /** The instant on that day at which local clocks show the same time as at `at`. */
  sameTimeOn(day: DayNumber, at: Instant): Instant
}

export const calendarFaultCodes = [
  /** The end lies more than five years ahead, or there is no working time at all until then. */
  'calendar_beyond_horizon',
  /** An instant or an amount that is not a usable number: NaN, infinite or negative. */
  'calendar_bad_input',
] as const
export type CalendarFaultCode = (typeof calendarFaultCodes)[number]

/** A fault, not a refusal: the configuration is checked at load, so no running request should meet it. */
export class CalendarFault extends Error {
  override readonly name = 'CalendarFault'
  readonly code: CalendarFaultCode
  constructor(code: CalendarFaultCode, message: string) {
    super(message)
    this.code = code
  }
}

/** How far ahead anything is looked for: five years. No deadline of a request is ever that far away. */
export const horizonDays = 5 * 366
const millisecondsPerHour = 3_600_000
const horizonMilliseconds = horizonDays * 24 * millisecondsPerHour

/**
 * Working time over `days`.
 * - elapsed: milliseconds on the time line.
 * - working hours: the end of the counted time. Time outside the windows does not count; the result may be the very end
 *   of a window, never the next opening after it. Exact to the millisecond.
 * - working days: the same local time that many working days later, moved into that day's windows (before opening: its
 *   opening; after closing: its closing; between two windows: the next opening). A start on a free day counts from the
 *   next opening. A fraction is that share of the working time between this point and the one a working day later, so
 *   that a larger number of days never gives an earlier instant.
 *
 * `after` throws `CalendarFault` beyond the horizon and on unusable numbers. `between` throws only on unusable numbers;
 * it stops counting at the horizon, because its callers ask "is there enough time", which five years answer.
 */
export function workingTime(days: WorkingDays): WorkingTime {
  return {
    after(start, duration) {
      requireUsable(start, 'start')
      switch (duration.unit) {
        case 'elapsed':
          return addElapsed(start, duration.milliseconds)
        case 'working_hours':
          requireAmount(duration.hours)
          return addWorking(days, start, Math.round(duration.hours * millisecondsPerHour))
        case 'working_days':
          requireAmount(duration.days)
          return addWorkingDays(days, start, duration.days)
        default:
          return duration satisfies never
      }
    },
    between(start, end) {
      requireUsable(start, 'start')
      requireUsable(end, 'end')
      return countBetween(days, start, Math.min(end, start + horizonMilliseconds))
    },
  }
}

function addElapsed(start: Instant, milliseconds: number): Instant {
  requireAmount(milliseconds)
  if (milliseconds > horizonMilliseconds) throw beyondHorizon()
  return start + milliseconds
}

/** Walks the windows from `start` on and stops where `milliseconds` of them are used up. */
function addWorking(days: WorkingDays, start: Instant, milliseconds: number): Instant {
  if (milliseconds === 0) return start
  let left = milliseconds
  const first = days.dayOf(start)
  for (let day = first; day <= first + horizonDays; day++) {
    for (const window of days.windowsOf(day)) {
      const from = Math.max(window.start, start)
      if (window.end <= from) continue
      if (left <= window.end - from) return from + left
      left -= window.end - from
    }
  }
  throw beyondHorizon()
}

function addWorkingDays(days: WorkingDays, start: Instant, count: number): Instant {
  if (count === 0) return start
  const origin = originOf(days, start)
  const whole = Math.floor(count)
  const reached = pointOn(days, origin, whole)
  if (count === whole) return reached
  const aDayLater = pointOn(days, origin, whole + 1)
  const share = Math.round((count - whole) * countBetween(days, reached, aDayLater))
  return addWorking(days, reached, share)
}

interface Origin {
  readonly day: DayNumber
  readonly at: Instant
}

/** Where counting days begins: the start itself, or the opening of the next working day. */
function originOf(days: WorkingDays, start: Instant): Origin {
  const today = days.dayOf(start)
  if (days.windowsOf(today).length > 0) return { day: today, at: start }
  const day = workingDayAfter(days, today, today + horizonDays)
  const opening = days.windowsOf(day)[0]
  return { day, at: opening === undefined ? start : opening.start }
}

/** The origin's local time of day `count` working days later. */
function pointOn(days: WorkingDays, origin: Origin, count: number): Instant {
  if (count === 0) return origin.at
  let day = origin.day
  for (let passed = 0; passed < count; passed++) day = workingDayAfter(days, day, origin.day + horizonDays)
  return movedInto(days.windowsOf(day), days.sameTimeOn(day, origin.at))
}

function workingDayAfter(days: WorkingDays, day: DayNumber, last: DayNumber): DayNumber {
  for (let next = day + 1; next <= last; next++) if (days.windowsOf(next).length > 0) return next
  throw beyondHorizon()
}

function movedInto(windows: readonly WorkingWindow[], at: Instant): Instant {
  let result = at
  for (const window of windows) {
    if (at <= window.end) return Math.max(at, window.start)
    result = window.end
  }
  return result
}

function countBetween(days: WorkingDays, start: Instant, end: Instant): number {
  if (end <= start) return 0
  let total = 0
  const last = days.dayOf(end)
  for (let day = days.dayOf(start); day <= last; day++)
    for (const window of days.windowsOf(day))
      total += Math.max(0, Math.min(window.end, end) - Math.max(window.start, start))
  return total
}

/** The years 1938 to 6089: beyond, neither time zones nor holidays mean anything. */
const firstInstant = -1e12
const lastInstant = 1.3e14

function requireUsable(at: Instant, what: string): void {
  if (!(at >= firstInstant && at <= lastInstant))
    throw new CalendarFault('calendar_bad_input', `The ${what} is not an instant: ${at}`)
}

function requireAmount(amount: number): void {
  if (!(amount >= 0)) throw new CalendarFault('calendar_bad_input', `A duration cannot be ${amount} long`)
}

function beyondHorizon(): CalendarFault {
  return new CalendarFault(
    'calendar_beyond_horizon',
    `The duration ends more than ${horizonDays} days ahead, or the calendar has no working time until then`,
  )
}
