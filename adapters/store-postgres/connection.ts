import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../../src/app/ports.ts'
import { asPortError, isUnprepared, NoReply, troubleOf } from './errors.ts'

/** A result as the server sends it: rows of columns. `bigint` comes as text; whoever asks converts. */
export type Rows = readonly (readonly unknown[])[]

export interface QueryOptions {
  /** How long one try may take before its connection is given up, in milliseconds; half of the patience by default. */
  readonly answerWithin?: number
  /** Told when a try ended without a reply: it may have been carried out all the same. */
  readonly inDoubt?: () => void
}

/**
 * Connections that heal. Every statement is a transaction of its own, and is sent again when its connection broke, until
 * `patienceMs` have passed: so each must do no harm when it is carried out twice. `append_events` does none because it
 * expects a version, and every other one because it sets what it already set.
 */
export interface Connections {
  /** Throws `StoreUnavailable`, or the server's error for a fault of ours. */
  query(text: string, values: readonly unknown[], options?: QueryOptions): Promise<Rows>
  /** False once a pooler turned out to give each transaction another session. */
  readonly keepsSessions: () => boolean
  close(): Promise<void>
}

export interface ConnectionOptions {
  readonly url: string
  readonly patienceMs: number
  readonly log: Pick<Log, 'warn'>
}

const firstPause = 20
const longestPause = 250
const defaultPool = 10

/** The settings of `pg` for the address; `pool=` in it is ours. */
export function settingsOf(url: string): { readonly connectionString: string; readonly max: number } {
  const address = new URL(url)
  const max = Number(address.searchParams.get('pool') ?? defaultPool)
  address.searchParams.delete('pool')
  return { connectionString: address.href, max: Number.isInteger(max) && max > 0 ? max : defaultPool }
}

/** The database's address without user, password and parameters, for messages. */
export function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${decodeURI(pathname)}`
}

export function createConnections({ url, patienceMs, log }: ConnectionOptions): Connections {
  const pool = createPool(url, patienceMs)
  const names = new Map<string, string>()
  let named = true
  let closing: Promise<void> | null = null

  /** Statements are few and their texts constant: each is prepared once per connection, under a name. */
  function nameFor(text: string): string {
    const name = names.get(text) ?? `countersign_${names.size + 1}`
    names.set(text, name)
    return name
  }

  async function once(text: string, values: readonly unknown[], options: QueryOptions): Promise<Rows> {
    const client = await pool.connect()
    const query = {
      text,
      values: [...values],
      rowMode: 'array' as const,
      ...(named ? { name: nameFor(text) } : {}),
    }
    try {
      const { rows } = await replyWithin(
        client.query<unknown[]>(query),
        options.answerWithin ?? patienceMs / 2,
      )
      client.release()
      return rows
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble !== null && trouble !== 'locked') options.inDoubt?.()
      // A server that only reads may have been the primary a moment ago: the next connection finds the present one.
      client.release(trouble === 'unreachable' || trouble === 'read_only' || isUnprepared(error))
      throw error
    }
  }

  return {
    keepsSessions: () => named,
    async query(text, values, options = {}) {
      const giveUpAt = performance.now() + patienceMs
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await once(text, values, options)
        } catch (error) {
          if (named && isUnprepared(error)) {
            named = false
            log.warn('the pooler keeps no prepared statements, they are sent in full from now on')
          } else if (closing !== null || troubleOf(error) === null || performance.now() >= giveUpAt) {
            throw asPortError(error)
          } else await pause(Math.min(longestPause, firstPause * 2 ** attempt) * (0.5 + Math.random()))
        }
      }
    },
    close: () => {
      closing ??= pool.end()
      return closing
    },
  }
}

function createPool(url: string, connectWithin: number): pg.Pool {
  const pool = new pg.Pool({
    ...settingsOf(url),
    connectionTimeoutMillis: connectWithin,
    keepAlive: true,
    // Shows in pg_stat_activity, and is the one parameter that every pooler lets through.
    application_name: 'countersign',
  })
  // Without listeners a connection that breaks while nobody uses it would end the process. The next statement notices.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** A server that is paused, or a network that swallows everything, says nothing: then the connection is given up. */
async function replyWithin<Reply>(reply: Promise<Reply>, milliseconds: number): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoReply('the database did not answer in time')), milliseconds)
  })
  try {
    return await Promise.race([reply, silence])
  } finally {
    clearTimeout(timer)
    reply.catch(() => {})
  }
}
