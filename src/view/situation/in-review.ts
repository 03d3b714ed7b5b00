import type { GroupId, Instant } from '../../domain/flavour.ts'
import { askedOf, hasTurn, stagesOf, waitingFor } from '../../domain/request/queries.ts'
import { urgencyLines } from '../plan.ts'
import { asText, listOf, namesOf, paragraph } from '../rich.ts'
import {
  groupsThatAre,
  instant,
  isHiding,
  may,
  namesOfGroups,
  person,
  requesterOf,
  type Sight,
  timeOf,
} from '../sight.ts'
import type { Rich } from '../text.ts'
import type { In, Situation } from './situation.ts'

export function inReview(sight: Sight, request: In<'in_review'>): Situation {
  const situation = inStage(sight, request)
  const stages = stagesOf(request.policy)
  if (stages.length < 2) return situation
  const step = sight.messages.status.step(stages.indexOf(request.stage) + 1, stages.length)
  return { ...situation, status: paragraph(step, situation.status) }
}

function inStage(sight: Sight, request: In<'in_review'>): Situation {
  const deciding = sight.allowed.flatMap(({ verb, subject }) =>
    verb === 'approve' && subject !== undefined ? [subject] : [],
  )
  if (deciding.length > 0) return toDecide(sight, request, deciding)
  if (sight.role === 'requester') return asked(sight, request)
  return watching(sight, request)
}

function toDecide(sight: Sight, request: In<'in_review'>, groups: readonly GroupId[]): Situation {
  const { headlines, status, next, deadline } = sight.messages
  const due = Math.min(...dueOf(request, groups))
  const by = instant(sight, due)
  const names = namesOfGroups(sight, groups)
  const { number } = sight.revision
  const headline = number > 1 ? headlines.decideAnew : headlines.decide
  return {
    tone: 'action',
    headline: headline(sight.name, timeOf(sight, due)),
    status: status.askedToDecide(requesterOf(sight), names, number),
    deadline: { at: due, label: deadline.yourDecision(by) },
    next: [
      ...groups.flatMap((group) => chosen(sight, group)),
      ...urgencyLines(sight, request, nearestOf(request, groups)),
      next.decideOrElse(names),
    ],
  }
}

/** Whether it is for the reader that the group waits, or they only may decide as well. */
function chosen(sight: Sight, group: GroupId): readonly Rich[] {
  const { request, cast, locale, messages } = sight
  const asked = askedOf(request, group)
  if (asked === null) return []
  const name = cast.group(group)
  if (asked.includes(sight.actor.person)) return [messages.next.youWereChosen(name)]
  const people = listOf(
    asked.map((id) => [person(sight, id)]),
    locale,
  )
  return [messages.next.othersWereChosen(people, name, asked.length)]
}

function nearestOf(request: In<'in_review'>, groups: readonly GroupId[]) {
  const due = Math.min(...dueOf(request, groups))
  const startedAt = Math.max(...groups.flatMap((group) => request.review[group]?.startedAt ?? []))
  return { startedAt, dueAt: due }
}

function asked(sight: Sight, request: In<'in_review'>): Situation {
  const { headlines, status, next } = sight.messages
  const pending = waitedFor(sight)
  const names = pending.map((id) => sight.cast.group(id))
  return {
    tone: 'waiting',
    headline: headlines.inReviewWith(sight.name, namesOf(names, sight.locale)),
    status: status.progress(
      sight.groups.length - groupsThatAre(sight, 'pending').length,
      sight.groups.length,
    ),
    deadline: deadlineOf(sight, request),
    next: [
      next.waitingForGroups(namesOfGroups(sight, pending)),
      next.toldOutcome(),
      ...(may(sight, 'revise') ? [next.mayRevise()] : []),
    ],
  }
}

/** Groups whose turn it is and that the reader sees to be undecided. */
const waitedFor = (sight: Sight): readonly GroupId[] =>
  groupsThatAre(sight, 'pending').filter((group) => hasTurn(sight.request, group))

/** Somebody with nothing to do now: decided already, or not concerned. */
function watching(sight: Sight, request: In<'in_review'>): Situation {
  const { next } = sight.messages
  const waiting = isHiding(sight)
    ? next.waitingForReview()
    : next.waitingForGroups(namesOfGroups(sight, waitedFor(sight)))
  const later = sight.actor.groups.filter(
    (id) => Object.hasOwn(request.policy.groups, id) && !hasTurn(request, id),
  )
  return {
    tone: 'waiting',
    ...doneBy(sight, request),
    deadline: deadlineOf(sight, request),
    next: [waiting, later.length > 0 ? next.yourTurnComes(namesOfGroups(sight, later)) : next.nothing()],
  }
}

function doneBy(sight: Sight, request: In<'in_review'>): Pick<Situation, 'headline' | 'status'> {
  const { headlines, status, positions } = sight.messages
  const own = request.decisions.find((record) => record.reviewer === sight.actor.person)
  if (own !== undefined) {
    return {
      headline: headlines.youDecided(sight.name),
      status: status.youDecided(positions.verb[own.decision.verb], instant(sight, own.at)),
    }
  }
  const settled = sight.groups
    .filter(
      ({ id, outcome }) => sight.actor.groups.includes(id) && outcome !== 'pending' && outcome !== 'hidden',
    )
    .map(({ id }) => id)
  if (sight.role === 'reviewer' && settled.length > 0) {
    const names = namesOfGroups(sight, settled)
    return {
      headline: headlines.groupDecided(sight.name, asText(names)),
      status: status.groupDecided(names, settled.length),
    }
  }
  return {
    headline: headlines.inReview(sight.name),
    status: status.inReview(requesterOf(sight)),
  }
}

/** The nearest deadline; where decisions are hidden the last of all groups, which says nothing about who decided. */
function deadlineOf(sight: Sight, request: In<'in_review'>): Situation['deadline'] {
  const { deadline } = sight.messages
  if (isHiding(sight)) {
    const at = Math.max(...dueOf(request, Object.keys(request.review)))
    return { at, label: deadline.review(instant(sight, at)) }
  }
  const waiting = waitingFor(request)
  return waiting === null
    ? null
    : { at: waiting.dueAt, label: deadline.nextDecision(instant(sight, waiting.dueAt)) }
}

function dueOf(request: In<'in_review'>, groups: readonly GroupId[]): readonly Instant[] {
  return groups.flatMap((group) => request.review[group]?.dueAt ?? [])
}
