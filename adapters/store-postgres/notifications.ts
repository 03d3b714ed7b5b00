import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../../src/app/ports.ts'
import type { Connections } from './connection.ts'
import { connectionSettings, endClient } from './pool.ts'

/** Tells the other replicas that there may be work, and hears it from them. */
export interface Notifications {
  /** Soon and in the background: many in a row become one, and one that gets lost is made up for by looking. */
  announce(): void
  close(): Promise<void>
}

const channel = 'countersign'
/** So long announcements are collected, in milliseconds. */
const collectFor = 50
/** An own announcement takes milliseconds to come back; a pooler in transaction mode never passes it on. */
const echoWithin = 5_000
const longestPause = 30_000

export interface NotificationOptions {
  readonly url: string
  readonly connections: Connections
  readonly log: Pick<Log, 'warn'>
  /** Called when another replica announced work, and now and then in any case. */
  readonly heard: () => void
  /** How late work is found that no announcement told of, in milliseconds; 5,000 by default. */
  readonly lookEveryMs?: number
}

export function createNotifications(options: NotificationOptions): Notifications {
  const { url, connections, log, heard, lookEveryMs = 5_000 } = options
  const own = randomUUID()
  const closed = new AbortController()
  let collecting: NodeJS.Timeout | null = null
  const looking = setInterval(heard, lookEveryMs)
  looking.unref()

  // Not in the transaction of a commit: there it would take a lock that puts all commits of the database in a row.
  const send = () => connections.query('select pg_notify($1, $2)', [channel, own])
  const listening = listenForEver({ url, own, closed: closed.signal, log, heard, send })

  return {
    announce() {
      if (closed.signal.aborted) return
      collecting ??= setTimeout(() => {
        collecting = null
        send().catch(() => {})
      }, collectFor).unref()
    },
    async close() {
      clearInterval(looking)
      if (collecting !== null) clearTimeout(collecting)
      closed.abort()
      await listening
    },
  }
}

interface Listening {
  readonly url: string
  readonly own: string
  readonly closed: AbortSignal
  readonly log: Pick<Log, 'warn'>
  readonly heard: () => void
  readonly send: () => Promise<unknown>
}

/** One connection that only listens, made again whenever it breaks. Given up where nothing comes through. */
async function listenForEver(options: Listening): Promise<void> {
  const { closed, log, heard } = options
  for (let faults = 0; !closed.aborted; faults += 1) {
    const outcome = await listenOnce(options).catch(() => 'broken' as const)
    if (outcome === 'deaf') {
      log.warn('the pooler passes on no notifications, work of other replicas is found by looking')
      return
    }
    if (outcome === 'heard') faults = 0
    if (closed.aborted) return
    await pause(Math.min(longestPause, 500 * 2 ** Math.min(faults, 6)), undefined, { signal: closed }).catch(
      () => {},
    )
    // Whatever was announced meanwhile was missed.
    heard()
  }
}

/** Resolves when the connection ends; `deaf` when even an own announcement did not come back. */
async function listenOnce({ url, own, closed, heard, send }: Listening): Promise<'heard' | 'deaf'> {
  const client = new pg.Client({ ...connectionSettings(url), application_name: 'countersign listens' })
  const ended = new Promise<'ended'>((resolve) => {
    client.on('end', () => resolve('ended'))
    client.on('error', () => resolve('ended'))
  })
  const stop = () => void endClient(client)
  closed.addEventListener('abort', stop)
  try {
    let echo = () => {}
    const echoed = new Promise<'echoed'>((resolve) => {
      echo = () => resolve('echoed')
    })
    client.on('notification', ({ payload }) => (payload === own ? echo() : heard()))
    // A connection that is ended while it is made says so by its event only.
    if ((await Promise.race([client.connect(), ended])) === 'ended') return 'heard'
    await client.query(`listen ${channel}`)
    await send()
    const first = await Promise.race([echoed, ended, pause(echoWithin, 'silence' as const, { ref: false })])
    if (first === 'silence' && !closed.aborted) return 'deaf'
    await ended
    return 'heard'
  } finally {
    closed.removeEventListener('abort', stop)
    await endClient(client)
  }
}
