import type { WorkingTime } from '../calendar/duration.ts'
import type { Instant } from '../flavour.ts'

/** Every time zone in use is a whole number of quarters away from UTC, so that these are quarters on any clock. */
export const quarter = 15 * 60_000
const hour = 3_600_000

/** More openings than any calendar needs to have one that holds a quarter of an hour. */
const tries = 50

/**
 * The first quarter of an hour after `bound` that lies within working time: somebody must be there to publish. Where
 * there is none in sight (working time in slices of minutes), the first quarter after `bound`.
 */
export function earliestSlotAfter(bound: Instant, calendar: WorkingTime): Instant {
  let candidate = quarterAfter(bound)
  for (let tried = 0; tried < tries; tried += 1) {
    if (calendar.between(candidate, candidate + 1) > 0) return candidate
    candidate = quarterAfter(openingAfter(candidate, calendar) - 1)
  }
  return quarterAfter(bound)
}

/** The calendar only counts working time: where its first millisecond after `at` ends, there an opening was. */
function openingAfter(at: Instant, calendar: WorkingTime): Instant {
  return calendar.after(at, { unit: 'working_hours', hours: 1 / hour }) - 1
}

const quarterAfter = (at: Instant): Instant => (Math.floor(at / quarter) + 1) * quarter
