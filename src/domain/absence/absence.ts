import type { Instant, PersonId } from '../flavour.ts'

/** A stretch of time; `from` belongs to it, `until` does not. Never empty. */
export interface Span {
  readonly from: Instant
  readonly until: Instant
}

/** A time in which a person is away, and who stands in for them then. */
export interface Absence extends Span {
  /** Counts a person's absences from 1; never used again. */
  readonly id: number
  readonly delegate: PersonId | null
}

/** What a person said of their absences. */
export interface Absences {
  /** How many they ever had. */
  readonly count: number
  /** Those that were neither taken back nor replaced, by their beginning; past ones stay. They never overlap. */
  readonly list: readonly Absence[]
}

export const noAbsences: Absences = { count: 0, list: [] }

export function overlap(one: Span, other: Span): boolean {
  return one.from < other.until && other.from < one.until
}

/** The absence that covers the instant, if any. */
export function absenceAt<Each extends Span>(absences: readonly Each[], at: Instant): Each | null {
  return absences.find(({ from, until }) => from <= at && at < until) ?? null
}

/** The absences that are not over at `at`: the present one first. */
export function aheadOf<Each extends Span>(absences: readonly Each[], at: Instant): readonly Each[] {
  return absences.filter(({ until }) => until > at)
}

/** When the person is there again, counted from `at` and over absences that follow one another; `at` where they are. */
export function backAt(absences: readonly Span[], at: Instant): Instant {
  const current = absenceAt(absences, at)
  return current === null ? at : backAt(absences, current.until)
}
