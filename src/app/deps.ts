import type { Organisation } from '../config/types.ts'
import type { AccountDirectory, Attachments, Blobs, Chat, Clock, Ids, Log, People, Store } from './ports.ts'
import type { Wake } from './wake.ts'

/** What the composition root hands to the application. */
export interface Deps {
  readonly store: Store
  readonly people: People
  readonly blobs: Blobs
  readonly clock: Clock
  readonly ids: Ids
  /** Asked at every use, so that a reloaded configuration counts from the next click on. */
  readonly organisation: () => Organisation
  readonly accounts: readonly AccountDirectory[]
  /** In order of preference, for people who can be reached on several platforms. */
  readonly chats: readonly Chat[]
  readonly attachments: Attachments
  readonly log: Log
  readonly wake: Wake
  /** Uniform in [0, 1), for the jitter of retries. `Math.random` by default. */
  readonly random?: () => number
}
