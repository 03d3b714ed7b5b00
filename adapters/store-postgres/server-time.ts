import { z } from 'zod'
import type { Instant } from '../../src/domain/flavour.ts'
import type { Connections } from './connection.ts'

const told = z.tuple([z.tuple([z.coerce.number()])])

/** The transaction's time would stand still while a statement waits. */
const timeSql = 'select (extract(epoch from clock_timestamp()) * 1000)::double precision'

/** What time it is by the server's clock, to the microsecond, in epoch milliseconds. Throws `StoreUnavailable`. */
export async function serverTime(connections: Connections): Promise<Instant> {
  const [[now]] = told.parse(await connections.query(timeSql, []))
  return now
}
