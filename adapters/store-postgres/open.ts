import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Ids, Installations, Log, MovableBlobs, People, Statistics, Store } from '../../src/app/ports.ts'
import type { Instant } from '../../src/domain/flavour.ts'
import { nameOf } from './address.ts'
import { createBlobs } from './blobs.ts'
import { createCardClaims } from './cards-claim.ts'
import { createCardReader } from './cards-read.ts'
import { createCardSettlement } from './cards-settle.ts'
import { createCommit } from './commit.ts'
import { type Connections, createConnections } from './connection.ts'
import { createDirectoryLedger } from './directory.ts'
import { createDrafts } from './drafts.ts'
import { createErrands } from './errands.ts'
import { createFacts } from './facts.ts'
import { createInstallations } from './installations.ts'
import { migrate } from './migrate.ts'
import { createNotifications, type Notifications } from './notifications.ts'
import { createPeople } from './people.ts'
import { typedQueries } from './prepared.ts'
import { createRequestReader } from './requests.ts'
import { serverTime } from './server-time.ts'
import { refuseUnfit, withClient } from './start.ts'
import { createStatistics } from './statistics.ts'
import { createTimers } from './timers.ts'
import { createWaiting } from './waiting.ts'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:5432/database`, with the parameters that `pg` knows, and `pool`. */
  readonly url: string
  /** `migrations/postgres` of this repository by default; a bundle names its own copy. */
  readonly migrationsFolder?: string
  /**
   * How long a statement may be tried before it fails with `StoreUnavailable`, in milliseconds. 2,000 by default: Slack
   * waits 3,000 for an acknowledgement.
   */
  readonly patienceMs?: number
  /** How long the start waits for the server, in milliseconds; 5,000 by default. */
  readonly connectWithinMs?: number
  /** Ids of new cards; random UUIDs by default. */
  readonly ids?: Ids
  readonly log?: Pick<Log, 'warn'>
}

export interface PostgresStore {
  readonly store: Store
  readonly people: People
  readonly blobs: MovableBlobs
  readonly installations: Installations
  readonly statistics: Statistics
  /** What time it is by the server's clock, to the microsecond, in epoch milliseconds. Throws `StoreUnavailable`. */
  now(): Promise<Instant>
  /** Hears of other replicas' work; see `Notifications`. */
  listen(heard: () => void, options?: { readonly lookEveryMs?: number }): Notifications
  /** The same as `store.close()`. */
  close(): Promise<void>
}

export const shippedMigrations = fileURLToPath(new URL('../../migrations/postgres', import.meta.url))
const silent: Pick<Log, 'warn'> = { warn: () => {} }

/**
 * Opens the database, migrating it. Several processes may have it open, on any number of machines.
 * Throws `DatabaseUnusable` or `SchemaTooNew`, whose messages are for operators.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { url, migrationsFolder = shippedMigrations, connectWithinMs = 5_000 } = options
  const name = nameOf(url)
  await withClient(url, connectWithinMs, async (client, settings) => {
    refuseUnfit(settings, name)
    await migrate(client, migrationsFolder, name)
  })
  return assembleStore(url, options)
}

/** The store over a database of the newest schema. Connects when it is first used. */
export function assembleStore(
  url: string,
  { patienceMs = 2_000, ids = { next: randomUUID }, log = silent }: Omit<PostgresStoreOptions, 'url'> = {},
): PostgresStore {
  const connections: Connections = createConnections({ url, patienceMs, log })
  const db = typedQueries(connections)
  const close = () => connections.close()
  const store: Store = {
    ...createCommit(connections, ids),
    ...createRequestReader(db),
    ...createWaiting(db, connections),
    ...createCardReader(db),
    ...createCardClaims(db, connections, ids),
    ...createCardSettlement(db),
    ...createTimers(db),
    ...createFacts(db),
    ...createDrafts(db, connections),
    ...createErrands(db),
    ...createDirectoryLedger(connections),
    close,
  }
  return {
    store,
    people: createPeople(db, connections),
    blobs: createBlobs(connections),
    installations: createInstallations(db),
    statistics: createStatistics(connections),
    now: () => serverTime(connections),
    listen: (heard, options) => createNotifications({ ...options, url, connections, log, heard }),
    close,
  }
}
