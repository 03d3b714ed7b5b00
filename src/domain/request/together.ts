import type { GroupId } from '../flavour.ts'
import type { Actor } from './actor.ts'
import { reviewRefusal, togetherRefusal } from './decide/review.ts'
import { standingRefusal } from './roles.ts'
import type { Request } from './state.ts'

/** How many requests can be approved with one confirmation: as many as somebody can take in at a glance. */
export const mostTogether = 10

/**
 * Whether this person may approve the request for the group together with others (`together`), or only by itself
 * (`alone`); null where they may not approve it at all. Agrees with `decide`, which refuses what is not `together`.
 */
export function approvalFor(request: Request, actor: Actor, group: GroupId): 'together' | 'alone' | null {
  if (standingRefusal(actor) !== null) return null
  if (reviewRefusal(request, actor, group, 'approve') !== null) return null
  return togetherRefusal(request, group) === null ? 'together' : 'alone'
}
