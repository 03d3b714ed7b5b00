/** What every platform's renderer asks of a view: it is said once, whoever draws it. */
import type { Media } from '../domain/request/content.ts'
import type { Card, PositionLine, RequestCard } from './card.ts'
import { asPlain, type Inline, type Locale } from './text.ts'
import { words } from './words.ts'

/** A short text stands on the card in full, so that its first words need not stand above it too. */
export const repeatsContent = ({ title, content }: RequestCard): boolean =>
  content.some(
    ({ emphasis, changes, value }) =>
      emphasis === 'body' && changes === null && value.length === 1 && isSame(value[0], title),
  )
const isSame = (inline: Inline | undefined, text: string): boolean =>
  inline?.type === 'text' && inline.text === text

const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif'])

/** Whether every chat draws files of this type. */
export const isPicture = ({ mimeType }: Pick<Media, 'mimeType'>): boolean => pictures.has(mimeType)

/** A file's size as people say it. */
export function sizeInWords(bytes: number, locale: Locale): string {
  const format = (value: number): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${format(bytes / 1000)} kB` : `${format(bytes / 1_000_000)} MB`
}

/** One sign before a side's name; the words beside it say the same. */
export const stateSign: Readonly<Record<PositionLine['state'], string>> = {
  pending: '⏳',
  approved: '✅',
  approved_with_conditions: '☑️',
  changes_requested: '✏️',
  rejected: '⛔',
  hidden: '🔒',
  ruled: '⚖️',
  stated: '💬',
}

/** A choice that opens the whole request, for a card that is shortened and does not offer it. */
export function withDetails(card: Card): Card {
  if (card.choices.some((choice) => choice.verb === 'details')) return card
  const details = {
    verb: 'details' as const,
    label: asPlain(words(card.locale).details),
    style: 'normal' as const,
    // biome-ignore lint/suspicious/noThenProperty: the view's word, and never awaited
    then: 'act' as const,
  }
  return { ...card, choices: [...card.choices, details] }
}

/** Everybody whom a view names, so that their accounts can be looked up before it is drawn. */
export function peopleIn(view: object): readonly string[] {
  const found = new Set<string>()
  // Views are plain data, and a person is recognised by the type wherever it stands.
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item)
    else if (typeof value === 'object' && value !== null) {
      if (isPerson(value)) found.add(value.person)
      else for (const item of Object.values(value)) walk(item)
    }
  }
  walk(view)
  return [...found]
}

function isPerson(value: object): value is Inline & { type: 'person' } {
  return 'type' in value && value.type === 'person' && 'person' in value && typeof value.person === 'string'
}

/** The stored files that a card shows. */
export const filesOf = (card: Card): readonly string[] =>
  card.type === 'request' ? card.media.map((media) => media.sha256) : []
