import { diffWordsWithSpace } from 'diff'
import type { Change } from './card.ts'
import { asPlain } from './text.ts'

/**
 * How many word insertions and removals are looked for. A limit on work instead of on time, so that the same two
 * texts always give the same card. 600 is a text of 300 words written anew, and takes some 60 milliseconds.
 */
const longestEdit = 600

/**
 * A text against the one before, word by word; null when they are the same. A text written wholly anew is shown as
 * removed and added instead of not at all: an approver must never take a changed text for an unchanged one.
 */
export function changesBetween(before: string, after: string): readonly Change[] | null {
  if (before === after) return null
  const runs = diffWordsWithSpace(before, after, { maxEditLength: longestEdit })
  const changes: readonly Change[] = runs?.map((run) => ({
    kind: run.added ? 'added' : run.removed ? 'removed' : 'same',
    text: asPlain(run.value),
  })) ?? [
    { kind: 'removed', text: asPlain(before) },
    { kind: 'added', text: asPlain(after) },
  ]
  return changes.filter((change) => change.text !== '')
}
