import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { AssignedEvent, RequestSummary, Store } from '../../src/app/ports.ts'
import { decodeEvent } from '../../src/codec/event.ts'
import type { RequestId } from '../../src/domain/flavour.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import { type Db, given, reading } from './prepared.ts'
import { event, request } from './schema.ts'

/** What lists show. */
export const summaryColumns = {
  request: request.id,
  number: request.number,
  kind: request.kind,
  status: request.status,
  title: request.title,
  requester: request.requester,
  open: request.open,
  deadline: request.deadline,
  updatedAt: request.updatedAt,
}

type ListQuery = Parameters<Store['list']>[0]

/** Reading requests: their events, their numbers, lists of them. */
export function createRequestReader(
  db: Db,
): Pick<Store, 'read' | 'readAll' | 'requestByNumber' | 'list' | 'latestAssignments'> {
  const events = db
    .select()
    .from(event)
    .where(eq(event.request, given('request')))
    .orderBy(asc(event.version))
    .prepare()
  const byNumber = db
    .select({ id: request.id })
    .from(request)
    .where(eq(request.number, given('number')))
    .prepare()
  // Not a parameter, because SQLite takes an index of some rows only where it can see that these are the rows.
  const assignments = db
    .select()
    .from(event)
    .where(sql`${event.type} = 'assigned'`)
    .orderBy(desc(event.at), desc(event.request), desc(event.version))
    .limit(given('limit'))
    .prepare()
  const list = createList(db)
  const read = (id: RequestId) =>
    events.all({ request: id }).map((row) => ({ version: row.version, event: decodeEvent(row) }))
  return {
    read: (id) => reading(() => read(id)),
    readAll: (ids) =>
      reading(
        () => new Map(ids.map((id) => [id, read(id)] as const).filter(([, found]) => found.length > 0)),
      ),
    latestAssignments: (limit) =>
      reading(() =>
        assignments
          .all({ limit })
          .map((row) => decodeEvent(row))
          .filter(isAssigned),
      ),
    requestByNumber: (number) => reading(() => byNumber.get({ number })?.id ?? null),
    list: (query) => reading(() => list(query)),
  }
}

const isAssigned = (event: RequestEvent): event is AssignedEvent => event.type === 'assigned'

/**
 * One statement per combination of filters, prepared when first needed. Rejected: one statement with
 * `? is null or column = ?`, for which SQLite uses no index.
 */
function createList(db: Db): (query: ListQuery) => readonly RequestSummary[] {
  const prepared = new Map<string, ReturnType<typeof prepareList>>()
  return (query) => {
    const { requester, open, statuses, by, limit } = query
    const shape = [by, requester !== undefined, open !== undefined, statuses !== undefined].join()
    const statement = prepared.get(shape) ?? prepareList(db, query)
    prepared.set(shape, statement)
    return statement.all({ requester, open: open ? 1 : 0, statuses: JSON.stringify(statuses ?? []), limit })
  }
}

function prepareList(db: Db, { requester, open, statuses, by }: ListQuery) {
  const filters: SQL[] = []
  if (requester !== undefined) filters.push(eq(request.requester, given('requester')))
  if (open !== undefined) filters.push(eq(request.open, given('open')))
  if (statuses !== undefined) {
    filters.push(sql`${request.status} in (select value from json_each(${given('statuses')}))`)
  }
  const nearestFirst = [sql`${request.deadline} asc nulls last`, asc(request.number)]
  const newestFirst = [desc(request.updatedAt), desc(request.number)]
  return db
    .select(summaryColumns)
    .from(request)
    .where(and(...filters))
    .orderBy(...(by === 'deadline' ? nearestFirst : newestFirst))
    .limit(given('limit'))
    .prepare()
}
