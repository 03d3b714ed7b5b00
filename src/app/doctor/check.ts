/** One thing that was looked at. `problem` needs mending; a `warning` is worth knowing and may be meant so. */
export interface Check {
  /** For programs: the kind of check, the same whatever it finds. */
  readonly id: string
  readonly state: 'ok' | 'warning' | 'problem'
  /** What was looked at, in a word or two. */
  readonly title: string
  readonly found: string
  /** What to do about it; null when all is well. */
  readonly mend: string | null
}

type Subject = Pick<Check, 'id' | 'title'>

export const ok = (subject: Subject, found: string): Check => ({ ...subject, state: 'ok', found, mend: null })
export const warning = (subject: Subject, found: string, mend: string): Check => ({
  ...subject,
  state: 'warning',
  found,
  mend,
})
export const problem = (subject: Subject, found: string, mend: string): Check => ({
  ...subject,
  state: 'problem',
  found,
  mend,
})
