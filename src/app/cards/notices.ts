import type { GroupId, PersonId } from '../../domain/flavour.ts'
import type { RequestEvent } from '../../domain/request/events.ts'
import { groupsAsked, groupsOfStage } from '../../domain/request/queries.ts'
import type { Request, RequestState } from '../../domain/request/state.ts'
import type { NoticeKind } from '../../view/cards.ts'
import type { Platform, Recipient } from '../ports.ts'
import { askedIn, askedPeople, deciders, everDecided, participants, unique } from './participants.ts'
import type { Roster } from './roster.ts'

/** What is known when the notices of an event are chosen. */
export interface NoticeContext {
  /** The request after the whole commit. */
  readonly request: Request
  /** The request before it; null for a new one. */
  readonly before: RequestState
  readonly roster: Roster
  /** Who is, or will be, in the mediation's shared conversation; null when none can be had. */
  readonly conversation: readonly PersonId[] | null
  /** The chat of its second conversation; null or absent where there is none. */
  readonly beside?: Platform | null
  /** Whom no conversation reaches, because they are in another chat only. */
  readonly apart?: readonly PersonId[]
  /** Which conversations are threads in a channel; absent where none is. */
  readonly threads?: readonly ('first' | 'beside')[]
}

export interface Notice {
  readonly kind: NoticeKind
  readonly to: readonly Recipient[]
}

/**
 * The message that an event causes, if any. An edited card does not ring: a notice does, so only what somebody must do
 * or has waited for is one. New reviewers and executives get none, because their card is a first message itself.
 */
export function noticeOf(event: RequestEvent, context: NoticeContext): Notice | null {
  const { request } = context
  switch (event.type) {
    case 'revised':
      return request.status === 'deadlocked' && context.conversation !== null
        ? notice('revised', toMediation(context))
        : notice('revised', toPeople(askedAgain(context)))
    case 'stage_opened':
      return event.stage > request.reached
        ? null
        : notice('review_asked', toPeople(askedInStage(event.stage, context)))
    case 'assigned':
      return event.because === 'widened'
        ? notice('widened', toPeople(askedBefore(event.group, context)))
        : null
    case 'changes_requested':
    case 'conditions_offered':
    case 'rejected':
      return notice(event.type, toPeople([request.requester]))
    case 'lapsed':
      return notice('lapsed', [...toPeople([request.requester]), ...toThreads(context)])
    case 'approved':
      return notice('approved', toPeople([request.requester, ...owingGroups(context)]))
    case 'condition_met':
      // The requester's own turn begins with the last of what others had to do first.
      return event.by !== request.requester && isReady(request)
        ? notice('approved', toPeople([request.requester]))
        : null
    case 'deadlocked':
      return notice('mediation_opened', openingOf(context))
    case 'position_stated':
      return notice('position_stated', toMediation(context, 'conversation_only'))
    case 'deadlock_resolved':
      return notice('resolved', toMediation(context))
    case 'escalated':
      return notice('escalated', [
        ...toMediation(context),
        ...toPeople(executivesAgain(event.level, context)),
      ])
    case 'ruled':
      return notice('ruled', [...toPeople(concernedBy(context)), ...toThreads(context)])
    case 'decision_undone':
      return undone(event, context)
    case 'withdrawn':
      return notice('withdrawn', [...toPeople(everDecided(request)), ...toThreads(context)])
    case 'revoked':
      return notice('revoked', toPeople([request.requester, ...everDecided(request)]))
    case 'slot_missed':
      return notice('slot_missed', toPeople([request.requester]))
    case 'reminded':
      return notice('reminder', reminded(event, context))
    case 'submitted':
    case 'decided':
    case 'conditions_accepted':
    case 'contested':
    case 'rescheduled':
    case 'taken':
    case 'handed_back':
    case 'published':
    case 'rejection_final':
    case 'requester_left':
    case 'requester_returned':
      return null
    default:
      return event satisfies never
  }
}

/** Whoever was told of what followed is told that it no longer counts. Where nothing had followed, cards say enough. */
function undone({ act }: { readonly act: number }, context: NoticeContext): Notice | null {
  const { request } = context
  const taken = request.undone.find((each) => each.act === act)
  if (taken === undefined || taken.status === request.status) return null
  const concerned = toPeople([request.requester, ...everDecided(request)])
  return notice('undone', request.status === 'deadlocked' ? toMediation(context) : concerned)
}

const notice = (kind: NoticeKind, to: readonly Recipient[]): Notice => ({ kind, to })
const toPeople = (people: readonly PersonId[]): readonly Recipient[] =>
  unique(people).map((person) => ({ type: 'person', person }))
/** Every conversation of the mediation. */
export const conversations = ({ beside = null }: NoticeContext): readonly Recipient[] => [
  { type: 'mediation' },
  ...(beside === null ? [] : [{ type: 'mediation', beside } as const]),
]

/** In a channel an edited card at the head of a thread is far up by then: its end is told at the end of the thread. */
const toThreads = (context: NoticeContext): readonly Recipient[] => {
  const [first, second] = conversations(context)
  const { threads = [] } = context
  return [
    ...(threads.includes('first') && first !== undefined ? [first] : []),
    ...(threads.includes('beside') && second !== undefined ? [second] : []),
  ]
}

/** Without those who are asked from this revision on: their card is a first message itself. */
function askedAgain({ request, roster }: NoticeContext): readonly PersonId[] {
  const joined = request.revisions.at(-1)?.joined ?? []
  return groupsAsked(request)
    .filter((group) => !joined.includes(group))
    .flatMap((group) => askedIn(request, roster, group))
}

/** Those who had a card of it before, on an earlier revision: a new card rings by itself. */
const askedInStage = (stage: number, { request, roster }: NoticeContext) =>
  groupsOfStage(request.policy, stage).flatMap((group) => askedIn(request, roster, group))

/** Executives who were asked before have their brief already, which would only be edited, and not ring. */
const executivesAgain = (level: number, { before, roster }: NoticeContext) =>
  level <= (before?.escalatedTo ?? 0) ? (roster.executives[level - 1] ?? []) : []

/** Whoever was asked first is told that others are asked as well; to those it is news anyway. */
function askedBefore(group: GroupId, { request, before }: NoticeContext): readonly PersonId[] {
  const done = deciders(request)
  const people = before?.assigned[group]?.people ?? []
  return people.filter((person) => !done.includes(person))
}

const openObligations = (request: Request) =>
  request.status === 'approved' ? request.approval.obligations.filter(({ met }) => met === null) : []

const isReady = (request: Request) =>
  request.status === 'approved' && openObligations(request).every(({ due }) => due === 'after_publication')

/** Members of the groups that have conditions to meet: the requester waits for them, and nobody else tells them. */
function owingGroups({ request, roster }: NoticeContext): readonly PersonId[] {
  return openObligations(request)
    .filter(({ owner }) => owner === 'group')
    .flatMap(({ from }) => {
      if (from === 'executive') return askedPeople(request, roster)
      const speakers = request.decisions.filter(({ group }) => group === from)
      return [...askedIn(request, roster, from), ...speakers.map(({ reviewer }) => reviewer)]
    })
}

const concernedBy = ({ request, roster, conversation }: NoticeContext) => [
  ...participants(request, roster),
  ...everDecided(request),
  ...(conversation ?? []),
]

type Reminded = Extract<RequestEvent, { readonly type: 'reminded' }>

/** The conversation's card opens it; those whom it cannot hold, and everybody on a second deadlock, get a notice. */
function openingOf(context: NoticeContext): readonly Recipient[] {
  const { request, conversation } = context
  const outside = toPeople(outsiders(context))
  return conversation !== null && request.deadlocks.length > 1
    ? [...conversations(context), ...outside]
    : outside
}

/** The conversation, and in person those who are not in it. What is said in it stays in it where there is one. */
function toMediation(context: NoticeContext, reach: 'everybody' | 'conversation_only' = 'everybody') {
  if (context.conversation === null) return toPeople(outsiders(context))
  // Whoever is in another chat only cannot read there what is stated here: it is carried over to them.
  const others = reach === 'everybody' ? outsiders(context) : (context.apart ?? [])
  return [...conversations(context), ...toPeople(others)]
}

function outsiders({ request, roster, conversation }: NoticeContext): readonly PersonId[] {
  return participants(request, roster).filter((person) => conversation?.includes(person) !== true)
}

function reminded({ about, step, at }: Reminded, context: NoticeContext): readonly Recipient[] {
  const { request, roster } = context
  switch (about) {
    case 'requester':
    case 'contest':
      return toPeople([request.requester])
    case 'validity':
      return toPeople([request.requester, ...owingGroups(context)])
    case 'mediation':
      return toMediation(context)
    case 'executive':
      return request.status === 'escalated' ? toPeople(roster.executives[request.level - 1] ?? []) : []
    default: {
      const group: GroupId = about.slice('group:'.length)
      const done = deciders(request)
      // The whole group is asked at this very moment: that is reminder enough.
      if (request.assigned[group]?.at === at && request.assigned[group]?.because === 'widened') return []
      const waited = askedIn(request, roster, group).filter((member) => !done.includes(member))
      const taker = request.taken[group]?.by
      // Whoever took it is reminded alone first; the last reminder before the deadline is everybody's.
      const isLast = request.status === 'in_review' && step >= (request.review[group]?.reminders.length ?? 0)
      if (taker === undefined || done.includes(taker)) return toPeople(waited)
      return toPeople(isLast ? [taker, ...waited] : [taker])
    }
  }
}
