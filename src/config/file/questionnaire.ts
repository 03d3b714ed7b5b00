import { z } from 'zod'
import { tiers } from '../../domain/risk/types.ts'
import { always, cleanItems } from './clean.ts'
import { choice } from './leaf.ts'
import { id, line, wholeNumber } from './scalars.ts'

/** One text for both languages, or one for each. Lengths are those that a Slack form can show. */
function localised(longest: number) {
  return z
    .preprocess(
      (value): unknown => (typeof value === 'string' ? { en: value, de: value } : value),
      z.strictObject({ en: line('a text', longest), de: line('a text', longest) }),
    )
    .meta({ type: ['string', 'object'] })
}

const option = z.strictObject({
  id: id(),
  label: localised(75),
  points: choice([0, 1, 2, 3, 4]).describe('0 (no concern) to 4 (severe).'),
  atLeast: choice(tiers)
    .describe('The tier cannot be lower than this once the option is chosen.')
    .exactOptional(),
})

const question = z.strictObject({
  id: id(),
  text: localised(150),
  hint: localised(150).describe('Why it is asked, or how to find out.').exactOptional(),
  factor: choice(['likelihood', 'impact']),
  weight: choice([1, 2, 3]).prefault(1),
  options: z.array(option).superRefine(distinct('option', 2, 10), always),
})

/** A group's questions for one kind of request; its id is its key in the file. */
export const questionnaire = z.strictObject({
  version: wholeNumber(1, 1_000_000).describe(
    'Raise it with every change, so that records tell the versions apart.',
  ),
  title: localised(75),
  questions: z.array(question).superRefine(distinct('question', 1, 20), always),
})

function distinct(what: string, least: number, most: number) {
  return (list: readonly { readonly id: string }[], context: z.RefinementCtx) => {
    if (!Array.isArray(list)) return
    if (list.length < least || list.length > most)
      context.addIssue({
        code: 'custom',
        message: `must hold ${least} to ${most} ${what}s, not ${list.length}`,
      })
    const seen = new Set<string>()
    for (const [index, { id }] of cleanItems(list, context.issues)) {
      if (seen.has(id))
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: `is the id of another ${what} too: “${id}”`,
        })
      seen.add(id)
    }
  }
}
