import type { DayNumber, WorkingDays } from '../calendar/working-time.ts'
import type { Instant } from '../flavour.ts'
import type { MinuteOfDay } from '../person/preferences.ts'

/** So far ahead, and back, a working day is looked for. Whoever works on none gets every message at once. */
const searchedDays = 21

/** Whoever hears of something in a digest has at least this long to act on it, in milliseconds. */
export const leastTimeToAct = 4 * 3_600_000

/** Working days of one time zone, and its clocks. */
export interface DigestDays extends Pick<WorkingDays, 'dayOf' | 'windowsOf'> {
  /** When clocks show this time on the day: after the jump where they jump over it, first where they show it twice. */
  timeOn(day: DayNumber, minute: MinuteOfDay): Instant
}

/** The digests of one person: one on each working day. */
export interface DigestTimes {
  /** The first after `at`; null when the next three weeks hold none. */
  next(at: Instant): Instant | null
  /** The last that is not after `at`; null when the three weeks before hold none. */
  latest(at: Instant): Instant | null
  /** The one of the local day of `at`, whether it is over or not; null on a free day. */
  onDayOf(at: Instant): Instant | null
}

export function digestTimes(days: DigestDays, minute: MinuteOfDay): DigestTimes {
  const on = (day: DayNumber) => (days.windowsOf(day).length === 0 ? null : days.timeOn(day, minute))
  return {
    next(at) {
      const today = days.dayOf(at)
      for (let day = today; day <= today + searchedDays; day++) {
        const digest = on(day)
        if (digest !== null && digest > at) return digest
      }
      return null
    },
    latest(at) {
      const today = days.dayOf(at)
      for (let day = today; day >= today - searchedDays; day--) {
        const digest = on(day)
        if (digest !== null && digest <= at) return digest
      }
      return null
    },
    onDayOf: (at) => on(days.dayOf(at)),
  }
}

/** What somebody is asked for: since when, and until when; null where no deadline runs. */
export interface Asked {
  readonly since: Instant
  readonly deadline: Instant | null
}

/** The digest that would tell of it too late to act; null where one comes in time, or none comes at all. */
export function digestTooLate({ since, deadline }: Asked, times: DigestTimes): Instant | null {
  const digest = times.next(since)
  return digest !== null && deadline !== null && deadline < digest + leastTimeToAct ? digest : null
}

/**
 * Until when the message about it waits: for the first digest after it was asked, unless that is too late. Null when it
 * goes out now. What is asked does not change with `now`, so nothing ever waits for a second digest.
 */
export function heldForDigest(asked: Asked, now: Instant, times: DigestTimes): Instant | null {
  const digest = times.next(asked.since)
  if (digest === null || digest <= now) return null
  return digestTooLate(asked, times) === null ? digest : null
}
