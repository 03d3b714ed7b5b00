/** What a request waits for, and what happens when nobody answers. */
import type { GroupId, Instant, PersonId } from '../flavour.ts'
import type { Context } from './commands.ts'
import { type Deadline, remindersDue } from './deadline.ts'
import { escalation, openDeadlock } from './deadlock.ts'
import type { DeadlineKey, RequestEvent } from './events.ts'
import { type Stamp, stampOf } from './outcome.ts'
import { groupsThatAre } from './quorum.ts'
import { unmetSlot } from './slot.ts'
import type { Request } from './state.ts'

/** A deadline that runs now, and the groups that it waits for (none: another person). */
export interface Running {
  readonly key: DeadlineKey
  readonly deadline: Deadline
  readonly groups: readonly GroupId[]
}

/** Every deadline that runs now, in the policy's order of groups. Empty once the request rests for good. */
export function runningDeadlines(request: Request): readonly Running[] {
  switch (request.status) {
    case 'in_review':
      return groupDeadlines(request.review, groupsThatAre(request, 'pending'))
    case 'changes_requested':
    case 'conditions_offered':
      return [{ key: 'requester', deadline: request.respondBy, groups: [] }]
    case 'rejected':
      return request.contestBy === null ? [] : [{ key: 'contest', deadline: request.contestBy, groups: [] }]
    case 'deadlocked':
      return [{ key: 'mediation', deadline: request.mediation, groups: request.deadlock.groups }]
    case 'escalated':
      return [{ key: 'executive', deadline: request.respondBy, groups: [] }]
    case 'approved':
      return [{ key: 'validity', deadline: request.approval.valid, groups: [] }]
    case 'published':
    case 'lapsed':
    case 'revoked':
    case 'withdrawn':
      return []
    default:
      return request satisfies never
  }
}

function groupDeadlines(
  review: Readonly<Record<GroupId, Deadline>>,
  pending: readonly GroupId[],
): readonly Running[] {
  return pending.flatMap((group) => {
    const deadline = review[group]
    return deadline === undefined ? [] : [{ key: `group:${group}` as const, deadline, groups: [group] }]
  })
}

/** When the clock must look at this deadline next: its first reminder not yet sent, its widening, or its end. */
export function nextLookAt(request: Request, running: Running): Instant {
  const { key, deadline } = running
  const reminder = deadline.reminders[request.reminded[key] ?? 0] ?? deadline.dueAt
  return Math.min(reminder, wideningAt(request, running) ?? deadline.dueAt)
}

/** When everybody in the group is asked, where only some of it are so far; null otherwise. */
function wideningAt(request: Request, { deadline, groups }: Running): Instant | null {
  const waits = groups.some((group) => (request.assigned[group]?.because ?? 'widened') !== 'widened')
  return waits ? (deadline.widensAt ?? null) : null
}

/** The groups of which it is time to ask everybody. */
export function groupsToWiden(request: Request, at: Instant): readonly GroupId[] {
  if (request.status !== 'in_review') return []
  return runningDeadlines(request)
    .filter((running) => (wideningAt(request, running) ?? Number.POSITIVE_INFINITY) <= at)
    .flatMap(({ groups }) => groups)
}

/** Said once for each group, however late the clock is. Those asked before are asked still. */
export function widenings(
  request: Request,
  at: Instant,
  members: Readonly<Record<GroupId, readonly PersonId[]>>,
): readonly RequestEvent[] {
  return groupsToWiden(request, at).map((group) => {
    const everybody = (members[group] ?? []).filter((person) => person !== request.requester)
    const people = [...new Set([...(request.assigned[group]?.people ?? []), ...everybody])]
    return { type: 'assigned', group, people, because: 'widened', ...stampOf({ at }, 'clock') }
  })
}

/** One event per deadline whose reminder is due; reminders missed in an outage become one, the latest. */
export function reminders(request: Request, at: Instant): readonly RequestEvent[] {
  return runningDeadlines(request).flatMap(({ key, deadline }) => {
    const step = remindersDue(deadline, at)
    const sent = request.reminded[key] ?? 0
    return step > sent ? [{ type: 'reminded' as const, about: key, step, ...stampOf({ at }, 'clock') }] : []
  })
}

/** The planned slot has come and nobody has decided: said once for each slot, and never a reason to decide. */
export function slotMissed(request: Request, at: Instant): readonly RequestEvent[] {
  const slot = unmetSlot(request)
  return slot === null || slot > at ? [] : [{ type: 'slot_missed', slot, ...stampOf({ at }, 'clock') }]
}

/**
 * What follows from a deadline that has passed; null when none has. Every path leads to a person or to an end, and
 * none to an approval: silence never approves.
 */
export function consequence(request: Request, context: Context): RequestEvent | null {
  const passed = runningDeadlines(request).filter(({ deadline }) => deadline.dueAt <= context.at)
  if (passed.length === 0) return null
  const stamp = stampOf(context, 'clock')
  switch (request.status) {
    case 'in_review': {
      const silent = passed.flatMap(({ groups }) => groups)
      return openDeadlock(request, 'stalled', silent, context, stamp)
    }
    case 'changes_requested':
    case 'conditions_offered':
      return { type: 'lapsed', because: 'requester_silent', ...stamp }
    case 'rejected':
      return { type: 'rejection_final', ...stamp }
    case 'deadlocked':
      return escalation(request, 1, 'mediation_ended', context, stamp)
    case 'escalated':
      return afterSilentExecutive(request, request.level, context, stamp)
    case 'approved':
      return { type: 'lapsed', because: 'validity_ended', ...stamp }
    case 'published':
    case 'lapsed':
    case 'revoked':
    case 'withdrawn':
      return null
    default:
      return request satisfies never
  }
}

function afterSilentExecutive(request: Request, level: number, context: Context, stamp: Stamp): RequestEvent {
  return level < request.policy.executives.length
    ? escalation(request, level + 1, 'executive_silent', context, stamp)
    : { type: 'lapsed', because: 'executives_silent', ...stamp }
}
