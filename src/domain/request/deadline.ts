import type { Instant } from '../flavour.ts'

/** A point in time that somebody is waited for, and when that person is reminded before it. */
export interface Deadline {
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** Ascending, all strictly before `dueAt`. */
  readonly reminders: readonly Instant[]
}
