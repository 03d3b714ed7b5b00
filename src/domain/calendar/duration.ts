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

const millisecondsPer = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const elapsedUnits = ['d', 'h', 'm', 's'] as const
const durationText = /^(\d{1,9}(?:\.\d{1,6})?)(s|m|h|d|wh|wd)$/

/**
 * Reads `90s`, `15m`, `8h`, `3d`, `8wh`, `2wd`, with a decimal fraction where wanted (`0.5wd`).
 * Gives null for everything else: signs, spaces, exponents, capitals, several units in one. Zero is read as zero;
 * whether it makes sense is for the reader of the setting to say.
 */
export function parseDuration(text: string): Duration | null {
  const match = durationText.exec(text)
  if (match === null) return null
  const amount = Number(match[1])
  const unit = match[2]
  switch (unit) {
    case 'wh':
      return { unit: 'working_hours', hours: amount }
    case 'wd':
      return { unit: 'working_days', days: amount }
    case 's':
    case 'm':
    case 'h':
    case 'd':
      return { unit: 'elapsed', milliseconds: Math.round(amount * millisecondsPer[unit]) }
    default:
      return null
  }
}

/** The shortest text that `parseDuration` reads back as the same length of time: 72 hours give `3d`, 90 seconds `90s`. */
export function printDuration(duration: Duration): string {
  switch (duration.unit) {
    case 'elapsed': {
      const { milliseconds } = duration
      const unit = elapsedUnits.find((each) => milliseconds % millisecondsPer[each] === 0) ?? 's'
      return `${decimal(milliseconds / millisecondsPer[unit])}${milliseconds === 0 ? 's' : unit}`
    }
    case 'working_hours':
      return `${decimal(duration.hours)}wh`
    case 'working_days':
      return `${decimal(duration.days)}wd`
    default:
      return duration satisfies never
  }
}

/** At most six decimals and never an exponent, so that the text stays readable and within the grammar. */
function decimal(amount: number): string {
  return amount.toFixed(6).replace(/\.?0+$/, '')
}
