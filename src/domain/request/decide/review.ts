import type { GroupId, PersonId } from '../../flavour.ts'
import { isAtLeast } from '../../risk/assess.ts'
import type { Assessment, Tier } from '../../risk/types.ts'
import type { Actor } from '../actor.ts'
import type { Context, Decide } from '../commands.ts'
import { areComplete } from '../conditions.ts'
import type { DecisionRecord, DecisionVerb } from '../decision.ts'
import type { RequestEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import { groupOutcomes } from '../quorum.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { currentRevision } from '../revision.ts'
import { reviewerRefusal, turnRefusal, voiceFor } from '../roles.ts'
import { same } from '../same.ts'
import { settle } from '../settle.ts'
import type { Request } from '../state.ts'
import { isOpen, notNow, staleRefusal } from '../status.ts'
import { isBlank } from '../text.ts'
import { heardBefore } from '../voice.ts'

/** One reviewer's decision for one group, and whatever it settles. The same decision twice changes nothing. */
export function review(command: Decide, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, group, decision, assessment, openedAt, together } = command
  const earlier = decisionOf(request, actor.person)
  const barred = reviewerRefusal(request, actor, group)
  if (barred !== null) return refused(barred)
  const { number, digest } = currentRevision(request)
  if (isOpen(request) && command.digest === digest && isSameDecision(earlier, command)) return repeated
  const refusal =
    statusRefusal(request, decision.verb) ??
    turnRefusal(request, group) ??
    staleRefusal(request, command.digest) ??
    settledRefusal(request, actor, group) ??
    wordingRefusal(command) ??
    (together === true ? togetherRefusal(request, group, decision.verb) : null) ??
    questionnaireRefusal(command, request)
  if (refusal !== null) return refused(refusal)
  const stamp = stampOf(context, actor.person)
  const voice = voiceFor(request, actor, group) ?? { by: actor.person }
  const decided: RequestEvent = {
    type: 'decided',
    group,
    revision: number,
    digest,
    decision,
    assessment,
    changed: heardBefore(request.decisions, voice).length > 0,
    // Clocks are set back now and then: an opening after the decision tells nothing.
    ...(openedAt === undefined || openedAt > context.at ? {} : { openedAt }),
    ...(together === true ? { together } : {}),
    ...stamp,
    ...voice,
  }
  return accepted(decided, ...settle(evolve(request, decided), context, stamp))
}

/** Whether this person may decide so for this group now, whatever is written with it. */
export function reviewRefusal(
  request: Request,
  actor: Actor,
  group: GroupId,
  verb: DecisionVerb,
): Refusal | null {
  return (
    reviewerRefusal(request, actor, group) ??
    statusRefusal(request, verb) ??
    turnRefusal(request, group) ??
    settledRefusal(request, actor, group)
  )
}

/**
 * What is approved together with others gets no look of its own: so it must be a low risk that needs no questionnaire, in
 * an ordinary review, with no word of caution by the group before.
 */
export function togetherRefusal(
  request: Request,
  group: GroupId,
  verb: DecisionVerb = 'approve',
): Refusal | null {
  const { screening, policy, status, decisions } = request
  const isSmall = screening.tier === 'low' && !isAtLeast('low', policy.questionnaireFrom)
  const isDoubted = decisions.some(
    (record) =>
      record.group === group &&
      (record.decision.verb !== 'approve' || isAtLeast(record.assessment?.tier ?? 'low', 'medium')),
  )
  const isTogether = verb === 'approve' && status === 'in_review' && isSmall && !isDoubted
  return isTogether ? null : refusal('needs_own_look')
}

/** While changes are asked for, other groups may add theirs, so that the requester revises once for all. */
function statusRefusal(request: Request, verb: DecisionVerb): Refusal | null {
  const open =
    request.status === 'in_review' ||
    request.status === 'deadlocked' ||
    (request.status === 'changes_requested' && verb === 'request_changes')
  return open ? null : notNow(request)
}

/** In mediation everybody may decide, and decide anew: that is what it is for. */
export function settledRefusal(request: Request, actor: Actor, group: GroupId): Refusal | null {
  if (request.status === 'deadlocked') return null
  const voice = voiceFor(request, actor, group) ?? { by: actor.person }
  if (heardBefore(request.decisions, voice).length > 0) return refusal('already_decided')
  return groupOutcomes(request)[group] === 'pending' ? null : refusal('group_settled')
}

function wordingRefusal({ decision }: Decide): Refusal | null {
  switch (decision.verb) {
    case 'approve':
      return null
    case 'approve_with_conditions':
      return areComplete(decision.conditions) ? null : refusal('conditions_required')
    case 'request_changes':
      return isBlank(decision.changes) ? refusal('changes_required') : null
    case 'reject':
      if (isBlank(decision.reason)) return refusal('reason_required')
      return isBlank(decision.wouldAccept) ? refusal('would_accept_required') : null
    default:
      return decision satisfies never
  }
}

/** A risk from the policy's tier upwards cannot be approved unexamined. To hold it back needs no questionnaire. */
function questionnaireRefusal({ decision, assessment }: Decide, request: Request): Refusal | null {
  if (decision.verb === 'reject' || decision.verb === 'request_changes') return null
  const tier = worse(assessment?.tier ?? 'low', request.screening.tier)
  if (!isAtLeast(tier, request.policy.questionnaireFrom)) return null
  return isExamined(assessment) ? null : refusal('questionnaire_required', { tier })
}

function isExamined(assessment: Assessment | null): boolean {
  return assessment?.complete === true && !isBlank(assessment.rationale)
}

function worse(left: Tier, right: Tier): Tier {
  return isAtLeast(left, right) ? left : right
}

function decisionOf(request: Request, person: PersonId): DecisionRecord | undefined {
  return request.decisions.find(({ reviewer }) => reviewer === person)
}

function isSameDecision(
  record: DecisionRecord | undefined,
  { group, decision, assessment }: Decide,
): boolean {
  return record?.group === group && same(record.decision, decision) && same(record.assessment, assessment)
}
