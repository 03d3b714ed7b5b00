import type { Context, PassTime } from '../commands.ts'
import { consequence, reminders, slotMissed, widenings } from '../due.ts'
import type { RequestEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { skippingTheAbsent } from '../nobody-there.ts'
import { accepted } from '../outcome.ts'
import type { Outcome } from '../refusal.ts'
import type { Request } from '../state.ts'
import { released } from './take.ts'

/**
 * Whatever is due at `context.at` happens. A deadline's end goes before its own reminders; what begins, begins now and
 * not when it was due, so that after an outage everybody has the full time. It ends, because every consequence brings
 * the request nearer to its end.
 */
export function passTime(command: PassTime, request: Request, context: Context): Outcome<RequestEvent> {
  const events: RequestEvent[] = [...released(request, command.gone ?? [], context)]
  let state = events.reduce(evolve, request)
  for (let event = consequence(state, context); event !== null; event = consequence(state, context)) {
    events.push(event)
    state = evolve(state, event)
  }
  const skipping = skippingTheAbsent(state, context)
  state = skipping.reduce<Request>(evolve, state)
  return accepted(
    ...events,
    ...skipping,
    ...reminders(state, context.at),
    ...widenings(state, context.at, command.members ?? {}),
    ...slotMissed(state, context.at),
  )
}
