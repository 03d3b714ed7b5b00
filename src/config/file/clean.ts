import type { z } from 'zod'

/**
 * Refinements run even where parts of a value are wrong, so that every problem is told at once. What they look at may
 * then be anything; these helpers keep them to the parts without problems.
 */
export const always = { when: () => true } as const

type Issues = z.core.ParsePayload['issues']

/** True when nothing is wrong with the value at the path, or with what it is part of. Unknown keys beside it do not count. */
export function isClean(issues: Issues, path: readonly PropertyKey[]): boolean {
  return issues.every((issue) => {
    if (issue.code === 'unrecognized_keys') return true
    const where = issue.path ?? []
    const shared = Math.min(where.length, path.length)
    return path.slice(0, shared).some((segment, index) => segment !== where[index])
  })
}

/** The entries of a list in which nothing is wrong, with their indexes; none where it is no list. */
export function cleanItems<Item>(
  list: readonly Item[] | undefined,
  issues: Issues,
  path: readonly PropertyKey[] = [],
): readonly (readonly [number, Item])[] {
  if (list === undefined || !Array.isArray(list)) return []
  return [...list.entries()].filter(([index]) => isClean(issues, [...path, index]))
}

/** The entries of a record in which nothing is wrong, by key; none where it is no record. */
export function cleanEntries<Entry>(
  record: Readonly<Record<string, Entry>>,
  issues: Issues,
  path: readonly PropertyKey[] = [],
): readonly (readonly [string, Entry])[] {
  if (typeof record !== 'object' || record === null) return []
  return Object.entries(record).filter(([key]) => isClean(issues, [...path, key]))
}
