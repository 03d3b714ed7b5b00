/** The deadlines of a request, each from the policy that it was submitted under and from now. */
import { fractionOf } from '../calendar/duration.ts'
import type { GroupId, Instant } from '../flavour.ts'
import type { Context } from './commands.ts'
import { type Deadline, deadlineFrom, withReminders } from './deadline.ts'
import type { GroupPolicy, Policy } from './policy.ts'
import { stageOf } from './stages.ts'

/** Long enough before the end to publish, or to ask anew. */
const validityReminder = 0.8

/** Of the groups of one stage, whose time begins now. */
export function reviewDeadlines(policy: Policy, stage: number, context: Context): Record<GroupId, Deadline> {
  return Object.fromEntries(
    Object.entries(policy.groups)
      .filter(([group]) => stageOf(policy, group) === stage)
      .map(([group, rules]) => [group, fromReturn(group, rules, context)]),
  )
}

/**
 * A group of which too few are there has its whole time from when enough are back. Where even that is after the
 * ordinary end, the ordinary time stays: the next who can decide is asked at once, see `skippingTheAbsent`.
 */
function fromReturn(group: GroupId, rules: GroupPolicy, context: Context): Deadline {
  const deadline = reviewDeadline(rules, context)
  const back = context.away?.groups[group] ?? context.at
  const waits = back > context.at && back < deadline.dueAt
  return waits ? reviewDeadline(rules, { ...context, at: back }) : deadline
}

/** A widening that the calendar moves onto the end comes just before it: asked too late is better than not at all. */
function reviewDeadline(
  { respondWithin, remindAt, assign }: GroupPolicy,
  { at, calendar }: Context,
): Deadline {
  const deadline = deadlineFrom(at, respondWithin, remindAt, calendar)
  if (assign === undefined || deadline.dueAt <= at) return deadline
  const widensAt = calendar.after(at, fractionOf(respondWithin, assign.widenAt))
  return { ...deadline, widensAt: Math.min(widensAt, deadline.dueAt - 1) }
}

export function requesterDeadline({ requester }: Policy, { at, calendar }: Context): Deadline {
  return deadlineFrom(at, requester.respondWithin, requester.remindAt, calendar)
}

/** The requester is reminded as of any other answer: a rejection becomes final when this ends. */
export function contestDeadline({ contest, requester }: Policy, { at, calendar }: Context): Deadline {
  return deadlineFrom(at, contest.within, requester.remindAt, calendar)
}

export function mediationDeadline({ mediation }: Policy, { at, calendar }: Context): Deadline {
  return deadlineFrom(at, mediation.lasts, mediation.remindAt, calendar)
}

export function validityDeadline({ approval }: Policy, { at, calendar }: Context): Deadline {
  return deadlineFrom(at, approval.validFor, [validityReminder], calendar)
}

/**
 * The time that the executives of a level have. After the last level nobody follows, so that its deadline includes the
 * extra reminders; only at its end does the request lapse.
 */
export function executiveDeadline(policy: Policy, level: number, { at, calendar }: Context): Deadline {
  const executive = policy.executives[level - 1]
  if (executive === undefined) throw new Error(`there is no executive of level ${level}`)
  const answer = deadlineFrom(at, executive.respondWithin, executive.remindAt, calendar)
  if (level < policy.executives.length) return answer
  const steps: Instant[] = [answer.dueAt]
  for (let sent = 0; sent < policy.lastExecutive.reminders; sent += 1) {
    steps.push(calendar.after(steps.at(-1) ?? answer.dueAt, policy.lastExecutive.remindEvery))
  }
  return withReminders(at, steps.at(-1) ?? answer.dueAt, [...answer.reminders, ...steps])
}
