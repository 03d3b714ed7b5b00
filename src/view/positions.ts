import type { GroupId } from '../domain/flavour.ts'
import type { Condition, ConditionDraft, DecisionRecord } from '../domain/request/decision.ts'
import { groupsOfStage, hasTurn, undoUntil } from '../domain/request/queries.ts'
import type { Obligation, Request } from '../domain/request/state.ts'
import type { Assessment } from '../domain/risk/types.ts'
import type { PositionLine } from './card.ts'
import { conditionLine, draftLine, obligationLine } from './conditions.ts'
import { listOf, paragraph } from './rich.ts'
import { type GroupSight, instant, may, namesOfGroups, person, type Sight, speakerOf } from './sight.ts'
import type { Rich } from './text.ts'

/**
 * Where each side stands: the requester where that is in question, every group in the policy's order, and the
 * executive who ruled.
 */
export function positionsOf(sight: Sight): readonly PositionLine[] {
  return [
    ...requesterPosition(sight),
    ...sight.groups.map((group) => groupPosition(sight, group)),
    ...rulings(sight),
  ]
}

function requesterPosition(sight: Sight): readonly PositionLine[] {
  const { request, role, messages } = sight
  const { positions } = messages
  const stated = statedBy(request, 'requester')
  const inQuestion =
    (role === 'executive' && request.status === 'escalated') || request.contest !== null || stated.length > 0
  if (!inQuestion) return []
  const contested =
    request.contest === null
      ? null
      : request.contest.of === 'rejection'
        ? positions.contestsRejection(request.contest.reason)
        : positions.contestsConditions(request.contest.reason)
  return [
    {
      group: 'requester',
      name: sight.cast.person(request.requester),
      state: 'stated',
      summary: contested ?? positions.requesterAsks(),
      details: stated.map((text) => positions.wouldAccept(text)),
      evidence: [],
    },
  ]
}

/** What a side said it would accept, oldest first, each text once. */
export const statedBy = (request: Request, side: 'requester' | GroupId): readonly string[] => [
  ...new Set(
    request.positions.filter((position) => position.side === side).map(({ wouldAccept }) => wouldAccept),
  ),
]

function groupPosition(sight: Sight, { id, name, outcome }: GroupSight): PositionLine {
  const { positions } = sight.messages
  if (!hasTurn(sight.request, id) && recordsOf(sight.request, id).length === 0)
    return { group: id, name, state: 'pending', summary: later(sight), details: [], evidence: [] }
  if (outcome === 'hidden') {
    const summary = whyHidden(sight)
    return { group: id, name, state: 'hidden', summary, details: [], evidence: [] }
  }
  const records = recordsOf(sight.request, id)
  return {
    group: id,
    name,
    state: outcome,
    summary:
      outcome === 'pending'
        ? paragraph(...takenSummary(sight, id), ...askedSummary(sight, id), pendingSummary(sight, id))
        : decidedSummary(sight, outcome, records),
    details: [
      ...records.flatMap((record) =>
        decisionLines(sight, record, outcome === 'pending' || records.length > 1),
      ),
      ...numberedConditions(sight, id),
      ...statedBy(sight.request, id).map((text) => positions.wouldAccept(text)),
    ],
    evidence: records.flatMap(({ assessment }) =>
      assessment === null ? [] : answerLines(sight, assessment).slice(answersShown),
    ),
  }
}

function whyHidden(sight: Sight): Rich {
  const { positions } = sight.messages
  if (may(sight, 'approve')) return positions.hiddenUntilYouDecide()
  const until = undoUntil(sight.request)
  return may(sight, 'undo') && until !== null
    ? positions.hiddenWhileUndo(instant(sight, until))
    : positions.hiddenUntilOver()
}

export const recordsOf = (request: Request, group: GroupId): readonly DecisionRecord[] =>
  request.decisions.filter((record) => record.group === group)

/** A group of a later stage, which says nothing before its turn. */
function later(sight: Sight): Rich {
  const { request, messages } = sight
  const goesOn = ['in_review', 'changes_requested', 'deadlocked'].includes(request.status)
  if (!goesOn) return messages.positions.notAsked()
  const before = groupsOfStage(request.policy, request.stage)
  return messages.positions.afterOthers(namesOfGroups(sight, before), before.length)
}

/** Who of the group is asked, where that is not simply everybody. */
function askedSummary(sight: Sight, group: GroupId): readonly Rich[] {
  const { request, cast, locale, messages } = sight
  const { positions } = messages
  const assignment = request.assigned[group]
  if (request.status !== 'in_review' || assignment === undefined) return []
  if (assignment.because === 'widened')
    return [assignment.people.length === 0 ? positions.nobody() : positions.wholeGroup()]
  const people = listOf(
    assignment.people.map((id) => [person(sight, id)]),
    locale,
  )
  const others = (cast.members(group) ?? []).filter(
    (id) => id !== request.requester && !assignment.people.includes(id),
  )
  return [positions.asked(people, others.length)]
}

function takenSummary(sight: Sight, group: GroupId): readonly Rich[] {
  const { request, messages } = sight
  const taken = request.status === 'in_review' ? request.taken[group] : undefined
  return taken === undefined
    ? []
    : [messages.positions.taken(person(sight, taken.by), instant(sight, taken.at))]
}

export function pendingSummary(sight: Sight, group: GroupId): Rich {
  const { request, messages } = sight
  const { positions } = messages
  const due =
    request.status === 'in_review'
      ? request.review[group]?.dueAt
      : request.status === 'deadlocked'
        ? request.mediation.dueAt
        : undefined
  if (due === undefined) return request.status === 'escalated' ? positions.late() : positions.undecided()
  const by = instant(sight, due)
  const quorum = request.policy.groups[group]?.quorum ?? 1
  const approvals = recordsOf(request, group).filter(({ decision }) => isApproval(decision.verb)).length
  return approvals > 0 ? positions.pendingQuorum(approvals, quorum, by) : positions.pending(by)
}

const isApproval = (verb: DecisionRecord['decision']['verb']) =>
  verb === 'approve' || verb === 'approve_with_conditions'

/** Who settled the group so, and when the last of them did. */
export function decidedSummary(
  sight: Sight,
  outcome: keyof Sight['messages']['positions']['decided'],
  records: readonly DecisionRecord[],
): Rich {
  const settling = records.filter(({ decision }) =>
    outcome === 'rejected'
      ? decision.verb === 'reject'
      : outcome === 'changes_requested'
        ? decision.verb === 'request_changes'
        : isApproval(decision.verb),
  )
  const people = listOf(
    settling.map((record) => speakerOf(sight, { ...record, by: record.reviewer })),
    sight.locale,
  )
  const last = Math.max(...settling.map(({ at }) => at))
  return sight.messages.positions.decided[outcome](people, instant(sight, last))
}

/** What one reviewer said. `named` where several did, so that each line can be told from the others. */
function decisionLines(sight: Sight, record: DecisionRecord, named: boolean): readonly Rich[] {
  const { positions } = sight.messages
  return [
    ...(named
      ? [
          positions.oneDecision(
            speakerOf(sight, { ...record, by: record.reviewer }),
            positions.verb[record.decision.verb],
          ),
        ]
      : []),
    ...howLines(sight, record),
    ...wordsOf(sight, record),
    ...(record.assessment === null ? [] : assessmentLines(sight, record.assessment)),
  ]
}

/** How it was approved, for those who judge an approval; colleagues in the review are not held up to each other. */
function howLines(sight: Sight, { hastyAfter, together }: DecisionRecord): readonly Rich[] {
  const { positions } = sight.messages
  const isShared = sight.actor.person === ''
  if (isShared || sight.role === 'reviewer') return []
  return [
    ...(hastyAfter === undefined ? [] : [positions.hasty(Math.max(1, Math.round(hastyAfter / 1000)))]),
    ...(together === undefined ? [] : [positions.together()]),
  ]
}

export function wordsOf(sight: Sight, { decision, group }: DecisionRecord): readonly Rich[] {
  const { positions } = sight.messages
  const said = (text: string, say: (text: string) => Rich) => (text.trim() === '' ? [] : [say(text)])
  switch (decision.verb) {
    case 'approve':
      return said(decision.comment, positions.comment)
    case 'approve_with_conditions':
      return [
        ...reviewersConditions(sight, decision.conditions, group),
        ...said(decision.comment, positions.comment),
      ]
    case 'request_changes':
      return said(decision.changes, positions.changes)
    case 'reject':
      return [
        ...said(decision.reason, positions.reason),
        ...said(decision.wouldAccept, positions.wouldAccept),
      ]
    default:
      return decision satisfies never
  }
}

export function scoreOf(sight: Sight, { tier, score }: Pick<Assessment, 'tier' | 'score'>): string {
  const { terms } = sight.messages
  return terms.score(terms.tier[tier], score)
}

function assessmentLines(sight: Sight, assessment: Assessment): readonly Rich[] {
  const { positions, terms } = sight.messages
  const { likelihood, impact, rationale } = assessment
  return [
    positions.risk(
      scoreOf(sight, assessment),
      `${likelihood} (${terms.likelihood[likelihood]})`,
      `${impact} (${terms.impact[impact]})`,
    ),
    ...answerLines(sight, assessment).slice(0, answersShown),
    ...(rationale.trim() === '' ? [] : [positions.rationale(rationale)]),
  ]
}

/** A card is for thirty seconds: the answer that weighs most stands on it, the others are evidence. */
const answersShown = 1

/** The answers that speak for the tier, strongest first. */
function answerLines(sight: Sight, { questionnaire, reasons }: Assessment): readonly Rich[] {
  return reasons.flatMap(({ question, option }) => {
    const answer = sight.cast.answer(questionnaire.id, questionnaire.version, question, option, sight.locale)
    return answer === null ? [] : [sight.messages.positions.answer(answer.question, answer.option)]
  })
}

/** After a ruling only its own conditions bind, but nobody's words disappear. */
function reviewersConditions(
  sight: Sight,
  conditions: readonly ConditionDraft[],
  group: GroupId,
): readonly Rich[] {
  const { request, messages } = sight
  if (wasRuledOn(request)) return conditions.map(({ text }) => messages.positions.notBinding(text))
  return areNumbered(request) ? [] : conditions.map((draft) => draftLine(sight, draft, group))
}

const wasRuledOn = (request: Request) =>
  (request.status === 'approved' || request.status === 'published') && request.approval.basis === 'ruling'

/** Once conditions are offered or bind, they are listed with the numbers that their buttons carry. */
function areNumbered(request: Request): boolean {
  return numberedOf(request).length > 0
}

function numberedOf(request: Request): readonly (Condition | Obligation)[] {
  if (request.status === 'conditions_offered') return request.conditions
  return request.status === 'approved' || request.status === 'published' ? request.approval.obligations : []
}

function numberedConditions(sight: Sight, from: Condition['from']): readonly Rich[] {
  return numberedOf(sight.request).flatMap((condition, index) => {
    if (condition.from !== from) return []
    return 'met' in condition
      ? [obligationLine(sight, condition, index + 1)]
      : [conditionLine(sight, condition, index + 1)]
  })
}

function rulings(sight: Sight): readonly PositionLine[] {
  const { request, messages } = sight
  return request.rulings.map(({ at, ruling, ...voice }, index) => ({
    group: 'executive',
    name: sight.cast.person(voice.by),
    state: 'ruled',
    summary: messages.positions.ruling[ruling.verb](speakerOf(sight, voice), instant(sight, at)),
    details: [
      messages.positions.reason(ruling.reason),
      ...(ruling.verb === 'approve_with_conditions' && !areNumbered(request)
        ? ruling.conditions.map((draft) => draftLine(sight, draft, 'executive'))
        : []),
      ...(index === request.rulings.length - 1 ? numberedConditions(sight, 'executive') : []),
    ],
    evidence: [],
  }))
}
