import { CodecError } from './error.ts'

/** True when every database can keep the text and give it back unchanged: no NUL, no half surrogate pair. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** The text itself. Throws `CodecError` `unstorable_text`, naming the place and not the text. */
export function storableText(text: string, place: string): string {
  if (isStorableText(text)) return text
  throw new CodecError('unstorable_text', `${place} holds NUL or half of a surrogate pair`)
}

/** Refuses, as `storableText` does, where one of the texts cannot be kept; null is none. */
export function refuseUnstorable(texts: Iterable<string | null>, place: string): void {
  for (const text of texts) if (text !== null) storableText(text, place)
}

/**
 * The text with U+FFFD for what cannot be stored. For what machines say, such as an error message, where losing a
 * character matters less than losing the record. Not for what people wrote.
 */
export function toStorableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}
