/** Ways to spoil a decider. */
import type { Command, Context, PersonCommand } from '../../../src/domain/request/commands.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import type { Policy } from '../../../src/domain/request/policy.ts'
import type { Outcome } from '../../../src/domain/request/refusal.ts'
import type { Request, RequestState } from '../../../src/domain/request/state.ts'
import { product, type Subject } from './subject.ts'

export interface PlantedBug {
  readonly name: string
  readonly subject: Subject
}

type Decide = Subject['decide']
type Evolve = Subject['evolve']

export const inDecide = (name: string, change: (decide: Decide) => Decide): PlantedBug => ({
  name,
  subject: { ...product, decide: change(product.decide) },
})
export const inEvolve = (name: string, change: (evolve: Evolve) => Evolve): PlantedBug => ({
  name,
  subject: { ...product, evolve: change(product.evolve) },
})

/** The decider is told something else than what was asked; events still name the person who clicked. */
export const lyingAbout = (
  name: string,
  lie: (command: PersonCommand, state: RequestState) => PersonCommand,
) =>
  inDecide(name, (decide) => (command, state, context) => {
    if (!('actor' in command)) return decide(command, state, context)
    return signedBy(command.actor.person, decide(lie(command, state), state, context))
  })

/** The decider looks at another state than the real one. */
export const misreading = (name: string, misread: (state: Request, command: Command) => Request) =>
  inDecide(
    name,
    (decide) => (command, state, context) =>
      decide(command, state === null ? null : misread(state, command), context),
  )

/** The decider's events are tampered with. */
export const answering = (
  name: string,
  answer: (events: readonly RequestEvent[], state: Request, command: Command) => readonly RequestEvent[],
) =>
  inDecide(name, (decide) => (command, state, context) => {
    const outcome = decide(command, state, context)
    return outcome.ok && state !== null
      ? { ok: true, events: answer(outcome.events, state, command) }
      : outcome
  })

export function signedBy(person: string, outcome: Outcome<RequestEvent>): Outcome<RequestEvent> {
  if (!outcome.ok) return outcome
  return { ok: true, events: outcome.events.map((event) => ({ ...event, by: person })) }
}

export function posing(command: PersonCommand, as: string): PersonCommand {
  return { ...command, actor: { ...command.actor, person: as } }
}

export function withPolicy(state: Request, parts: Partial<Policy>): Request {
  return { ...state, policy: { ...state.policy, ...parts } }
}

export function withQuorum(state: Request, change: (quorum: number) => number): Request {
  const groups = Object.entries(state.policy.groups).map(
    ([group, rules]) => [group, { ...rules, quorum: change(rules.quorum) }] as const,
  )
  return withPolicy(state, { groups: Object.fromEntries(groups) })
}

export function approvedNow(state: Request, { at, calendar }: Context): RequestEvent {
  const dueAt = calendar.after(at, state.policy.approval.validFor)
  const valid = { startedAt: at, dueAt, reminders: [] }
  return { type: 'approved', basis: 'quorum', conditions: [], valid, at, by: 'clock' }
}
