import type { Instant } from '../../../src/domain/flavour.ts'
import type { Away, Command } from '../../../src/domain/request/commands.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { isOpen } from '../../../src/domain/request/queries.ts'
import type { Outcome } from '../../../src/domain/request/refusal.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'
import { monday } from '../../support/domain/calendar.ts'
import { contextAt } from './absences.ts'
import { commandOf, inMood, type Step } from './steps.ts'
import type { Subject } from './subject.ts'
import type { World } from './world.ts'

/** One command of a history: what was asked, what the decider said, and what came of it. */
export interface Entry {
  readonly command: Command
  readonly at: Instant
  /** Who was known to be away; absent where nothing was known. */
  readonly away?: Away
  /** Somebody may be away of whom whoever checks does not know. */
  readonly anybodyAway?: true
  readonly outcome: Outcome<RequestEvent>
  /** All events before this command, oldest first. */
  readonly earlier: readonly RequestEvent[]
  readonly events: readonly RequestEvent[]
  readonly before: RequestState
  readonly after: RequestState
}

/** An invariant does not hold. Any other error out of a history is a fault, which is as bad. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

export type Check = (entry: Entry, subject: Subject, world: World) => void

/** A few commands after the end show that it is one. */
const enoughAfterTheEnd = 6

/** Plays the steps from Monday 09:00 on, checking after each; gives every entry, oldest first. */
export function play(subject: Subject, world: World, steps: readonly Step[], check: Check): readonly Entry[] {
  const entries: Entry[] = []
  let at = monday
  let lastAccepted: Command | null = null
  let afterTheEnd = 0
  for (const move of steps) {
    const step = inMood(move, world.mood)
    const last = entries.at(-1)
    if (last?.after && !isOpen(last.after)) afterTheEnd += 1
    if (afterTheEnd > enoughAfterTheEnd) break
    const state = last?.after ?? null
    at = momentOf(step, at, state, subject)
    const command = commandOf(step, { state, at, lastAccepted }, world)
    const entry = advance(subject, world, command, at, last)
    check(entry, subject, world)
    if (entry.events.length > 0 && command.type !== 'pass_time') lastAccepted = command
    entries.push(entry)
  }
  return entries
}

/** One command more. What goes in is frozen: a decider that writes to its arguments throws. */
export function advance(
  subject: Subject,
  world: World,
  command: Command,
  at: Instant,
  last: Entry | undefined,
): Entry {
  const before = freeze(last?.after ?? null)
  const context = contextAt(world, at)
  const outcome = freeze(subject.decide(freeze(command), before, context))
  const events = outcome.ok ? outcome.events : []
  const after = events.reduce<RequestState>((state, event) => freeze(subject.evolve(state, event)), before)
  const earlier = last === undefined ? [] : [...last.earlier, ...last.events]
  const { away } = context
  return { command, at, ...(away === undefined ? {} : { away }), outcome, earlier, events, before, after }
}

function momentOf(step: Step, now: Instant, state: RequestState, subject: Subject): Instant {
  if (isFresh(state) && step.wording % 2 === 0) return now
  if (step.act !== 'sleep' || state === null) return now + step.elapse
  return Math.max(now, subject.nextDueAt(state) ?? now) + step.elapse
}

/** An approval that can still be taken back is a moment in which people hurry: else publishing and undoing hardly meet. */
const isFresh = (state: RequestState) =>
  state !== null && state.undoable !== null && (state.status === 'approved' || state.status === 'published')

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}
