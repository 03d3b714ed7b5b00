import type { Instant } from '../domain/flavour.ts'
import { asPlain, type Inline, type Locale } from './text.ts'

/** English is written the British way: day before month and 24 hours, as the rest of the organisation reads it. */
const tags: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de-DE' }

/** The largest distance from 1970 that a `Date` can hold, in milliseconds (ECMAScript, "Time Values and Time Range"). */
const lastInstant = 8.64e15

/** Formats are costly to make and every card needs several; there are as many as locales and time zones in use. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(locale: Locale, timezone: string, year: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${timezone} ${year}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat(tags[locale], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(year ? { year: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  })
  formats.set(key, format)
  return format
}

/**
 * A point in time in words, in the organisation's time zone: "Thu 12 Nov, 14:00". Absolute on purpose: cards stay in
 * the chat for weeks, where "tomorrow" would become wrong.
 */
export function timeInWords(at: Instant, locale: Locale, timezone: string, year = false): string {
  const words = formatFor(locale, timezone, year).format(Math.max(-lastInstant, Math.min(lastInstant, at)))
  return locale === 'de' ? `${words} Uhr` : words
}

/** A point in time for a sentence of its own: "Friday, 27 November, 17:30", with the year where that is another one. */
export function momentInWords(at: Instant, locale: Locale, timezone: string): string {
  const words = new Intl.DateTimeFormat(tags[locale], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: timezone,
  }).formatToParts(at)
  const of = (type: string) => words.find((part) => part.type === type)?.value ?? ''
  const time = new Intl.DateTimeFormat(tags[locale], {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  })
  return locale === 'de'
    ? `${of('weekday')}, ${of('day')}. ${of('month')}, ${time.format(at)} Uhr`
    : `${of('weekday')}, ${of('day')} ${of('month')}, ${time.format(at)}`
}

/** A point in time as a piece of a sentence; the platforms show it in the reader's own time zone. */
export const instantOf = (at: Instant, locale: Locale, timezone: string): Inline => ({
  type: 'instant',
  at,
  fallback: asPlain(timeInWords(at, locale, timezone, true)),
})
