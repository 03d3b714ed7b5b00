import type { Instant } from '../domain/flavour.ts'
import type { RequestKind } from '../domain/request/content.ts'
import type { DraftCard, DraftOffer } from './card.ts'
import { messagesIn } from './catalogue.ts'
import type { FormValues } from './form.ts'
import { fieldIds } from './forms/field-ids.ts'
import { rich, sentence, strong } from './rich.ts'
import { limits, oneLine, shorten } from './shorten.ts'
import { asPlain, type Inline, type Locale, type Plain, type Rich } from './text.ts'
import { instantOf } from './time.ts'

/** A draft as far as its owner is shown it. */
export interface DraftView {
  readonly id: string
  readonly kind: RequestKind
  readonly values: FormValues
  readonly source: 'typed' | 'message' | 'tool' | 'workflow'
  readonly origin: string | null
  readonly updatedAt: Instant
}
interface Reading {
  readonly locale: Locale
  /** IANA name. */
  readonly timezone: string
}

/** One draft in a list, with what to do about it. */
export function draftOffer(draft: DraftView, { locale, timezone }: Reading): DraftOffer {
  const { drafts } = messagesIn(locale)
  return {
    draft: draft.id,
    kind: draft.kind,
    line: rich`${strong(beginningOf(draft, locale))}\n${aboutOf(draft, { locale, timezone })}`,
    go: asPlain(isProposed(draft) ? drafts.review : drafts.go),
    discard: asPlain(drafts.discard),
  }
}

const isProposed = ({ source }: DraftView) => source === 'tool' || source === 'workflow'

function aboutOf(draft: DraftView, { locale, timezone }: Reading): Rich {
  const { drafts } = messagesIn(locale)
  const kind = drafts.kind[draft.kind]
  const when = instantOf(draft.updatedAt, locale, timezone)
  switch (draft.source) {
    case 'typed':
      return drafts.typed(kind, when)
    case 'message':
      return drafts.message(kind, when)
    case 'tool':
    case 'workflow':
      return drafts.proposed(kind, proposerOf(draft, locale), when)
    default:
      return draft.source satisfies never
  }
}

export const proposerOf = ({ origin }: Pick<DraftView, 'origin'>, locale: Locale): string =>
  origin ?? messagesIn(locale).drafts.workflow

/** The first words of what was entered. */
function beginningOf({ kind, values }: DraftView, locale: Locale): Plain {
  const value = values[kind === 'post' ? fieldIds.text : fieldIds.handle] ?? values[fieldIds.purpose]
  const text = value?.type === 'text' ? oneLine(value.text) : ''
  return text === '' ? asPlain(messagesIn(locale).drafts.empty) : shorten(text, limits.title)
}

/**
 * The message about a draft that somebody else prepared. `number` is that of the request that became of it; `draft` is
 * null once it is gone.
 */
export function draftCard(
  about: { readonly draft: DraftView | null; readonly number: number | null },
  reading: Reading,
): DraftCard {
  const { draft, number } = about
  const { drafts } = messagesIn(reading.locale)
  const base = { type: 'draft', locale: reading.locale } as const
  if (number !== null)
    return {
      ...base,
      version: 2,
      tone: 'over',
      headline: asPlain(drafts.submitted(number)),
      lines: [],
      offer: null,
    }
  if (draft === null)
    return {
      ...base,
      version: 2,
      tone: 'over',
      headline: asPlain(drafts.over),
      lines: [drafts.overHint()],
      offer: null,
    }
  return {
    ...base,
    version: 1,
    tone: 'action',
    headline: shorten(drafts.offered(proposerOf(draft, reading.locale)), limits.headline),
    lines: [sentence(beginningOf(draft, reading.locale)), drafts.offeredHint()],
    offer: draftOffer(draft, reading),
  }
}

/** What a form says first that was not empty when it opened. */
export function draftIntro(draft: DraftView, { locale, timezone }: Reading): Rich {
  const { drafts } = messagesIn(locale)
  switch (draft.source) {
    case 'typed':
      return drafts.resumed(instantOf(draft.updatedAt, locale, timezone))
    case 'message':
      return drafts.fromMessage()
    case 'tool':
    case 'workflow':
      return drafts.fromTool(proposerOf(draft, locale))
    default:
      return draft.source satisfies never
  }
}

/** In an empty form, that there is a draft to go on with. */
export const unfinishedNote = (updatedAt: Instant, command: string, { locale, timezone }: Reading): Rich =>
  messagesIn(locale).drafts.unfinished(command, instantOf(updatedAt, locale, timezone))

/** A file that could not be taken over, and why. */
export type FileProblem =
  | { readonly problem: 'not_fetched'; readonly name: string }
  | { readonly problem: 'too_large'; readonly name: string; readonly megabytes: number }
  | { readonly problem: 'too_many'; readonly most: number; readonly left: number }

export function fileProblemText(problem: FileProblem, locale: Locale): Rich {
  const { drafts } = messagesIn(locale)
  const quoted = (name: string): Inline =>
    strong(name === '' ? drafts.unnamed : shorten(oneLine(name), limits.title))
  switch (problem.problem) {
    case 'not_fetched':
      return drafts.notFetched(quoted(problem.name))
    case 'too_large':
      return drafts.tooLarge(quoted(problem.name), problem.megabytes)
    case 'too_many':
      return drafts.tooMany(problem.most, problem.left)
    default:
      return problem satisfies never
  }
}

/** The sentences that need nothing but the language. */
export const draftWords = (locale: Locale) => messagesIn(locale).drafts
