import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../../../src/domain/request/actor.ts'
import type { Command } from '../../../src/domain/request/commands.ts'
import { decide } from '../../../src/domain/request/decide.ts'
import {
  type AllowedVerb,
  allowedVerbs,
  currentRevision,
  plannedSlot,
} from '../../../src/domain/request/queries.ts'
import type { Request } from '../../../src/domain/request/state.ts'
import { type Verb, verbs } from '../../../src/domain/request/verbs.ts'
import { assessment } from '../../support/domain/build.ts'
import { minute } from '../../support/domain/calendar.ts'
import * as moves from '../../support/domain/moves.ts'
import { peopleAt } from './absences.ts'
import { type Entry, play } from './history.ts'
import { histories } from './property.ts'
import { product } from './subject.ts'
import type { World } from './world.ts'

const groupVerbs: readonly Verb[] = [
  'approve',
  'approve_with_conditions',
  'request_changes',
  'reject',
  'take',
  'hand_back',
]

/** Everything that anybody could click in this state, sensible or not. */
function everyChoice(request: Request): readonly AllowedVerb[] {
  const groups = [...Object.keys(request.policy.groups), 'no-such-group']
  const conditions =
    request.status === 'approved' || request.status === 'published'
      ? request.approval.obligations.map(({ id }) => id)
      : []
  return verbs.flatMap((verb): readonly AllowedVerb[] => {
    if (groupVerbs.includes(verb)) return groups.map((subject) => ({ verb, subject }))
    if (verb === 'state_position') return [{ verb }, ...groups.map((subject) => ({ verb, subject }))]
    if (verb === 'meet_condition') return [...conditions, 'c9.9'].map((subject) => ({ verb, subject }))
    if (verb === 'undo') return [request.undoable?.act ?? 1, 1].map((act) => ({ verb, subject: String(act) }))
    return [{ verb }]
  })
}

/** The click with everything typed that can be asked for, and nothing said before. */
function perfectClick(
  { verb, subject = '' }: AllowedVerb,
  actor: Actor,
  request: Request,
  at: number,
): Command {
  const conditions = [moves.condition('something never asked for')]
  const fresh = 'something never said'
  const move = {
    approve: moves.decideAs(actor, subject, { verb: 'approve', comment: fresh }, assessment()),
    approve_with_conditions: moves.approveWith(actor, subject, ...conditions),
    request_changes: moves.requestChanges(actor, subject, fresh),
    reject: moves.reject(actor, subject, fresh),
    revise: moves.revise(actor, 'a digest never seen'),
    withdraw: moves.withdraw(actor, fresh),
    accept_conditions: moves.acceptConditions(actor),
    contest: moves.contest(actor, fresh),
    state_position: moves.statePosition(actor, subject || 'requester', fresh),
    rule_approve: moves.rule(actor, { verb: 'approve', reason: fresh }),
    rule_approve_with_conditions: moves.rule(actor, {
      verb: 'approve_with_conditions',
      conditions,
      reason: fresh,
    }),
    rule_reject: moves.rule(actor, { verb: 'reject', reason: fresh }),
    rule_send_back: moves.rule(actor, { verb: 'send_back', reason: fresh }),
    meet_condition: moves.meetCondition(actor, subject, fresh),
    reschedule: moves.reschedule(actor, Math.max(at, plannedSlot(request) ?? at) + 7 * minute),
    publish: moves.publish(actor, 'https://example.com/never-published'),
    revoke: moves.revoke(actor, fresh),
    undo: moves.undo(actor, Number(subject)),
    take: moves.take(actor, subject),
    hand_back: moves.handBack(actor, subject),
  } satisfies Record<Verb, moves.Move>
  return move[verb](currentRevision(request).digest)
}

const name = ({ verb, subject }: AllowedVerb): string => `${verb} ${subject ?? '-'}`

function disagreements({ after, at }: Entry, world: World): readonly string[] {
  if (after === null) return []
  return peopleAt(world, at).flatMap((actor) => {
    const offered = new Set(allowedVerbs(after, actor, at).map(name))
    return everyChoice(after).flatMap((choice) => {
      const outcome = decide(perfectClick(choice, actor, after, at), after, { at, calendar: world.calendar })
      const works = outcome.ok && outcome.events.length > 0
      if (works === offered.has(name(choice))) return []
      return [`${after.status}: ${actor.person} ${name(choice)} is ${works ? 'hidden' : 'offered in vain'}`]
    })
  })
}

test('given any state and any person, when choices are offered, then exactly those work', () => {
  const wrong = fc.property(histories, ([world, steps]) => {
    const entries = play(product, world, steps.slice(0, 25), () => {})
    expect(entries.flatMap((entry) => disagreements(entry, world))).toEqual([])
  })
  fc.assert(wrong, { numRuns: 150 })
})
