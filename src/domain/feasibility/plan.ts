/**
 * Who decides on a request and by when, and whether its planned slot can be met. Everything is asked of the deadlines
 * that the decider itself gives, so that a plan cannot promise what the life of the request does not keep: whatever
 * moves those deadlines (holidays, absences) moves the plan with them.
 */
import type { WorkingTime } from '../calendar/duration.ts'
import type { GroupId, Instant } from '../flavour.ts'
import { mediationDeadline, reviewDeadlines } from '../request/deadlines.ts'
import type { Policy } from '../request/policy.ts'
import { groupsThatAre } from '../request/quorum.ts'
import { plannedSlot } from '../request/slot.ts'
import type { Request } from '../request/state.ts'
import { earliestSlotAfter } from './earliest-slot.ts'

/**
 * - `feasible`: decided before the slot even after a deadlock that uses all its time
 * - `tight`: decided before it where people answer in time and agree; a deadlock may miss it
 * - `infeasible`: missed even so, unless people answer sooner than they must
 */
export type Verdict = 'no_slot' | 'feasible' | 'tight' | 'infeasible'

/** What is waited for first. */
export type Phase = 'review' | 'mediation' | 'ruling'

/** One step that people take, and the latest time at which it ends when those before it took all of theirs. */
export type Stage =
  | { readonly who: 'group'; readonly group: GroupId; readonly by: Instant }
  | { readonly who: 'mediation'; readonly by: Instant }
  | { readonly who: 'executives'; readonly level: number; readonly by: Instant }

export interface Plan {
  readonly phase: Phase
  readonly slot: Instant | null
  /** In order; groups decide side by side, all else one after the other and only when there is a deadlock. */
  readonly stages: readonly Stage[]
  /** Decided by then where everybody asked first answers in time and nobody disagrees. */
  readonly ordinaryBy: Instant
  /**
   * Decided by then after a deadlock too, provided that the last executive answers in time. Silence after that leads to
   * no approval, so there is no slot that would be safe from it.
   */
  readonly deadlockBy: Instant
  readonly verdict: Verdict
  /** The first slots that keep the promise of `tight` and of `feasible`. */
  readonly earliest: { readonly ordinary: Instant; readonly always: Instant }
  /** The groups whose time ends last: an early answer of theirs brings everything forward. Empty after the review. */
  readonly slowest: readonly GroupId[]
}

/** The plan of a request that is submitted or revised at `at`. Throws as the calendar does. */
export function planOf(input: {
  readonly policy: Policy
  readonly calendar: WorkingTime
  readonly at: Instant
  readonly slot: Instant | null
}): Plan {
  const { policy, calendar, at, slot } = input
  const groups = Object.entries(reviewDeadlines(policy, { at, calendar }))
  return planFrom(
    'review',
    groups.map(([group, { dueAt }]) => ({ who: 'group', group, by: dueAt })),
    { policy, calendar, slot },
  )
}

/** The plan of what is left of a request's way to a decision; null where it does not wait for a decision of others. */
export function planOfRequest(request: Request, calendar: WorkingTime): Plan | null {
  const setting = { policy: request.policy, calendar, slot: plannedSlot(request) }
  switch (request.status) {
    case 'in_review': {
      const pending = groupsThatAre(request, 'pending').flatMap((group): Stage[] => {
        const deadline = request.review[group]
        return deadline === undefined ? [] : [{ who: 'group', group, by: deadline.dueAt }]
      })
      return planFrom('review', pending, setting)
    }
    case 'deadlocked':
      return planFrom('mediation', [{ who: 'mediation', by: request.mediation.dueAt }], setting)
    case 'escalated': {
      const { level, respondBy } = request
      const by = answerOf(request.policy, level, respondBy.startedAt, calendar)
      return planFrom('ruling', [{ who: 'executives', level, by }], setting)
    }
    case 'changes_requested':
    case 'conditions_offered':
    case 'rejected':
    case 'approved':
    case 'published':
    case 'lapsed':
    case 'revoked':
    case 'withdrawn':
      return null
    default:
      return request satisfies never
  }
}

interface Setting {
  readonly policy: Policy
  readonly calendar: WorkingTime
  readonly slot: Instant | null
}

/** `first` is what is waited for now, side by side; never empty. */
function planFrom(phase: Phase, first: readonly Stage[], { policy, calendar, slot }: Setting): Plan {
  const ordinaryBy = Math.max(...first.map(({ by }) => by))
  const level = first.reduce((most, stage) => (stage.who === 'executives' ? stage.level : most), 0)
  const later = stagesAfter(phase, level, ordinaryBy, policy, calendar)
  const deadlockBy = later.at(-1)?.by ?? ordinaryBy
  return {
    phase,
    slot,
    stages: [...first, ...later],
    ordinaryBy,
    deadlockBy,
    verdict: verdictOf(slot, ordinaryBy, deadlockBy),
    earliest: {
      ordinary: earliestSlotAfter(ordinaryBy, calendar),
      always: earliestSlotAfter(deadlockBy, calendar),
    },
    slowest: first.flatMap((stage) =>
      stage.who === 'group' && stage.by === ordinaryBy ? [stage.group] : [],
    ),
  }
}

/** What a deadlock at `start` adds when all its time is used: the mediation, and one executive after the other. */
function stagesAfter(
  phase: Phase,
  level: number,
  start: Instant,
  policy: Policy,
  calendar: WorkingTime,
): readonly Stage[] {
  const stages: Stage[] = []
  let at = start
  if (phase === 'review') {
    at = mediationDeadline(policy, { at, calendar }).dueAt
    stages.push({ who: 'mediation', by: at })
  }
  for (let next = level + 1; next <= policy.executives.length; next += 1) {
    at = answerOf(policy, next, at, calendar)
    stages.push({ who: 'executives', level: next, by: at })
  }
  return stages
}

/** When a deadlock that begins at `start` is decided at the latest. */
export function deadlockEnd(policy: Policy, start: Instant, calendar: WorkingTime): Instant {
  return stagesAfter('review', 0, start, policy, calendar).at(-1)?.by ?? start
}

/** Without the reminders that follow the last executive's time: they are for an answer that is late already. */
function answerOf(policy: Policy, level: number, at: Instant, calendar: WorkingTime): Instant {
  const executive = policy.executives[level - 1]
  if (executive === undefined) throw new Error(`there is no executive of level ${level}`)
  return calendar.after(at, executive.respondWithin)
}

function verdictOf(slot: Instant | null, ordinaryBy: Instant, deadlockBy: Instant): Verdict {
  if (slot === null) return 'no_slot'
  if (deadlockBy < slot) return 'feasible'
  return ordinaryBy < slot ? 'tight' : 'infeasible'
}
