import { sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { asPortError } from './errors.ts'

export type Db = BetterSQLite3Database

/** A named parameter of a prepared statement. Only in `values` does the column convert it: elsewhere true is 1. */
export const given = (name: string) => sql.placeholder(name)

/** The same as an expression, for `set`, where drizzle takes no bare parameter. */
export const raw = (name: string) => sql`${sql.placeholder(name)}`

/** Runs a reading statement; a database that cannot be read gives `StoreUnavailable`. */
export async function reading<Result>(query: () => Result): Promise<Result> {
  try {
    return query()
  } catch (error) {
    throw asPortError(error)
  }
}
