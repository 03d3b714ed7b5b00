import { z } from 'zod'
import { holidayRegions, isHolidayRegion, type LocalSpan } from '../../calendar/holidays.ts'
import { type WeeklyHours, weekdays } from '../../calendar/organisation-calendar.ts'
import { didYouMean } from '../suggest.ts'
import { leaf, type Say, shown } from './leaf.ts'

const minutesPerDay = 1440
const hoursText = /^(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)$/

/** One day's working hours: `09:00-17:30`, or several, separated by commas or as a list. */
function dayHours() {
  const expects = 'working hours such as 09:00-17:30'
  const schema = {
    anyOf: [
      { type: 'string', pattern: '^\\d' },
      { type: 'array', items: { type: 'string', pattern: '^\\d' } },
    ],
  }
  return leaf(expects, schema, (value, say): readonly LocalSpan[] | ReturnType<Say> => {
    const isList = Array.isArray(value)
    const texts: readonly unknown[] = isList ? value : typeof value === 'string' ? value.split(',') : [value]
    const spans: LocalSpan[] = []
    for (const [index, text] of texts.entries()) {
      const path = isList ? [index] : []
      const span = typeof text === 'string' ? spanOf(text.trim()) : null
      if (span === null) {
        const message = `must be ${expects}, not ${shown(typeof text === 'string' ? text.trim() : text)}`
        return say({ path, message, suggestion: 'Leave the day out if nobody works.' })
      }
      if (span.to <= span.from)
        return say({ path, message: backwards(String(text).trim()), suggestion: acrossMidnight })
      if (spans.some((other) => span.from < other.to && other.from < span.to))
        return say({ path, message: `overlaps with other hours of that day: ${String(text).trim()}` })
      spans.push(span)
    }
    return spans.sort((one, other) => one.from - other.from)
  })
}

const backwards = (text: string) => `must end after it starts, and ${text} does not`
const acrossMidnight = 'A night is written as two parts: until 24:00 on one day, from 00:00 on the next.'

function spanOf(text: string): LocalSpan | null {
  const match = hoursText.exec(text)
  if (match === null) return null
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number)
  const span = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
  return span.from < minutesPerDay && span.to <= minutesPerDay ? span : null
}

/** Working hours by weekday; a day left out is free. At least one day must be worked, or no deadline would ever come. */
export function workingHours() {
  const [mon, tue, wed, thu, fri, sat, sun] = weekdays
  const day = dayHours().optional()
  return z
    .strictObject({ [mon]: day, [tue]: day, [wed]: day, [thu]: day, [fri]: day, [sat]: day, [sun]: day })
    .superRefine((hours, context) => {
      if (weekdays.some((weekday) => (hours[weekday] ?? []).length > 0)) return
      context.addIssue({
        code: 'custom',
        message: 'holds no working time at all, so no deadline would ever come',
        params: { suggestion: 'Leave it out for Monday to Friday, 09:00-17:00.' },
      })
    })
    .transform(
      (hours): WeeklyHours =>
        Object.fromEntries(Object.entries(hours).filter(([, spans]) => spans !== undefined)),
    )
}

/** An IANA time zone that the runtime knows. Fixed offsets are refused: they have no summer time. */
export function timezone() {
  const expects = 'an IANA time zone such as Europe/Berlin'
  return leaf(expects, { type: 'string' }, (value, say) => {
    if (typeof value !== 'string') return say()
    if (isTimezone(value)) return value
    const known = Intl.supportedValuesOf('timeZone')
    const city = value.trim().replaceAll(' ', '_').toLowerCase()
    const byCity = known.find((each) => each.toLowerCase().endsWith(`/${city}`))
    return say({ suggestion: byCity === undefined ? didYouMean(value, known) : `Did you mean “${byCity}”?` })
  })
}

function isTimezone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** A region of `date-holidays`, dates, or a list of both: the region's holidays and the company's own free days. */
export function holidays() {
  const expects = 'a region such as DE-BE, a date such as 2026-12-24, or a list of them'
  const item = { type: 'string' }
  return leaf(expects, { anyOf: [item, { type: 'array', items: item }] }, (value, say) => {
    const isList = Array.isArray(value)
    const items: readonly unknown[] = isList ? value : [value]
    const regions: string[] = []
    const dates: string[] = []
    for (const [index, each] of items.entries()) {
      const path = isList ? [index] : []
      if (typeof each !== 'string') say({ path, message: `must be ${expects}, not ${shown(each)}` })
      else if (/^\d{4}-/.test(each)) {
        if (isDate(each)) dates.push(each)
        else
          say({
            path,
            message: `names a day that does not exist: ${each}`,
            suggestion: 'Write dates as 2026-12-24.',
          })
      } else if (isHolidayRegion(each)) regions.push(each)
      else
        say({
          path,
          message: `names a region whose holidays are not known: ${shown(each)}`,
          suggestion: regionMeant(each),
        })
    }
    return { regions, dates }
  })
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function regionMeant(text: string): string | null {
  const upper = text.trim().toUpperCase()
  const country = upper.split('-')[0] ?? ''
  if (isHolidayRegion(upper)) return `Did you mean “${upper}”?`
  const regions = holidayRegions(country).filter((each) => each.startsWith(country))
  return regions.length === 0
    ? 'A region is a country, with its state where there is one: DE, DE-BE, US-NY.'
    : `Known in ${country}: ${regions.slice(0, 20).join(', ')}.`
}
