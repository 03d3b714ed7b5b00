/** Who does what in a step: chosen by its numbers from the state reached. */
import type { Instant } from '../../../src/domain/flavour.ts'
import type { Actor } from '../../../src/domain/request/actor.ts'
import { type AllowedVerb, allowedVerbs } from '../../../src/domain/request/queries.ts'
import type { Request } from '../../../src/domain/request/state.ts'
import { type Verb, verbs } from '../../../src/domain/request/verbs.ts'
import type { Step } from './steps.ts'
import type { Mood, World } from './world.ts'

export interface Chosen {
  readonly actor: Actor
  readonly choice: AllowedVerb | null
}

export function choose(step: Step, state: Request, now: Instant, world: World): Chosen {
  if (step.act === 'offered') return offered(step, state, now, world)
  if (step.act === 'borrowed') return borrowed(step, state, now, world)
  return step.act === 'insisting' ? insisting(step, state, world) : anything(step, state, world)
}

/** Somebody who has a choice takes one of theirs, as people in this mood would. */
function offered(step: Step, state: Request, now: Instant, world: World): Chosen {
  const choices = world.people.flatMap((actor) =>
    allowedVerbs(state, actor, now).map((choice): Chosen => ({ actor, choice })),
  )
  const weighted = choices.flatMap((chosen) =>
    Array.from({ length: weightOf(chosen.choice?.verb, world.mood, state) }, () => chosen),
  )
  if (weighted.length === 0) return { actor: nth(world.people, step.who), choice: null }
  return nth(weighted, step.what)
}

/** Somebody tries what is offered to somebody else: the same verb, for the same group. */
function borrowed(step: Step, state: Request, now: Instant, world: World): Chosen {
  return { ...offered(step, state, now, world), actor: nth(world.people, step.who) }
}

const decisionVerbs: readonly Verb[] = ['approve', 'approve_with_conditions', 'request_changes', 'reject']

/** Without the verbs that would end nearly every history early. */
const lively = verbs.filter((verb) => verb !== 'withdraw' && verb !== 'revoke')

const liked: Readonly<Record<Mood, readonly Verb[]>> = {
  mixed: [],
  friendly: ['approve', 'rule_approve', 'accept_conditions', 'publish', 'reschedule', 'meet_condition'],
  absent: ['rule_send_back'],
  hostile: ['reject', 'rule_send_back', 'contest'],
  cautious: [
    'approve_with_conditions',
    'rule_approve_with_conditions',
    'contest',
    'meet_condition',
    'publish',
  ],
}

/** What ends everything, or only moves the slot, is offered nearly always, and would drown the rest. */
function weightOf(verb: Verb | undefined, mood: Mood, { status, undoable, undone }: Request): number {
  // Conditions taken back and made again: that is where their ids could meet.
  if (verb === 'approve_with_conditions' && undone.some(({ conditions }) => conditions.length > 0)) return 80
  if (verb === 'reschedule' && status !== 'approved') return 2
  // Else hardly any request lives long enough for a second ruling.
  if (verb === 'revise' && status === 'changes_requested') return 60
  // In the moment in which something can be taken back, others go on: else that hardly ever meets.
  if (undoable !== null && verb === 'publish') return 150
  if (undoable !== null && verb === 'take') return 40
  // Nearly everybody may take something, which leads nowhere by itself.
  if (verb === 'take') return 2
  if (verb === undefined || verb === 'withdraw' || verb === 'revoke') return 1
  // What can be taken back can be so for a moment only.
  if (verb === 'undo') return status === 'conditions_offered' ? 200 : 40
  if (liked[mood].includes(verb)) return 60
  return mood === 'absent' && decisionVerbs.includes(verb) ? 1 : 12
}

/** Somebody with the part that the verb needs uses it whether or not it is the time. */
function insisting(step: Step, state: Request, world: World): Chosen {
  const favourites = liked[world.mood]
  const isRuledAgain = state.status === 'escalated' && state.rulings.length > 0
  const insisted = step.who % 2 === 0 && favourites.length > 0 ? favourites : lively
  // Few requests come so far, and what may be done once only is tried then.
  const verb = isRuledAgain && step.what % 2 === 0 ? 'rule_send_back' : nth(insisted, step.what)
  const able = world.people.filter((actor) => hasPartFor(verb, actor, state))
  const actor = nth(able.length > 0 ? able : world.people, step.who >> 1)
  const conditions =
    state.status === 'approved' || state.status === 'published' ? state.approval.obligations : []
  const subjects =
    verb === 'meet_condition'
      ? conditions.map(({ id }) => id)
      : verb === 'undo'
        ? [String(state.undoable?.act ?? 1)]
        : [...actor.groups, ...(actor.standsInFor ?? []).flatMap(({ groups }) => groups)]
  return { actor, choice: { verb, subject: subjects[step.wording % Math.max(1, subjects.length)] ?? '' } }
}

function hasPartFor(verb: Verb, actor: Actor, state: Request): boolean {
  const isDelegate = actor.standsInFor !== undefined
  if (decisionVerbs.includes(verb) || verb === 'take' || verb === 'hand_back')
    return actor.groups.length > 0 || isDelegate
  if (verb.startsWith('rule_')) return actor.executiveLevels.length > 0 || isDelegate
  if (verb === 'revoke' || (verb === 'withdraw' && state.requesterLeft !== null))
    return actor.groups.length + actor.executiveLevels.length > 0
  return (
    verb === 'undo' ||
    verb === 'state_position' ||
    verb === 'meet_condition' ||
    actor.person === state.requester
  )
}

function anything(step: Step, state: Request, world: World): Chosen {
  const latest = String(state.undoable?.act ?? state.version)
  const subjects = [
    latest,
    ...Object.keys(state.policy.groups),
    'c1.1',
    `c${state.revisions.length}.2`,
    'requester',
  ]
  return {
    actor: nth(world.people, step.who),
    choice: { verb: nth(verbs, step.what), subject: nth(subjects, step.wording) },
  }
}

/** The item that a number chooses; throws where there is none. */
export function nth<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % Math.max(1, items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}
