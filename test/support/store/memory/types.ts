/** The port's types that the tables hold, in one place. */
export type {
  Draft,
  Installation,
  RequestSummary,
  StoredDirectoryEvent,
  StoredEvent,
  Waiting,
} from '../../../../src/app/ports.ts'
export type { Preferences } from '../../../../src/domain/person/preferences.ts'
