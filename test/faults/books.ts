/** What the database holds, read behind the program's back by plain SQL. */
import pg from 'pg'
import { z } from 'zod'
import type { Ledger } from '../support/process/ledger.ts'

export interface Books {
  read(): Promise<Ledger>
  /** Cards that have to be drawn by now, and are not; and how many are put off because trying them failed. */
  waiting(): Promise<{ readonly now: number; readonly later: number; readonly due: number }>
  /** Has every card that is shown drawn again, whatever it looks like. */
  drawAgain(): Promise<void>
  /** What was taken in hand is free again, as if its time were over. */
  letLeasesEnd(): Promise<void>
  run(sql: string): Promise<void>
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
  lease_until: numeric.nullable(),
})
/** How far ahead a redraw is waited for that ends an offer to undo, in milliseconds. */
const soon = 3_000
const counted = z.array(z.object({ n: numeric })).length(1)

/** Connects for each question: the server is restarted now and then. */
export function openBooks(url: string): Books {
  const ask = async <Row>(schema: z.ZodType<Row>, sql: string): Promise<readonly Row[]> => {
    const client = new pg.Client(url)
    client.on('error', () => {})
    await client.connect()
    try {
      return z.array(schema).parse((await client.query(sql)).rows)
    } finally {
      await client.end()
    }
  }
  const count = async (sql: string) => counted.parse(await ask(z.object({ n: numeric }), sql))[0]?.n ?? 0
  const run = async (sql: string) => void (await ask(z.unknown(), sql))
  const pending = 'not parked and (wanted > delivered or redraw > 0)'
  return {
    run,
    async read() {
      const [events, requests, cards] = await Promise.all([
        ask(
          eventRow,
          'select request, version, type, schema, at, "by", payload from event order by request, version',
        ),
        ask(requestRow, 'select id, version, status, title, open, due_at from request order by number'),
        ask(cardRow, 'select * from card order by sequence'),
      ])
      return { events: [...events], requests: [...requests], cards: [...cards], integrity: 'ok' }
    },
    async waiting() {
      const now = Date.now()
      return {
        now: await count(
          `select count(*) as n from card where ${pending} and next_attempt_at <= ${now + soon}`,
        ),
        later: await count(
          `select count(*) as n from card where ${pending} and attempts > 0 and next_attempt_at > ${now + soon}`,
        ),
        due: await count(`select count(*) as n from request where due_at <= ${now + 700}`),
      }
    },
    drawAgain: () =>
      run(`update card set redraw = 1, shown = null, attempts = 0, next_attempt_at = 0
        where living and not parked and reference is not null`),
    letLeasesEnd: async () => {
      await run('update card set lease_until = null')
      await run('update request set lease_until = null')
    },
  }
}
