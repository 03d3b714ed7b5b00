import type { Client } from 'pg'
import { z } from 'zod'
import { nameOf } from './address.ts'
import { createFingerprint, rowsOf } from './import-compare.ts'
import { migrate } from './migrate.ts'
import { shippedMigrations } from './open.ts'
import { refuseUnfit, withClient } from './start.ts'

export const copyFailureCodes = ['not_empty', 'not_the_same'] as const

/** A copy that was not made: the target is as it was. The message is for the operator. */
export class CopyFailed extends Error {
  override readonly name = 'CopyFailed'
  readonly code: (typeof copyFailureCodes)[number]
  constructor(code: CopyFailed['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** A whole database as rows; `store-sqlite` gives one. */
export interface Source {
  readonly tables: readonly {
    readonly name: string
    readonly columns: readonly string[]
    readonly rows: number
  }[]
  rows(table: string): Iterable<readonly unknown[]>
}

export interface CopySummary {
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
  /** Streams of the ledger. */
  readonly streams: number
}

interface Column {
  readonly name: string
  readonly type: string
}

const columnRows = z.array(z.object({ name: z.string(), type: z.string() }))
const countRows = z.tuple([z.object({ rows: z.coerce.number() })])

/** What others refer to comes first. */
const firstTables = ['request', 'person']
/** So many rows in one statement, or so many bytes, whichever is reached first. */
const [rowsAtOnce, bytesAtOnce] = [500, 4 * 1024 ** 2]
/** The ledgers, whose streams are told apart by these columns. */
const ledgers: Readonly<Record<string, readonly string[]>> = {
  event: ['request'],
  directory_event: ['topic', 'person'],
}

/**
 * Copies a whole installation into an empty database, in one transaction, and compares every row of every table
 * before it commits. `progress` gets the share of rows that are copied.
 * Throws `CopyFailed`, `DatabaseUnusable` or `SchemaTooNew`; whatever happens, nothing or everything is there afterwards.
 */
export async function importFrom(
  source: Source,
  url: string,
  progress: (share: number) => void = () => {},
): Promise<CopySummary> {
  const database = nameOf(url)
  return withClient(url, 5_000, async (client, settings) => {
    refuseUnfit(settings, database)
    await migrate(client, shippedMigrations, database)
    await client.query('begin')
    try {
      await refuseFilled(client, source, database)
      const total = source.tables.reduce((sum, { rows }) => sum + rows, 0)
      let done = 0
      for (const { name, columns } of inOrder(source.tables)) {
        const types = await columnsOf(client, name, columns)
        for (const batch of batches(source.rows(name))) {
          await insert(client, name, types, batch)
          done += batch.length
          progress(done / total)
        }
      }
      await client.query(
        `select setval(pg_get_serial_sequence('card', 'sequence'), max(sequence)) from card having count(*) > 0`,
      )
      const streams = await compare(client, source)
      await client.query('commit')
      return { tables: source.tables.map(({ name, rows }) => ({ name, rows })), streams }
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    }
  })
}

/** Locked first, so that no program begins to work on it meanwhile. */
async function refuseFilled(client: Client, { tables }: Source, database: string): Promise<void> {
  for (const { name } of tables) {
    await client.query(`lock table "${name}" in access exclusive mode`)
    if (name === 'counter') continue
    if ((await countOf(client, name)) === 0) continue
    throw new CopyFailed('not_empty', `The database ${database} is in use already. Name an empty one.`)
  }
  // The numbers of an installation that never ran; the source brings its own.
  await client.query('delete from counter')
}

const countOf = async (client: Client, table: string) =>
  countRows.parse((await client.query(`select count(*) as rows from "${table}"`)).rows)[0].rows

const inOrder = (tables: Source['tables']) =>
  tables.toSorted((one, other) => place(one.name) - place(other.name))
const place = (table: string) => (firstTables.includes(table) ? 0 : 1)

/** Throws where the two schemas differ: that is a fault of the migrations. */
async function columnsOf(
  client: Client,
  table: string,
  names: readonly string[],
): Promise<readonly Column[]> {
  const { rows } = await client.query(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [`"${table}"`],
  )
  const known = columnRows.parse(rows)
  return names.map((name) => {
    const column = known.find((each) => each.name === name)
    if (column === undefined) throw new Error(`PostgreSQL has no column ${table}.${name}`)
    return column
  })
}

function* batches(rows: Iterable<readonly unknown[]>): Iterable<readonly (readonly unknown[])[]> {
  let batch: (readonly unknown[])[] = []
  let bytes = 0
  for (const row of rows) {
    batch.push(row)
    for (const value of row) bytes += sizeOf(value)
    if (batch.length < rowsAtOnce && bytes < bytesAtOnce) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}

const sizeOf = (value: unknown) =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : 8

async function insert(
  client: Client,
  table: string,
  columns: readonly Column[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')
  const values = columns.map(({ type }, index) =>
    rows.map((row) => (type === 'boolean' && row[index] !== null ? row[index] === 1 : row[index])),
  )
  await client.query(`insert into "${table}" (${names}) select * from unnest(${arrays})`, values)
}

/** Resolves with the number of streams of the ledgers. */
async function compare(client: Client, source: Source): Promise<number> {
  let streams = 0
  for (const { name, columns } of source.tables) {
    const [sent, arrived] = [createFingerprint(), createFingerprint()]
    const places = (ledgers[name] ?? []).map((column) => columns.indexOf(column))
    const seen = new Set<string>()
    for (const row of source.rows(name)) {
      sent.add(row)
      if (places.length > 0) seen.add(JSON.stringify(places.map((place) => row[place])))
    }
    for await (const row of rowsOf(client, name, columns)) arrived.add(row)
    if (sent.value() !== arrived.value())
      throw new CopyFailed('not_the_same', `Table ${name} differs from its source. Nothing was copied.`)
    streams += seen.size
  }
  return streams
}
