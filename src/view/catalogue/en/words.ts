/** What happened, and what to do next. */
export type Words = { readonly title: string; readonly happened: string; readonly next: string }
export const words = (title: string, happened: string, next: string): Words => ({ title, happened, next })

/** Values that a sentence may need; empty where they are not known. */
export interface RefusalParams {
  readonly status: string
  readonly tier: string
  readonly count: string
  readonly days: string
  /** Who else could. */
  readonly who: string
  /** What the person typed. */
  readonly words: string
  readonly instead: string
  /** Who was faster, in which other chat, and whether that was a moment ago. */
  readonly first: string
  readonly chat: string
  readonly ago: 'moment' | ''
}
