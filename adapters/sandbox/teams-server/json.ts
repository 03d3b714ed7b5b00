/** JSON of unknown origin, read without trusting its shape. */
export type Json = Readonly<Record<string, unknown>>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textAt = (json: Json, key: string): string | null => {
  const value = json[key]
  return typeof value === 'string' ? value : null
}

export const jsonAt = (json: Json, key: string): Json => {
  const value = json[key]
  return isJson(value) ? value : {}
}

/** The objects of an array at a key; anything else in it is left out. */
export const listAt = (json: Json, key: string): readonly Json[] => {
  const value = json[key]
  return Array.isArray(value) ? value.filter(isJson) : []
}

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
