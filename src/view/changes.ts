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
  if (runs === undefined) return replaced(before, after)
  return phrases(
    runs.map((run) => ({
      kind: run.added ? 'added' : run.removed ? 'removed' : 'same',
      text: asPlain(run.value),
    })),
  )
}

const replaced = (removed: string, added: string): readonly Change[] =>
  [
    { kind: 'removed' as const, text: asPlain(removed) },
    { kind: 'added' as const, text: asPlain(added) },
  ].filter(({ text }) => text !== '')

const isGap = ({ kind, text }: Change): boolean => kind === 'same' && /^[^\S\n]+$/u.test(text)

/** Changes with nothing but blanks between them as one: a phrase replaced reads better than every second word of it. */
function phrases(changes: readonly Change[]): readonly Change[] {
  const result: Change[] = []
  for (let start = 0; start < changes.length; ) {
    const end = endOfPhrase(changes, start)
    const part = changes.slice(start, end)
    const text = (gone: Change['kind']) =>
      part.flatMap((change) => (change.kind === gone ? [] : [change.text])).join('')
    result.push(...(part.length === 1 ? part : replaced(text('added'), text('removed'))))
    start = end
  }
  return result
}

/** Where the changes that begin at `start` end; one further on where nothing changed. */
function endOfPhrase(changes: readonly Change[], start: number): number {
  if (changes[start]?.kind === 'same') return start + 1
  let end = start
  for (let at = start; at < changes.length; at += 1) {
    const change = changes[at]
    if (change === undefined || (change.kind === 'same' && !isGap(change))) break
    if (change.kind !== 'same') end = at + 1
  }
  return end
}
