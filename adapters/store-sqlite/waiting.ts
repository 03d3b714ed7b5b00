import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Store, WaitingNote } from '../../src/app/ports.ts'
import { storableText } from '../../src/codec/text.ts'
import { type Db, given, raw, reading } from './prepared.ts'
import { summaryColumns } from './requests.ts'
import { event, request, waiting } from './schema.ts'
import type { Writer } from './writer.ts'

// Not parameters, because SQLite takes an index of some rows only where it can see that these are the rows.
const isOpen = sql`${request.open} = 1`
const isUnread = sql`(${request.waitingVersion} is null or ${request.waitingVersion} < ${request.version})`
const isDecision = sql`${event.type} in ('decided', 'ruled')`

/** For whom requests wait, and what somebody decided: what an overview is made of without folding every request. */
export function createWaiting(
  db: Db,
  writer: Writer,
): Pick<Store, 'waitingFor' | 'noteWaiting' | 'decidedBy'> {
  const nearest = sql<number>`min(${waiting.dueAt})`
  const noted = db
    .select({ ...summaryColumns, dueAt: nearest })
    .from(waiting)
    .innerJoin(request, eq(request.id, waiting.request))
    .where(and(sql`${waiting.key} in (select value from json_each(${given('keys')}))`, isOpen))
    .groupBy(request.id)
    .orderBy(nearest, asc(request.number))
    .limit(given('limit'))
    .prepare()
  const unread = db
    .select(summaryColumns)
    .from(request)
    .where(and(isOpen, isUnread))
    .orderBy(sql`${request.deadline} asc nulls last`, asc(request.number))
    .limit(given('limit'))
    .prepare()
  const decided = db
    .select({ request: event.request })
    .from(event)
    .where(and(sql`${event.by} in (select value from json_each(${given('people')}))`, isDecision))
    .groupBy(event.request)
    .orderBy(desc(sql`max(${event.at})`), desc(event.request))
    .limit(given('limit'))
    .prepare()
  const note = prepareNote(db)
  return {
    waitingFor: ({ keys, limit }) =>
      reading(() => {
        // In this order: what another process notes, or changes, in between is in both, and never in none.
        const changed = unread.all({ limit })
        return { noted: noted.all({ keys: JSON.stringify(keys), limit }), unread: changed }
      }),
    async noteWaiting(notes) {
      if (notes.length > 0) await writer.write(() => notes.forEach(note))
    },
    decidedBy: (people, limit) =>
      reading(() => decided.all({ people: JSON.stringify(people), limit }).map((row) => row.request)),
  }
}

function prepareNote(db: Db): (note: WaitingNote) => void {
  const mark = db
    .update(request)
    .set({ waitingVersion: raw('version') })
    .where(and(eq(request.id, given('request')), eq(request.version, given('version'))))
    .returning({ id: request.id })
    .prepare()
  const clear = db
    .delete(waiting)
    .where(eq(waiting.request, given('request')))
    .prepare()
  const add = db
    .insert(waiting)
    .values({ request: given('request'), key: given('key'), dueAt: given('dueAt') })
    .prepare()
  return ({ request: id, version, waits }) => {
    if (mark.all({ request: id, version }).length === 0) return
    clear.run({ request: id })
    for (const { key, dueAt } of waits)
      add.run({ request: id, key: storableText(key, 'whom a request waits for'), dueAt })
  }
}
