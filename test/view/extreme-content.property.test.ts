import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChannelContent, PostContent } from '../../src/domain/request/content.ts'
import { mediationCard, requestCard } from '../../src/view/cards.ts'
import { changesBetween } from '../../src/view/changes.ts'
import { asText, rich } from '../../src/view/rich.ts'
import { shorten } from '../../src/view/shorten.ts'
import { channel } from '../support/domain/build.ts'
import { contest, decideAs } from '../support/domain/moves.ts'
import { cast, lena, mara, readerOf, readers, sam } from './support/people.ts'
import { ask, launch, reviseTo, tell } from './support/states.ts'
import { wordsOf } from './support/words.ts'

/** What people paste, by accident or on purpose. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    '<!channel> <@U123> <https://bank.example|your bank>',
    '*bold* _italic_ `code` ~gone~ > quote',
    '\u202Ereversed\u202C \u2066isolated\u2069',
    'nul\u0000 and \u0007bell and \u001b[31mred',
    '👩‍👩‍👧‍👦'.repeat(60),
    'a'.repeat(3000),
    '$\u007Btext} undefined [object Object]',
    'שלום עולם مرحبا',
    'line\r\none\u2028two',
  ),
)
/** Not blank: a reason has to say something. */
const said = nasty.map((text) => `x${text}`)

const post: fc.Arbitrary<PostContent> = fc
  .record({
    text: said,
    audience: said,
    why: said,
    ifLate: said,
  })
  .map(({ text, audience, why, ifLate }) => ({ ...launch, text, audience, need: { why, ifLate } }))

describe('given content with markup, control characters, right-to-left text and great length', () => {
  test('then each text is a piece of its own on the card, untouched', () => {
    fc.assert(
      fc.property(
        post,
        said,
        said,
        fc.constantFrom(...Object.keys(readers)),
        (content, reason, accept, name) => {
          const { request, at } = tell(
            ask(content),
            decideAs(sam, 'security', { verb: 'reject', reason, wouldAccept: accept }, null),
            decideAs(lena, 'legal', { verb: 'reject', reason, wouldAccept: accept }, null),
            contest(mara, reason, accept),
          )
          for (const locale of ['en', 'de'] as const) {
            const words = wordsOf(requestCard(request, readerOf(name, locale), cast, at))
            const { text, audience, need } = content
            for (const typed of [text, audience, need.why, need.ifLate, reason, accept])
              expect(words).toContain(typed)
            const shared = wordsOf(mediationCard(request, locale, cast, at))
            for (const typed of [need.why, need.ifLate, reason, accept]) expect(shared).toContain(typed)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('then a channel shows every answer untouched', () => {
    const content = fc
      .record({ purpose: said, access: said, tools: said, staffing: said, retirement: said })
      .map((answers): ChannelContent => ({ ...channel('x'), ...answers }))
    fc.assert(
      fc.property(content, (asked) => {
        const { request, at } = tell(ask(asked))
        const words = wordsOf(requestCard(request, readerOf('reviewer of legal', 'de'), cast, at))
        for (const typed of [asked.purpose, asked.access, asked.tools, asked.staffing, asked.retirement])
          expect(words).toContain(typed)
      }),
      { numRuns: 40 },
    )
  })

  test('then headlines and titles keep their limits whatever was typed', () => {
    fc.assert(
      fc.property(post, post, fc.constantFrom(...Object.keys(readers)), (first, second, name) => {
        const { request, at } = tell(ask(first), reviseTo({ ...second, text: `${second.text}!` }))
        const card = requestCard(request, readerOf(name, 'de'), cast, at)
        expect(card.headline.length).toBeLessThanOrEqual(150)
        expect(card.title.length).toBeLessThanOrEqual(80)
        expect(card.headline).not.toContain(first.text)
      }),
      { numRuns: 40 },
    )
  })
})

describe('given two texts', () => {
  test('then the changes between them give both back, character by character', () => {
    fc.assert(
      fc.property(said, said, (before, after) => {
        const changes = changesBetween(before, after)
        if (before === after) {
          expect(changes).toBeNull()
          return
        }
        const without = (kind: 'added' | 'removed') =>
          changes
            ?.filter((change) => change.kind !== kind)
            .map(({ text }) => text)
            .join('')
        expect(without('added')).toBe(before)
        expect(without('removed')).toBe(after)
      }),
    )
  })

  test('when a phrase was replaced, then the whole phrase is gone and new, and not every second word', () => {
    expect(changesBetween('It is the safest of all.', 'It is tested by experts.')).toEqual([
      { kind: 'same', text: 'It is ' },
      { kind: 'removed', text: 'the safest of all' },
      { kind: 'added', text: 'tested by experts' },
      { kind: 'same', text: '.' },
    ])
  })

  test('when one was written wholly anew, then it shows as removed and added, never as unchanged', () => {
    const words = (start: number) => Array.from({ length: 700 }, (_, index) => `w${start + index}`).join(' ')
    expect(changesBetween(words(0), words(10_000))?.map(({ kind }) => kind)).toEqual(['removed', 'added'])
  })
})

test('given any text, when it is shortened, then it fits and never ends in half a character', () => {
  fc.assert(
    fc.property(nasty, fc.integer({ min: 5, max: 200 }), (text, max) => {
      const short = shorten(text, max)
      expect(short.length).toBeLessThanOrEqual(max)
      if (text.length <= max) expect(short).toBe(text)
      if (text.isWellFormed()) expect(short.isWellFormed()).toBe(true)
    }),
  )
})

test('given a sentence with parts, then each part is a piece of its own', () => {
  const pieces = rich`Hello ${'*you*'}, ${[{ type: 'strong', text: shorten('now', 9) }]} ${3} times`
  expect(pieces.map((piece) => piece.type)).toEqual([
    'text',
    'text',
    'text',
    'strong',
    'text',
    'text',
    'text',
  ])
  expect(asText(pieces)).toBe('Hello *you*, now 3 times')
})
