import type { PersonId } from '../flavour.ts'
import type { Actor } from './actor.ts'
import type { Request } from './state.ts'

/**
 * The id under which somebody speaks on this request. Whoever has several, because two persons of the ledger turned out to
 * be one, keeps the one by which the request knows them already: as its requester before anything else, so that nobody
 * approves their own request by another account, and nobody decides twice.
 */
export function voiceOn(request: Request, person: PersonId, others: readonly PersonId[]): PersonId {
  if (others.length === 0) return person
  const ids = [person, ...others]
  const known = [
    request.requester,
    ...request.decisions.map(({ reviewer }) => reviewer),
    ...request.rulings.map(({ by }) => by),
    ...request.voided.map(({ reviewer }) => reviewer),
    ...request.positions.map(({ by }) => by),
  ]
  return known.find((id) => ids.includes(id)) ?? person
}

/** The actor by the id that counts on this request. */
export function voiced(request: Request, actor: Actor): Actor {
  const { person, alsoAs = [] } = actor
  const voice = voiceOn(request, person, alsoAs)
  if (voice === person) return actor
  return { ...actor, person: voice, alsoAs: [person, ...alsoAs].filter((id) => id !== voice) }
}

/** Those of the ids that have asked for this request, or whose word on its current revision counts. */
export function heardOn(request: Request, ids: readonly PersonId[]): readonly PersonId[] {
  const heard = [request.requester, ...request.decisions.map(({ reviewer }) => reviewer)]
  return ids.filter((id) => heard.includes(id))
}
