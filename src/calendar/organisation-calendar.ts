import type { WorkingTime } from '../domain/calendar/duration.ts'
import {
  type DayNumber,
  type WorkingDays,
  type WorkingWindow,
  workingTime,
} from '../domain/calendar/working-time.ts'
import {
  type FreeTime,
  type LocalDate,
  type LocalSpan,
  listedFreeTime,
  regionalFreeTime,
} from './holidays.ts'
import { dateOf, dayOf, sameTimeOn, weekdayOf, windowsOn } from './local-days.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
/** Working hours by day of the week, in local time, ascending and disjoint; a day without an entry is free. */
export type WeeklyHours = Readonly<Partial<Record<Weekday, readonly LocalSpan[]>>>

/** What an organisation's calendar is made of. Everything is checked when the configuration is loaded. */
export interface CalendarSettings {
  /** IANA name. */
  readonly timezone: string
  readonly workingHours: WeeklyHours
  readonly holidays: {
    /** Regions of `date-holidays`, for example `DE-BE`. */
    readonly regions: readonly string[]
    readonly dates: readonly LocalDate[]
  }
}

/** About eleven years of days: far more than deadlines touch, and still only a few megabytes. */
const rememberedDays = 4_000

/**
 * An organisation's working time. It is working time while local clocks show a time within the weekday's hours, outside
 * of public holidays. Days are worked out once and remembered, so a call costs microseconds.
 */
export function organisationCalendar(settings: CalendarSettings): WorkingTime {
  return workingTime(workingDays(settings))
}

/** The days behind such a calendar, each worked out once. */
export function workingDays(settings: CalendarSettings): WorkingDays {
  const { timezone } = settings
  const free = [
    listedFreeTime(settings.holidays.dates),
    ...settings.holidays.regions.map((region) => regionalFreeTime(region)),
  ]
  const remembered = new Map<DayNumber, readonly WorkingWindow[]>()
  return {
    dayOf: (at) => dayOf(timezone, at),
    sameTimeOn: (day, at) => sameTimeOn(timezone, day, at),
    windowsOf(day) {
      const known = remembered.get(day)
      if (known !== undefined) return known
      if (remembered.size >= rememberedDays) remembered.clear()
      const windows = windowsOn(timezone, day, spansOn(settings.workingHours, free, day))
      remembered.set(day, windows)
      return windows
    },
  }
}

function spansOn(hours: WeeklyHours, free: readonly FreeTime[], day: DayNumber): readonly LocalSpan[] {
  const weekday = weekdays[weekdayOf(day)]
  const working = weekday === undefined ? [] : (hours[weekday] ?? [])
  if (working.length === 0) return working
  const date = dateOf(day)
  return free.flatMap((freeTime) => freeTime(date)).reduce(without, working)
}

/** What is left of `spans` when `hole` is taken out. */
function without(spans: readonly LocalSpan[], hole: LocalSpan): readonly LocalSpan[] {
  return spans
    .flatMap((span) => [
      { from: span.from, to: Math.min(span.to, hole.from) },
      { from: Math.max(span.from, hole.to), to: span.to },
    ])
    .filter((span) => span.to > span.from)
}
