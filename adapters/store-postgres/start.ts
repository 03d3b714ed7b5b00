import pg from 'pg'
import { z } from 'zod'
import { nameOf } from './address.ts'
import { DatabaseUnusable, explain } from './errors.ts'
import { connectionSettings, endClient, replyWithin } from './pool.ts'

const setting = z.tuple([
  z.object({
    version: z.coerce.number(),
    encoding: z.string(),
    durable: z.string(),
    fsync: z.string(),
    standby: z.boolean(),
    reads: z.string(),
    bytes: z.coerce.number(),
  }),
])
export type ServerSettings = z.infer<typeof setting>[0]

const settingSql = `
  select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
    current_setting('synchronous_commit') as durable, current_setting('fsync') as fsync,
    pg_is_in_recovery() as standby, current_setting('transaction_read_only') as reads,
    pg_database_size(current_database()) as bytes`

/** What it is tested with begins here: the oldest that its makers still mend. */
const oldestServer = 14

/**
 * Connects once and looks at the server, before the store relies on it. `work` gets the connection.
 * Throws `DatabaseUnusable` in an operator's words; whatever `work` throws passes through `explain` too.
 */
export async function withClient<Result>(
  url: string,
  connectWithin: number,
  work: (client: pg.Client, settings: ServerSettings) => Promise<Result>,
): Promise<Result> {
  let client: pg.Client | null = null
  try {
    client = new pg.Client({ ...connectionSettings(url), connectionTimeoutMillis: connectWithin })
    client.on('error', () => {})
    await client.connect()
    const [settings] = setting.parse((await replyWithin(client.query(settingSql), connectWithin)).rows)
    return await work(client, settings)
  } catch (error) {
    throw explain(error, nameOf(url))
  } finally {
    if (client !== null) await endClient(client)
  }
}

/** Throws `DatabaseUnusable` for a server that would lose or refuse what it is given. */
export function refuseUnfit(
  { version, encoding, durable, standby, reads }: ServerSettings,
  database: string,
): void {
  const refuse = (code: DatabaseUnusable['code'], reason: string) => {
    throw new DatabaseUnusable(code, `The database ${database} ${reason}`)
  }
  if (version < oldestServer * 10_000)
    refuse('old_server', `is on PostgreSQL ${Math.floor(version / 10_000)}. Use ${oldestServer} or newer.`)
  if (standby) refuse('standby', 'is a standby, which only reads. Name the primary in DATABASE_URL.')
  if (reads === 'on')
    refuse(
      'only_reads',
      'only reads (default_transaction_read_only). Let this user write, or name another one in DATABASE_URL.',
    )
  if (encoding !== 'UTF8')
    refuse('wrong_encoding', `is encoded as ${encoding}. Create one with encoding 'UTF8'.`)
  if (durable === 'off')
    refuse(
      'not_durable',
      'has synchronous_commit = off, which may lose what was acknowledged. Set it to on, for this user at least.',
    )
}
