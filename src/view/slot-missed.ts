import { planOfRequest } from '../domain/feasibility/plan.ts'
import type { RequestEvent } from '../domain/request/events.ts'
import { isSlotMissed } from '../domain/request/queries.ts'
import { instant, may, type Sight } from './sight.ts'
import type { Situation } from './situation.ts'
import type { Rich } from './text.ts'

/**
 * The planned slot has passed undecided. Written after another time was chosen, or after the end, it says what is true
 * then and asks nothing.
 */
export function slotMissed(
  sight: Sight,
  cause: RequestEvent,
  now: Situation,
): Pick<Situation, 'tone' | 'headline'> & { readonly lines: readonly Rich[] } {
  const { headlines, notices } = sight.messages
  if (cause.type !== 'slot_missed' || sight.request.status === 'approved' || !isSlotMissed(sight.request)) {
    return { ...now, lines: [now.status, ...now.next] }
  }
  const mine = may(sight, 'reschedule')
  const plan = planOfRequest(sight.request, sight.cast.calendar)
  const earliest = plan === null ? [] : [notices.earliestSlot(instant(sight, plan.earliest.ordinary))]
  return {
    tone: mine ? 'action' : now.tone,
    headline: mine ? headlines.slotMissed(sight.name) : headlines.slotMissedLater(sight.name),
    lines: [
      notices.slotMissed(instant(sight, cause.slot)),
      ...(mine ? [notices.chooseSlotNow(), ...earliest] : [notices.chooseSlotLater()]),
      now.status,
    ],
  }
}
