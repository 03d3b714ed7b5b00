/**
 * What a list of events says, read without the product's own replay: the second opinion that the invariants are
 * checked against. It looks backwards from the end and counts positions, where the product goes forwards and folds.
 */
import type { Digest, GroupId, Instant, PersonId } from '../../../src/domain/flavour.ts'
import type { Deadline } from '../../../src/domain/request/deadline.ts'
import type { DeadlineKey, RequestEvent, RequestEventType } from '../../../src/domain/request/events.ts'
import type { Policy } from '../../../src/domain/request/policy.ts'
import type { RequestStatus } from '../../../src/domain/request/state.ts'
import { Violation } from './history.ts'

export type Events = readonly RequestEvent[]
export type EventOf<Type extends RequestEventType> = Extract<RequestEvent, { readonly type: Type }>

export function isA<Type extends RequestEventType>(
  event: RequestEvent | undefined,
  ...types: readonly Type[]
): event is EventOf<Type> {
  return event !== undefined && types.some((type) => type === event.type)
}

export function lastOf<Type extends RequestEventType>(
  events: Events,
  ...types: readonly Type[]
): EventOf<Type> | undefined {
  const found = events.findLast((event) => isA(event, ...types))
  return isA(found, ...types) ? found : undefined
}

/** What is said, asked or taken on without anything being decided: taking a decision back does not touch it. */
export const isSaid = (event: RequestEvent): boolean =>
  isA(
    event,
    'reminded',
    'slot_missed',
    'assigned',
    'taken',
    'handed_back',
    'requester_left',
    'requester_returned',
  )

/**
 * What still counts: without what was taken back, and without its taking back. What was only said in between was said.
 */
export function standing(events: Events): Events {
  const gone = new Set<RequestEvent>()
  events.forEach((event, index) => {
    if (!isA(event, 'decision_undone')) return
    gone.add(event)
    for (const other of events.slice(event.act - 1, index)) {
      if (!isSaid(other)) gone.add(other)
    }
  })
  return events.filter((event) => !gone.has(event))
}

export function submission(events: Events): EventOf<'submitted'> {
  const [first] = events
  if (!isA(first, 'submitted')) throw new Violation('a history must begin with a submission')
  return first
}

/** The rules of the submission, with the groups that revisions were sent to since. */
export function policyOf(events: Events): Policy {
  const { policy } = submission(events)
  const added = events.flatMap((event) =>
    isA(event, 'revised') && event.routed !== undefined ? Object.entries(event.routed.added) : [],
  )
  return { ...policy, groups: { ...policy.groups, ...Object.fromEntries(added) } }
}

/** The stage of a group; 1 where none is named. */
export const stageIn = (events: Events, group: GroupId): number => policyOf(events).groups[group]?.stage ?? 1

/** The groups that were asked since the content last changed: those of the lowest stage, and of those opened since. */
export function askedNow(events: Events): readonly GroupId[] {
  const groups = Object.keys(policyOf(events).groups)
  const start = events.findLastIndex((event) => isA(event, 'submitted', 'revised'))
  const opened = events.slice(start).flatMap((event) => (isA(event, 'stage_opened') ? [event.stage] : []))
  const lowest = Math.min(...groups.map((group) => stageIn(events, group)))
  return groups.filter((group) => [lowest, ...opened].includes(stageIn(events, group)))
}

export function requesterOf(events: Events): PersonId {
  return submission(events).by
}

export function revisionNow(events: Events): { readonly number: number; readonly digest: Digest } {
  const number = events.filter((event) => isA(event, 'submitted', 'revised')).length
  return { number, digest: lastOf(events, 'submitted', 'revised')?.digest ?? '' }
}

/** The last word of each person, or of whoever spoke for them, since the content last changed, in order of arrival. */
export function votesNow(events: Events): readonly EventOf<'decided'>[] {
  const start = events.findLastIndex((event) => isA(event, 'submitted', 'revised'))
  const decided = events.slice(start).filter((event) => isA(event, 'decided'))
  // By whoever decided or was spoken for. Read backwards with one list: this is asked for millions of times.
  const spoken: PersonId[] = []
  return decided
    .reverse()
    .filter(({ by, onBehalfOf }) => {
      const isLast = !spoken.includes(by) && (onBehalfOf === undefined || !spoken.includes(onBehalfOf))
      spoken.push(by)
      if (onBehalfOf !== undefined) spoken.push(onBehalfOf)
      return isLast
    })
    .reverse()
}

export type Stand = 'yes' | 'no' | 'changes' | 'open'

/** How a group stands: whichever of its thresholds lies earliest among the votes. */
export function standOf(events: Events, group: GroupId): Stand {
  const rules = policyOf(events).groups[group]
  if (rules === undefined) throw new Violation(`no such group: ${group}`)
  const verbs = votesNow(events)
    .filter((vote) => vote.group === group)
    .map(({ decision }) => decision.verb)
  const nth = (count: number, ...wanted: readonly string[]): number =>
    verbs.flatMap((verb, index) => (wanted.includes(verb) ? [index] : []))[count - 1] ??
    Number.POSITIVE_INFINITY
  const ends: readonly (readonly [Stand, number])[] = [
    ['yes', nth(rules.quorum, 'approve', 'approve_with_conditions')],
    ['no', nth(rules.rejections, 'reject')],
    ['changes', nth(1, 'request_changes')],
  ]
  const [stand, position] = ends.reduce((first, other) => (other[1] < first[1] ? other : first))
  return position === Number.POSITIVE_INFINITY ? 'open' : stand
}

export function standsNow(events: Events): ReadonlyMap<GroupId, Stand> {
  return new Map(Object.keys(policyOf(events).groups).map((group) => [group, standOf(events, group)]))
}

/** The status that the last event of this kind led to; null where an event does not change the status. */
function statusAfter(event: RequestEvent): RequestStatus | null {
  switch (event.type) {
    case 'submitted':
      return 'in_review'
    case 'revised':
      return event.review === null ? null : 'in_review'
    case 'stage_opened':
      return 'in_review'
    case 'changes_requested':
    case 'conditions_offered':
    case 'rejected':
    case 'deadlocked':
    case 'escalated':
    case 'approved':
    case 'published':
    case 'revoked':
    case 'withdrawn':
    case 'lapsed':
      return event.type
    default:
      return null
  }
}

export function statusOf(events: Events): RequestStatus {
  const entered = lastEntered(events)
  const status = entered === undefined ? null : statusAfter(entered)
  if (status === null) throw new Violation('no status')
  return status
}

/** The event by which the current status was entered. */
export function lastEntered(events: Events): RequestEvent | undefined {
  return events.findLast((event) => statusAfter(event) !== null)
}

export function isFinal(events: Events): boolean {
  const status = statusOf(events)
  if (status !== 'rejected') return ['published', 'revoked', 'withdrawn', 'lapsed'].includes(status)
  const entered = lastEntered(events)
  return events.at(-1)?.type === 'rejection_final' || (isA(entered, 'rejected') && entered.contestBy === null)
}

/** The slot that was planned last, whether with the content or on its own; null where there is none. */
export function slotNow(events: Events): Instant | null {
  const last = lastOf(events, 'submitted', 'revised', 'rescheduled')
  if (last === undefined || last.type === 'rescheduled') return last?.slot ?? null
  return last.content.kind === 'post' ? last.content.slot : null
}

/** True while others have yet to decide: a slot that comes now comes too early for them. */
export function isUndecided(events: Events): boolean {
  return ['in_review', 'changes_requested', 'conditions_offered', 'deadlocked', 'escalated'].includes(
    statusOf(events),
  )
}

export interface Running extends Deadline {
  readonly about: DeadlineKey
}

/** The deadlines that the current status was entered with: groups that have settled are not waited for. */
export function deadlinesNow(events: Events): readonly Running[] {
  if (isFinal(events)) return []
  const entered = lastEntered(events)
  if (isA(entered, 'submitted', 'revised', 'stage_opened')) {
    return Object.entries(entered.review ?? {}).flatMap(
      ([group, deadline]: [GroupId, Deadline]): readonly Running[] =>
        standOf(events, group) === 'open' ? [{ about: `group:${group}`, ...deadline }] : [],
    )
  }
  if (isA(entered, 'changes_requested', 'conditions_offered'))
    return [{ about: 'requester', ...entered.respondBy }]
  if (isA(entered, 'escalated')) return [{ about: 'executive', ...entered.respondBy }]
  if (isA(entered, 'deadlocked')) return [{ about: 'mediation', ...entered.mediation }]
  if (isA(entered, 'approved')) return [{ about: 'validity', ...entered.valid }]
  if (isA(entered, 'rejected') && entered.contestBy !== null)
    return [{ about: 'contest', ...entered.contestBy }]
  return []
}
