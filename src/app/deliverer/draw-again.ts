import type { Instant } from '../../domain/flavour.ts'
import { plannedSlot, undoUntil } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Verb } from '../../domain/request/verbs.ts'
import type { Card } from '../../view/card.ts'

/**
 * When a card that shows this has to be drawn again although nothing happens: the time to take something back ends, or
 * the slot comes for which its reader was told to wait. Null where it stays right by itself. `drawnAt` is when it was
 * drawn, not when it arrived: what ended on the way is over by now, and the card still shows it.
 */
export function drawAgainAt(
  { choices }: Pick<Card, 'choices'>,
  request: Request,
  drawnAt: Instant,
): Instant | null {
  const offers = (verb: Verb) => choices.some((choice) => choice.verb === verb)
  const times = [offers('undo') ? undoUntil(request) : null, offers('publish') ? plannedSlot(request) : null]
  const ahead = times.filter((time) => time !== null).filter((time) => time > drawnAt)
  return ahead.length === 0 ? null : Math.min(...ahead)
}
