import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../domain/flavour.ts'

/** What a calendar and a clock on the wall show. */
export interface WallClock {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:mm`, 24 hours */
  readonly time: string
}

/** What they show in this time zone (IANA) at the instant. Throws a `RangeError` for an unknown time zone. */
export function wallClockAt(timeZone: string, at: Instant): WallClock {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone)
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5) }
}

/**
 * When they show this, or null when that is no date, time or time zone. Where clocks jump over the time, the time after
 * the jump that is as far behind it; where they show it twice, the first.
 */
export function instantOnWallClock(timeZone: string, { date, time }: WallClock): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return null
  try {
    return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds
  } catch {
    return null
  }
}
