import { chmod, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { sqliteCode } from './errors.ts'
import { refuseForeign, schemaVersion } from './migrate.ts'

export const backupFailureCodes = ['no_database', 'file_exists', 'no_folder', 'damaged'] as const

/** A backup that was not made. The message is for the operator; no file was left behind. */
export class BackupFailed extends Error {
  override readonly name = 'BackupFailed'
  readonly code: (typeof backupFailureCodes)[number]
  constructor(code: BackupFailed['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export interface BackupSummary {
  readonly requests: number
  readonly events: number
  readonly schema: number
  /** Of the copy. */
  readonly bytes: number
}

/** Pages at a time: a sixteenth of a gigabyte, after which there is something to show. */
const pagesAtOnce = 16_384

/**
 * Copies the live database to a new file, checks the copy, and gives what is in it. Other processes go on committing;
 * the copy is the state at one instant. `progress` gets the share that is done, from 0 to 1.
 * Throws `BackupFailed`; an existing file is never overwritten.
 */
export async function backUp(
  file: string,
  target: string,
  progress: (share: number) => void = () => {},
): Promise<BackupSummary> {
  // Takes the name at once, so that a backup of two hours does not find at its end that somebody else has it.
  await reserve(target)
  const unfinished = `${target}.unfinished`
  try {
    const database = openSource(file)
    try {
      await copy(database, unfinished, progress)
    } finally {
      database.close()
    }
    const summary = verify(unfinished)
    const bytes = await flush(unfinished)
    await rename(unfinished, target)
    await flushFolder(dirname(target))
    return { ...summary, bytes }
  } catch (error) {
    await Promise.all(
      ['', '-wal', '-shm', '-journal'].map((end) => rm(`${unfinished}${end}`, { force: true })),
    )
    await rm(target, { force: true })
    throw error
  }
}

async function reserve(target: string): Promise<void> {
  try {
    // It holds what people asked and decided: for this user only.
    await (await open(target, 'wx', 0o600)).close()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    if (code === 'EEXIST')
      throw new BackupFailed(
        'file_exists',
        `${target} exists already. Name a new file: a backup overwrites nothing.`,
      )
    if (code === 'ENOENT')
      throw new BackupFailed('no_folder', `The folder of ${target} does not exist. Make it first.`, { cause })
    throw cause
  }
}

function openSource(file: string): Database.Database {
  let database: Database.Database
  try {
    database = new Database(file, { fileMustExist: true, timeout: 2_000 })
  } catch (cause) {
    throw new BackupFailed('no_database', `There is no database at ${file}. DATABASE_URL names it.`, {
      cause,
    })
  }
  try {
    refuseForeign(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * The read transaction around it is what makes it end: without it SQLite starts again after every commit of another
 * process, and a busy bot would never let it finish.
 */
async function copy(database: Database.Database, target: string, progress: (share: number) => void) {
  database.exec('begin')
  try {
    database.prepare('select count(*) from sqlite_schema').get()
    await database.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        progress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages)
        return pagesAtOnce
      },
    })
  } finally {
    database.exec('rollback')
  }
  await chmod(target, 0o600)
}

const count = z.number()

/** Every page of the copy is read again: a backup that cannot be restored is none. */
function verify(file: string): Omit<BackupSummary, 'bytes'> {
  const copied = new Database(file, { fileMustExist: true })
  try {
    // One file without companions: whoever copies it somewhere else copies everything.
    copied.pragma('journal_mode = DELETE')
    if (copied.pragma('integrity_check', { simple: true }) !== 'ok') throw damaged()
    return {
      requests: count.parse(copied.prepare('select count(*) from request').pluck().get()),
      events: count.parse(copied.prepare('select count(*) from event').pluck().get()),
      schema: schemaVersion(copied),
    }
  } catch (error) {
    throw /^SQLITE_(CORRUPT|NOTADB)/.test(sqliteCode(error) ?? '') ? damaged(error) : error
  } finally {
    copied.close()
  }
}

const damaged = (cause?: unknown) =>
  new BackupFailed('damaged', 'The copy is damaged, so it was removed. Check the disks, then try again.', {
    cause,
  })

async function flush(file: string): Promise<number> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

/** Makes the new name durable. Windows refuses to open a folder, and does this by itself. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
