/** Ids that say in which workspace they are: `T…/C…`. Without one they are looked for in every workspace. */

export interface Scoped {
  readonly tenant: string | null
  readonly id: string
}

export function scoped(text: string): Scoped {
  const at = text.indexOf('/')
  return at < 0 ? { tenant: null, id: text } : { tenant: text.slice(0, at), id: text.slice(at + 1) }
}

export const inWorkspace = (tenant: string, id: string): string => `${tenant}/${id}`
