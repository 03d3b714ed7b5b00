import type { Request } from '../../domain/request/state.ts'
import { paragraph } from '../rich.ts'
import {
  groupsThatAre,
  instant,
  may,
  namesOfGroups,
  requesterOf,
  type Sight,
  speakerOf,
  timeOf,
} from '../sight.ts'
import type { Rich } from '../text.ts'
import type { In, Situation } from './situation.ts'

export function changesRequested(sight: Sight, request: In<'changes_requested'>): Situation {
  const { headlines, status, next, deadline } = sight.messages
  const due = request.respondBy.dueAt
  const by = instant(sight, due)
  const cause = whoWantsChanges(sight, request)
  if (sight.role === 'requester') {
    return {
      tone: 'action',
      headline: headlines.revise(sight.name, timeOf(sight, due)),
      status: cause,
      deadline: { at: due, label: deadline.yourRevision(by) },
      next: [next.revise(by)],
    }
  }
  const requester = requesterOf(sight)
  const reviewer = sight.role === 'reviewer'
  return {
    tone: 'waiting',
    headline: headlines.beingRevised(sight.name),
    status: paragraph(cause, status.waitsForRevision(requester, by)),
    deadline: { at: due, label: deadline.revision(by) },
    next: [
      reviewer ? next.waitingForRevision(requester) : next.waitingForRevisionOther(requester),
      ...(may(sight, 'request_changes') ? [next.mayAddChanges()] : []),
    ],
  }
}

/** The groups, or the executive who sent this very revision back. */
function whoWantsChanges(sight: Sight, request: Request): Rich {
  const { status } = sight.messages
  const ruled = request.rulings.at(-1)
  if (ruled?.ruling.verb === 'send_back' && sight.revision.submittedAt <= ruled.at) {
    return status.sentBack(speakerOf(sight, ruled), ruled.ruling.reason)
  }
  const groups = groupsThatAre(sight, 'changes_requested')
  return status.changesRequested(namesOfGroups(sight, groups), groups.length)
}

export function conditionsOffered(sight: Sight, request: In<'conditions_offered'>): Situation {
  const { headlines, status, next, deadline } = sight.messages
  const due = request.respondBy.dueAt
  const by = instant(sight, due)
  const count = request.conditions.length
  const requester = requesterOf(sight)
  if (sight.role === 'requester') {
    return {
      tone: 'action',
      headline: headlines.answerConditions(sight.name, count, timeOf(sight, due)),
      status: status.conditionsOffered(count),
      deadline: { at: due, label: deadline.yourAnswer(by) },
      next: [next.answerConditions(by)],
    }
  }
  return {
    tone: 'waiting',
    headline: headlines.conditionsOffered(sight.name),
    status: paragraph(status.conditionsOffered(count), status.waitsForAnswer(requester)),
    deadline: { at: due, label: deadline.answer(by) },
    next: [next.waitingForAnswer(requester)],
  }
}

export function rejected(sight: Sight, request: In<'rejected'>): Situation {
  const { headlines, status, deadline } = sight.messages
  const open = request.contestBy
  const contestable = may(sight, 'contest')
  return {
    tone: 'negative',
    headline:
      open !== null && contestable
        ? headlines.rejectedContestable(sight.name, timeOf(sight, open.dueAt))
        : headlines.rejected(sight.name),
    status: paragraph(
      whoRejected(sight, request),
      open === null
        ? status.rejectionFinal()
        : request.contest === null
          ? status.contestableUntil(instant(sight, open.dueAt))
          : [],
    ),
    deadline:
      open !== null && request.contest === null
        ? { at: open.dueAt, label: deadline.contest(instant(sight, open.dueAt)) }
        : null,
    next: afterRejection(sight, request),
  }
}

function afterRejection(sight: Sight, request: In<'rejected'>): readonly Rich[] {
  const { next } = sight.messages
  if (sight.role !== 'requester') {
    return request.contestBy === null || request.contest !== null
      ? [next.nothing()]
      : [next.waitingForContest(requesterOf(sight), instant(sight, request.contestBy.dueAt))]
  }
  if (request.contestBy === null) return [next.newRequest()]
  const by = instant(sight, request.contestBy.dueAt)
  if (may(sight, 'contest')) return [next.contest(by)]
  return may(sight, 'revise') ? [next.reviseRejected(by)] : [next.newRequest()]
}

function whoRejected(sight: Sight, request: Request): Rich {
  const { status } = sight.messages
  const ruled = request.rulings.at(-1)
  if (ruled?.ruling.verb === 'reject') {
    return status.rejectedByRuling(speakerOf(sight, ruled), ruled.ruling.reason)
  }
  const groups = groupsThatAre(sight, 'rejected')
  return status.rejectedBy(namesOfGroups(sight, groups), groups.length)
}
