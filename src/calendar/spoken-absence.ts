import type { Instant } from '../domain/flavour.ts'
import { readSpoken, type Speaker, type Spoken } from './spoken-date.ts'

/** What somebody typed after "away", as far as it is about time and about who is named. */
export type SpokenAbsence =
  | {
      readonly ok: true
      readonly from: Instant
      readonly until: Instant
      /** Clocks show the end twice that day; the later one was taken. */
      readonly repeated: boolean
      /** The words after "delegate"; null where nobody is named. */
      readonly delegate: string | null
    }
  | Extract<Spoken, { readonly ok: false }>

const delegateWord =
  /[,;\s]*\b(?:delegate[ds]?(?: to)?|deputy|vertretung|vertreten durch|vertreterin|vertreter)\b:?\s*/iu
const untilWord = '(?:until|till|til|to|bis(?: (?:zum|einschließlich|inklusive))?|-|–)'
const fromUntil = new RegExp(`^(?:from|ab|von|vom|starting)\\s+(.+?)\\s+${untilWord}\\s+(.+)$`, 'iu')
const onlyUntil = new RegExp(`^${untilWord}\\s+(.+)$`, 'iu')

/** Reads "until Friday, delegate @bea", "from Monday until 3 Dec 14:00", "bis Freitag, Vertretung @bea", "tomorrow". */
export function readSpokenAbsence(text: string, speaker: Speaker): SpokenAbsence {
  const found = delegateWord.exec(text)
  const times = (found === null ? text : text.slice(0, found.index)).replace(/[,;.]?\s*$/u, '').trim()
  const delegate = found === null ? null : text.slice(found.index + found[0].length).trim()
  const [fromWords, untilWords] = split(restoreDot(times, text))
  const from: Spoken =
    fromWords === null
      ? { ok: true, at: speaker.now, repeated: false, floating: false }
      : readSpoken(fromWords, 'from', speaker)
  if (!from.ok) return from
  const until = readSpoken(untilWords, 'until', speaker)
  if (!until.ok) return until
  if (until.floating && until.at <= from.at) {
    // "from Monday until Friday": the Friday after that Monday.
    const next = readSpoken(untilWords, 'until', { ...speaker, now: from.at })
    if (!next.ok) return next
    return { ok: true, from: from.at, until: next.at, repeated: next.repeated, delegate }
  }
  return { ok: true, from: from.at, until: until.at, repeated: until.repeated, delegate }
}

/** "24.12." ends with a dot that belongs to it; anywhere else a dot at the end is only the end of the sentence. */
const restoreDot = (times: string, text: string) =>
  /\d$/u.test(times) && text.trim().startsWith(`${times}.`) ? `${times}.` : times

/** Without "until", one day is meant: from its beginning to its end. */
function split(times: string): readonly [string | null, string] {
  const both = fromUntil.exec(times)
  if (both !== null) return [both[1] ?? '', both[2] ?? '']
  const end = onlyUntil.exec(times)
  return end === null ? [times, times] : [null, end[1] ?? '']
}
