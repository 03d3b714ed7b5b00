import pg from 'pg'
import { settingsOf } from './address.ts'
import { NoReply } from './errors.ts'

/** A connection may take so long to part: where the network swallows everything, the other side never says goodbye. */
const partWithin = 1_000
/** Firewalls forget connections that are silent for minutes. */
const signOfLifeEvery = 30_000

/** The settings of a single connection; a pool is given them too. */
export const connectionSettings = (url: string) => ({
  connectionString: settingsOf(url).connectionString,
  keepAlive: true,
  keepAliveInitialDelayMillis: signOfLifeEvery,
  // Shows in pg_stat_activity, and is the one parameter that every pooler lets through.
  application_name: 'countersign',
})

/** Shared connections, and how to end them: in order, or at once where nobody answers. `connectWithin` in milliseconds. */
export function createPool(
  url: string,
  connectWithin: number,
): { readonly pool: pg.Pool; readonly close: () => Promise<void> } {
  const { max } = settingsOf(url)
  const pool = new pg.Pool({ ...connectionSettings(url), max, connectionTimeoutMillis: connectWithin })
  const clients = new Set<pg.Client>()
  // Without listeners a connection that breaks while nobody uses it would end the process. The next statement notices.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    if (!(client instanceof pg.Client)) return
    clients.add(client)
    client.on('end', () => clients.delete(client))
  })
  return { pool, close: () => part(pool.end(), () => clients) }
}

/** Ends one connection in order, or at once where nobody answers. Never rejects. */
export const endClient = (client: pg.Client): Promise<void> => part(client.end(), () => [client])

async function part(ending: Promise<void>, left: () => Iterable<pg.Client>): Promise<void> {
  const timer = setTimeout(() => {
    for (const { connection } of left()) connection.stream.destroy()
  }, partWithin)
  await ending.catch(() => {})
  clearTimeout(timer)
}

/** A server that is paused, or a network that swallows everything, says nothing: then `NoReply` is thrown. */
export async function replyWithin<Reply>(reply: Promise<Reply>, milliseconds: number): Promise<Reply> {
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
