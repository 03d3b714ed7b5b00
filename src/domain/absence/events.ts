import type { Instant, PersonId } from '../flavour.ts'

type Body =
  | {
      readonly type: 'went_away'
      readonly absence: number
      readonly from: Instant
      readonly until: Instant
      readonly delegate: PersonId | null
    }
  | {
      readonly type: 'absence_changed'
      readonly absence: number
      readonly from: Instant
      readonly until: Instant
      readonly delegate: PersonId | null
    }
  /** Ends the absence at `at`, or takes it back where it had not begun. */
  | {
      readonly type: 'came_back'
      readonly absence: number
      /** `replaced`: another absence, said later, covers the same time. */
      readonly because: 'back' | 'replaced'
    }

/** What happened in the stream of one person's absences. An end that comes as planned is no event: it was said before. */
export type AbsenceEvent = Body & { readonly at: Instant; readonly by: PersonId }
