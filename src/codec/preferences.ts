import { z } from 'zod'
import { type Locale, locales } from '../view/text.ts'
import { canonicalJson } from './canonical.ts'

/** What a person has chosen for themselves. What is absent is as the platform or the organisation says. */
export interface Preferences {
  readonly locale?: Locale
}

/** Loose: what a newer version of the program has stored is kept, not understood. */
const preferences = z.looseObject({ locale: z.enum(locales).exactOptional() })

export const encodePreferences = (chosen: Preferences): string => canonicalJson(chosen)

/** What was chosen; nothing where there is nothing, or nothing that can be read: a preference is no evidence. */
export function decodePreferences(text: string | null): Preferences {
  if (text === null) return {}
  try {
    return preferences.parse(JSON.parse(text))
  } catch {
    return {}
  }
}
