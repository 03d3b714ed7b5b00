import Holidays from 'date-holidays'

/** A stretch of one local day in minutes since its midnight; `from` belongs to it, `to` does not. At most 0 to 1440. */
export interface LocalSpan {
  readonly from: number
  readonly to: number
}

/** A local date as `YYYY-MM-DD`. */
export type LocalDate = string

/** The free parts of a local date; empty on an ordinary day. */
export type FreeTime = (date: LocalDate) => readonly LocalSpan[]

const minutesPerDay = 1440
const millisecondsPerDay = 86_400_000
const wholeDay: LocalSpan = { from: 0, to: minutesPerDay }

/** True when `date-holidays` knows the region: a country (`DE`), state (`DE-BE`) or region (`DE-BY-A`). */
export function isHolidayRegion(code: string): boolean {
  const [country = '', state, region, ...rest] = code.split('-')
  if (rest.length > 0) return false
  const known = new Holidays()
  if (!has(known.getCountries(), country)) return false
  if (state === undefined) return true
  if (!has(known.getStates(country), state)) return false
  return region === undefined || has(known.getRegions(country, state), region)
}

/** Every code that `isHolidayRegion` accepts under the country, and all countries: what a typing error is compared with. */
export function holidayRegions(country: string): readonly string[] {
  const known = new Holidays()
  const states = Object.keys(known.getStates(country) ?? {})
  return [
    ...Object.keys(known.getCountries()),
    ...states.map((state) => `${country}-${state}`),
    ...states.flatMap((state) =>
      Object.keys(known.getRegions(country, state) ?? {}).map((region) => `${country}-${state}-${region}`),
    ),
  ]
}

const has = (codes: Readonly<Record<string, string>> | undefined, code: string) =>
  codes !== undefined && Object.hasOwn(codes, code)

/**
 * Public holidays of a region, as local time. Bank, school and optional holidays and observances do not count: people
 * work then. A holiday that covers part of a day (Christmas Eve from noon in some regions) frees that part.
 */
export function regionalFreeTime(code: string): FreeTime {
  const [country = '', state = '', region = ''] = code.split('-')
  const source = new Holidays(country, state, region, { types: ['public'] })
  const years = new Map<number, ReadonlyMap<LocalDate, readonly LocalSpan[]>>()
  const yearOf = (year: number) => {
    const known = years.get(year)
    if (known !== undefined) return known
    const read = spansOf(source.getHolidays(year))
    years.set(year, read)
    return read
  }
  return (date) => {
    const year = Number(date.slice(0, 4))
    // The year before is asked too: a holiday of several days may reach over New Year's Eve.
    return [...(yearOf(year - 1).get(date) ?? []), ...(yearOf(year).get(date) ?? [])]
  }
}

/** The dates given, wholly free. */
export function listedFreeTime(dates: Iterable<LocalDate>): FreeTime {
  const listed = new Set(dates)
  return (date) => (listed.has(date) ? [wholeDay] : [])
}

interface Holiday {
  readonly date: string
  readonly start: Date
  readonly end: Date
}

/**
 * The local beginning is read from the text, not from `start`: for Islamic and Jewish holidays `start` is the evening
 * before, while the text names the day that people have off, and `start` depends on the zone the library assumes.
 */
function spansOf(holidays: readonly Holiday[]): ReadonlyMap<LocalDate, readonly LocalSpan[]> {
  const spans = new Map<LocalDate, LocalSpan[]>()
  for (const holiday of holidays) {
    const midnight = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`)
    const from = Number(holiday.date.slice(11, 13)) * 60 + Number(holiday.date.slice(14, 16))
    const to = from + minutesOf(holiday)
    for (let day = 0; day * minutesPerDay < to; day++) {
      const date = new Date(midnight + day * millisecondsPerDay).toISOString().slice(0, 10)
      const span = {
        from: Math.max(0, from - day * minutesPerDay),
        to: Math.min(minutesPerDay, to - day * minutesPerDay),
      }
      if (span.to > span.from) spans.set(date, [...(spans.get(date) ?? []), span])
    }
  }
  return spans
}

/** Length on local clocks: a holiday on the day of a clock change lasts 23 or 25 hours, and is still one whole day. */
function minutesOf(holiday: Holiday): number {
  const minutes = Math.round((holiday.end.getTime() - holiday.start.getTime()) / 60_000)
  const days = Math.round(minutes / minutesPerDay)
  return days > 0 && Math.abs(minutes - days * minutesPerDay) <= 60 ? days * minutesPerDay : minutes
}
