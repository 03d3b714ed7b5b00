import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { AssignedEvent, RequestSummary, Store, StoredEvent } from '../../src/app/ports.ts'
import { decodeEvent } from '../../src/codec/event.ts'
import type { RequestId } from '../../src/domain/flavour.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import { type Db, given, givenTexts, prepared, running } from './prepared.ts'
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
    .prepare(prepared)
  const ofSeveral = db
    .select()
    .from(event)
    .where(sql`${event.request} = any(${givenTexts('requests')})`)
    .orderBy(asc(event.request), asc(event.version))
    .prepare(prepared)
  const byNumber = db
    .select({ id: request.id })
    .from(request)
    .where(eq(request.number, given('number')))
    .prepare(prepared)
  // Not a parameter, so that every plan of the statement may take the index of these rows alone.
  const assignments = db
    .select()
    .from(event)
    .where(sql`${event.type} = 'assigned'`)
    .orderBy(desc(event.at), desc(event.request), desc(event.version))
    .limit(given('limit'))
    .prepare(prepared)
  const list = createList(db)
  return {
    async read(id) {
      const rows = await running(events.execute({ request: id }))
      return rows.map((row) => ({ version: row.version, event: decodeEvent(row) }))
    },
    async readAll(ids) {
      const found = new Map<RequestId, StoredEvent[]>()
      for (const row of await running(ofSeveral.execute({ requests: [...ids] }))) {
        const history = found.get(row.request) ?? []
        found.set(row.request, history)
        history.push({ version: row.version, event: decodeEvent(row) })
      }
      return found
    },
    async latestAssignments(limit) {
      const rows = await running(assignments.execute({ limit }))
      return rows.map((row) => decodeEvent(row)).filter(isAssigned)
    },
    requestByNumber: async (number) => (await running(byNumber.execute({ number })))[0]?.id ?? null,
    list: (query) => running(list(query)),
  }
}

const isAssigned = (event: RequestEvent): event is AssignedEvent => event.type === 'assigned'

/**
 * One statement per combination of filters, prepared when first needed. Rejected: one statement with
 * `? is null or column = ?`, for which no index is used.
 */
function createList(db: Db): (query: ListQuery) => Promise<readonly RequestSummary[]> {
  const prepared = new Map<string, ReturnType<typeof prepareList>>()
  return (query) => {
    const { requester, open, statuses, by, limit } = query
    const shape = [by, requester !== undefined, open !== undefined, statuses !== undefined].join()
    const statement = prepared.get(shape) ?? prepareList(db, query)
    prepared.set(shape, statement)
    return statement.execute({ requester, open, statuses: [...(statuses ?? [])], limit })
  }
}

function prepareList(db: Db, { requester, open, statuses, by }: ListQuery) {
  const filters: SQL[] = []
  if (requester !== undefined) filters.push(eq(request.requester, given('requester')))
  if (open !== undefined) filters.push(eq(request.open, given('open')))
  if (statuses !== undefined) {
    filters.push(sql`${request.status} = any(${givenTexts('statuses')})`)
  }
  const nearestFirst = [sql`${request.deadline} asc nulls last`, asc(request.number)]
  const newestFirst = [desc(request.updatedAt), desc(request.number)]
  return db
    .select(summaryColumns)
    .from(request)
    .where(and(...filters))
    .orderBy(...(by === 'deadline' ? nearestFirst : newestFirst))
    .limit(given('limit'))
    .prepare(prepared)
}
