/** What the database holds, read behind the program's back: by plain SQL, on a connection that cannot write. */
import Database from 'better-sqlite3'
import { z } from 'zod'
import { summaryOf } from '../../../src/app/summary.ts'
import { decodeEvent } from '../../../src/codec/event.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'

const eventRow = z.object({
  request: z.string(),
  version: z.number(),
  type: z.string(),
  schema: z.number(),
  at: z.number(),
  by: z.string(),
  payload: z.string(),
})
const requestRow = z.object({
  id: z.string(),
  version: z.number(),
  status: z.string(),
  title: z.string(),
  open: z.number(),
  due_at: z.number().nullable(),
})
const cardRow = z.object({
  id: z.string(),
  request: z.string(),
  recipient: z.string(),
  purpose: z.string(),
  living: z.number(),
  wanted: z.number(),
  delivered: z.number(),
  redraw: z.number(),
  next_attempt_at: z.number(),
  reference: z.string().nullable(),
  uncertain: z.number(),
  parked: z.number(),
  last_error: z.string().nullable(),
  lease_until: z.number().nullable(),
})

export interface Ledger {
  readonly events: readonly z.infer<typeof eventRow>[]
  readonly requests: readonly z.infer<typeof requestRow>[]
  readonly cards: readonly z.infer<typeof cardRow>[]
  /** SQLite's own word on the file: `ok`. */
  readonly integrity: string
}

export function readLedger(file: string): Ledger {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const rows = <Row>(schema: z.ZodType<Row>, sql: string) =>
      z.array(schema).parse(database.prepare(sql).all())
    return database.transaction(() => ({
      events: rows(eventRow, 'select * from event order by request, version'),
      requests: rows(requestRow, 'select * from request order by number'),
      cards: rows(cardRow, 'select * from card order by sequence'),
      integrity: z.string().parse(database.pragma('integrity_check', { simple: true })),
    }))()
  } finally {
    database.close()
  }
}

/** Further away than any retry: a drawing that is planned, as that of an approved post when its time comes. */
const planned = 3_600_000

/** Something waits to be drawn, now or soon. */
export const isPending = (card: Ledger['cards'][number]) =>
  card.parked === 0 &&
  (card.wanted > card.delivered || (card.redraw > 0 && card.next_attempt_at < Date.now() + planned))

/** The nearest instant at which a request needs the clock; infinity when none does. */
export const nextDue = ({ requests }: Ledger) => Math.min(...requests.map(({ due_at }) => due_at ?? Infinity))

/**
 * As if the program stayed dead for two minutes: what it had taken in hand is free again. Only while it does not run.
 */
export function letLeasesEnd(file: string): void {
  const database = new Database(file, { fileMustExist: true })
  database.exec('update card set lease_until = null; update request set lease_until = null')
  database.close()
}

/** Every living card that is somewhere is to be drawn anew, whether it looks different or not. Only while nothing runs. */
export function drawAllAgain(file: string): void {
  const database = new Database(file, { fileMustExist: true })
  database.exec(
    'update card set redraw = 1, shown = null, next_attempt_at = 0 where living = 1 and reference is not null and parked = 0',
  )
  database.close()
}

/** The events of every request, decoded. */
export function streamsOf({ events }: Ledger): ReadonlyMap<string, readonly RequestEvent[]> {
  const streams = new Map<string, RequestEvent[]>()
  for (const row of events) streams.set(row.request, [...(streams.get(row.request) ?? []), decodeEvent(row)])
  return streams
}

export const fold = (events: readonly RequestEvent[]) => events.reduce<RequestState>(evolve, null)

/** Every stream without a gap, giving a state without fault, which is the one that lists show. */
export function streamFaults(ledger: Ledger): readonly string[] {
  const streams = streamsOf(ledger)
  const strays = [...streams.keys()].filter((id) => !ledger.requests.some((row) => row.id === id))
  const perRequest = ledger.requests.flatMap((row) => {
    const versions = ledger.events.filter(({ request }) => request === row.id).map(({ version }) => version)
    if (versions.length !== row.version || versions.some((version, index) => version !== index + 1))
      return [`request ${row.id} is at ${row.version} and has events ${versions.join()}`]
    const state = fold(streams.get(row.id) ?? [])
    if (state === null) return [`request ${row.id} has no state`]
    const { status, title, open } = summaryOf(state)
    const same = status === row.status && title === row.title && Number(open) === row.open
    return same ? [] : [`request ${row.id} is listed as ${row.status} and is ${status}`]
  })
  return [
    ...(ledger.integrity === 'ok' ? [] : [`the file is damaged: ${ledger.integrity}`]),
    ...strays.map((id) => `events of ${id} belong to no request`),
    ...perRequest,
    ...ledger.events
      .filter(({ type, by }) => by === 'clock' && ['approved', 'decided', 'ruled'].includes(type))
      .map(({ request, type }) => `the clock has ${type} request ${request}`),
  ]
}
