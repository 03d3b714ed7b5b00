import type { WorkingTime } from '../calendar/duration.ts'
import type { Instant } from '../flavour.ts'
import { plannedSlot } from '../request/slot.ts'
import type { Request } from '../request/state.ts'
import { quarter } from './earliest-slot.ts'
import { endsAfter } from './plan.ts'

/**
 * What the planned slot asks of a group that may take until `dueAt`:
 * - `before`: the slot comes before its time is over
 * - `later`: the groups of later stages may take longer than that, unless this one decides by `by` (null: even so)
 * - `margin`: deciding by `by` leaves room for a mediation and all executives, should the groups disagree
 * - `agreement`: only without a deadlock can the slot be met
 */
export type Urgency =
  | { readonly kind: 'before'; readonly slot: Instant }
  | { readonly kind: 'later'; readonly slot: Instant; readonly by: Instant | null }
  | { readonly kind: 'margin'; readonly slot: Instant; readonly by: Instant }
  | { readonly kind: 'agreement'; readonly slot: Instant }

/** Worked back from the slot; null where there is no slot ahead, or time for everything. */
export function urgencyOf(
  request: Extract<Request, { readonly status: 'in_review' }>,
  { startedAt, dueAt }: { readonly startedAt: Instant; readonly dueAt: Instant },
  calendar: WorkingTime,
): Urgency | null {
  const slot = plannedSlot(request)
  if (slot === null || slot === request.slotMissed) return null
  if (slot <= dueAt) return { kind: 'before', slot }
  const { policy, stage } = request
  const isOrdinary = (start: Instant) => endsAfter(policy, stage, start, calendar).ordinary < slot
  if (!isOrdinary(dueAt)) return { kind: 'later', slot, by: latest(startedAt, dueAt, isOrdinary) }
  const isInTime = (start: Instant) => endsAfter(policy, stage, start, calendar).deadlock < slot
  if (isInTime(dueAt)) return null
  const by = latest(startedAt, dueAt, isInTime)
  return by === null ? { kind: 'agreement', slot } : { kind: 'margin', slot, by }
}

/** The last quarter of an hour after `from` and before `to` for which `holds`; it never holds again once it does not. */
function latest(from: Instant, to: Instant, holds: (at: Instant) => boolean): Instant | null {
  let low = Math.floor(from / quarter)
  let high = Math.ceil(to / quarter)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle * quarter)) low = middle
    else high = middle
  }
  return low * quarter > from ? low * quarter : null
}
