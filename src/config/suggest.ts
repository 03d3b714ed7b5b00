/**
 * The candidate that somebody most likely meant by `word`: equal but for capitals, beginning with it or the other way
 * round, or at most `limit` letters away (insertions, deletions, replacements, swapped neighbours; by default a third
 * of the word). Null when nothing is close: a far-fetched guess is worse than none.
 */
export function closest(
  word: string,
  candidates: Iterable<string>,
  limit: number = Math.max(1, Math.floor(word.length / 3)),
): string | null {
  const wanted = word.toLowerCase()
  let best: { readonly candidate: string; readonly distance: number } | null = null
  for (const candidate of candidates) {
    const distance = distanceBetween(wanted, candidate.toLowerCase(), limit)
    if (distance <= limit && (best === null || distance < best.distance)) best = { candidate, distance }
  }
  return best?.candidate ?? null
}

/** `Did you mean …?` for the closest candidate, or null. */
export function didYouMean(word: string, candidates: Iterable<string>): string | null {
  const guess = closest(word, candidates)
  return guess === null ? null : `Did you mean “${guess}”?`
}

function distanceBetween(word: string, candidate: string, limit: number): number {
  if (word === candidate) return 0
  if (
    Math.min(word.length, candidate.length) >= 3 &&
    (word.startsWith(candidate) || candidate.startsWith(word))
  )
    return 1
  // Lengths this far apart cannot be close; it also keeps hostile lengths from costing time.
  if (Math.abs(word.length - candidate.length) > limit) return limit + 1
  return editDistance(word, candidate)
}

/** Damerau–Levenshtein distance in its restricted form (no letter is moved twice). */
function editDistance(one: string, other: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforePrevious[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforePrevious = previous
    previous = current
  }
  return previous[other.length] ?? 0
}
