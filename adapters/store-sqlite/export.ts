import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { explain } from './connection.ts'
import { asPortError, DatabaseUnusable, isLocked } from './errors.ts'
import { newestSchema, refuseForeign, schemaVersion } from './migrate.ts'
import { shippedMigrations } from './open.ts'

/** A whole database as rows, held still while it is read. */
export interface Export {
  /** Those that hold data, without the database's own. */
  readonly tables: readonly {
    readonly name: string
    readonly columns: readonly string[]
    readonly rows: number
  }[]
  /** Every row of a table, columns in the order above, as stored: texts, numbers, bytes and null. */
  rows(table: string): Iterable<readonly unknown[]>
  close(): void
}

const names = z.array(z.string())
const count = z.number()
const row = z.array(z.unknown())

/**
 * Opens the database for reading all of it, and holds the write lock meanwhile, so that nothing is added that would be
 * left behind. Throws `DatabaseUnusable`, or `StoreUnavailable` `locked` while another program writes.
 */
export function openExport(file: string, migrationsFolder = shippedMigrations): Export {
  if (!existsSync(file))
    throw new DatabaseUnusable('not_writable', `There is no database at ${file}. Correct the first address.`)
  const database = new Database(file, { fileMustExist: true, timeout: 2_000 })
  try {
    refuseForeign(database)
    const [found, known] = [schemaVersion(database), newestSchema(migrationsFolder)]
    if (found !== known)
      throw new DatabaseUnusable(
        'not_writable',
        `The database ${file} has schema version ${found}, this program ${known}. Run countersign migrate on it first.`,
      )
    database.exec('begin immediate')
    return exportOf(database)
  } catch (error) {
    database.close()
    throw asPortError(isLocked(error) ? error : explain(error, file))
  }
}

function exportOf(database: Database.Database): Export {
  const pluck = (sql: string, ...values: unknown[]) =>
    database
      .prepare(sql)
      .pluck()
      .all(...values)
  const quoted = (name: string) => `"${name}"`
  const tables = names
    .parse(
      pluck(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`),
    )
    .map((name) => ({
      name,
      columns: names.parse(pluck('select name from pragma_table_info(?)', name)),
      rows: count.parse(
        database
          .prepare(`select count(*) from ${quoted(name)}`)
          .pluck()
          .get(),
      ),
    }))
  return {
    tables,
    *rows(table) {
      const columns = tables.find(({ name }) => name === table)?.columns ?? []
      const sql = `select ${columns.map(quoted).join(', ')} from ${quoted(table)}`
      for (const found of database.prepare(sql).raw().iterate()) yield row.parse(found)
    },
    close() {
      database.exec('rollback')
      database.close()
    },
  }
}
