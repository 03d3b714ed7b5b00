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
import { firstStage, groupsOfStage, hasTurn, stageAfter, stageOf } from '../request/stages.ts'
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
  /**
   * In order: groups, those of one stage side by side; then, only when there is a deadlock, one after the other, those
   * of the deadlock that ends last.
   */
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
  /** Of each stage the groups whose time ends last: an early answer of theirs brings everything forward. Empty after the review. */
  readonly slowest: readonly GroupId[]
}

/** The plan of a request that is submitted or revised at `at`, by the groups of the policy. Throws as the calendar does. */
export function planOf(input: {
  readonly policy: Policy
  readonly calendar: WorkingTime
  readonly at: Instant
  readonly slot: Instant | null
}): Plan {
  const { policy, calendar, at } = input
  const first = turnOf(policy, firstStage(policy), at, calendar)
  return planFrom('review', [first, ...turnsAfter(policy, firstStage(policy), endOf(first), calendar)], input)
}

/** The plan of what is left of a request's way to a decision; null where it does not wait for a decision of others. */
export function planOfRequest(request: Request, calendar: WorkingTime): Plan | null {
  const { policy, stage } = request
  const setting = { policy, calendar, slot: plannedSlot(request) }
  const followedByLaterStages = (turn: Turn) => [turn, ...turnsAfter(policy, stage, endOf(turn), calendar)]
  switch (request.status) {
    case 'in_review': {
      const pending = groupsThatAre(request, 'pending').flatMap((group): Turn => {
        const deadline = hasTurn(request, group) ? request.review[group] : undefined
        return deadline === undefined ? [] : [{ who: 'group', group, by: deadline.dueAt }]
      })
      return planFrom('review', followedByLaterStages(pending), setting)
    }
    case 'deadlocked': {
      const mediation: Turn = [{ who: 'mediation', by: request.mediation.dueAt }]
      return planFrom('mediation', followedByLaterStages(mediation), setting)
    }
    case 'escalated': {
      const { level, respondBy } = request
      const by = answerOf(request.policy, level, respondBy.startedAt, calendar)
      return planFrom('ruling', [[{ who: 'executives', level, by }]], setting)
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

/** What is waited for side by side; never empty. */
type Turn = readonly Stage[]

const endOf = (turn: Turn): Instant => Math.max(...turn.map(({ by }) => by))

function turnOf(policy: Policy, stage: number, at: Instant, calendar: WorkingTime): Turn {
  return Object.entries(reviewDeadlines(policy, stage, { at, calendar })).map(([group, { dueAt }]) => {
    return { who: 'group', group, by: dueAt }
  })
}

/** The stages of groups that follow one that ends at `start`, each beginning with the end of the one before. */
function turnsAfter(policy: Policy, stage: number, start: Instant, calendar: WorkingTime): readonly Turn[] {
  const next = stageAfter(policy, stage)
  if (next === null) return []
  const turn = turnOf(policy, next, start, calendar)
  return [turn, ...turnsAfter(policy, next, endOf(turn), calendar)]
}

/** `turns` is what is waited for when nobody disagrees, one after the other; never empty. */
function planFrom(phase: Phase, turns: readonly Turn[], { policy, calendar, slot }: Setting): Plan {
  const ordinary = turns.flat()
  const ordinaryBy = endOf(turns.at(-1) ?? [])
  const level = ordinary.reduce((most, each) => (each.who === 'executives' ? each.level : most), 0)
  const conflict =
    phase === 'review'
      ? longestDeadlock(turns, policy, calendar)
      : executivesAfter(policy, level, ordinaryBy, calendar)
  const deadlockBy = conflict.at(-1)?.by ?? ordinaryBy
  return {
    phase,
    slot,
    stages: [...ordinary, ...conflict],
    ordinaryBy,
    deadlockBy,
    verdict: verdictOf(slot, ordinaryBy, deadlockBy),
    earliest: {
      ordinary: earliestSlotAfter(ordinaryBy, calendar),
      always: earliestSlotAfter(deadlockBy, calendar),
    },
    slowest: phase === 'review' ? turns.flatMap(slowestOf) : [],
  }
}

function slowestOf(turn: Turn): readonly GroupId[] {
  const end = endOf(turn)
  return turn.flatMap((stage) => (stage.who === 'group' && stage.by === end ? [stage.group] : []))
}

/**
 * The mediation and the executives of the deadlock that ends last. One revision is mediated once: after any of the
 * turns, and those that follow it then begin when the mediation ends.
 */
function longestDeadlock(turns: readonly Turn[], policy: Policy, calendar: WorkingTime): Turn {
  const paths = turns.map((turn): Turn => {
    const mediated = mediationDeadline(policy, { at: endOf(turn), calendar }).dueAt
    const [group] = turn.flatMap((stage) => (stage.who === 'group' ? [stage.group] : []))
    const later = group === undefined ? [] : turnsAfter(policy, stageOf(policy, group), mediated, calendar)
    const start = endOf(later.at(-1) ?? [{ who: 'mediation', by: mediated }])
    return [{ who: 'mediation', by: mediated }, ...executivesAfter(policy, 0, start, calendar)]
  })
  const longest = (one: Turn, other: Turn) => (endOf(other) >= endOf(one) ? other : one)
  return paths.reduce(longest)
}

/** What one executive after the other adds, beginning at `start` with the level after `level`. */
function executivesAfter(policy: Policy, level: number, start: Instant, calendar: WorkingTime): Turn {
  const stages: Stage[] = []
  let at = start
  for (let next = level + 1; next <= policy.executives.length; next += 1) {
    at = answerOf(policy, next, at, calendar)
    stages.push({ who: 'executives', level: next, by: at })
  }
  return stages
}

/**
 * When it is decided at the latest, where the groups of this stage end at `start`: without a deadlock, and after one
 * that begins then or later.
 */
export function endsAfter(
  policy: Policy,
  stage: number,
  start: Instant,
  calendar: WorkingTime,
): { readonly ordinary: Instant; readonly deadlock: Instant } {
  const turn = groupsOfStage(policy, stage).map((group): Stage => ({ who: 'group', group, by: start }))
  const turns = [turn, ...turnsAfter(policy, stage, start, calendar)]
  return {
    ordinary: endOf(turns.at(-1) ?? turn),
    deadlock: endOf(longestDeadlock(turns, policy, calendar)),
  }
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
