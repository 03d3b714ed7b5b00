import type { Instant } from '../flavour.ts'
import type { WorkingDays } from './working-time.ts'

/** So far ahead working time is looked for. Who works later than that is written to when it is due. */
const searchedDays = 21

/** One person's working hours, in the person's own time zone. */
export interface WorkingHours {
  /** The first instant of working time that is not before `at`; null when the next three weeks hold none. */
  next(at: Instant): Instant | null
}

/** The working hours over days of the person's zone. */
export function workingHours(days: WorkingDays): WorkingHours {
  return {
    next(at) {
      const first = days.dayOf(at)
      for (let day = first; day <= first + searchedDays; day++)
        for (const window of days.windowsOf(day)) if (window.end > at) return Math.max(window.start, at)
      return null
    },
  }
}

/**
 * When a reminder that is due at `now` is sent: in the person's working hours, if these come before the deadline that it
 * is about, and otherwise at once. There is no third case: where no working minute lies between now and the deadline, the
 * person's last working minute before the deadline is over already. A reminder is never lost, and never after its deadline.
 */
export function reminderTime(now: Instant, deadline: Instant, hours: WorkingHours): Instant {
  const next = hours.next(now)
  return next !== null && next < deadline ? next : now
}
