import { routed } from '../../routing/route.ts'
import type { Context, Submit } from '../commands.ts'
import { reviewDeadlines } from '../deadlines.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, stampOf } from '../outcome.ts'
import type { Policy } from '../policy.ts'
import type { Outcome } from '../refusal.ts'
import { firstStage } from '../stages.ts'
import type { RequestState } from '../state.ts'

/**
 * Opens a request and asks the groups of the first stage, of those that the policy's routes choose.
 * Throws for a policy without groups or without executives: the configuration refuses both, because the first would
 * approve everything and the second would leave a deadlock to nobody.
 */
export function submit(command: Submit, state: RequestState, context: Context): Outcome<RequestEvent> {
  if (state !== null) return refused(refusal('already_exists'))
  if (!command.actor.mayRequest) return refused(refusal('may_not_request'))
  const { request, number, content, digest, screening, actor } = command
  assertUsable(command.policy)
  const policy = routed(command.policy, content, screening)
  const review = reviewDeadlines(policy, firstStage(policy), context)
  const observers = [...new Set(command.observers)].filter((id) => id !== actor.person)
  const stamp = stampOf(context, actor.person)
  return accepted({
    type: 'submitted',
    request,
    number,
    content,
    digest,
    screening,
    policy,
    review,
    ...(observers.length === 0 ? {} : { observers }),
    ...stamp,
  })
}

function assertUsable(policy: Policy): void {
  if (Object.keys(policy.groups).length === 0) throw new Error('a policy needs at least one group')
  if (policy.executives.length === 0) throw new Error('a policy needs at least one executive')
}
