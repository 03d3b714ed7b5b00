import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Ids, Installations, MovableBlobs, People, Statistics, Store } from '../../src/app/ports.ts'
import { createBlobs } from './blobs.ts'
import { createCardClaims } from './cards-claim.ts'
import { createCardReader } from './cards-read.ts'
import { createCardSettlement } from './cards-settle.ts'
import { createCardWriter } from './cards-write.ts'
import { createCommit } from './commit.ts'
import { connect, explain } from './connection.ts'
import { createDirectoryLedger } from './directory.ts'
import { createDrafts } from './drafts.ts'
import { createErrands } from './errands.ts'
import { asPortError, isLocked } from './errors.ts'
import { createFacts } from './facts.ts'
import { createInstallations } from './installations.ts'
import { migrate } from './migrate.ts'
import { createPeople } from './people.ts'
import { createRequestReader } from './requests.ts'
import { createStatistics } from './statistics.ts'
import { createTimers } from './timers.ts'
import { createWaiting } from './waiting.ts'
import { createWriter } from './writer.ts'

export interface SqliteStoreOptions {
  /** Created with its folders where missing. `:memory:` is lost when it is closed. */
  readonly file: string
  /** `migrations/sqlite` of this repository by default; a bundle names its own copy. */
  readonly migrationsFolder?: string
  /**
   * How long a write waits for another process before it fails with `StoreUnavailable` `locked`, in milliseconds.
   * 2,000 by default: Slack waits 3,000 for an acknowledgement.
   */
  readonly lockTimeoutMs?: number
  /** Ids of new cards; random UUIDs by default. */
  readonly ids?: Ids
}

export interface SqliteStore {
  readonly store: Store
  readonly people: People
  readonly blobs: MovableBlobs
  readonly installations: Installations
  readonly statistics: Statistics
  /** The same as `store.close()`. */
  close(): Promise<void>
}

export const shippedMigrations = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url))
/** How long one statement may block the thread for another process; the writer waits for the rest without blocking. */
const blockingMs = 50

/**
 * Opens the database, creating or migrating it. Several processes may have it open.
 * Throws `DatabaseUnusable` or `SchemaTooNew`, whose messages are for operators, or `StoreUnavailable` when another
 * process holds the database for too long.
 */
export function openSqliteStore(options: SqliteStoreOptions): SqliteStore {
  const { file, migrationsFolder = shippedMigrations, lockTimeoutMs = 2_000 } = options
  let database: Database.Database
  try {
    database = connect(file, lockTimeoutMs)
  } catch (error) {
    throw asPortError(error)
  }
  try {
    migrate(database, migrationsFolder)
    // A file without write permission can be opened and read: only taking the write lock tells.
    database.transaction(() => {}).immediate()
    return assembleStore(database, options)
  } catch (error) {
    database.close()
    throw asPortError(isLocked(error) ? error : explain(error, file))
  }
}

/** The store over an open connection to a database of the newest schema. */
export function assembleStore(
  database: Database.Database,
  { lockTimeoutMs = 2_000, ids = { next: randomUUID } }: Omit<SqliteStoreOptions, 'file'> = {},
): SqliteStore {
  database.pragma(`busy_timeout = ${Math.min(blockingMs, lockTimeoutMs)}`)
  const db = drizzle(database)
  const writer = createWriter(database, lockTimeoutMs)
  const cards = createCardWriter(db, ids)
  const close = async () => {
    await writer.close()
    database.close()
  }
  const store: Store = {
    ...createCommit(db, writer, cards),
    async addCards(keys, version, at) {
      await writer.write(() => {
        for (const key of keys) cards.create(key, version, at)
      })
    },
    ...createRequestReader(db),
    ...createWaiting(db, writer),
    ...createCardReader(db),
    ...createCardClaims(db, writer),
    ...createCardSettlement(db, writer),
    ...createTimers(db, writer),
    ...createFacts(db, writer),
    ...createDrafts(db, writer),
    ...createErrands(db, writer),
    ...createDirectoryLedger(db, writer),
    close,
  }
  return {
    store,
    people: createPeople(db, writer),
    blobs: createBlobs(db, writer),
    installations: createInstallations(db, writer),
    statistics: createStatistics(database),
    close,
  }
}
