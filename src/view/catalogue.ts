import { de } from './catalogue/de.ts'
import { en, type Messages } from './catalogue/en.ts'
import type { Locale } from './text.ts'

export type { Messages } from './catalogue/en.ts'

const catalogues: Readonly<Record<Locale, Messages>> = { en, de }

/** Every text of the product in one language. */
export const messagesIn = (locale: Locale): Messages => catalogues[locale]
