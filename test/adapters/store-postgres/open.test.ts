import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPostgresStore } from '../../../adapters/store-postgres/open.ts'
import * as tables from '../../../adapters/store-postgres/schema.ts'
import { living, person } from '../../contract/database.ts'
import { asAdministrator, temporaryPostgresDatabase } from '../../support/postgres/database.ts'
import { sampleCommit } from '../../support/store/samples.ts'
import { temporaryFolder } from '../../support/store/sqlite.ts'

let database: Awaited<ReturnType<typeof temporaryPostgresDatabase>>
beforeEach(async () => {
  database = await temporaryPostgresDatabase()
})
afterEach(() => database.drop())

const run = (...statements: string[]) =>
  asAdministrator(database.url, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
const rows = (statement: string) =>
  asAdministrator(database.url, async (client) => (await client.query(statement)).rows)
/** The address with something changed in it. */
function address(changes: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'port'>>): string {
  return Object.assign(new URL(database.url), changes).href
}
const opening = async (url = database.url) => {
  const opened = await openPostgresStore({ url, connectWithinMs: 2_000 })
  await opened.close()
}

describe('given an empty database', () => {
  test('when several programs start at once, then one migrates and all work', async () => {
    await Promise.all(Array.from({ length: 6 }, () => opening()))
    const { store, close } = await openPostgresStore({ url: database.url })
    expect(await store.commit(sampleCommit('r1'))).toEqual({ ok: true, version: 1 })
    await close()
  })

  test('then its tables have exactly the columns that the queries know', async () => {
    await opening()
    const { getTableConfig } = await import('drizzle-orm/pg-core')
    const known = Object.values(tables).flatMap((table) => {
      const { name, columns } = getTableConfig(table)
      return columns.map((column) => `${name}.${column.name} ${column.getSQLType()} ${column.notNull}`)
    })
    const found = await rows(`
      select table_name || '.' || column_name || ' ' || data_type || ' ' ||
        case is_nullable when 'NO' then 'true' else 'false' end as text
      from information_schema.columns
      where table_schema = 'public' and table_name <> 'countersign_schema'`)
    expect(found.map(({ text }) => text).sort()).toEqual(known.sort())
  })

  test('then nobody can change or remove what is in the ledger', async () => {
    const { store, close } = await openPostgresStore({ url: database.url })
    await store.commit(sampleCommit('r1'))
    await close()
    for (const statement of [`update event set "by" = 'eve'`, 'delete from event', 'truncate event cascade'])
      await expect(run(statement)).rejects.toThrow('append-only')
  })
})

test('given a role that can only add to the ledger, as docs/operations.md makes it, then the program works with it', async () => {
  await opening()
  const name = `app_${new URL(database.url).pathname.slice(1)}`
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8')
  const section = page.split('**Least rights**')[1]?.split('```')[1]?.replace(/^sql/, '') ?? ''
  const statements = section
    .replaceAll('countersign_app', name)
    .replaceAll('database countersign ', `database ${new URL(database.url).pathname.slice(1)} `)
    .replaceAll('role countersign ', 'role postgres ')
  await run(statements)
  const url = address({ username: name, password: '…' })
  const { store, people, blobs, close } = await openPostgresStore({ url })
  const cards = [{ request: 'r1', recipient: person('ada'), purpose: living() }]
  expect(await store.commit(sampleCommit('r1', { cards, dedupeKey: 'click' }))).toEqual({
    ok: true,
    version: 1,
  })
  await store.noteWaiting([{ request: 'r1', version: 1, waits: [{ key: 'ada', dueAt: 1 }] }])
  const now = Number.MAX_SAFE_INTEGER - 1
  for (const held of await store.claimCards({ now, leaseUntil: now + 1, limit: 9 }))
    await store.settleCard(held, { outcome: 'delivered', version: 1, reference: 'a' })
  const known = { name: 'Ada', email: null, locale: 'de', timezone: null, standing: 'active' } as const
  expect(await people.add({ id: 'ada', ...known, identities: [] })).toBe(true)
  await blobs.put(Buffer.from('a'), { mimeType: 'text/plain', name: 'a', source: null })
  await store.prune(now)
  await store.check()
  await close()
  await expect(
    asAdministrator(url, (client) => client.query('alter table event disable trigger all')),
  ).rejects.toThrow('must be owner')
  await expect(asAdministrator(url, (client) => client.query('delete from event'))).rejects.toThrow('denied')
  await run(`drop owned by ${name}`, `drop role ${name}`)
})

describe('given a database that cannot serve, then one line says so', () => {
  const refused = async (url: string, code: string, words: RegExp) => {
    const fault = await opening(url).then(
      () => null,
      (error: unknown) => error,
    )
    expect(fault).toMatchObject({ code, message: expect.stringMatching(words) })
    const message = fault instanceof Error ? fault.message : ''
    expect(message).not.toContain('\n')
    expect(message).not.toContain(new URL(database.url).password)
  }

  test('nobody listens', () =>
    refused(address({ port: '1' }), 'no_answer_at_start', /does not answer \(ECONNREFUSED\)/))

  test('another program listens that never answers', async () => {
    const mute = createServer(() => {})
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const found = mute.address()
    const port = found !== null && typeof found === 'object' ? String(found.port) : ''
    await refused(address({ port }), 'no_answer_at_start', /does not answer/)
    mute.close()
  })

  test('the password is wrong', () =>
    refused(address({ password: 'guessed' }), 'wrong_credentials', /refuses this user or password/))

  test('no password is given', () =>
    refused(address({ password: '' }), 'wrong_credentials', /asks for a password/))

  test('a file for TLS is not there', () =>
    refused(`${database.url}?sslmode=verify-full&sslrootcert=/no/ca.pem`, 'no_tls_file', /\/no\/ca\.pem/))

  test.each(['verify-full', 'require'])('TLS is asked for with %s, and it speaks none', (mode) =>
    refused(`${database.url}?sslmode=${mode}`, 'no_encryption', /does not speak TLS/),
  )

  test('its user only reads', async () => {
    await opening()
    const name = new URL(database.url).pathname.slice(1)
    await run(`alter database ${name} set default_transaction_read_only = on`)
    await refused(database.url, 'only_reads', /only reads/)
  })

  test('the database does not exist', () =>
    refused(address({ pathname: '/nowhere' }), 'no_such_database', /nowhere does not exist/))

  test('it belongs to another program, and is left as it is', async () => {
    await run('create table theirs (id integer)')
    await refused(database.url, 'foreign_database', /tables of another program/)
    expect(
      await rows(`select table_name from information_schema.tables where table_schema = 'public'`),
    ).toEqual([{ table_name: 'theirs' }])
  })

  test('a newer version wrote it', async () => {
    await opening()
    await run('insert into countersign_schema values (99, now())')
    await refused(database.url, 'schema_too_new', /schema version 99/)
  })

  test('commits are not flushed', async () => {
    await run(`alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = off`)
    await refused(database.url, 'not_durable', /synchronous_commit = off/)
  })

  test('the user may not create tables', async () => {
    const name = `poor_${new URL(database.url).pathname.slice(1)}`
    await run(`create role ${name} login password 'poor'`)
    await refused(
      address({ username: name, password: 'poor' }),
      'no_rights',
      /does not let this user create tables/,
    )
    await run(`drop role ${name}`)
  })

  test('it is not encoded as UTF-8', async () => {
    const name = `${new URL(database.url).pathname.slice(1)}_latin`
    await run(`create database ${name} template template0 encoding 'LATIN1'`)
    await refused(address({ pathname: `/${name}` }), 'wrong_encoding', /encoded as LATIN1/)
    await run(`drop database ${name}`)
  })

  test('it has no connection left', async () => {
    const name = `many_${new URL(database.url).pathname.slice(1)}`
    await run(`create role ${name} login password 'many' connection limit 1`)
    const url = address({ username: name, password: 'many' })
    await asAdministrator(url, () => refused(url, 'too_many_connections', /no connection left/))
    await run(`drop role ${name}`)
  })
})

test('given synchronous_commit turned off after the start, then commits are flushed all the same', async () => {
  const { store, close } = await openPostgresStore({ url: database.url })
  await run(
    `alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = off`,
    `create function told() returns trigger language plpgsql as
      'begin insert into fact values (''flushed'', current_setting(''synchronous_commit'')); return null; end'`,
    'create trigger told after insert on event for each statement execute function told()',
  )
  await store.commit(sampleCommit('r1'))
  expect(await store.getFact('flushed')).toBe('on')
  await close()
})

test('given a migration that changes what a prepared statement gives, then a replica that runs goes on', async () => {
  const { store, close } = await openPostgresStore({ url: database.url })
  await store.putFact('a', 'fact')
  expect(await store.getFact('a')).toBe('fact')
  await run('alter table fact alter column value type varchar')
  expect(await store.getFact('a')).toBe('fact')
  await close()
})

test('given a session that holds a table, when a newer version starts, then it lets that one finish, whatever its limits', async () => {
  const folder = temporaryFolder()
  const migration = (name: string, sql: string) => writeFileSync(join(folder.path, name), sql)
  const start = async () => {
    const opened = await openPostgresStore({ url: database.url, migrationsFolder: folder.path })
    await opened.close()
  }
  migration('0001_first.sql', 'create table held (id text)')
  await start()
  await run(
    `alter database ${new URL(database.url).pathname.slice(1)} set lock_timeout = '50ms'`,
    `alter database ${new URL(database.url).pathname.slice(1)} set statement_timeout = '100ms'`,
  )
  migration('0002_second.sql', 'alter table held add column more text; select pg_sleep(0.2)')
  const waits = `select count(*)::integer as count from pg_stat_activity where datname = current_database()
    and wait_event_type = 'Lock' and now() - query_start > '200ms'`
  await asAdministrator(database.url, async (client) => {
    await client.query('set statement_timeout = 0')
    await client.query('begin')
    await client.query('select * from held')
    const starting = start()
    starting.catch(() => {})
    let ended = false
    starting
      .finally(() => {
        ended = true
      })
      .catch(() => {})
    while (!ended && (await rows(waits))[0]?.count === 0) await pause(20)
    await client.query('rollback')
    await starting
  })
  folder.remove()
})
