import { z } from 'zod'
import type { Preferences } from '../domain/person/preferences.ts'
import { canonicalJson } from './canonical.ts'
import { CodecError } from './error.ts'

const minutesPerDay = 1440
const minute = z
  .int()
  .min(0)
  .max(minutesPerDay - 1)
const preferences = z.object({
  hours: z.object({ from: minute, to: z.int().min(1).max(minutesPerDay) }).exactOptional(),
  digest: minute.exactOptional(),
  chat: z.enum(['slack', 'teams']).exactOptional(),
  locale: z.enum(['en', 'de']).exactOptional(),
})

/** What a person chose, as text. */
export const encodePreferences = (chosen: Preferences): string => canonicalJson(preferences.parse(chosen))

/** The reverse; what a newer version of the program added is left out. Throws `CodecError` `malformed`. */
export function decodePreferences(text: string): Preferences {
  try {
    return preferences.parse(JSON.parse(text))
  } catch (cause) {
    throw new CodecError('malformed', 'preferences', { cause })
  }
}
