import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Figures, Statistics } from '../../src/app/ports.ts'
import { reading } from './prepared.ts'

const requests = z.array(z.object({ kind: z.string(), status: z.string(), count: z.number() }))
const waiting = z.object({ count: z.number(), since: z.number().nullable() })
const parked = z.array(z.object({ code: z.string(), count: z.number() }))

/**
 * Since when a card waits: the first event that it does not show. A card that was never delivered may be younger than
 * its request's first event, so the event that it is to show counts there. Held cards wait for their recipient's own time
 * and not for the program. `next_attempt_at` would not do: every failed
 * attempt moves it.
 */
const waitingSql = `
  select count(*) as count, min(event.at) as since
  from card join event on event.request = card.request
    and event.version = iif(card.delivered > 0, card.delivered + 1, card.wanted)
  where card.parked = 0 and card.held = 0 and card.wanted > card.delivered`

/** Plain SQL: three counts that no other part needs, and that drizzle would only spell longer. */
export function createStatistics(database: Database.Database): Statistics {
  const byStatus = database.prepare(
    'select kind, status, count(*) as count from request group by kind, status order by kind, status',
  )
  const waitingCards = database.prepare(waitingSql)
  const parkedCards = database.prepare(`
    select code, count(*) as count
    from (select substr(coalesce(last_error, 'unknown') || ' ', 1,
                        instr(coalesce(last_error, 'unknown') || ' ', ' ') - 1) as code
          from card where parked = 1)
    group by code order by code`)
  const overdue = database.prepare(
    'select count(*) as count, min(due_at) as since from request where due_at is not null and due_at <= ?',
  )
  return {
    figures: (now) =>
      reading((): Figures => {
        const cards = waiting.parse(waitingCards.get())
        const late = waiting.parse(overdue.get(now))
        return {
          requests: requests.parse(byStatus.all()),
          waitingCards: cards.count,
          oldestWaitingCardAt: cards.since,
          parkedCards: parked.parse(parkedCards.all()),
          overdue: late.count,
          oldestOverdueAt: late.since,
        }
      }),
  }
}
