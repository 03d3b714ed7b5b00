/** A time of the local day in minutes since its midnight, 0 to 1439. */
export type MinuteOfDay = number

/** The hours of a working day in which somebody wants to be written to; `to` does not belong to it, and is at most 1440. */
export interface OwnHours {
  readonly from: MinuteOfDay
  readonly to: number
}

/** What a person chose for themselves. What is left out is as the organisation and the platform say. */
export interface Preferences {
  /** The language of cards and forms; absent: as the platform says. */
  readonly locale?: 'en' | 'de'
  /** Where cards go, for people who have both; absent: where the person was active last. */
  readonly chat?: 'slack' | 'teams'
  readonly hours?: OwnHours
  /** One message a working day at this time of the person's zone, instead of single ones. */
  readonly digest?: MinuteOfDay
}

const minutesPerDay = 1440
const time = /^([01]?\d|2[0-4])(?:[:.]([0-5]\d))?$/

/** Reads `9`, `9:00`, `09.30` and, as an end, `24:00`. Null for everything else. */
function readTime(text: string): number | null {
  const [, hours, minutes = '0'] = time.exec(text) ?? []
  if (hours === undefined) return null
  const read = Number(hours) * 60 + Number(minutes)
  return read <= minutesPerDay ? read : null
}

/** Reads a time of the day as people write it; null for what is none. */
export function readMinuteOfDay(text: string): MinuteOfDay | null {
  const read = readTime(text.trim())
  return read === null || read === minutesPerDay ? null : read
}

/** Reads `9-17` or `09:00 - 17:30`; null for what are no hours, or end before they begin. */
export function readOwnHours(text: string): OwnHours | null {
  const [from, to, ...more] = text.split(/[-–]/).map((part) => readTime(part.trim()))
  if (from === undefined || to === undefined || from === null || to === null) return null
  return more.length === 0 && from < to ? { from, to } : null
}
