import type { Instant, PersonId } from '../flavour.ts'
import type { AssignPolicy } from '../request/policy.ts'

/** A member of a group, as known when somebody of it must be asked. */
export interface Candidate {
  readonly person: PersonId
  /** False for somebody who is away or may not act at all. */
  readonly available: boolean
  /** How many open requests wait for the person. */
  readonly load: number
  /** When the person was last chosen for the group; null for never. */
  readonly lastAskedAt: Instant | null
}

/**
 * Whose turn it is: `count` of the candidates that are there, in the order of their turn. Fewer where there are fewer.
 * - `rotation`: whoever was not asked for longest
 * - `least_loaded`: whoever has least to decide; among equals by rotation
 * Among equals again in the order given, which is that of the configuration.
 */
export function choose(
  how: AssignPolicy['how'],
  count: number,
  candidates: readonly Candidate[],
): readonly PersonId[] {
  const longestAgo = (one: Candidate, other: Candidate) => (one.lastAskedAt ?? -1) - (other.lastAskedAt ?? -1)
  const inTurn = (one: Candidate, other: Candidate) =>
    how === 'least_loaded' ? one.load - other.load || longestAgo(one, other) : longestAgo(one, other)
  return candidates
    .filter(({ available }) => available)
    .toSorted(inTurn)
    .slice(0, count)
    .map(({ person }) => person)
}
