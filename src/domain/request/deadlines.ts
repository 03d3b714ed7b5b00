/** The deadlines of a request, each from the policy that it was submitted under and from now. */
import type { GroupId, Instant } from '../flavour.ts'
import type { Context } from './commands.ts'
import { type Deadline, deadlineFrom, withReminders } from './deadline.ts'
import type { Policy } from './policy.ts'

/** Long enough before the end to publish, or to ask anew. */
const validityReminder = 0.8

/**
 * A group of which everybody is away has its whole time from when the first is back. Where even that is after the
 * ordinary end, the ordinary time stays: the next who can decide is asked at once, see `skippingTheAbsent`.
 */
export function reviewDeadlines(policy: Policy, { at, calendar, away }: Context): Record<GroupId, Deadline> {
  return Object.fromEntries(
    Object.entries(policy.groups).map(([group, { respondWithin, remindAt }]) => {
      const deadline = deadlineFrom(at, respondWithin, remindAt, calendar)
      const back = away?.groups[group] ?? at
      const waits = back > at && back < deadline.dueAt
      return [group, waits ? deadlineFrom(back, respondWithin, remindAt, calendar) : deadline]
    }),
  )
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
