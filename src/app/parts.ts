import type { Absences } from './absence/absences.ts'
import type { Availability } from './absence/watch.ts'
import type { Deps } from './deps.ts'
import type { Directory } from './directory/directory.ts'
import type { DraftBook } from './drafts/book.ts'
import type { Lanes } from './lanes.ts'

/** The dependencies, and what every use case of one application shares. */
export interface Parts extends Deps {
  readonly directory: Directory
  readonly absences: Absences
  readonly availability: Pick<Availability, 'look'>
  /** Keyed by request. */
  readonly lanes: Lanes
  readonly drafts: DraftBook
}
