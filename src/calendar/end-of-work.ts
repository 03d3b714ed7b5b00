import { Temporal } from 'temporal-polyfill'
import type { WorkingTime } from '../domain/calendar/duration.ts'
import type { Instant } from '../domain/flavour.ts'

const hour = 3_600_000

/**
 * When work ends on the day that somebody means by a local date (`YYYY-MM-DD`) of theirs; where nobody works that day,
 * its last minute.
 */
export function endOfWork(
  date: string,
  { timezone, calendar }: { readonly timezone: string; readonly calendar: WorkingTime },
): Instant {
  const day = Temporal.PlainDate.from(date)
  const start = day.toZonedDateTime(timezone).epochMilliseconds
  const end = day.add({ days: 1 }).toZonedDateTime(timezone).epochMilliseconds
  const working = calendar.between(start, end)
  return working === 0
    ? end - 60_000
    : calendar.after(start, { unit: 'working_hours', hours: working / hour })
}
