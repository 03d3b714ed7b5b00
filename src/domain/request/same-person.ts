import type { PersonId } from '../flavour.ts'
import type { Actor } from './actor.ts'
import type { Request } from './state.ts'

/** Everybody who was heard on this request, or lent their authority, the requester first. */
const heardOf = (request: Request): readonly PersonId[] => [
  request.requester,
  ...[...request.decisions, ...request.voided].flatMap(({ reviewer, onBehalfOf }) =>
    onBehalfOf === undefined ? [reviewer] : [reviewer, onBehalfOf],
  ),
  ...request.rulings.map(({ by }) => by),
  ...request.positions.map(({ by }) => by),
]

/**
 * The id by which this request knows somebody. Whoever has several, because two persons of the ledger turned out to be one,
 * keeps the one that it met first: as its requester before anything else, so that nobody approves their own request by
 * another account, and nobody decides twice.
 */
export function knownAs(request: Request, person: PersonId, others: readonly PersonId[]): PersonId {
  if (others.length === 0) return person
  const ids = [person, ...others]
  return heardOf(request).find((id) => ids.includes(id)) ?? person
}

/** The actor, and those whom they stand in for, by the ids that count on this request. */
export function asKnown(request: Request, actor: Actor): Actor {
  const { person, alsoAs = [], standsInFor = [] } = actor
  if (alsoAs.length === 0 && standsInFor.every((lender) => lender.alsoAs === undefined)) return actor
  const known = knownAs(request, person, alsoAs)
  return {
    ...actor,
    person: known,
    alsoAs: [person, ...alsoAs].filter((id) => id !== known),
    ...(standsInFor.length === 0
      ? {}
      : {
          standsInFor: standsInFor.map((lender) => ({
            ...lender,
            person: knownAs(request, lender.person, lender.alsoAs ?? []),
          })),
        }),
  }
}

/** Those of the ids that have asked for this request, or whose word, or lent word, on its current revision counts. */
export function heardOn(request: Request, ids: readonly PersonId[]): readonly PersonId[] {
  const heard = [
    request.requester,
    ...request.decisions.flatMap(({ reviewer, onBehalfOf }) => [reviewer, onBehalfOf]),
  ]
  return ids.filter((id) => heard.includes(id))
}
