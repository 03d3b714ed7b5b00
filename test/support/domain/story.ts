import { expect } from 'vitest'
import type { Instant } from '../../../src/domain/flavour.ts'
import type { Context } from '../../../src/domain/request/commands.ts'
import { decide } from '../../../src/domain/request/decide.ts'
import type { RequestEvent, RequestEventType } from '../../../src/domain/request/events.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import { currentRevision } from '../../../src/domain/request/queries.ts'
import type { Refusal, RefusalCode } from '../../../src/domain/request/refusal.ts'
import type { Request, RequestState } from '../../../src/domain/request/state.ts'
import { alwaysOpen, monday } from './calendar.ts'
import type { Move } from './moves.ts'

/**
 * A request's history told move by move, from Monday 09:00 on.
 *
 *     given(submit(ada)).when(approve(sec, 'security')).gives('decided', 'approved')
 */
export interface Story {
  /** Moves that must be accepted; what they cause is not looked at. */
  readonly given: (...moves: readonly Move[]) => Story
  /** Lets time go by without telling the request. */
  readonly after: (milliseconds: number) => Story
  /** The move under test. */
  readonly when: (move: Move) => Result
  readonly request: () => Request
  readonly now: () => Instant
}

export interface Result {
  /** Accepted, with events of exactly these types; returns the story for what comes next. */
  readonly gives: (...types: readonly RequestEventType[]) => Story
  /** Refused; nothing changed. */
  readonly refused: (code: RefusalCode, params?: Refusal['params']) => Story
  readonly events: readonly RequestEvent[]
}

export function given(...moves: readonly Move[]): Story {
  return tell(null, monday).given(...moves)
}

function tell(state: RequestState, at: Instant): Story {
  const story: Story = {
    given: (...moves) => moves.reduce<Story>((told, move) => goOn(told, move), story),
    after: (milliseconds) => tell(state, at + milliseconds),
    when: (move) => result(state, at, move),
    request: () => {
      if (state === null) throw new Error('nothing was submitted')
      return state
    },
    now: () => at,
  }
  return story
}

function goOn(story: Story, move: Move): Story {
  const made = story.when(move)
  const next = made.gives(...made.events.map(({ type }) => type))
  expect(made.events).not.toEqual([])
  return next
}

function result(state: RequestState, at: Instant, move: Move): Result {
  const context: Context = { at, calendar: alwaysOpen() }
  const outcome = decide(move(state === null ? '' : currentRevision(state).digest), state, context)
  const events = outcome.ok ? outcome.events : []
  return {
    events,
    gives: (...types) => {
      expect(outcome.ok ? 'accepted' : outcome.refusal).toBe('accepted')
      expect(events.map(({ type }) => type)).toEqual(types)
      return tell(events.reduce<RequestState>(evolve, state), at)
    },
    refused: (code, params) => {
      expect(outcome.ok ? 'accepted' : outcome.refusal.code).toBe(code)
      if (params !== undefined) expect(outcome.ok ? null : outcome.refusal.params).toEqual(params)
      return tell(state, at)
    },
  }
}
