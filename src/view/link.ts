import { textOf } from './rich.ts'
import { asPlain, type Inline } from './text.ts'

/** A web address that shows exactly where it leads. Anything else than http(s) stays text that nobody can click. */
export const linkTo = (url: string): Inline =>
  /^https?:\/\//i.test(url) ? { type: 'link', url, text: asPlain(url) } : textOf(url)
