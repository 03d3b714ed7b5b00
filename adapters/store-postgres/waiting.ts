import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Store } from '../../src/app/ports.ts'
import { storableText } from '../../src/codec/text.ts'
import type { Connections } from './connection.ts'
import { type Db, given, givenTexts, prepared, running } from './prepared.ts'
import { summaryColumns } from './requests.ts'
import { event, request, waiting } from './schema.ts'

/** One statement, so that nobody sees half of it. Two that note the same request wait for one another at its row. */
const noteSql = `
  with marked as (
    update request set waiting_version = given.version
    from (
      select id from request where id = any($1::text[]) order by id for no key update
    ) as locked, unnest($1::text[], $2::integer[]) as given (id, version)
    where request.id = locked.id and given.id = locked.id and request.version = given.version
    returning request.id, request.version
  ), cleared as (
    delete from waiting using marked
    where waiting.request = marked.id
      and not exists (select from unnest($3::text[], $4::text[]) as kept (request, key)
        where kept.request = waiting.request and kept.key = waiting.key)
  )
  insert into waiting (request, key, due_at)
  select given.request, given.key, given.due_at
  from unnest($3::text[], $4::text[], $5::bigint[]) as given (request, key, due_at)
    join marked on marked.id = given.request
  on conflict (request, key) do update set due_at = excluded.due_at`

const isUnread = sql`(${request.waitingVersion} is null or ${request.waitingVersion} < ${request.version})`
// Not parameters, so that every plan of the statement may take the index of these rows alone.
const isDecision = sql`${event.type} in ('decided', 'ruled')`

/** For whom requests wait, and what somebody decided: what an overview is made of without folding every request. */
export function createWaiting(
  db: Db,
  connections: Connections,
): Pick<Store, 'waitingFor' | 'noteWaiting' | 'decidedBy'> {
  const nearest = sql<number>`min(${waiting.dueAt})`.mapWith(Number)
  const noted = db
    .select({ ...summaryColumns, dueAt: nearest })
    .from(waiting)
    .innerJoin(request, eq(request.id, waiting.request))
    .where(and(sql`${waiting.key} = any(${givenTexts('keys')})`, sql`${request.open}`))
    .groupBy(request.id)
    .orderBy(nearest, asc(request.number))
    .limit(given('limit'))
    .prepare(prepared)
  const unread = db
    .select(summaryColumns)
    .from(request)
    .where(and(sql`${request.open}`, isUnread))
    .orderBy(sql`${request.deadline} asc nulls last`, asc(request.number))
    .limit(given('limit'))
    .prepare(prepared)
  const decided = db
    .select({ request: event.request })
    .from(event)
    .where(and(sql`${event.by} = any(${givenTexts('people')})`, isDecision))
    .groupBy(event.request)
    .orderBy(desc(sql`max(${event.at})`), desc(event.request))
    .limit(given('limit'))
    .prepare(prepared)
  return {
    // In this order: what is noted, or changes, in between is in both, and never in none.
    async waitingFor({ keys, limit }) {
      const open = await running(unread.execute({ limit }))
      return { noted: await running(noted.execute({ keys: [...keys], limit })), unread: open }
    },
    async noteWaiting(notes) {
      if (notes.length === 0) return
      const waits = notes.flatMap(({ request: id, waits: each }) => each.map((wait) => ({ id, ...wait })))
      await connections.query(noteSql, [
        notes.map(({ request: id }) => id),
        notes.map(({ version }) => version),
        waits.map(({ id }) => id),
        waits.map(({ key }) => storableText(key, 'whom a request waits for')),
        waits.map(({ dueAt }) => dueAt),
      ])
    },
    decidedBy: async (people, limit) =>
      (await running(decided.execute({ people: [...people], limit }))).map((row) => row.request),
  }
}
