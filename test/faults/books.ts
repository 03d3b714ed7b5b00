/** What the database holds, read behind the program's back by plain SQL. */
import Database from 'better-sqlite3'
import pg from 'pg'
import { z } from 'zod'
import { type Ledger, readLedger } from '../support/process/ledger.ts'

export interface Unshown {
  readonly wanted: number
  /** Why, as far as the row tells. */
  readonly about: string
}

/** An event, and what its date is. */
export interface Dated {
  readonly request: string
  readonly version: number
  readonly type: string
  readonly at: number
}

export interface Books {
  read(): Promise<Ledger>
  /** Cards that have to be drawn by now, and are not; and how many show too little and are put off. */
  waiting(): Promise<{ readonly now: number; readonly later: number; readonly due: number }>
  /**
   * Cards that show less than they should, with the version that they should show; without those that wait because Teams
   * takes so many messages in a conversation and no more.
   */
  unshown(): Promise<ReadonlyMap<string, Unshown>>
  /** Events that are dated since then, and whatever is dated later than now. */
  dated(since: number): Promise<readonly Dated[]>
  /** Has every card that is shown drawn again, whatever it looks like. */
  drawAgain(): Promise<void>
  run(sql: string): Promise<void>
  count(sql: string): Promise<number>
  /** Holds what only one writer may hold. Gives how to let go. */
  hold(): Promise<() => Promise<void>>
}

const numeric = z.coerce.number()
const eventRow = z.object({
  request: z.string(),
  version: numeric,
  type: z.string(),
  schema: numeric,
  at: numeric,
  by: z.string(),
  payload: z.string(),
})
const requestRow = z.object({
  id: z.string(),
  version: numeric,
  status: z.string(),
  title: z.string(),
  open: z.boolean().transform(Number),
  due_at: numeric.nullable(),
})
const flag = z.boolean().transform(Number)
const cardRow = z.object({
  id: z.string(),
  request: z.string(),
  recipient: z.string(),
  purpose: z.string(),
  living: flag,
  wanted: numeric,
  shown: z.string().nullable(),
  delivered: numeric,
  redraw: numeric,
  reference: z.string().nullable(),
  uncertain: flag,
  parked: flag,
  last_error: z.string().nullable(),
  next_attempt_at: numeric,
  lease_until: numeric.nullable(),
})
/** How far ahead a redraw is waited for that ends an offer to undo, in milliseconds. */
const soon = 3_000
/** No deadline may be nearer than this when everything is at rest, in milliseconds. */
const lull = 700
const wantedRow = z.object({
  id: z.string(),
  purpose: z.string(),
  recipient: z.string(),
  wanted: numeric,
  delivered: numeric,
  attempts: numeric,
  last_error: z.string().nullable(),
  next_attempt_at: numeric,
  lease_until: numeric.nullable(),
})
type WantedRow = z.infer<typeof wantedRow>

function aboutCard(card: WantedRow): string {
  const from = (at: number) => `${((at - Date.now()) / 1_000).toFixed(1)} s from now`
  const lease = card.lease_until === null ? 'free' : `taken until ${from(card.lease_until)}`
  return (
    `${card.purpose} for ${card.recipient} shows ${card.delivered} of ${card.wanted}, ${lease}, ` +
    `next try ${from(card.next_attempt_at)} after ${card.attempts}: ${card.last_error}`
  )
}
const datedRow = eventRow.pick({ request: true, version: true, type: true, at: true })
const datedSince = (since: number) =>
  `select request, version, type, at from event where at > ${Math.floor(since)}`
const counted = z.array(z.object({ n: numeric })).length(1)

const pending = 'not parked and (wanted > delivered or redraw > 0)'

/** What is asked of both kinds in the same words. */
function booksBy(
  run: Books['run'],
  count: Books['count'],
  rows: (sql: string) => Promise<readonly WantedRow[]>,
): Omit<Books, 'read' | 'hold' | 'dated'> {
  return {
    run,
    count,
    async waiting() {
      const at = Date.now() + soon
      const where = `from card where ${pending}`
      return {
        now: await count(`select count(*) as n ${where} and next_attempt_at <= ${at}`),
        // By the clock of whoever put it off, which may be ahead.
        later: await count(
          `select count(*) as n ${where} and not held and wanted > delivered and next_attempt_at > ${at}`,
        ),
        due: await count(`select count(*) as n from request where due_at <= ${at - soon + lull}`),
      }
    },
    async unshown() {
      const cards = await rows(
        `select id, purpose, recipient, wanted, delivered, attempts, last_error, next_attempt_at, lease_until
        from card where not parked and not held and wanted > delivered and coalesce(last_error, '') <> 'paced'`,
      )
      return new Map(cards.map((card) => [card.id, { wanted: card.wanted, about: aboutCard(card) }]))
    },
    drawAgain: () =>
      run(`update card set redraw = 1, shown = null, attempts = 0, next_attempt_at = 0
        where living and not parked and reference is not null`),
  }
}

/** Connects for each question: the server is restarted now and then. */
export function openBooks(url: string): Books {
  const withClient = async <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    const client = new pg.Client(url)
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const ask = <Row>(schema: z.ZodType<Row>, sql: string): Promise<readonly Row[]> =>
    withClient(async (client) => z.array(schema).parse((await client.query(sql)).rows))
  const count = async (sql: string) => counted.parse(await ask(z.object({ n: numeric }), sql))[0]?.n ?? 0
  return {
    ...booksBy(
      async (sql) => void (await ask(z.unknown(), sql)),
      count,
      (sql) => ask(wantedRow, sql),
    ),
    dated: (since) => ask(datedRow, datedSince(since)),
    read: () =>
      withClient(async (client) => {
        const rows = async <Row>(schema: z.ZodType<Row>, sql: string) =>
          z.array(schema).parse((await client.query(sql)).rows)
        await client.query('begin isolation level repeatable read read only')
        return {
          events: await rows(eventRow, 'select * from event order by request, version'),
          requests: await rows(requestRow, 'select * from request order by number'),
          cards: await rows(cardRow, 'select * from card order by sequence'),
          integrity: 'ok',
        }
      }),
    async hold() {
      throw new Error('nobody is alone on a server')
    },
  }
}

export function openFileBooks(file: string): Books {
  const using = <Result>(work: (database: Database.Database) => Result): Result => {
    const database = new Database(file, { fileMustExist: true, timeout: 10_000 })
    try {
      return work(database)
    } finally {
      database.close()
    }
  }
  const run = async (sql: string) => void using((database) => database.exec(sql))
  const count = async (sql: string) =>
    counted.parse(using((database) => database.prepare(sql).all()))[0]?.n ?? 0
  return {
    ...booksBy(run, count, async (sql) =>
      z.array(wantedRow).parse(using((database) => database.prepare(sql).all())),
    ),
    dated: async (since) =>
      z.array(datedRow).parse(using((database) => database.prepare(datedSince(since)).all())),
    read: async () => readLedger(file),
    async hold() {
      const database = new Database(file, { fileMustExist: true, timeout: 10_000 })
      database.exec('begin immediate')
      return async () => {
        database.exec('rollback')
        database.close()
      }
    },
  }
}
