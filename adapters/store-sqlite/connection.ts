import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { DatabaseUnusable, isLocked, sqliteCode } from './errors.ts'
import { refuseForeign } from './migrate.ts'

/**
 * Opens or creates the file in write-ahead mode with every commit flushed to the disk.
 *
 * `lockTimeoutMs` is how long to wait for other processes; waiting blocks the thread, which is fine at the start only.
 * Throws `DatabaseUnusable` for what cannot be a database of Countersign, before anything is written to it.
 */
export function connect(file: string, lockTimeoutMs: number): Database.Database {
  if (file !== ':memory:') prepareFolder(file)
  const database = openHandle(file, lockTimeoutMs)
  try {
    refuseForeign(database)
    configure(database, lockTimeoutMs)
    return database
  } catch (error) {
    database.close()
    throw explain(error, file)
  }
}

function prepareFolder(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new DatabaseUnusable(
      'is_a_directory',
      `The database ${file} is a directory. Name a file in it, for example ${file}/countersign.db.`,
    )
  }
  try {
    mkdirSync(dirname(file), { recursive: true })
  } catch (cause) {
    throw notWritable(file, cause)
  }
}

function openHandle(file: string, timeout: number): Database.Database {
  try {
    return new Database(file, { timeout })
  } catch (error) {
    throw explain(error, file)
  }
}

function configure(database: Database.Database, lockTimeoutMs: number): void {
  const mode = switchToWal(database, lockTimeoutMs)
  const inMemory = database.name === ':memory:'
  if (mode !== 'wal' && !inMemory) {
    throw new DatabaseUnusable(
      'no_wal',
      `The database ${database.name} cannot use write-ahead logging (its mode is ${String(mode)}). ` +
        'Put it on a local disk: network file systems do not support it.',
    )
  }
  // The shipped default under write-ahead logging is NORMAL, which may lose the last commits in a power cut.
  database.pragma('synchronous = FULL')
  // macOS answers fsync before the disk has the bytes, unless asked like this. No effect elsewhere.
  database.pragma('fullfsync = ON')
  database.pragma('foreign_keys = ON')
  if (database.pragma('synchronous', { simple: true }) !== 2)
    throw new Error('SQLite refused synchronous = FULL')
  if (database.pragma('foreign_keys', { simple: true }) !== 1) throw new Error('SQLite refused foreign keys')
}

/** Tries again by itself: SQLite's own waiting for a lock does not cover the change of the journal's mode. */
function switchToWal(database: Database.Database, lockTimeoutMs: number): unknown {
  const until = performance.now() + lockTimeoutMs
  for (;;) {
    try {
      return database.pragma('journal_mode = WAL', { simple: true })
    } catch (error) {
      if (!isLocked(error) || performance.now() >= until) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}

/** An operator's words for what SQLite says while opening. */
export function explain(error: unknown, file: string): unknown {
  const code = sqliteCode(error) ?? ''
  if (/^SQLITE_NOTADB/.test(code)) {
    return new DatabaseUnusable(
      'not_a_database',
      `The file ${file} is not a SQLite database. Name another file; this one was left as it is.`,
      { cause: error },
    )
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR)/.test(code)) return notWritable(file, error)
  return error
}

function notWritable(file: string, cause: unknown): DatabaseUnusable {
  return new DatabaseUnusable(
    'not_writable',
    `The database ${file} cannot be opened for writing. Give this user write access to the file and its folder.`,
    { cause },
  )
}
