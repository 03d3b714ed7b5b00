import { z } from 'zod'
import { type Duration, parseDuration } from '../../domain/calendar/duration.ts'
import { idOfTeamsChannel, teamsChannelName } from '../channels.ts'
import { always, cleanItems } from './clean.ts'
import { leaf, shown, type Wrong } from './leaf.ts'

/** Control characters, line separators and the marks that reorder text: they have no place in a name. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u

/** A text of one line, trimmed, between 1 and `longest` characters. */
export function line(what: string, longest: number) {
  const expects = `${what} of at most ${longest} characters`
  return leaf(expects, { type: 'string', pattern: '\\S', maxLength: longest }, (value, say) => {
    if (typeof value !== 'string') {
      const quotes = typeof value === 'number' || typeof value === 'boolean'
      return say(quotes ? { suggestion: `Put it in quotes: "${value}".` } : {})
    }
    const text = value.trim()
    if (text === '') return say({ message: `must be ${expects}, but nothing is there` })
    if (text.length > longest)
      return say({ message: `must be ${expects}, but it has ${text.length}`, suggestion: 'Shorten it.' })
    if (unprintable.test(text))
      return say({
        message: `must be ${expects} without line breaks and control characters`,
        suggestion: 'Type the text again instead of pasting it.',
      })
    return text
  })
}

/** The shape of every id: groups, platforms, questions. */
export const idPattern = /^[a-z][a-z0-9_-]{0,39}$/
// Every object has a `constructor`, so a look-up by that id would find something where there is nothing.
const reservedIds: readonly string[] = ['constructor']
// `none` stands for "no questionnaire" where one is named by its key.
const reservedKeys: readonly string[] = [...reservedIds, 'none']

const anId = 'an id of small letters, digits, - and _ (at most 40, beginning with a letter)'

/** What is wrong with an id; null when nothing is. */
function wrongId(value: string, reserved: readonly string[]): Wrong | null {
  if (reserved.includes(value)) return { message: `must be another id: “${value}” is reserved` }
  if (idPattern.test(value)) return null
  const guess = value
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  return {
    message: `must be ${anId}, not ${shown(value)}`,
    suggestion: idPattern.test(guess) ? `For example “${guess}”.` : null,
  }
}

/** An id of ours. */
export function id() {
  return leaf(anId, { type: 'string', pattern: idPattern.source }, (value, say) => {
    if (typeof value !== 'string') return say()
    const wrong = wrongId(value, reservedIds)
    return wrong === null ? value : say(wrong)
  })
}

/** A block whose keys are ids. The entries under a wrong id are checked all the same. */
export function byId<Entry extends z.ZodType>(entry: Entry) {
  return z
    .record(z.string(), entry)
    .superRefine((record, context) => {
      if (typeof record !== 'object' || record === null || Array.isArray(record)) return
      for (const key of Object.keys(record)) {
        const wrong = wrongId(key, reservedKeys)
        if (wrong === null) continue
        const params = { suggestion: wrong.suggestion ?? null, place: 'key' }
        context.addIssue({ code: 'custom', path: [key], message: wrong.message ?? '', params })
      }
    }, always)
    .meta({ propertyNames: { pattern: idPattern.source } })
}

/** A whole number between the limits. Refuses fractions, infinities and what JavaScript cannot count exactly. */
export function wholeNumber(least: number, most: number) {
  return leaf(
    `a whole number from ${least} to ${most}`,
    { type: 'integer', minimum: least, maximum: most },
    (value, say) => {
      if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)
        return value
      const quoted = typeof value === 'string' && /^\d+$/.test(value)
      return say(quoted ? { suggestion: `Write it without quotes: ${value}.` } : {})
    },
  )
}

const units: Readonly<Record<string, string>> = {
  s: 's',
  sec: 's',
  second: 's',
  m: 'm',
  min: 'm',
  minute: 'm',
  h: 'h',
  hour: 'h',
  d: 'd',
  day: 'd',
  wh: 'wh',
  'working hour': 'wh',
  wd: 'wd',
  'working day': 'wd',
  'business day': 'wd',
}

/** A length of time longer than zero. */
export function duration() {
  const expects = 'a length of time such as 8wh, 2wd, 15m, 8h or 3d'
  return leaf(
    expects,
    { type: 'string', pattern: '^\\d+(\\.\\d+)?(s|m|h|d|wh|wd)$' },
    (value, say): Duration | ReturnType<typeof say> => {
      if (typeof value === 'number')
        return say({ suggestion: `Add the unit: ${value}wh for working hours, ${value}h for hours.` })
      if (typeof value !== 'string') return say()
      const read = parseDuration(value)
      if (read === null) return say({ suggestion: durationMeant(value) })
      if (lengthOf(read) > 0) return read
      return say({ message: `must be longer than zero, not ${value}` })
    },
  )
}

/** A length of time that does not depend on working hours, in milliseconds. */
export function elapsedDuration() {
  return leaf(
    'a length of time such as 60d or 36h',
    { type: 'string', pattern: '^\\d+(\\.\\d+)?(s|m|h|d)$' },
    (value, say): number | ReturnType<typeof say> => {
      const read = typeof value === 'string' ? parseDuration(value) : null
      if (read?.unit === 'elapsed' && read.milliseconds > 0) return read.milliseconds
      return say({ suggestion: 'Write it in days or hours, for example 60d.' })
    },
  )
}

const longestMoment = 600_000

/** A short time by the clock, of at most ten minutes; `0s` is none. */
export function moment() {
  const expects = 'a time of at most 10m, such as 60s, or 0s for none'
  return leaf(expects, { type: 'string', pattern: '^\\d+(\\.\\d+)?(s|m)$' }, (value, say) => {
    if (typeof value === 'number') return say({ suggestion: `Add the unit: ${value}s.` })
    if (typeof value !== 'string') return say()
    const read = parseDuration(value)
    if (read === null) return say({ suggestion: durationMeant(value) })
    return read.unit === 'elapsed' && read.milliseconds <= longestMoment ? read : say()
  })
}

/** The amount in whatever unit: only whether it is zero matters to the callers. */
function lengthOf(read: Duration): number {
  if (read.unit === 'elapsed') return read.milliseconds
  return read.unit === 'working_hours' ? read.hours : read.days
}

function durationMeant(text: string): string | null {
  const [, amount, word = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*([a-z ]+?)s?\s*$/i.exec(text) ?? []
  const unit = units[word.toLowerCase()]
  if (amount === undefined || unit === undefined) return null
  return `Did you mean “${amount.replace(',', '.')}${unit}”?`
}

/** A part of a time, written `50%`; given as a fraction. Neither the beginning nor the end is a part. */
export function percentage() {
  const expects = 'a share of the time between 0% and 100%, such as 80%'
  return leaf(expects, { type: 'string', pattern: '^\\d{1,2}(\\.\\d+)?%$' }, (value, say) => {
    if (typeof value === 'number')
      return say({
        suggestion: `Did you mean “${value > 0 && value < 1 ? Math.round(value * 100) : value}%”?`,
      })
    if (typeof value !== 'string') return say()
    const share = Number(/^(\d{1,9}(?:\.\d{1,6})?)\s*%$/.exec(value)?.[1] ?? Number.NaN) / 100
    return share > 0 && share < 1 ? share : say()
  })
}

/** When to remind, as ascending fractions of the time to respond. */
export function reminders() {
  return z.array(percentage()).superRefine((shares, context) => {
    if (!Array.isArray(shares)) return
    if (shares.length > 10) context.addIssue({ code: 'custom', message: 'can hold at most 10 reminders' })
    const seen = new Set<number>()
    for (const [index, share] of cleanItems(shares, context.issues)) {
      if (seen.has(share))
        context.addIssue({ code: 'custom', path: [index], message: 'is the same reminder a second time' })
      seen.add(share)
    }
  }, always)
}

const bytesPer: Readonly<Record<string, number>> = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }
const largestFile = 1024 ** 3

/** A file size such as `25MB`, at most 1 GB (what Slack itself accepts), in bytes; units are powers of 1024. */
export function size() {
  const expects = 'a size such as 25MB, at most 1GB'
  return leaf(expects, { type: 'string', pattern: '^\\d+(KB|MB|GB)$' }, (value, say) => {
    if (typeof value === 'number') return say({ suggestion: `Add the unit: ${value}MB.` })
    if (typeof value !== 'string') return say()
    const [, amount, unit = ''] = /^(\d{1,9})(KB|MB|GB)$/.exec(value) ?? []
    const bytes = Number(amount) * (bytesPer[unit] ?? Number.NaN)
    if (bytes >= 1 && bytes <= largestFile) return bytes
    const guess = /^(\d{1,9})\s*([kmg])i?b?$/i.exec(value.trim())
    const meant = guess === null ? '' : `${guess[1]}${guess[2]?.toUpperCase()}B`
    return say({ suggestion: meant === '' || meant === value ? null : `Did you mean “${meant}”?` })
  })
}

/** The slash command, with its slash, as Slack allows it. */
export function command() {
  const expects = 'a slash command of small letters, digits, - and _, such as /countersign'
  return leaf(expects, { type: 'string', pattern: '^/[a-z0-9_-]{1,31}$' }, (value, say) => {
    if (typeof value !== 'string') return say()
    if (/^\/[a-z0-9_-]{1,31}$/.test(value)) return value
    const guess = `/${value.replace(/^\/+/, '').toLowerCase()}`
    return say({ suggestion: /^\/[a-z0-9_-]{1,31}$/.test(guess) ? `Did you mean “${guess}”?` : null })
  })
}

const slackChannel = /^([TE][A-Z0-9]{6,20}\/)?[CG][A-Z0-9]{6,20}$/
const channelInTeams = /^19:[\w-]{1,100}@thread\.(tacv2|skype)$/

/**
 * A channel by its id; names change and can be taken over, ids cannot. One of Slack as Slack writes it, one of Teams as
 * `teams:19:…@thread.tacv2`, for which the link is taken too that Teams copies.
 */
export function channel() {
  const expects =
    'the id of a Slack channel, such as C0123ABCD, or teams: with the id or the link of a Teams channel'
  return leaf(
    expects,
    { type: 'string', pattern: '^(([TE][A-Z0-9]{6,}/)?[CG][A-Z0-9]{6,}|teams:.+|https://teams\\..+)$' },
    (value, say) => {
      if (typeof value !== 'string') return say()
      if (slackChannel.test(value)) return value
      const inTeams = idInTeams(idOfTeamsChannel(value) ?? value)
      if (inTeams !== null) return teamsChannelName(inTeams)
      const suggestion = /teams|@thread/.test(value)
        ? copyLink
        : 'In Slack, open the channel’s details: its id is at the bottom.'
      return say({ suggestion })
    },
  )
}

const copyLink =
  'In Teams, open the menu behind the channel’s name, choose “Copy link”, and put the link here.'

/** A channel of Teams alone, by its id or the link to it. */
export function teamsChannel() {
  const expects = 'the link of a Teams channel, or teams: with its id'
  return leaf(expects, { type: 'string', pattern: '^(teams:.+|https://teams\\..+)$' }, (value, say) => {
    if (typeof value !== 'string') return say()
    const id = idInTeams(idOfTeamsChannel(value) ?? value)
    if (id !== null) return teamsChannelName(id)
    const suggestion = slackChannel.test(value)
      ? 'Leave it out for Slack: a conversation can always be opened there.'
      : copyLink
    return say({ suggestion })
  })
}

/** The id of a Teams channel, from itself or from a link to the channel; null where it is neither. */
function idInTeams(text: string): string | null {
  if (channelInTeams.test(text)) return text
  if (!URL.canParse(text)) return null
  const { protocol, hostname, pathname } = new URL(text)
  if (protocol !== 'https:' || !/^teams\.(microsoft\.com|cloud\.microsoft|microsoft\.us)$/.test(hostname))
    return null
  const part = /^\/l\/channel\/([^/]+)/.exec(pathname)?.[1] ?? ''
  // What a person pasted may be cut anywhere, also within an escape.
  if (/%(?![0-9a-f]{2})/i.test(part)) return null
  const id = decodeURIComponent(part)
  return channelInTeams.test(id) ? id : null
}
