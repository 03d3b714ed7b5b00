import Database from 'better-sqlite3'
import { StoreUnavailable } from '../../src/app/ports.ts'

export const databaseUnusableCodes = [
  'is_a_directory',
  'not_a_database',
  'foreign_database',
  'not_writable',
  'no_wal',
] as const

/** The file cannot serve as Countersign's database, and trying again will not help. Thrown while opening only. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
  readonly code: (typeof databaseUnusableCodes)[number]
  constructor(code: DatabaseUnusable['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The database was written by a newer Countersign. Nothing was changed in it. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew'
  readonly code = 'schema_too_new'
  readonly found: number
  readonly known: number
  constructor(file: string, found: number, known: number) {
    super(
      `The database ${file} has schema version ${found}, and this program knows versions up to ${known}. ` +
        'Start the newer Countersign that wrote it, or restore the backup made before the upgrade.',
    )
    this.found = found
    this.known = known
  }
}

/** SQLite's result code, extended codes included; null when the error is not SQLite's. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null
}

/** True when another connection holds the lock that was needed: waiting may help. */
export function isLocked(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(sqliteCode(error) ?? '')
}

const unavailable: readonly (readonly [RegExp, StoreUnavailable['code']])[] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'locked'],
  [/^SQLITE_READONLY/, 'read_only'],
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_(IOERR|CANTOPEN|CORRUPT|NOTADB|PERM|NOMEM)/, 'unreachable'],
]

/** What the port promises for a failed statement. Errors that say nothing about the database stay as they are. */
export function asPortError(error: unknown): unknown {
  if (error instanceof TypeError && error.message === 'The database connection is not open') {
    return new StoreUnavailable('unreachable', { cause: error })
  }
  const code = sqliteCode(error)
  if (code === null) return error
  const known = unavailable.find(([pattern]) => pattern.test(code))
  return known === undefined ? error : new StoreUnavailable(known[1], { cause: error })
}
