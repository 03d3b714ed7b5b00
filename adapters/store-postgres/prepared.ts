import { sql } from 'drizzle-orm'
import { drizzle, type PgRemoteDatabase } from 'drizzle-orm/pg-proxy'
import type { Connections } from './connection.ts'
import { asPortError } from './errors.ts'

export type Db = PgRemoteDatabase

/**
 * Drizzle over our own connections, which prepare, try again and time out. Its driver for `pg` takes only a pool of `pg`,
 * and knows nothing of poolers that lose prepared statements.
 */
export function typedQueries(connections: Connections): Db {
  return drizzle(async (text, values: unknown[]) => {
    const rows = await connections.query(text, values, { looksUp: text.startsWith('select ') })
    return { rows: [...rows] }
  })
}

/** A named parameter of a prepared statement. */
export const given = (name: string) => sql.placeholder(name)

/** The same as an expression, for `set`, where drizzle takes no bare parameter. */
export const raw = (name: string) => sql`${sql.placeholder(name)}`

/** An instant, or another large whole number, where the server cannot tell its type from the column beside it. */
export const givenNumber = (name: string) => sql`${sql.placeholder(name)}::bigint`

/** Several texts at once. */
export const givenTexts = (name: string) => sql`${sql.placeholder(name)}::text[]`

/** The names of the statements are the connections' business. */
export const prepared = 'prepared'

/** Runs a statement; a database that cannot serve gives `StoreUnavailable`. */
export async function running<Result>(query: Promise<Result>): Promise<Result> {
  try {
    return await query
  } catch (error) {
    throw asPortError(error)
  }
}
