/** Dates as Slack's clients write them: in the reader's language and time zone, by the sandbox's clock. */
export interface Reader {
  readonly locale: string
  readonly timezone: string
  readonly now: number
  readonly words: { readonly today: string; readonly yesterday: string; readonly tomorrow: string }
}

type Options = Intl.DateTimeFormatOptions

const format = (reader: Reader, at: number, options: Options) =>
  new Intl.DateTimeFormat(reader.locale, { timeZone: reader.timezone, ...options }).format(at)

const day = (reader: Reader, at: number) =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: reader.timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)

function nearby(reader: Reader, at: number): string | null {
  const hours = 24 * 3_600_000
  const wanted = day(reader, at)
  if (wanted === day(reader, reader.now)) return reader.words.today
  if (wanted === day(reader, reader.now - hours)) return reader.words.yesterday
  return wanted === day(reader, reader.now + hours) ? reader.words.tomorrow : null
}

export const timeOf = (reader: Reader, at: number): string =>
  format(reader, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** The line between two days of messages. */
export const dayOf = (reader: Reader, at: number): string =>
  nearby(reader, at) ?? format(reader, at, { weekday: 'long', day: 'numeric', month: 'long' })

const tokens: Readonly<Record<string, Options>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
}

function ago(reader: Reader, at: number): string {
  const minutes = Math.round((at - reader.now) / 60_000)
  const relative = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return Math.abs(hours) < 48
    ? relative.format(hours, 'hour')
    : relative.format(Math.round(hours / 24), 'day')
}

/** A `<!date^…>` or a rich-text date. @param pattern Slack's, for example `{date_short_pretty} at {time}`. */
export function slackDate(reader: Reader, at: number, pattern: string): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, token: string) => {
    if (token === 'time') return timeOf(reader, at)
    if (token === 'time_secs')
      return format(reader, at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
    if (token === 'ago') return ago(reader, at)
    if (token === 'day_divider_pretty') return dayOf(reader, at)
    const options = tokens[token.replace(/_pretty$/, '')]
    if (!options) return whole
    return (
      (token.endsWith('_pretty') ? nearby(reader, at)?.toLowerCase() : null) ?? format(reader, at, options)
    )
  })
}

/** Milliseconds by which a time zone's clocks are ahead of UTC at an instant. */
function offsetAt(timezone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(at / 1000) * 1000
}

/** Epoch seconds of what a `datetime-local` field says, read as a time in `timezone`; null when it says nothing. */
export function secondsOfField(field: string, timezone: string): number | null {
  const wall = Date.parse(`${field}Z`)
  if (Number.isNaN(wall)) return null
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  const guess = wall - offsetAt(timezone, wall)
  return Math.round((wall - offsetAt(timezone, guess)) / 1000)
}

/** What a `datetime-local` field shows for epoch seconds. */
export function fieldOfSeconds(seconds: number, timezone: string): string {
  const at = seconds * 1000
  return new Date(at + offsetAt(timezone, at)).toISOString().slice(0, 16)
}
