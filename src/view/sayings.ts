/** What one person is told at once: refusals, faults, what was recorded. */
import { asPlain, type Locale, type Plain, type Rich } from './text.ts'
import { words } from './words.ts'

/** Something to say to one person at once. */
export interface Saying {
  readonly locale: Locale
  readonly title: Plain
  readonly lines: readonly Rich[]
}

/** What was recorded, and what the person is told of the plan. */
interface Done {
  readonly locale: Locale
  readonly message: Plain
  readonly told?: { readonly lines: readonly Rich[] }
}

const line = (text: string): Rich => [{ type: 'text', text: asPlain(text) }]

/** What an adapter itself has to say, in the person's language. */
export const sayings = {
  stale: (locale: Locale, redrawn: boolean): Saying => ({
    locale,
    title: asPlain(words(locale).staleTitle),
    lines: [
      line(words(locale).stale),
      ...(redrawn ? [line(words(locale).redrawn)] : []),
      line(words(locale).staleNext),
    ],
  }),
  fault: (locale: Locale): Saying => ({
    locale,
    title: asPlain(words(locale).faultTitle),
    lines: [line(words(locale).fault), line(words(locale).faultNext)],
  }),
  notConnected: (locale: Locale): Saying => ({
    locale,
    title: asPlain(words(locale).notConnectedTitle),
    lines: [line(words(locale).notConnected), line(words(locale).notConnectedNext)],
  }),
  slow: (locale: Locale): Saying => ({
    locale,
    title: asPlain(words(locale).slowTitle),
    lines: [line(words(locale).slow), line(words(locale).slowNext)],
  }),
  done: ({ locale, message, told }: Done): Saying => ({
    locale,
    title: asPlain(words(locale).recorded),
    lines: [[{ type: 'text', text: message }], ...(told?.lines ?? [])],
  }),
  told: ({ locale, lines }: { readonly locale: Locale; readonly lines: readonly Rich[] }): Saying => ({
    locale,
    title: asPlain(words(locale).recorded),
    lines,
  }),
  lateDone: ({ locale, message, told }: Done): Saying => ({
    locale,
    title: asPlain(words(locale).recorded),
    lines: [line(words(locale).lateDone), [{ type: 'text', text: message }], ...(told?.lines ?? [])],
  }),
} as const
