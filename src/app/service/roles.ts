import type { Instant } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import {
  allowedVerbs,
  askedOf,
  groupOutcomes,
  groupsOf,
  isSlotMissed,
  levelsOf,
  waitingFor,
} from '../../domain/request/queries.ts'
import { asKnown } from '../../domain/request/same-person.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Verb } from '../../domain/request/verbs.ts'
import type { CardRole } from '../../view/card.ts'
import { everDecided } from '../cards/participants.ts'

/** As what this person looks at the request now. */
export function roleOf(request: Request, who: Actor): CardRole {
  const actor = asKnown(request, who)
  if (actor.person === request.requester) return 'requester'
  if (decidesOn(request, actor)) return 'reviewer'
  const asked = request.status === 'escalated' || request.rulings.length > 0
  return asked && levelsOf(request, actor).length > 0 ? 'executive' : 'observer'
}

/** Whether the person has to do with the request at all: unpublished content is not for everybody in the workspace. */
export function maySee(request: Request, who: Actor): boolean {
  const actor = asKnown(request, who)
  return (
    actor.person === request.requester ||
    decidesOn(request, actor) ||
    levelsOf(request, actor).length > 0 ||
    everDecided(request).includes(actor.person) ||
    request.observers.includes(actor.person)
  )
}

const decidesOn = (request: Request, actor: Actor) =>
  groupsOf(request, actor).some((group) => Object.hasOwn(request.policy.groups, group))

/** What the requester can do at any time does not mean that somebody is waited for. */
const always: readonly Verb[] = ['withdraw', 'revoke', 'revise', 'undo', 'take', 'hand_back']

/** Whether the request cannot go on without this person, or somebody like them. */
export function waitsFor(request: Request, who: Actor, at: Instant): boolean {
  const actor = asKnown(request, who)
  const waiting = waitingFor(request)
  const verbs = allowedVerbs(request, actor, at)
  const optional = isSlotMissed(request) ? always : [...always, 'reschedule']
  const pressing = verbs.filter(({ verb }) => !optional.includes(verb))
  if (actor.person === request.requester)
    return pressing.length > 0 || (waiting?.key === 'requester' && verbs.length > 0)
  if (request.status === 'in_review') {
    const outcomes = groupOutcomes(request)
    return pressing.some(
      ({ subject }) =>
        subject !== undefined &&
        outcomes[subject] === 'pending' &&
        (askedOf(request, subject)?.includes(actor.person) ?? true),
    )
  }
  return pressing.length > 0
}

/** Whether the person sees the request for no other reason than that they are kept informed of it. */
export const isOnlyInformed = (request: Request, actor: Actor): boolean =>
  request.observers.includes(actor.person) && !maySee({ ...request, observers: [] }, actor)
