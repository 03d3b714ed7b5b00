import { z } from 'zod'
import { requestKinds } from '../../domain/request/content.ts'
import { always, cleanItems } from './clean.ts'
import { choice } from './leaf.ts'
import { members, referenceText } from './people.ts'

const kinds = z.array(choice(requestKinds)).superRefine((list, context) => {
  if (Array.isArray(list) && list.length === 0)
    context.addIssue({
      code: 'custom',
      message: 'is empty, so nobody would be informed of anything',
      params: { suggestion: 'Leave it out for every kind of request.' },
    })
}, always)

/** Some people who are kept informed, of every kind of request or of these. */
export const observer = z.strictObject({
  members: members('an entry of observers'),
  kinds: kinds.describe('Of which kinds of request; all, where it is left out.').exactOptional(),
})
export type ObserverEntry = z.output<typeof observer>

type Report = (path: readonly PropertyKey[], message: string, suggestion: string | null) => void

/** Nobody is named twice for the same kind: one of the two entries would change nothing. */
export function checkObservers(
  entries: readonly ObserverEntry[] | undefined,
  issues: Parameters<typeof cleanItems>[1],
  report: Report,
): void {
  const seen = new Map<string, number>()
  for (const [index, entry] of cleanItems(entries, issues, ['observers']))
    for (const [position, reference] of entry.members.entries()) {
      const text = referenceText(reference)
      const told = (entry.kinds ?? requestKinds).map((kind) => `${kind} ${text}`)
      const before = told.map((key) => seen.get(key)).find((other) => other !== undefined && other !== index)
      if (before !== undefined)
        report(
          ['observers', index, 'members', position],
          `names ${text}, whom entry ${before + 1} informs of the same requests`,
          'Remove the person from one of the two, or set kinds.',
        )
      for (const key of told) seen.set(key, index)
    }
}
