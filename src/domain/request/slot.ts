import type { Instant } from '../flavour.ts'
import { currentRevision } from './revision.ts'
import type { Dossier, Request } from './state.ts'

/** The slot that counts now: the rescheduled one, or the current revision's. Null for "as soon as approved". */
export function plannedSlot(request: Dossier): Instant | null {
  const { content } = currentRevision(request)
  return request.rescheduledTo ?? (content.kind === 'post' ? content.slot : null)
}

/** The planned slot where it can still pass before anybody has decided, and was not said to have passed. */
export function unmetSlot(request: Request): Instant | null {
  const slot = plannedSlot(request)
  return isUndecided(request) && slot !== request.slotMissed ? slot : null
}

/**
 * True when the planned slot came before an approval did: nothing may be published until another one is chosen. An
 * approval at the very instant of the slot is too late, as one must be able to publish at that instant.
 */
export function isSlotMissed(request: Request): boolean {
  const slot = plannedSlot(request)
  if (slot === null) return false
  if (request.status === 'approved') return slot <= request.approval.approvedAt
  return isUndecided(request) && slot === request.slotMissed
}

/** A rejection is a decision: its requester has another worry than the slot until it is contested or revised. */
function isUndecided({ status }: Request): boolean {
  switch (status) {
    case 'in_review':
    case 'changes_requested':
    case 'conditions_offered':
    case 'deadlocked':
    case 'escalated':
      return true
    case 'rejected':
    case 'approved':
    case 'published':
    case 'lapsed':
    case 'revoked':
    case 'withdrawn':
      return false
    default:
      return status satisfies never
  }
}
