import { asPlain, type Inline, type Locale, type Plain, type Rich } from './text.ts'

/** What a sentence is put together from: its own words, and parts that stay pieces of their own. */
export type Part = Inline | Rich | string | number

const isRich = (part: Inline | Rich): part is Rich => Array.isArray(part)

/**
 * A sentence with parts: rich`${person} decided on ${instant}`. A text part stays a piece of its own, untouched, so
 * that nothing typed by a person can join up with the sentence around it. Empty pieces are left out.
 */
export function rich(words: TemplateStringsArray, ...parts: readonly Part[]): Rich {
  const pieces: Inline[] = []
  words.forEach((word, position) => {
    if (word !== '') pieces.push(textOf(word))
    const part = parts[position]
    if (part !== undefined) pieces.push(...piecesOf(part))
  })
  return pieces
}

function piecesOf(part: Part): readonly Inline[] {
  if (typeof part === 'number') return [textOf(String(part))]
  if (typeof part === 'string') return part === '' ? [] : [textOf(part)]
  return isRich(part) ? part : [part]
}

export const textOf = (text: string): Inline => ({ type: 'text', text: asPlain(text) })
export const strong = (text: string): Inline => ({ type: 'strong', text: asPlain(text) })
/** A sentence without parts. */
export const sentence = (text: string): Rich => (text === '' ? [] : [textOf(text)])

/** Sentences one after the other, in one paragraph. */
export function paragraph(...sentences: readonly Rich[]): Rich {
  return sentences
    .filter((each) => each.length > 0)
    .flatMap((each, position) => (position === 0 ? each : [textOf(' '), ...each]))
}

/** "A, B and C" (`all`) or "A, B or C" (`any`), each item staying its own pieces. */
export function listOf(items: readonly Rich[], locale: Locale, join: 'all' | 'any' = 'all'): Rich {
  const format = new Intl.ListFormat(locale, { type: join === 'all' ? 'conjunction' : 'disjunction' })
  const rest = items[Symbol.iterator]()
  return format
    .formatToParts(items.map(() => 'x'))
    .flatMap((part) => (part.type === 'element' ? (rest.next().value ?? []) : [textOf(part.value)]))
}

/** The same for names in a headline. */
export function namesOf(names: readonly string[], locale: Locale, join: 'all' | 'any' = 'all'): string {
  return new Intl.ListFormat(locale, { type: join === 'all' ? 'conjunction' : 'disjunction' }).format(names)
}

/** What a person would read aloud: for headlines, consequences and tests. */
export const asText = (pieces: Rich): Plain =>
  asPlain(
    pieces
      .map((piece) =>
        piece.type === 'person' ? piece.name : piece.type === 'instant' ? piece.fallback : piece.text,
      )
      .join(''),
  )
