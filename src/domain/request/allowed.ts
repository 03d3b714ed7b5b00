import type { Instant } from '../flavour.ts'
import type { Actor } from './actor.ts'
import { acceptConditionsRefusal } from './decide/accept-conditions.ts'
import { publishRefusal } from './decide/approved.ts'
import { contestRefusal } from './decide/contest.ts'
import { revokeRefusal, withdrawRefusal } from './decide/end.ts'
import { meetConditionRefusal, obligationsOf } from './decide/meet-condition.ts'
import { rescheduleRefusal } from './decide/reschedule.ts'
import { reviewRefusal } from './decide/review.ts'
import { reviseRefusal } from './decide/revise.ts'
import { ruleRefusal } from './decide/rule.ts'
import { statePositionRefusal } from './decide/state-position.ts'
import { handBackRefusal, takeRefusal } from './decide/take.ts'
import { undoRefusal } from './decide/undo.ts'
import { refusal } from './outcome.ts'
import type { Refusal } from './refusal.ts'
import { standingRefusal } from './roles.ts'
import { asKnown } from './same-person.ts'
import type { Request } from './state.ts'
import type { Verb } from './verbs.ts'

/** A verb that the actor may use now; `subject` is the group decided for, or the condition confirmed. */
export interface AllowedVerb {
  readonly verb: Verb
  readonly subject?: string
}

type Candidate = AllowedVerb & { readonly refusal: Refusal | null }

/**
 * What this person may do now, in the order shown. Agrees with `decide` by construction and by property test: a verb
 * offered is never refused for who or when, only for what was typed; a verb not offered is refused.
 */
export function allowedVerbs(request: Request, who: Actor, at: Instant): readonly AllowedVerb[] {
  if (standingRefusal(who) !== null) return []
  const actor = asKnown(request, who)
  return [
    ...forItsAuthor(request, actor, at),
    ...forGroups(request, actor),
    ...forExecutives(request, actor),
    ...forObligations(request, actor),
    ...forRequester(request, actor, at),
    { verb: 'revoke', refusal: revokeRefusal(request, actor) } as const,
  ]
    .filter(({ refusal }) => refusal === null)
    .map(({ refusal: _none, ...allowed }) => allowed)
}

function forItsAuthor(request: Request, actor: Actor, at: Instant): readonly Candidate[] {
  const { undoable } = request
  if (undoable === null) return []
  const { act } = undoable
  return [{ verb: 'undo', subject: String(act), refusal: undoRefusal(request, actor, act, at) }]
}

function forGroups(request: Request, actor: Actor): readonly Candidate[] {
  const decisions = ['approve', 'approve_with_conditions', 'request_changes', 'reject'] as const
  return Object.keys(request.policy.groups).flatMap((subject): Candidate[] => [
    { verb: 'state_position', subject, refusal: statePositionRefusal(request, actor, subject) },
    ...decisions.map((verb) => ({ verb, subject, refusal: reviewRefusal(request, actor, subject, verb) })),
    {
      verb: 'take',
      subject,
      refusal: takeRefusal(request, actor, subject) ?? takenAlready(request, actor, subject),
    },
    { verb: 'hand_back', subject, refusal: handBackRefusal(request, actor, subject) },
  ])
}

/** To take what one has taken would change nothing. */
const takenAlready = (request: Request, actor: Actor, group: string) =>
  request.taken[group]?.by === actor.person ? refusal('not_now', { status: request.status }) : null

function forExecutives(request: Request, actor: Actor): readonly Candidate[] {
  const rulings = ['approve', 'approve_with_conditions', 'reject', 'send_back'] as const
  return rulings.map((ruling) => ({
    verb: `rule_${ruling}` as const,
    refusal: ruleRefusal(request, actor, ruling),
  }))
}

function forRequester(request: Request, actor: Actor, at: Instant): readonly Candidate[] {
  return [
    { verb: 'accept_conditions', refusal: acceptConditionsRefusal(request, actor) },
    { verb: 'contest', refusal: contestRefusal(request, actor, at) },
    { verb: 'state_position', refusal: statePositionRefusal(request, actor, 'requester') },
    { verb: 'publish', refusal: publishRefusal(request, actor, at) },
    { verb: 'reschedule', refusal: rescheduleRefusal(request, actor, at) },
    { verb: 'revise', refusal: reviseRefusal(request, actor, at) },
    { verb: 'withdraw', refusal: withdrawRefusal(request, actor) },
  ]
}

function forObligations(request: Request, actor: Actor): readonly Candidate[] {
  return obligationsOf(request).map(({ id }) => {
    return { verb: 'meet_condition', subject: id, refusal: meetConditionRefusal(request, actor, id) }
  })
}
