/**
 * One step of a random history, as data that does not depend on what happened before, so that fast-check can leave
 * steps out when it looks for the shortest failing history. `commandOf` gives it its meaning in the state reached.
 */
import fc from 'fast-check'
import type { Instant } from '../../../src/domain/flavour.ts'
import type { Command } from '../../../src/domain/request/commands.ts'
import { currentRevision, groupsToAssign } from '../../../src/domain/request/queries.ts'
import type { Request, RequestState } from '../../../src/domain/request/state.ts'
import { screening } from '../../support/domain/build.ts'
import { hour, minute } from '../../support/domain/calendar.ts'
import { peopleAt } from './absences.ts'
import { choose, nth } from './choices.ts'
import { commandFor, contentOf, type Wording } from './wording.ts'
import type { Mood, World } from './world.ts'

export interface Step {
  /**
   * `offered`: somebody does what is offered to them; `borrowed`: somebody tries what is offered to others;
   * `insisting`: the right person at any time; `anything`: anybody tries anything; `again`: the last accepted command arrives a second time; `wait`: only time
   * passes; `sleep`: time passes until something is due; `assign`: the program chooses who is asked.
   */
  readonly act: 'offered' | 'borrowed' | 'insisting' | 'anything' | 'again' | 'wait' | 'sleep' | 'assign'
  readonly who: number
  readonly what: number
  readonly wording: Wording
  /** What is wrong with the click: an old card, or a person who lost every membership since. */
  readonly flaw: 'none' | 'stale' | 'stripped'
  readonly elapse: number
}

export const steps: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 10, arbitrary: fc.constant('offered' as const) },
    { weight: 4, arbitrary: fc.constant('borrowed' as const) },
    { weight: 5, arbitrary: fc.constant('insisting' as const) },
    { weight: 2, arbitrary: fc.constant('anything' as const) },
    { weight: 2, arbitrary: fc.constant('again' as const) },
    { weight: 1, arbitrary: fc.constant('wait' as const) },
    { weight: 3, arbitrary: fc.constant('sleep' as const) },
    { weight: 2, arbitrary: fc.constant('assign' as const) },
  ),
  who: fc.nat({ max: 1_000 }),
  what: fc.nat({ max: 100_000 }),
  wording: fc.nat({ max: 10_000 }),
  flaw: fc.oneof(
    { weight: 8, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constant('stale' as const) },
    { weight: 1, arbitrary: fc.constant('stripped' as const) },
  ),
  elapse: fc.constantFrom(0, 0, 1, 10 * minute, hour, 5 * hour, 40 * hour),
})

/** What a step needs to know of the history before it. */
export interface Before {
  readonly state: RequestState
  readonly at: Instant
  readonly lastAccepted: Command | null
}

/** People who are absent leave it to the clock half of the time. */
export function inMood(step: Step, mood: Mood): Step {
  return mood === 'absent' && step.who % 2 === 0 ? { ...step, act: 'sleep' } : step
}

/** The command that a step means now. The first one always submits, as nothing else could happen. */
export function commandOf(step: Step, before: Before, world: World): Command {
  const { state, at, lastAccepted } = before
  if (state === null) return submission(world, step)
  if (step.act === 'again' && lastAccepted !== null) return lookedUp(lastAccepted, at, world)
  if (step.act === 'wait' || step.act === 'sleep')
    return { type: 'pass_time', members: membersOf(world), gone: goneOf(step, state), ...requesterIn(step) }
  if (step.act === 'assign') return assignment(step, state, world)
  const { actor, choice } = choose(step, state, at, { ...world, people: peopleAt(world, at) })
  if (choice === null) return { type: 'pass_time' }
  const stripped =
    step.flaw === 'stripped' ? { ...actor, groups: [], executiveLevels: [], standsInFor: [] } : actor
  const seen = step.flaw === 'stale' ? staleDigest(step, state) : currentRevision(state).digest
  return commandFor(choice, { actor: stripped, seen, wording: step.wording, state, at, kind: world.kind })
}

/** The click is the same; who stands in for whom is looked up anew. */
function lookedUp(command: Command, at: Instant, world: World): Command {
  if (!('actor' in command)) return command
  const now = peopleAt(world, at).find(({ person }) => person === command.actor.person)
  return { ...command, actor: { ...command.actor, standsInFor: now?.standsInFor ?? [] } }
}

function submission(world: World, { who, wording }: Step): Command {
  const [requester] = world.people
  const actor = who % 20 === 1 ? nth(world.people, wording) : (requester ?? nth(world.people, 0))
  return {
    type: 'submit',
    actor,
    request: 'request-1',
    number: 142,
    content: contentOf(world.kind, 1, wording),
    digest: 'd1',
    screening: screening(nth(['low', 'medium', 'high', 'critical'], wording)),
    policy: world.policy,
  }
}

/** Of those who took something, sometimes one or all are away, or have left. */
const goneOf = ({ what }: Step, { taken }: Request) =>
  Object.values(taken).flatMap(({ by }, index) => (((what >> index) & 1) === 0 ? [by] : []))

/** Seldom, as it is a way to an early end, whoever asked is found to have left; oftener, to be there again. */
function requesterIn({ what }: Step): { readonly requester?: 'left' | 'there' } {
  const found = what % 48
  if (found > 8) return {}
  return { requester: found === 0 ? 'left' : 'there' }
}

const membersOf = ({ people, policy }: World) =>
  Object.fromEntries(
    Object.keys(policy.groups).map((group) => [
      group,
      people.filter(({ groups }) => groups.includes(group)).map(({ person }) => person),
    ]),
  )

/** Who is away and who has much to do is different each time, as it is where somebody is replaced. */
function assignment({ who, what, wording }: Step, state: Request, world: World): Command {
  const open = groupsToAssign(state)
  const group = nth(open.length > 0 ? open : Object.keys(state.policy.groups), who)
  const members = world.people.filter(({ groups }) => groups.includes(group))
  const candidates = members.map(({ person, standing }, index) => ({
    person,
    available: standing === 'active' && ((what >> index) & 3) !== 0,
    load: (wording >> index) % 3,
    askedAgo: (wording + index) % 4 === 0 ? null : (wording * (index + 1)) % 7,
  }))
  return { type: 'assign', group, candidates }
}

function staleDigest(step: Step, state: Request): string {
  return nth([...state.revisions.slice(0, -1).map(({ digest }) => digest), 'never'], step.wording)
}
