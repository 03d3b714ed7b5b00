import { Temporal } from 'temporal-polyfill'
import type { WorkingTime } from '../domain/calendar/duration.ts'
import type { Instant } from '../domain/flavour.ts'
import { endOfWork } from './end-of-work.ts'

/** A point in time as somebody typed it, in English or German. */
export type Spoken =
  | {
      readonly ok: true
      readonly at: Instant
      /** Clocks show that time twice that day; one of the two was taken. */
      readonly repeated: boolean
      /** A weekday or a time alone: the next one was taken, whatever it is next to. */
      readonly floating: boolean
    }
  | { readonly ok: false; readonly problem: 'unreadable' | 'no_such_day'; readonly words: string }
  /** Clocks jump over that time; `instead` is as far behind the jump, as local clocks show it. */
  | {
      readonly ok: false
      readonly problem: 'hour_skipped'
      readonly words: string
      readonly instead: string
    }

export interface Speaker {
  readonly now: Instant
  /** IANA name, of whoever speaks. */
  readonly timezone: string
  readonly calendar: WorkingTime
}

const englishDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const germanDays = ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag', 'sonntag']
const shortDays = ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so']
const months: readonly (readonly string[])[] = [
  ['january', 'januar', 'jänner'],
  ['february', 'februar', 'feber'],
  ['march', 'märz', 'maerz'],
  ['april'],
  ['may', 'mai'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august'],
  ['september', 'sept'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'dezember'],
]
const relative: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['heute', 0],
  ['tomorrow', 1],
  ['morgen', 1],
  ['day after tomorrow', 2],
  ['übermorgen', 2],
  ['uebermorgen', 2],
  ['yesterday', -1],
  ['gestern', -1],
  ['vorgestern', -2],
])

interface Time {
  readonly hour: number
  readonly minute: number
}
/** A weekday without a date means the next one, today included as long as it is not over. */
interface Day {
  readonly date: Temporal.PlainDate
  readonly weekly: boolean
}

/**
 * Reads "Friday", "tomorrow 14:00", "24.12.", "3 Dec 2pm", "2026-12-03". Without a time, `from` means the beginning of
 * the day (now, where that is today) and `until` the end of that working day.
 */
export function readSpoken(text: string, as: 'from' | 'until', speaker: Speaker): Spoken {
  const words = text.trim().replace(/\s+/gu, ' ')
  const unreadable = { ok: false, problem: 'unreadable', words } as const
  const lower = words.toLowerCase().replace(/(\d)t(\d)/u, '$1 $2')
  const timed = splitTime(lower)
  if (timed === null) return unreadable
  const today = zoned(speaker, speaker.now).toPlainDate()
  const day = readDay(timed.day, today)
  if (day === 'unreadable') return unreadable
  if (day === 'no_such_day') return { ok: false, problem: 'no_such_day', words: timed.day }
  const found = at(day.date, timed.time, as, speaker, today)
  const spoken: Spoken = found.ok ? { ...found, floating: day.weekly || timed.day === '' } : found
  const isOver = spoken.ok && spoken.at <= speaker.now && as === 'until'
  if (!day.weekly || !isOver) return spoken
  const nextWeek = at(day.date.add({ days: 7 }), timed.time, as, speaker, today)
  return nextWeek.ok ? { ...nextWeek, floating: true } : nextWeek
}

function at(
  date: Temporal.PlainDate,
  time: Time | null,
  as: 'from' | 'until',
  speaker: Speaker,
  today: Temporal.PlainDate,
): Spoken {
  if (time !== null) return atTime(date, time, as, speaker.timezone)
  if (as === 'until')
    return { ok: true, at: endOfWork(date.toString(), speaker), repeated: false, floating: false }
  if (date.equals(today)) return { ok: true, at: speaker.now, repeated: false, floating: false }
  const start = date.toZonedDateTime(speaker.timezone).epochMilliseconds
  return { ok: true, at: start, repeated: false, floating: false }
}

/** Of a time that comes twice, the one that keeps the absence longer: nobody is counted on while still away. */
function atTime(date: Temporal.PlainDate, time: Time, as: 'from' | 'until', timeZone: string): Spoken {
  const local = date.toPlainDateTime(time)
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' })
  const repeated = earlier.epochMilliseconds !== later.epochMilliseconds
  if (repeated && !later.toPlainDateTime().equals(local)) {
    const show = (shown: { hour: number; minute: number }) => `${two(shown.hour)}:${two(shown.minute)}`
    return { ok: false, problem: 'hour_skipped', words: show(time), instead: show(later) }
  }
  return { ok: true, at: (as === 'from' ? earlier : later).epochMilliseconds, repeated, floating: false }
}

const two = (value: number) => String(value).padStart(2, '0')
const zoned = ({ timezone }: Speaker, instant: Instant) =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(timezone)

/** The time at the end of the words, if any, and what is left; null for a time that no clock shows. */
function splitTime(text: string): { readonly day: string; readonly time: Time | null } | null {
  const clock =
    /(?:^|[\s,])(?:at |um )?(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)? ?(uhr|h|am|pm)$/u.exec(text) ??
    /(?:^|[\s,])(?:at |um )?(\d{1,2}):(\d{2})(?::\d{2})?()$/u.exec(text)
  const noon = /(?:^|[\s,])(noon|mittags?)$/u.exec(text)
  if (clock === null && noon === null) return { day: text, time: null }
  const found = clock ?? noon
  const day = text.slice(0, found?.index ?? 0).trim()
  if (clock === null) return { day, time: { hour: 12, minute: 0 } }
  const [, hours = '', minutes = '0', suffix = ''] = clock
  const time = { hour: hourOf(Number(hours), suffix), minute: Number(minutes) }
  const isTime = time.hour >= 0 && time.hour <= 23 && time.minute <= 59
  return isTime ? { day, time } : null
}

/** -1 where there is no such hour. */
function hourOf(hour: number, suffix: string): number {
  if (suffix !== 'am' && suffix !== 'pm') return hour
  if (hour < 1 || hour > 12) return -1
  return (hour % 12) + (suffix === 'pm' ? 12 : 0)
}

function readDay(text: string, today: Temporal.PlainDate): Day | 'unreadable' | 'no_such_day' {
  const words = text
    .replace(
      /^(?:on|the|next|this|am|den|dem|der|zum|nächste[nr]?|kommende[nr]?|diese[nr]?|einschließlich) /u,
      '',
    )
    .replace(/,/gu, ' ')
    .trim()
  if (words === '') return { date: today, weekly: false }
  const days = relative.get(words)
  if (days !== undefined) return { date: today.add({ days }), weekly: false }
  const weekday = weekdayOf(words)
  if (weekday !== null) {
    const ahead = (weekday + 1 - today.dayOfWeek + 7) % 7
    return { date: today.add({ days: ahead }), weekly: true }
  }
  // "Friday, 27 November": the date says it all.
  const [first = '', ...rest] = words.split(/\s+/u)
  const dated = weekdayOf(first) !== null && rest.length > 0 ? rest.join(' ') : words
  return readDate(dated, today)
}

/** The index from Monday; null for no weekday. English names may be shortened to three letters or more. */
function weekdayOf(words: string): number | null {
  const name = words.replace(/\.$/u, '')
  if (name === 'sonnabend') return 5
  const index = shortDays.indexOf(name)
  if (index >= 0) return index
  if (name.length < 3) return null
  const found = [englishDays, germanDays].map((names) => names.findIndex((day) => day.startsWith(name)))
  return found.find((each) => each >= 0) ?? null
}

function readDate(words: string, today: Temporal.PlainDate): Day | 'unreadable' | 'no_such_day' {
  const parts = partsOf(words)
  if (parts === null) return 'unreadable'
  const year = parts.year ?? today.year
  const date = dateFrom(year, parts.month, parts.day)
  if (date === null) return 'no_such_day'
  const isPast = parts.year === null && Temporal.PlainDate.compare(date, today) < 0
  const meant = isPast ? dateFrom(year + 1, parts.month, parts.day) : date
  return meant === null ? 'no_such_day' : { date: meant, weekly: false }
}

function partsOf(words: string) {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(words)
  if (iso !== null) return parts(iso[3], iso[2], iso[1])
  const numbers = /^(\d{1,2})[./] ?(\d{1,2})(?:[./] ?(\d{4}|\d{2})?)?$/u.exec(words)
  if (numbers !== null) return parts(numbers[1], numbers[2], numbers[3])
  const dayFirst = /^(\d{1,2})(?:\.|st|nd|rd|th)?(?: of)? ?(\p{L}+)\.?(?: (\d{4}))?$/u.exec(words)
  const monthFirst = /^(\p{L}+)\.? (\d{1,2})(?:\.|st|nd|rd|th)?(?: (\d{4}))?$/u.exec(words)
  const [day, name = '', year] =
    dayFirst === null
      ? [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]]
      : [dayFirst[1], dayFirst[2], dayFirst[3]]
  const month = monthOf(name)
  return month === null ? null : parts(day, String(month), year)
}

function monthOf(name: string): number | null {
  if (name.length < 3) return null
  const index = months.findIndex((names) => names.some((each) => each.startsWith(name)))
  return index < 0 ? null : index + 1
}

function parts(day: string | undefined, month: string | undefined, year: string | undefined) {
  const written = year === undefined ? null : Number(year)
  return {
    day: Number(day),
    month: Number(month),
    year: written !== null && written < 100 ? 2000 + written : written,
  }
}

function dateFrom(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch (fault) {
    if (fault instanceof RangeError) return null
    throw fault
  }
}
