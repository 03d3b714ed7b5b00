import { existsSync } from 'node:fs'
import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { DatabaseInspection } from '../../src/app/doctor/inspections.ts'
import { explain } from './connection.ts'
import { asPortError, DatabaseUnusable } from './errors.ts'
import { newestSchema, refuseForeign, schemaVersion } from './migrate.ts'
import { assembleStore, type SqliteStore, shippedMigrations } from './open.ts'

export interface InspectedDatabase {
  readonly inspection: DatabaseInspection
  /** To look at cards and timers; null unless the database has this program's schema. To be closed by the caller. */
  readonly store: SqliteStore | null
}

const patience = 2_000

/** Looks at the database without changing it: it is neither created nor migrated. Never throws. */
export async function inspectDatabase(
  file: string,
  migrationsFolder = shippedMigrations,
): Promise<InspectedDatabase> {
  const known = newestSchema(migrationsFolder)
  const freeBytes = await freeSpace(file)
  if (!existsSync(file)) {
    const writable = await folderIsWritable(file)
    return { inspection: { state: 'missing', file, folderWritable: writable, freeBytes }, store: null }
  }
  let database: Database.Database | null = null
  try {
    database = new Database(file, { fileMustExist: true, timeout: patience })
    refuseForeign(database)
    const schema = schemaVersion(database)
    const journal = String(database.pragma('journal_mode', { simple: true }))
    // Taking the write lock is the only proof that a file can be written; nothing is written with it.
    database.transaction(() => {}).immediate()
    const inspection: DatabaseInspection = {
      state: 'open',
      file,
      schema,
      knownSchema: known,
      writeAhead: journal === 'wal',
      freeBytes,
      bytes: (await stat(file)).size,
    }
    if (schema === known) return { inspection, store: assembleStore(database) }
    database.close()
    return { inspection, store: null }
  } catch (error) {
    database?.close()
    return { inspection: { state: 'unusable', file, ...reasonOf(error, file), freeBytes }, store: null }
  }
}

function reasonOf(error: unknown, file: string): { code: string; message: string | null } {
  const explained = explain(error, file)
  if (explained instanceof DatabaseUnusable) return { code: explained.code, message: explained.message }
  const fault = asPortError(error)
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unreachable'
  return { code, message: null }
}

async function freeSpace(file: string): Promise<number | null> {
  const folder = nearestFolder(resolve(dirname(file)))
  const found = await statfs(folder).catch(() => null)
  return found === null ? null : found.bavail * found.bsize
}

async function folderIsWritable(file: string): Promise<boolean> {
  const folder = nearestFolder(resolve(dirname(file)))
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}

/** The folder, or the one above it in which it would be made. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder))
}
