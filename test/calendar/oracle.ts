import Holidays from 'date-holidays'

/** Working hours by `Mon` … `Sun` as the texts of the wall clock: `[['09:00', '17:30']]`; `24:00` ends a day. */
export type WallHours = Readonly<Record<string, readonly (readonly [string, string])[]>>

export interface LocalMinute {
  readonly date: string
  readonly time: string
  readonly working: boolean
}

const minute = 60_000

/**
 * What a patient person with a wall clock would write down: minute by minute, is this working time? It shares nothing
 * with the product's arithmetic: no offsets, no transitions, only what `Intl` says a clock on the wall shows.
 */
export class Oracle {
  readonly #format: Intl.DateTimeFormat
  readonly #hours: WallHours
  readonly #holidays: ReadonlySet<string>
  readonly #seen = new Map<number, LocalMinute>()

  constructor(timeZone: string, hours: WallHours, holidays: ReadonlySet<string>) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    this.#hours = hours
    this.#holidays = holidays
  }

  at(instant: number): LocalMinute {
    const known = this.#seen.get(instant)
    if (known !== undefined) return known
    const text = this.#format.format(instant)
    const [, weekday = '', month, day, year, time = ''] =
      /^(\w+), (\d+)\/(\d+)\/(\d+), (\d\d:\d\d)$/.exec(text) ?? []
    if (year === undefined) throw new Error(`cannot read ${text}`)
    const date = `${year}-${month}-${day}`
    const within = (this.#hours[weekday] ?? []).some(([from, to]) => from <= time && time < to)
    const seen = { date, time, working: within && !this.#holidays.has(date) }
    this.#seen.set(instant, seen)
    return seen
  }

  between(start: number, end: number): number {
    let total = 0
    for (let at = start; at < end; at += minute) if (this.at(at).working) total += minute
    return total
  }

  afterWorkingMinutes(start: number, minutes: number): number {
    let left = minutes
    let at = start
    while (left > 0) {
      if (this.at(at).working) left -= 1
      at += minute
    }
    return at
  }

  /** Null where the wall clock never shows the start's time on the day reached. */
  afterWorkingDays(start: number, days: number): number | null {
    let from = start
    if (!this.#minutesOfDay(start).some((at) => this.at(at).working))
      while (!this.at(from).working) from += minute
    let date = this.at(from).date
    let left = days
    let at = from
    while (left > 0) {
      if (this.at(at).working && this.at(at).date !== date) {
        date = this.at(at).date
        left -= 1
      }
      at += minute
    }
    const reached = this.#minutesOfDay(at - minute)
    const same = reached.find((each) => this.at(each).time === this.at(from).time)
    if (same === undefined) return null
    const working = reached.filter((each) => this.at(each).working)
    if (working.includes(same) || working.includes(same - minute)) return same
    return working.find((each) => each > same) ?? (working.at(-1) ?? 0) + minute
  }

  #minutesOfDay(at: number): readonly number[] {
    const { date } = this.at(at)
    const minutes: number[] = []
    for (let each = at - 26 * 60 * minute; each < at + 26 * 60 * minute; each += minute)
      if (this.at(each).date === date) minutes.push(each)
    return minutes
  }
}

/** Dates of whole public holidays, asked day by day in the way a person would look them up. */
export function publicHolidays(region: string, years: readonly number[]): ReadonlySet<string> {
  const [country = '', state = ''] = region.split('-')
  const source = state === '' ? new Holidays(country) : new Holidays(country, state)
  const found = years.flatMap((year) => source.getHolidays(year))
  return new Set(found.filter((each) => each.type === 'public').map((each) => each.date.slice(0, 10)))
}
