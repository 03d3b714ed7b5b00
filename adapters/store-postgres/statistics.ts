import { z } from 'zod'
import type { Statistics } from '../../src/app/ports.ts'
import type { Connections } from './connection.ts'

const count = z.coerce.number()
const instant = z.coerce.number().nullable()
const requests = z.array(z.tuple([z.string(), z.string(), count]))
const waiting = z.tuple([z.tuple([count, instant])])
const waitingRows = z.array(z.tuple([z.string(), z.number()]))
const since = z.tuple([z.tuple([instant])])
const parked = z.array(z.tuple([z.string(), count]))

const byStatusSql =
  'select kind, status, count(*) from request group by kind, status order by kind collate "C", status collate "C"'

/**
 * Since when a card waits: the first event that it does not show. A card that was never delivered may be younger than
 * its request's first event, so the event that it is to show counts there. `next_attempt_at` would not do: every failed
 * attempt moves it. Held cards wait for their recipient's own time and not for the program. Asked in two
 * steps: in one the server reads every event, because it cannot know how few cards wait.
 */
const waitingSql = `
  select request, case when delivered > 0 then delivered + 1 else wanted end
  from card where not parked and not held and wanted > delivered`

const waitingSinceSql = `
  select min(at) from unnest($1::text[], $2::integer[]) as given (request, version) join event using (request, version)`

const parkedSql = `
  select split_part(coalesce(last_error, 'unknown'), ' ', 1) collate "C" as code, count(*)
  from card where parked group by code order by code`

const overdueSql = 'select count(*), min(due_at) from request where due_at <= $1'

/** Plain SQL: counts that no other part needs, and that drizzle would only spell longer. */
export function createStatistics(connections: Connections): Statistics {
  const query = (text: string, values: readonly unknown[] = []) => connections.query(text, values)
  return {
    async figures(now) {
      const [byStatus, cards, refused, overdue] = await Promise.all([
        query(byStatusSql),
        query(waitingSql),
        query(parkedSql),
        query(overdueSql, [now]),
      ])
      const shown = waitingRows.parse(cards)
      const columns = [shown.map(([request]) => request), shown.map(([, version]) => version)]
      const [[oldestWaitingCardAt]] = since.parse(await query(waitingSinceSql, columns))
      const [[late, oldestOverdueAt]] = waiting.parse(overdue)
      return {
        requests: requests.parse(byStatus).map(([kind, status, count]) => ({ kind, status, count })),
        waitingCards: shown.length,
        oldestWaitingCardAt,
        parkedCards: parked.parse(refused).map(([code, count]) => ({ code, count })),
        overdue: late,
        oldestOverdueAt,
      }
    },
  }
}
