import type { Instant, PersonId } from '../domain/flavour.ts'

export type Locale = 'en' | 'de'
export const locales: readonly Locale[] = ['en', 'de']

declare const plain: unique symbol
/**
 * Text to be shown exactly as it is: the product's own words or what somebody typed. Markup in it means nothing.
 * Only an adapter's `escape.ts` turns it into platform text.
 */
export type Plain = string & { readonly [plain]: true }
export const asPlain = (text: string): Plain => text as Plain

/** A piece of a sentence, by meaning. Each platform has its own best way to show a person or an instant. */
export type Inline =
  | { readonly type: 'text'; readonly text: Plain }
  | { readonly type: 'strong'; readonly text: Plain }
  | { readonly type: 'person'; readonly person: PersonId; readonly name: Plain }
  /** Shown in the reader's own time zone. */
  | { readonly type: 'instant'; readonly at: Instant; readonly fallback: Plain }
  | { readonly type: 'link'; readonly url: string; readonly text: Plain }
export type Rich = readonly Inline[]
