import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { inject } from 'vitest'
import { z } from 'zod'
import { openPostgresStore, type PostgresStoreOptions } from '../../../adapters/store-postgres/open.ts'
import type { TestDatabase } from '../../contract/database.ts'

const ready = z.object({ url: z.string() })
const program = fileURLToPath(new URL('./server.ts', import.meta.url))

/** The address of the run's server, as its administrator. Starts it where nobody has. */
export async function postgresServer(): Promise<string> {
  const { folder, run } = inject('postgres')
  const file = join(folder, 'ready.json')
  if (!existsSync(file) && takesTheTask(folder)) {
    const log = openSync(join(folder, 'supervisor.log'), 'a')
    const supervisor = spawn(process.execPath, [program, folder, String(run)], {
      detached: true,
      stdio: ['ignore', log, log],
    })
    writeFileSync(join(folder, 'supervisor.pid'), String(supervisor.pid))
    supervisor.unref()
  }
  for (let waited = 0; !existsSync(file); waited += 50) {
    if (waited > 60_000) throw new Error(`PostgreSQL did not start: ${logOf(folder)}`)
    await pause(50)
  }
  return ready.parse(JSON.parse(readFileSync(file, 'utf8'))).url
}

/** True for exactly one of the files that run at the same time. */
function takesTheTask(folder: string): boolean {
  try {
    mkdirSync(join(folder, 'task'))
    return true
  } catch {
    return false
  }
}

function logOf(folder: string): string {
  const file = join(folder, 'supervisor.log')
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-2_000) : 'no log'
}

/** Runs statements as the administrator, in the database of the address. */
export async function asAdministrator<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** An empty database of its own, and how to remove it. */
export async function temporaryPostgresDatabase(): Promise<{
  readonly url: string
  readonly drop: () => Promise<void>
}> {
  const server = await postgresServer()
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdministrator(server, (client) =>
    client.query(`create database ${name} template template0 strategy file_copy`),
  )
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: () =>
      asAdministrator(server, async (client) => {
        await client.query(`drop database ${name} with (force)`)
      }),
  }
}

/**
 * A schema of its own in the server's first database, opened as in production: much quicker to make than a database, and
 * the same to the store, which finds its tables by the search path.
 */
export async function temporaryPostgres(
  options: Omit<PostgresStoreOptions, 'url'> = {},
): Promise<TestDatabase & { readonly url: string }> {
  const server = await postgresServer()
  const name = `test_${randomBytes(8).toString('hex')}`
  const client = await sharedClient(server)
  await client.query(`create schema ${name}`)
  const address = new URL(server)
  address.searchParams.set('options', `-csearch_path=${name}`)
  const url = address.href
  return {
    url,
    connect: () => openPostgresStore({ ...options, url }),
    drop: async () => {
      await client.query(`drop schema ${name} cascade`)
    },
  }
}

let shared: Promise<pg.Client> | null = null

/** One connection per test file, which ends with its process. */
function sharedClient(server: string): Promise<pg.Client> {
  shared ??= (async () => {
    const client = new pg.Client(server)
    client.on('error', () => {})
    await client.connect()
    return client
  })()
  return shared
}
