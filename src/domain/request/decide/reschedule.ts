import type { Instant } from '../../flavour.ts'
import type { Actor } from '../actor.ts'
import type { Context, Reschedule } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { currentRevision } from '../revision.ts'
import { requesterRefusal } from '../roles.ts'
import { plannedSlot } from '../slot.ts'
import type { Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'
import { approvalRefusal } from './approved.ts'

/**
 * Moves the planned slot to a later time. The content stays what it is, so decisions on it stand. An earlier slot may
 * break what approvers relied on ("not before the figures are out"): that takes a revision.
 */
export function reschedule(command: Reschedule, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, digest, slot } = command
  const refusing = rescheduleRefusal(request, actor, context.at) ?? staleRefusal(request, digest)
  if (refusing !== null) return refused(refusing)
  const planned = plannedSlot(request)
  if (slot <= context.at) return refused(refusal('slot_in_past'))
  if (planned === slot) return repeated
  if (planned !== null && slot < planned) return refused(refusal('slot_earlier'))
  return accepted({ type: 'rescheduled', slot, ...stampOf(context, actor.person) })
}

/** Only a post has a slot. Before the approval there must be one that can be moved: else it goes out when approved. */
export function rescheduleRefusal(request: Request, actor: Actor, at: Instant): Refusal | null {
  const barred = requesterRefusal(request, actor)
  if (barred !== null) return barred
  switch (request.status) {
    case 'approved':
      return (
        approvalRefusal(request, at) ??
        (currentRevision(request).content.kind === 'post' ? null : notNow(request))
      )
    case 'in_review':
    case 'changes_requested':
    case 'conditions_offered':
    case 'deadlocked':
      return plannedSlot(request) === null ? notNow(request) : null
    // An executive rules on exactly what was handed over; and what is rejected has no use for another slot.
    case 'escalated':
    case 'rejected':
    case 'published':
    case 'lapsed':
    case 'revoked':
    case 'withdrawn':
      return notNow(request)
    default:
      return request satisfies never
  }
}
