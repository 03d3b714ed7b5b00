import type { Duration, WorkingTime } from '../../../src/domain/calendar/duration.ts'
import type { Instant } from '../../../src/domain/flavour.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** Monday, 5 January 2026, 09:00 UTC. */
export const monday = Date.UTC(2026, 0, 5, 9)

export const hours = (count: number): Duration => ({ unit: 'elapsed', milliseconds: count * hour })
export const days = (count: number): Duration => ({ unit: 'elapsed', milliseconds: count * day })

/**
 * A calendar by which people always work, so that tests can add up. With a `grain` every result is moved to the next
 * multiple of it, as real calendars move an end in the night to the morning: several reminders then meet.
 */
export function alwaysOpen(grain: number = 1): WorkingTime {
  return {
    after: (start, duration) => Math.max(start, roundUp(start + length(duration), grain)),
    between: (start, end) => Math.max(0, end - start),
  }
}

function roundUp(at: Instant, grain: number): Instant {
  return Math.ceil(at / grain) * grain
}

function length(duration: Duration): number {
  switch (duration.unit) {
    case 'elapsed':
      return duration.milliseconds
    case 'working_hours':
      return duration.hours * hour
    case 'working_days':
      return duration.days * day
    default:
      return duration satisfies never
  }
}
