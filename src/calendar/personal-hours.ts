import { type WorkingHours, workingHours } from '../domain/calendar/own-hours.ts'
import type { OwnHours } from '../domain/person/preferences.ts'
import { type CalendarSettings, type WeeklyHours, workingDays } from './organisation-calendar.ts'

/** The working hours of somebody whose clocks show this zone's time (IANA; null: the organisation's), each made once. */
export type HoursIn = (timezone: string | null, own: OwnHours | null) => WorkingHours

/** As many as there are zones and wishes among a few hundred people. */
const remembered = 200

/**
 * The organisation's working days and holidays on the person's own clocks: its hours, or those that the person chose, on
 * every day on which it works.
 */
export function personalHours(settings: CalendarSettings): HoursIn {
  const made = new Map<string, WorkingHours>()
  return (timezone, own) => {
    const key = `${timezone} ${own?.from}-${own?.to}`
    const known = made.get(key)
    if (known !== undefined) return known
    if (made.size >= remembered) made.clear()
    const hours = workingHours(
      workingDays({
        ...settings,
        timezone: timezone ?? settings.timezone,
        workingHours: own === null ? settings.workingHours : hoursOf(own, settings.workingHours),
      }),
    )
    made.set(key, hours)
    return hours
  }
}

function hoursOf(own: OwnHours, week: WeeklyHours): WeeklyHours {
  const worked = Object.entries(week).filter(([, spans]) => spans.length > 0)
  return Object.fromEntries(worked.map(([weekday]) => [weekday, [own]]))
}
