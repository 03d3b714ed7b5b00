import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { DatabaseUnusable, SchemaTooNew, troubleOf } from './errors.ts'

/** How long a table is waited for, in milliseconds, and how often. */
const [longestWait, tries, pauseBetweenTries] = [2_000, 10, 500]
/** One number for all starters of all versions; the letters `CSGN`. Transaction locks work through every pooler. */
const migrationLock = 0x4353474e

interface Migration {
  readonly version: number
  readonly sql: string
}

const state = z.tuple([z.object({ marked: z.boolean(), others: z.coerce.number() })])

/**
 * What belongs to an extension is not ours to judge. Functions count: of a backup that was restored in part they may be all
 * that is there.
 */
const stateSql = `
  select to_regclass('countersign_schema') is not null as marked,
    (select count(*) from (
       select oid from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
       union all select oid from pg_proc where pronamespace = current_schema()::regnamespace
     ) as found
     where not exists (select from pg_depend where objid = found.oid and deptype = 'e')) as others`

/**
 * The version of the schema; 0 for an empty one. Reads only.
 * Throws `DatabaseUnusable` `foreign_database` where other tables are.
 */
export async function schemaVersion(client: ClientBase, database: string): Promise<number> {
  const [{ marked, others }] = state.parse((await client.query(stateSql)).rows)
  if (marked) {
    const { rows } = await client.query('select max(version) as version from countersign_schema')
    return z.tuple([z.object({ version: z.number().nullable() })]).parse(rows)[0].version ?? 0
  }
  if (others === 0) return 0
  throw new DatabaseUnusable(
    'foreign_database',
    `The database ${database} holds tables of another program, or half of a backup. Name an empty one; this one was left as it is.`,
  )
}

/**
 * Brings the database to the newest schema of the folder. Several processes may start at once: each waits for the one
 * that migrates, then finds nothing left to do. Throws `SchemaTooNew`, or `DatabaseUnusable` for a foreign database.
 */
export async function migrate(client: ClientBase, folder: string, database: string): Promise<void> {
  const migrations = readMigrations(folder)
  const known = migrations.length
  const pending = async () => {
    const found = await schemaVersion(client, database)
    if (found > known) throw new SchemaTooNew(database, found, known)
    return migrations.slice(found)
  }
  for (let attempt = 1; (await pending()).length > 0; attempt += 1)
    try {
      return await bringUpToDate(client, pending)
    } catch (error) {
      if (attempt === tries || troubleOf(error) !== 'locked') throw error
      await pause(pauseBetweenTries)
    }
}

/** In one transaction: all of it or nothing. */
async function bringUpToDate(
  client: ClientBase,
  pending: () => Promise<readonly Migration[]>,
): Promise<void> {
  await client.query('begin')
  try {
    // Limits that are right for people's clicks are not for these: a large table takes its time, and so do others' turns.
    await client.query('set local statement_timeout = 0')
    await client.query('set local lock_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
    // Who waits for a table here has everybody else wait behind: better to let them through and come again.
    await client.query(`set local lock_timeout = ${longestWait}`)
    // Looked up again: another process may have migrated while this one waited for the lock.
    const left = await pending()
    if (left[0]?.version === 1)
      await client.query(
        'create table countersign_schema (version integer primary key, at timestamptz not null)',
      )
    for (const { version, sql } of left) {
      await client.query(sql)
      await client.query('insert into countersign_schema values ($1, now())', [version])
    }
    await client.query('commit')
  } catch (error) {
    // Where the connection broke there is nothing to undo.
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** The version of the newest migration in the folder. */
export function newestSchema(folder: string): number {
  return readMigrations(folder).length
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
