import type { Sight } from './sight.ts'
import { approved, published } from './situation/approval.ts'
import { deadlocked, escalated } from './situation/deadlock.ts'
import { lapsed, revoked, withdrawn } from './situation/ended.ts'
import { inReview } from './situation/in-review.ts'
import { changesRequested, conditionsOffered, rejected } from './situation/requesters-turn.ts'
import type { Situation } from './situation/situation.ts'

export type { Situation } from './situation/situation.ts'

/** What the request's status means for the reader, in words. A new status does not compile until it has its words. */
export function situationOf(sight: Sight): Situation {
  const { request } = sight
  switch (request.status) {
    case 'in_review':
      return inReview(sight, request)
    case 'changes_requested':
      return changesRequested(sight, request)
    case 'conditions_offered':
      return conditionsOffered(sight, request)
    case 'rejected':
      return rejected(sight, request)
    case 'deadlocked':
      return deadlocked(sight, request)
    case 'escalated':
      return escalated(sight, request)
    case 'approved':
      return approved(sight, request)
    case 'published':
      return published(sight, request)
    case 'lapsed':
      return lapsed(sight, request)
    case 'revoked':
      return revoked(sight, request)
    case 'withdrawn':
      return withdrawn(sight, request)
    default:
      return request satisfies never
  }
}
