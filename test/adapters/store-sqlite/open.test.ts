import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { getTableColumns, getTableName, is, Table } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../../adapters/store-sqlite/connection.ts'
import { migrate, newestSchema } from '../../../adapters/store-sqlite/migrate.ts'
import { openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import * as schema from '../../../adapters/store-sqlite/schema.ts'
import { sampleCommit } from '../../support/store/samples.ts'
import { temporaryFolder } from '../../support/store/sqlite.ts'
import { startChild } from './child.ts'

const migrationsFolder = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url))
let folder: ReturnType<typeof temporaryFolder>
let file: string
beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder.path, 'countersign.db')
})
afterEach(() => folder.remove())

/** What opening says; the test fails when it opens. */
function refusal(of: string): { code: string; message: string } {
  try {
    void openSqliteStore({ file: of }).close()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: String(error.code), message: error.message }
    throw error
  }
  throw new Error('it opened')
}

function change(sql: string): void {
  const database = new Database(file)
  database.exec(sql)
  database.close()
}

describe('opening a database', () => {
  test('given a folder that is missing, then it is created, and the store works', async () => {
    const { store } = openSqliteStore({ file: join(folder.path, 'data', 'deep', 'countersign.db') })
    expect(await store.commit(sampleCommit('r1'))).toEqual({ ok: true, version: 1 })
    await store.close()
  })

  test('every commit is flushed to the disk, references are checked, readers do not wait for writers', () => {
    const database = connect(file, 100)
    const pragma = (name: string) => database.pragma(name, { simple: true })
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1])
    database.close()
  })

  test('the tables that queries are typed by are the tables that the migrations make', async () => {
    await openSqliteStore({ file }).close()
    const database = new Database(file, { readonly: true })
    const tables = Object.values(schema).filter((value) => is(value, Table))
    const typed = tables.map((table) => [
      getTableName(table),
      Object.values(getTableColumns(table)).map((column) => [
        column.name,
        column.getSQLType(),
        column.notNull,
      ]),
    ])
    const made = tables.map((table) => [
      getTableName(table),
      database
        .prepare('select name, lower(type), "notnull" or pk from pragma_table_info(?)')
        .raw()
        .all(getTableName(table))
        .map((row) => (Array.isArray(row) ? [row[0], row[1], row[2] === 1] : row)),
    ])
    database.close()
    expect(made).toEqual(typed)
  })

  test('the ledger can neither be changed nor shortened, whoever asks', async () => {
    const { store } = openSqliteStore({ file })
    await store.commit(sampleCommit('r1'))
    await store.close()
    expect(() => change(`update event set "by" = 'eve'`)).toThrow('append-only')
    expect(() => change('delete from event')).toThrow('append-only')
  })

  test('given a process that migrates while another waits to, then the second finds nothing left to do', async () => {
    const quick = new Database(file)
    const slow = new Database(file)
    const begin = slow.transaction.bind(slow)
    const overtaken: typeof slow.transaction = (work) => {
      migrate(quick, migrationsFolder)
      return begin(work)
    }
    migrate(Object.assign(slow, { transaction: overtaken }), migrationsFolder)
    slow.close()
    quick.close()
    await openSqliteStore({ file }).close()
  })

  test('given several processes that start at once on a new file, then all of them work', async () => {
    const children = [1, 2, 3, 4].map((number) => startChild(file, `c${number}`, 1))
    const results = await Promise.all(children.map((child) => child.finished))
    expect(results).toEqual(children.map(() => ({ code: 0, signal: null })))
    const { store } = openSqliteStore({ file })
    expect(await store.list({ by: 'updated', limit: 9 })).toHaveLength(4)
    await store.close()
  })
})

describe('what cannot be opened is refused with a code, and left as it was', () => {
  test('given a newer schema, then the message says both versions and what to do', async () => {
    await openSqliteStore({ file }).close()
    change('pragma user_version = 99')
    const { code, message } = refusal(file)
    expect(code).toBe('schema_too_new')
    expect(message).toContain('99')
    expect(message).toContain(`versions up to ${newestSchema(migrationsFolder)}`)
    change(`pragma user_version = ${newestSchema(migrationsFolder)}`)
    await openSqliteStore({ file }).close()
  })

  test('given a file that is no database', () => {
    const text = 'Dear diary, '.repeat(500)
    writeFileSync(file, text)
    expect(refusal(file).code).toBe('not_a_database')
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test("given another program's database", () => {
    change('create table diary (day text); insert into diary values (1)')
    const before = readFileSync(file)
    expect(refusal(file).code).toBe('foreign_database')
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('given a directory', () => {
    mkdirSync(file)
    expect(refusal(file).code).toBe('is_a_directory')
  })

  test('given a path that leads through a file', () => {
    writeFileSync(file, '')
    expect(refusal(join(file, 'deeper', 'countersign.db')).code).toBe('not_writable')
  })

  test('given a database that another process holds, then it is locked and not broken', async () => {
    await openSqliteStore({ file }).close()
    const other = new Database(file)
    other.exec('begin immediate')
    expect(() => openSqliteStore({ file, lockTimeoutMs: 20 })).toThrow(
      expect.objectContaining({ name: 'StoreUnavailable', code: 'locked' }),
    )
    other.close()
    await openSqliteStore({ file }).close()
  })

  test('given an empty file, as some tools leave it, then it becomes a database', async () => {
    writeFileSync(file, '')
    await openSqliteStore({ file }).close()
  })
})
