/** Plays a request's history move by move, for its ledger to be kept. */
import { contentDigest } from '../../../src/codec/digest.ts'
import type { Instant } from '../../../src/domain/flavour.ts'
import type { Actor } from '../../../src/domain/request/actor.ts'
import type { Away, Command } from '../../../src/domain/request/commands.ts'
import type { Content } from '../../../src/domain/request/content.ts'
import { decide } from '../../../src/domain/request/decide.ts'
import type { RequestEvent, RequestEventType } from '../../../src/domain/request/events.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import { currentRevision, nextDueAt } from '../../../src/domain/request/queries.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'
import { post } from '../../support/domain/build.ts'
import { alwaysOpen, monday } from '../../support/domain/calendar.ts'
import * as moves from '../../support/domain/moves.ts'

/** A move that must have an effect; or time that goes by until something of a type happens by itself. */
export type Step =
  | moves.Move
  | { readonly until: RequestEventType }
  | { readonly after: number }
  /** From now on that much is known of who is away. */
  | { readonly away: Away }

/** Every step, from Monday 09:00 on. Throws where one is refused, or has no effect: a ledger must show what it says. */
export function told(steps: readonly Step[]): readonly RequestEvent[] {
  const events: RequestEvent[] = []
  let state: RequestState = null
  let at: Instant = monday
  let away: Away | undefined
  const carryOut = (command: Command): readonly RequestEvent[] => {
    const context = { at, calendar: alwaysOpen(), ...(away === undefined ? {} : { away }) }
    const outcome = decide(command, state, context)
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.refusal.code} after ${events.length} events`)
    events.push(...outcome.events)
    state = outcome.events.reduce<RequestState>(evolve, state)
    return outcome.events
  }
  for (const step of steps) {
    if ('after' in step) at += step.after
    else if ('away' in step) away = step.away
    else if ('until' in step) {
      let happened: readonly RequestEvent[] = []
      while (happened.every(({ type }) => type !== step.until)) {
        const due: Instant | null = state === null ? null : nextDueAt(state)
        if (due === null) throw new Error(`nothing is due any more, and there was no ${step.until}`)
        at = Math.max(at, due)
        happened = carryOut({ type: 'pass_time' })
        if (happened.length === 0) throw new Error(`nothing happened when due, before ${step.until}`)
      }
    } else if (carryOut(step(state === null ? '' : currentRevision(state).digest)).length === 0)
      throw new Error(`a move without effect after ${events.length} events`)
  }
  return events
}

type Submission = NonNullable<Parameters<typeof moves.submit>[1]>

/** As in the other examples, but with the digest that the content has. */
export function submit(actor: Actor, parts: Submission = {}): moves.Move {
  const content = parts.content ?? post('first')
  return moves.submit(actor, { ...parts, content, digest: contentDigest(content) })
}

export const revise = (actor: Actor, content: Content): moves.Move =>
  moves.revise(actor, contentDigest(content), { content })
