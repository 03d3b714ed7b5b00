import type { Instant } from '../../flavour.ts'
import { rerouted, withGroups } from '../../routing/route.ts'
import type { Actor } from '../actor.ts'
import type { Context, Revise } from '../commands.ts'
import { reviewDeadlines } from '../deadlines.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { currentRevision } from '../revision.ts'
import { requesterRefusal } from '../roles.ts'
import { firstStage } from '../stages.ts'
import type { Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'

/**
 * Replaces the content, and asks further groups where the routes send what it says now to them: every decision, and an approval, was for the earlier revision and is void. In mediation the
 * status and the mediation's end stand: otherwise endless revising would keep a request from the executive.
 */
export function revise(command: Revise, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, from, content, digest, screening } = command
  const barred = reviseRefusal(request, actor, context.at)
  if (barred !== null) return refused(barred)
  if (isRepeated(command, request)) return repeated
  const stale = staleRefusal(request, from)
  if (stale !== null) return refused(stale)
  const current = currentRevision(request)
  if (digest === current.digest) return refused(refusal('unchanged'))
  const routed = rerouted(request.policy, content, screening)
  const policy = routed === null ? request.policy : withGroups(request.policy, routed)
  return accepted({
    type: 'revised',
    revision: current.number + 1,
    content,
    digest,
    screening,
    review: request.status === 'deadlocked' ? null : reviewDeadlines(policy, firstStage(policy), context),
    ...(routed === null ? {} : { routed }),
    ...stampOf(context, actor.person),
  })
}

export function reviseRefusal(request: Request, actor: Actor, at: Instant): Refusal | null {
  return requesterRefusal(request, actor) ?? (mayBeRevised(request, at) ? null : notNow(request))
}

function mayBeRevised(request: Request, at: Instant): boolean {
  switch (request.status) {
    case 'in_review':
    case 'changes_requested':
    case 'conditions_offered':
    case 'deadlocked':
    case 'approved':
      return true
    case 'rejected':
      return request.contestBy !== null && at < request.contestBy.dueAt
    case 'escalated':
    case 'published':
    case 'lapsed':
    case 'revoked':
    case 'withdrawn':
      return false
    default:
      return request satisfies never
  }
}

function isRepeated({ from, digest }: Revise, request: Request): boolean {
  const [previous, current] = request.revisions.slice(-2)
  return previous?.digest === from && current?.digest === digest && from !== digest
}
