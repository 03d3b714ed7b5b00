import { type WorkingHours, workingHours } from '../domain/calendar/own-hours.ts'
import { type DigestTimes, digestTimes } from '../domain/digest/digest.ts'
import type { MinuteOfDay, OwnHours } from '../domain/person/preferences.ts'
import { timeOn } from './local-days.ts'
import { type CalendarSettings, type WeeklyHours, workingDays } from './organisation-calendar.ts'

/** The working hours of somebody whose clocks show this zone's time (IANA; null: the organisation's), each made once. */
export type HoursIn = (timezone: string | null, own: OwnHours | null) => WorkingHours

/** The digests of somebody whose clocks show this zone's time, who wants them at this time of the day; each made once. */
export type DigestsIn = (timezone: string | null, minute: MinuteOfDay) => DigestTimes

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

/** On the organisation's working days, holidays left out, by the person's own clocks. */
export function personalDigests(settings: CalendarSettings): DigestsIn {
  const made = new Map<string, DigestTimes>()
  return (zone, minute) => {
    const timezone = zone ?? settings.timezone
    const key = `${timezone} ${minute}`
    const known = made.get(key)
    if (known !== undefined) return known
    if (made.size >= remembered) made.clear()
    const days = workingDays({ ...settings, timezone })
    const times = digestTimes({ ...days, timeOn: (day, at) => timeOn(timezone, day, at) }, minute)
    made.set(key, times)
    return times
  }
}

function hoursOf(own: OwnHours, week: WeeklyHours): WeeklyHours {
  const worked = Object.entries(week).filter(([, spans]) => spans.length > 0)
  return Object.fromEntries(worked.map(([weekday]) => [weekday, [own]]))
}
