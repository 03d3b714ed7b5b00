/** JSON of unknown origin, read without trusting its shape. */
export type Json = Readonly<Record<string, unknown>>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The string at a key, or null when there is none or it is something else. */
export const textAt = (json: Json, key: string): string | null => {
  const value = json[key]
  return typeof value === 'string' ? value : null
}

export const jsonAt = (json: Json, key: string): Json | null => {
  const value = json[key]
  return isJson(value) ? value : null
}

/** The objects of an array at a key; anything else in it is left out. */
export const listAt = (json: Json, key: string): readonly Json[] => {
  const value = json[key]
  return Array.isArray(value) ? value.filter(isJson) : []
}

/** Slack takes booleans as JSON, as `true`/`false` and as `1`/`0`, because forms carry only text. */
export const flagAt = (json: Json, key: string): boolean => {
  const value = json[key]
  return value === true || value === 'true' || value === '1' || value === 1
}

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
