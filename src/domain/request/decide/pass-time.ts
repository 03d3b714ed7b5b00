import type { Context, PassTime } from '../commands.ts'
import { consequence, reminders, slotMissed, widenings } from '../due.ts'
import type { RequestEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { skippingTheAbsent } from '../nobody-there.ts'
import { accepted, stampOf } from '../outcome.ts'
import type { Outcome } from '../refusal.ts'
import type { Request } from '../state.ts'
import { isOpen } from '../status.ts'
import { obligationsOf } from './meet-condition.ts'
import { released } from './take.ts'

/**
 * Whatever is due at `context.at` happens. A deadline's end goes before its own reminders; what begins, begins now and
 * not when it was due, so that after an outage everybody has the full time. It ends, because every consequence brings
 * the request nearer to its end.
 */
export function passTime(command: PassTime, request: Request, context: Context): Outcome<RequestEvent> {
  const events: RequestEvent[] = [
    ...requesterComesAndGoes(command, request, context),
    ...released(request, command.gone ?? [], context),
  ]
  let state = events.reduce(evolve, request)
  for (let next = following(state, context); next.length > 0; next = following(state, context)) {
    events.push(...next)
    state = next.reduce<Request>(evolve, state)
  }
  return accepted(
    ...events,
    ...reminders(state, context.at),
    ...widenings(state, context.at, command.members ?? {}),
    ...slotMissed(state, context.at),
  )
}

/** Said once, and only while somebody may still have to act in place of whoever asked. */
function requesterComesAndGoes(
  { requester }: PassTime,
  request: Request,
  context: Context,
): readonly RequestEvent[] {
  const isOwed = obligationsOf(request).some(({ met }) => met === null)
  const hasLeft = request.requesterLeft !== null
  if (requester === undefined || hasLeft === (requester === 'left') || (!isOpen(request) && !isOwed))
    return []
  return [{ type: hasLeft ? 'requester_returned' : 'requester_left', ...stampOf(context, 'clock') }]
}

/** Who is asked instead of somebody who is away may have no time at all, so that both are looked at again each time. */
function following(request: Request, context: Context): readonly RequestEvent[] {
  const event = consequence(request, context)
  return event === null ? skippingTheAbsent(request, context) : [event]
}
