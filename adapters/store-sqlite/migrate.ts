import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { DatabaseUnusable, SchemaTooNew } from './errors.ts'

/** Marks a file as Countersign's: the letters `CSGN`. */
const applicationId = 0x4353474e

interface Migration {
  readonly version: number
  readonly sql: string
}

/** Throws `DatabaseUnusable` `foreign_database` for another program's database. Reads only. */
export function refuseForeign(database: Database.Database): void {
  if (database.pragma('application_id', { simple: true }) === applicationId) return
  const tables = database.prepare('select count(*) from sqlite_schema').pluck().get()
  if (tables === 0 && schemaVersion(database) === 0) return
  throw new DatabaseUnusable(
    'foreign_database',
    `The file ${database.name} is the database of another program. Name another file; this one was left as it is.`,
  )
}

/**
 * Brings the database to the newest schema of the folder. Several processes may start at once: each waits for the one
 * that migrates, then finds nothing left to do. Throws `SchemaTooNew`.
 */
export function migrate(database: Database.Database, folder: string): void {
  const migrations = readMigrations(folder)
  const known = migrations.length
  const pending = () => {
    const found = schemaVersion(database)
    if (found > known) throw new SchemaTooNew(database.name, found, known)
    return migrations.slice(found)
  }
  if (pending().length === 0) return
  database
    .transaction(() => {
      // Looked up again: another process may have migrated while this one waited for the lock.
      refuseForeign(database)
      for (const { version, sql } of pending()) {
        database.exec(sql)
        database.pragma(`user_version = ${version}`)
      }
      database.pragma(`application_id = ${applicationId}`)
    })
    .immediate()
}

/** The version of the newest migration in the folder. */
export function newestSchema(folder: string): number {
  return readMigrations(folder).length
}

/** The version of the database's schema; 0 for an empty one. */
export function schemaVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/** `0001_name.sql` and so on, in order, without gaps. */
function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
  return names.map((name, index) => {
    const version = Number(name.slice(0, 4))
    if (version !== index + 1)
      throw new Error(`migration ${index + 1} is missing in ${folder}: found ${name}`)
    return { version, sql: readFileSync(join(folder, name), 'utf8') }
  })
}
