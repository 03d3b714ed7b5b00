import { z } from 'zod'
import type { Preferences } from '../app/ports.ts'
import { canonicalJson } from './canonical.ts'

/** Loose: what a newer version of the program has stored is kept, not understood. */
const preferences = z.looseObject({ locale: z.enum(['en', 'de']).exactOptional() })

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
