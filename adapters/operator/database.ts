/** Which store serves `DATABASE_URL`. Each is loaded only where it is used. */
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  Clock,
  Ids,
  Installations,
  Log,
  MovableBlobs,
  People,
  Statistics,
  Store,
} from '../../src/app/ports.ts'
import type { Environment } from '../../src/config/types.ts'
import type { Instant } from '../../src/domain/flavour.ts'
import { systemClock } from '../system/clock.ts'
import { pidFileOf } from '../system/pid-file.ts'
import { type SharedClock, shareClock } from '../system/shared-clock.ts'

export type DatabaseAddress = Environment['database']

export interface Announcements {
  /** There may be work. Returns at once. */
  announce(): void
  close(): Promise<void>
}

/** An open database, wherever it is. */
export interface Database {
  readonly store: Store
  readonly people: People
  readonly blobs: MovableBlobs
  readonly installations: Installations
  readonly statistics: Statistics
  /** What time it is by the database's own clock; absent where all processes are on one machine. */
  readonly now?: () => Promise<Instant>
  /** Tells replicas on other machines of work, and hears it from them; absent where all processes are on one machine. */
  readonly listen?: (heard: () => void) => Announcements
  close(): Promise<void>
}

/**
 * Opens the database, creating the file or migrating where that is due. Throws an error whose message is for operators, or
 * `StoreUnavailable`.
 */
export async function openDatabase(
  address: DatabaseAddress,
  { ids, log }: { ids?: Ids; log?: Log } = {},
): Promise<Database> {
  const named = ids === undefined ? {} : { ids }
  if (address.type === 'sqlite') {
    const { openSqliteStore } = await import('../store-sqlite/open.ts')
    return openSqliteStore({ file: address.file, ...named })
  }
  const { openPostgresStore } = await import('../store-postgres/open.ts')
  return openPostgresStore({ url: address.url, ...named, ...(log === undefined ? {} : { log }) })
}

/** The database's clock where replicas on several machines share one, else null. Throws `StoreUnavailable`. */
export async function sharedClockOf(
  { now }: Pick<Database, 'now'>,
  log: Pick<Log, 'warn'>,
): Promise<SharedClock | null> {
  return now === undefined ? null : shareClock({ ask: now, log })
}

/** The clock by which a command of an operator is dated: the one that the program goes by, too. */
export const clockOf = async (database: Pick<Database, 'now'>): Promise<Clock> =>
  // Of a clock that is off, the program's own log tells.
  (await sharedClockOf(database, { warn: () => {} })) ?? systemClock

/** For messages: the file, or host and database. Never the password. */
export function nameOfDatabase(address: DatabaseAddress): string {
  if (address.type === 'sqlite') return address.file
  const { host, pathname } = new URL(address.url)
  return `${host}${decodeURI(pathname)}`
}

/**
 * Where the program that runs on this database leaves a note for `countersign reload` on the same machine; null where there
 * is no place. A server's note is in the folder for temporary files.
 */
export function noteOfDatabase(address: DatabaseAddress): string | null {
  if (address.type === 'sqlite') return address.file === ':memory:' ? null : pidFileOf(address.file)
  const digest = createHash('sha256').update(address.url).digest('hex').slice(0, 16)
  return pidFileOf(join(tmpdir(), `countersign-${digest}`))
}
