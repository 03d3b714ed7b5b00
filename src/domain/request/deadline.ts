import { type Duration, fractionOf, type WorkingTime } from '../calendar/duration.ts'
import type { Instant } from '../flavour.ts'

/** A point in time that somebody is waited for, and when that person is reminded before it. */
export interface Deadline {
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** Ascending, all strictly before `dueAt`. */
  readonly reminders: readonly Instant[]
  /** When everybody in the group is asked, where only some of it were at first. Strictly before `dueAt`. */
  readonly widensAt?: Instant
}

/**
 * The deadline of something that begins at `start` and lasts `duration`, with a reminder at each fraction (0 to 1) of
 * it. Reminders that the calendar moves onto the start, the end or one another are dropped: a reminder that arrives
 * together with the deadline helps nobody.
 */
export function deadlineFrom(
  start: Instant,
  duration: Duration,
  remindAt: readonly number[],
  calendar: WorkingTime,
): Deadline {
  const reminders = remindAt.map((fraction) => calendar.after(start, fractionOf(duration, fraction)))
  return withReminders(start, calendar.after(start, duration), reminders)
}

/** A deadline whose reminders are tidied: strictly between start and end, ascending, each once. */
export function withReminders(startedAt: Instant, dueAt: Instant, reminders: readonly Instant[]): Deadline {
  const inside = reminders.filter((reminder) => reminder > startedAt && reminder < dueAt)
  return { startedAt, dueAt, reminders: [...new Set(inside)].sort((a, b) => a - b) }
}

/** How many of a deadline's reminders should have been sent by `at`. */
export function remindersDue(deadline: Deadline, at: Instant): number {
  return deadline.reminders.filter((reminder) => reminder <= at).length
}
