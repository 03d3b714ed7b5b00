/** What a person is told of their absence, and what they can do about it. */
import type { Instant } from '../domain/flavour.ts'
import { messagesIn } from './catalogue.ts'
import { listOf, sentence, textOf } from './rich.ts'
import { asPlain, type Locale, type Plain, type Rich } from './text.ts'
import { momentInWords } from './time.ts'

/** `change` opens the form, `back` ends the absence or takes it back. */
export interface AbsenceChoice {
  readonly action: 'change' | 'back'
  /** The absence that is meant; null for a new one. */
  readonly absence: number | null
  readonly label: Plain
}

/** The person's absence in words. */
export interface AbsenceView {
  readonly locale: Locale
  readonly title: Plain
  readonly lines: readonly Rich[]
  readonly choices: readonly AbsenceChoice[]
}

/** One absence of the person who reads it. */
export interface AbsenceTold {
  readonly id: number | null
  readonly source: 'said' | 'status'
  readonly from: Instant
  readonly until: Instant
  readonly delegate: {
    readonly name: string
    /** Names of the groups, and levels of executives, that they decide for only because of the absence. */
    readonly groups: readonly string[]
    readonly levels: readonly number[]
  } | null
}

export interface AbsenceTelling {
  readonly locale: Locale
  /** IANA name, of the person. */
  readonly timezone: string
  readonly now: Instant
  readonly absences: readonly AbsenceTold[]
  /** Groups of the person of which nobody else is there in the first absence. */
  readonly uncovered: readonly string[]
  /** People whom the person stands in for during the first absence. */
  readonly standsInFor: readonly string[]
  /** Said before everything else: what was just recorded. */
  readonly said: 'back' | 'cancelled' | 'repeated' | null
}

export function absenceView(telling: AbsenceTelling): AbsenceView {
  const { absence } = messagesIn(telling.locale)
  const { locale, absences, said } = telling
  const lines = absences.flatMap((each) => linesOf(each, telling))
  const recorded = said === 'repeated' || said === null ? [] : [sentence(absence[said])]
  return {
    locale,
    title: asPlain(absence.title),
    lines: [
      ...recorded,
      ...(lines.length === 0 && recorded.length === 0 ? [sentence(absence.none)] : lines),
      ...(said === 'repeated' ? [sentence(absence.repeated)] : []),
      ...warnings(telling),
    ],
    choices: choicesOf(telling),
  }
}

function linesOf(told: AbsenceTold, { locale, timezone, now }: AbsenceTelling): readonly Rich[] {
  const { absence } = messagesIn(locale)
  const words = (at: Instant) => momentInWords(at, locale, timezone)
  if (told.source === 'status') return [absence.awayByStatus(words(told.until))]
  const from = told.from > now ? words(told.from) : null
  const { delegate } = told
  const span = absence.away(from, words(told.until), timezone)
  if (delegate === null) return [span, sentence(absence.nobody)]
  const where = [...delegate.groups, ...delegate.levels.map((level) => absence.executivesOf(level))]
  const name = textOf(delegate.name)
  const standing =
    where.length === 0 ? absence.delegateMember(name) : absence.delegate(name, names(where, locale))
  return [span, standing, sentence(absence.stillThere)]
}

function warnings({ locale, uncovered, standsInFor }: AbsenceTelling): readonly Rich[] {
  const { absence } = messagesIn(locale)
  return [
    ...(uncovered.length === 0 ? [] : [absence.uncovered(names(uncovered, locale))]),
    ...(standsInFor.length === 0 ? [] : [absence.standsIn(names(standsInFor, locale))]),
  ]
}

function choicesOf({ locale, absences, now }: AbsenceTelling): readonly AbsenceChoice[] {
  const { absence } = messagesIn(locale)
  const own = absences.filter(({ source }) => source === 'said')
  if (own.length === 0) return [{ action: 'change', absence: null, label: asPlain(absence.enter) }]
  const [first] = own
  const begun = first !== undefined && first.from <= now
  return [
    { action: 'change', absence: first?.id ?? null, label: asPlain(absence.change) },
    {
      action: 'back',
      absence: first?.id ?? null,
      label: asPlain(begun ? absence.iAmBack : absence.takeBack),
    },
  ]
}

const names = (items: readonly string[], locale: Locale): Rich =>
  listOf(
    items.map((item) => [textOf(item)]),
    locale,
  )
