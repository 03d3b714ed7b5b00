import type { GroupId } from '../../domain/flavour.ts'
import type { Deadlock } from '../../domain/request/state.ts'
import { asText, listOf, paragraph } from '../rich.ts'
import {
  executivesOf,
  groupsThatAre,
  instant,
  may,
  namesOfGroups,
  requesterOf,
  type Sight,
  timeOf,
} from '../sight.ts'
import type { Rich } from '../text.ts'
import type { In, Situation } from './situation.ts'

export function deadlocked(sight: Sight, request: In<'deadlocked'>): Situation {
  const { headlines, next, deadline } = sight.messages
  const due = request.mediation.dueAt
  const by = instant(sight, due)
  const concerned = may(sight, 'state_position')
  return {
    tone: 'conflict',
    headline: concerned
      ? headlines.mediate(sight.name, timeOf(sight, due))
      : headlines.deadlocked(sight.name),
    status: whyDeadlocked(sight, request.deadlock),
    deadline: { at: due, label: deadline.mediation(by) },
    next: [
      ...(concerned
        ? [sight.role === 'requester' ? next.mediateRequester() : next.mediateReviewer()]
        : [next.waitingForAgreement()]),
      ...(may(sight, 'accept_conditions') ? [next.mayAcceptConditions()] : []),
      next.mediationElse(),
    ],
  }
}

export function escalated(sight: Sight, request: In<'escalated'>): Situation {
  const { headlines, status, next, deadline } = sight.messages
  const due = request.respondBy.dueAt
  const by = instant(sight, due)
  const executives = executivesOf(sight, request.level)
  const situation = paragraph(
    whyDeadlocked(sight, request.deadlock),
    request.deadlock.everybodyAway === true
      ? status.escalatedAtOnce(executives, by)
      : status.escalated(executives, by),
  )
  if (may(sight, 'rule_approve')) {
    return {
      tone: 'action',
      headline: headlines.rule(sight.name, timeOf(sight, due)),
      status: situation,
      deadline: { at: due, label: deadline.yourRuling(by) },
      next: [next.rule()],
    }
  }
  return {
    tone: 'conflict',
    headline: headlines.withExecutive(sight.name, asText(executives)),
    status: situation,
    deadline: { at: due, label: deadline.ruling(by) },
    next: [
      next.waitingForRuling(executives, by),
      sight.role === 'executive' ? next.earlierLevel() : next.rulingFinal(),
    ],
  }
}

/** Why there is no way forward between people, in one sentence. */
export function whyDeadlocked(sight: Sight, deadlock: Deadlock): Rich {
  const { status } = sight.messages
  const { contest, decisions } = sight.request
  switch (deadlock.kind) {
    case 'disagreement':
      return decisions.length === 0
        ? status.revisedInMediation(sight.revision.number)
        : status.disagreement(sayings(sight))
    case 'contested':
      return contest?.of === 'conditions'
        ? status.contestedConditions(requesterOf(sight), contest.reason)
        : status.contestedRejection(requesterOf(sight), contest?.reason ?? '')
    case 'stalled':
      return deadlock.everybodyAway === true
        ? status.everybodyAway(namesOfGroups(sight, deadlock.groups))
        : status.stalled(namesOfGroups(sight, deadlock.groups))
    case 'rounds':
      return status.rounds(sight.revision.number)
    default:
      return deadlock.kind satisfies never
  }
}

/** "Security approves and Legal rejects". */
function sayings(sight: Sight): Rich {
  const { says } = sight.messages.positions
  const of = (groups: readonly GroupId[], say: (names: Rich, count: number) => Rich): readonly Rich[] =>
    groups.length === 0 ? [] : [say(namesOfGroups(sight, groups), groups.length)]
  return listOf(
    [
      ...of(groupsThatAre(sight, 'approved', 'approved_with_conditions'), says.approved),
      ...of(groupsThatAre(sight, 'rejected'), says.rejected),
      ...of(groupsThatAre(sight, 'changes_requested'), says.changes),
      ...of(groupsThatAre(sight, 'pending'), says.pending),
    ],
    sight.locale,
  )
}
