/** What a request's status allows, whoever asks. */
import type { Digest } from '../flavour.ts'
import { refusal } from './outcome.ts'
import type { Refusal } from './refusal.ts'
import { currentRevision } from './revision.ts'
import type { Dossier, Request } from './state.ts'

/** True until a final state is reached. An approved request is open until it is published or lapses. */
export function isOpen(request: Request): boolean {
  switch (request.status) {
    case 'in_review':
    case 'changes_requested':
    case 'conditions_offered':
    case 'deadlocked':
    case 'escalated':
    case 'approved':
      return true
    case 'rejected':
      return request.contestBy !== null
    case 'published':
    case 'lapsed':
    case 'revoked':
    case 'withdrawn':
      return false
    default:
      return request satisfies never
  }
}

export function notNow(request: Request): Refusal {
  return refusal('not_now', { status: request.status })
}

/** Refuses a click on a card of an earlier revision. */
export function staleRefusal(request: Dossier, seen: Digest): Refusal | null {
  return seen === currentRevision(request).digest ? null : refusal('stale_revision')
}
