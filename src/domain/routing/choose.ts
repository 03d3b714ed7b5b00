import type { PersonId } from '../flavour.ts'
import type { AssignPolicy } from '../request/policy.ts'

/** A member of a group, as known when somebody of it must be asked. */
export interface Candidate {
  readonly person: PersonId
  /** False for somebody who is away or may not act at all. */
  readonly available: boolean
  /** How many open requests wait for the person. */
  readonly load: number
  /** How many choices for the group ago the person was last chosen: 0 for the latest one; null for never. */
  readonly askedAgo: number | null
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
  const ago = ({ askedAgo }: Candidate) => askedAgo ?? Number.MAX_SAFE_INTEGER
  const longestAgo = (one: Candidate, other: Candidate) => ago(other) - ago(one)
  const inTurn = (one: Candidate, other: Candidate) =>
    how === 'least_loaded' ? one.load - other.load || longestAgo(one, other) : longestAgo(one, other)
  return candidates
    .filter(({ available }) => available)
    .toSorted(inTurn)
    .slice(0, count)
    .map(({ person }) => person)
}
