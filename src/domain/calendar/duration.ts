import type { Instant } from '../flavour.ts'

/**
 * A length of time as the configuration writes it.
 * - `elapsed`: `90s`, `15m`, `8h`, `3d` (24 hours each)
 * - `working_hours`: `8wh`, counted only inside the organisation's working hours
 * - `working_days`: `2wd`, the same time of day that many working days later
 */
export type Duration =
  | { readonly unit: 'elapsed'; readonly milliseconds: number }
  | { readonly unit: 'working_hours'; readonly hours: number }
  | { readonly unit: 'working_days'; readonly days: number }

/** Adds durations to instants by one organisation's time zone, working hours and public holidays. */
export interface WorkingTime {
  /** The instant at which `duration` that began at `start` has passed. Never before `start`. */
  after(start: Instant, duration: Duration): Instant
  /** How much working time lies between two instants, in milliseconds; 0 when `end` is not after `start`. */
  between(start: Instant, end: Instant): number
}

/** The part of a duration, for reminders: `fractionOf(8wh, 0.5)` is `4wh`. */
export function fractionOf(duration: Duration, fraction: number): Duration {
  switch (duration.unit) {
    case 'elapsed':
      return { unit: 'elapsed', milliseconds: Math.round(duration.milliseconds * fraction) }
    case 'working_hours':
      return { unit: 'working_hours', hours: duration.hours * fraction }
    case 'working_days':
      return { unit: 'working_days', days: duration.days * fraction }
    default:
      return duration satisfies never
  }
}
