import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainContext, type RenderContext } from '../../../adapters/teams/elements.ts'
import { limits } from '../../../adapters/teams/limits.ts'
import { render } from '../../../adapters/teams/render.ts'
import { renderDetails } from '../../../adapters/teams/render-details.ts'
import { renderHome } from '../../../adapters/teams/render-home.ts'
import { menuCard, sayingDialog, sayingMessage } from '../../../adapters/teams/render-notice.ts'
import { violations } from '../../../adapters/teams/violations.ts'
import type { Card, Choice, Fact, RequestCard } from '../../../src/view/card.ts'
import { asPlain, type Rich } from '../../../src/view/text.ts'
import { visible } from '../../../src/view/visible.ts'
import { words } from '../../../src/view/words.ts'
import { schemaErrorsOf, warningsOf } from '../../support/teams/official.ts'
import { markdownTexts, nodesIn, pressesIn, runTexts, shownText } from '../../support/teams/reading.ts'
import { card, homeView, label, requestCard, rich, typed } from '../../support/view-generators.ts'

const context: RenderContext = {
  addressOf: (request, sha256) =>
    sha256 < '8' ? `https://bot.example/media/${request}.${sha256}.${'s'.repeat(60)}` : null,
  addressed: [{ id: '29:abc', name: 'Ada </at> [x](https://evil.example)' }],
  message: 'C1',
  refreshFor: Array.from({ length: 90 }, (_, index) => `29:${index}`),
}
const runs = { numRuns: 150 }

/** Everything that Microsoft's parser, Microsoft's schema and Teams' limits have against a card. */
const faultsOf = (shown: object): string[] => [
  ...warningsOf(shown),
  ...schemaErrorsOf(shown),
  ...violations(shown),
]

/** Labels of everything that must be on a card, however short its texts have become. */
function labelsOf(shown: Card): string[] {
  const facts = (list: readonly Fact[]): string[] => list.map((fact) => fact.label)
  switch (shown.type) {
    case 'notice':
      return [shown.headline]
    case 'mediation':
      return [shown.headline, ...shown.sides.flatMap((side) => [side.name, ...facts(side.wants)])]
    case 'request':
      return [
        shown.headline,
        ...facts(shown.facts),
        ...facts(shown.need),
        ...facts(shown.consequences),
        ...shown.content.map((field) => field.label),
        ...shown.positions.map((position) => position.name),
        ...(shown.risk === null ? [] : [shown.risk.label.slice(0, 8)]),
      ]
  }
}

const claimOf = (shown: Card, choice: Choice) => ({
  request: shown.request,
  verb: choice.verb,
  digest: shown.digest,
  version: shown.version,
  ...(choice.subject === undefined ? {} : { subject: choice.subject }),
  follows: choice.then,
  locale: shown.locale,
})
const claimsIn = (drawn: object) =>
  pressesIn(drawn).flatMap(({ press }) => (press?.press === 'choice' ? [press.claim] : []))

const plainOf = (value: Rich): string[] =>
  value.flatMap((inline) =>
    inline.type === 'text' || inline.type === 'strong' ? [visible(inline.text)] : [],
  )

/** Markdown or a mention in a place where clients draw it, other than the line of mentions that we make. */
const live = (text: string): boolean =>
  text !== '<at>Ada at x https evil.example</at>' && /[*_[\]`~<>@]|\]\(|:\/\//.test(text)

describe('cards as messages', () => {
  test('given any card, then Microsoft accepts it and Teams shows it', () => {
    fc.assert(
      fc.property(card, (shown) => {
        expect(faultsOf(render(shown, context).card)).toEqual([])
      }),
      runs,
    )
  })

  test('given any card, then every choice is there once and says which request, verb and revision', () => {
    fc.assert(
      fc.property(card, (shown) => {
        const drawn = render(shown, context).card
        const wanted = shown.choices.map((choice) => claimOf(shown, choice))
        expect(claimsIn(drawn).slice(0, wanted.length)).toEqual(wanted)
        const added = claimsIn(drawn).slice(wanted.length)
        expect(added.map(({ verb }) => verb)).toEqual(added.length === 0 ? [] : ['details'])
      }),
      runs,
    )
  })

  test('given any card, then no fact, side or answer is left out, and what is shortened says so', () => {
    fc.assert(
      fc.property(card, (shown) => {
        const drawn = render(shown, context).card
        const text = shownText(drawn)
        for (const wanted of labelsOf(shown)) expect(text).toContain(wanted)
        const said = words(shown.locale).shortened
        if (text.includes(said)) expect(claimsIn(drawn).map(({ verb }) => verb)).toContain('details')
        const whole = shown.type === 'request' ? shown.content : []
        for (const field of whole.filter((one) => one.changes === null)) {
          const complete = plainOf(field.value).every((piece) => text.includes(piece))
          if (!complete) expect(text).toContain(said)
        }
      }),
      runs,
    )
  })

  test('given hostile text anywhere, then nothing a person wrote is live', () => {
    fc.assert(
      fc.property(card, (shown) => {
        const { card: drawn, summary } = render(shown, context)
        for (const text of markdownTexts(drawn)) expect(live(text), text).toBe(false)
        for (const text of runTexts(drawn))
          if (text.includes('{{'))
            expect(text).toMatch(/^\{\{DATE\([\dTZ:-]+,SHORT\)\}\}, \{\{TIME\([\dTZ:-]+\)\}\}$/)
        for (const node of nodesIn(drawn))
          if (node.type === 'Action.OpenUrl')
            expect(String(node.url)).toMatch(/^https?:\/\/(example\.com|x\.test|bot\.example\/media)\//)
        expect(`${shownText(drawn)}${summary}`).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/)
      }),
      runs,
    )
  })

  test('given text that looks like a function or a template, then it is shown letter by letter and means nothing', () => {
    const trick =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to look like one
      '{{DATE(2026-11-12T14:00:00Z,SHORT)}} {{{TIME(2026-11-12T14:00:00Z)}} ${user} [bank](https://x.test)'
    const [shown] = fc.sample(requestCard, 1)
    if (shown === undefined) throw new Error('no card')
    const drawn = render({ ...shown, status: [{ type: 'text', text: asPlain(trick) }] }, plainContext).card
    expect(shownText(drawn)).toContain(trick)
    expect(
      runTexts(drawn).filter((text) => /\{\{DATE\(2026-11-12|\{\{TIME\(2026-11-12|\$\{/.test(text)),
    ).toEqual([])
  })

  test('given people whom a message must reach, then they are mentioned by the names we know, and nobody else is', () => {
    const [shown] = fc.sample(requestCard, 1)
    if (shown === undefined) throw new Error('no card')
    const status: Rich = [{ type: 'person', person: 'p2', name: asPlain('<at>everyone</at>') }]
    const drawn = render({ ...shown, status }, context).card
    expect(drawn.msteams?.entities?.map(({ mentioned }) => mentioned.id)).toEqual(['29:abc'])
    const texts = markdownTexts(drawn).filter((text) => text.includes('<at>'))
    expect(texts).toEqual(drawn.msteams?.entities?.map(({ text }) => text))
  })

  test('given more choices than fit side by side, then the rest stand in the menu and none is lost', () => {
    const many = fc.record({ shown: requestCard, count: fc.integer({ min: 7, max: 12 }) })
    fc.assert(
      fc.property(many, ({ shown, count }) => {
        const choices = Array.from(
          { length: count },
          (_, index): Choice => ({
            verb: 'meet_condition',
            subject: `c${index}`,
            label: asPlain(`Condition ${index}`),
            style: index === count - 1 ? 'primary' : 'normal',
            // biome-ignore lint/suspicious/noThenProperty: the view's word, and never awaited
            then: 'form',
          }),
        )
        const actions = render({ ...shown, choices }, plainContext).card.actions ?? []
        const side = actions.filter(({ mode }) => mode !== 'secondary')
        expect(side.length).toBeLessThanOrEqual(limits.actions.primary)
        expect(side.map(({ title }) => title)).toContain(`Condition ${count - 1}`)
        expect(actions.slice(0, count).map(({ title }) => title)).toEqual(choices.map((one) => one.label))
      }),
      { numRuns: 30 },
    )
  })
})

describe('details', () => {
  test('given any request, then its pages together show every word, and Microsoft accepts each page', () => {
    fc.assert(
      fc.property(requestCard, (shown) => {
        const pages = allPages(shown)
        for (const page of pages) expect(faultsOf(page)).toEqual([])
        const squeezed = pages.map(shownText).join('').replace(/\s/g, '')
        const wanted = [
          ...shown.content.flatMap((field) => plainOf(field.value)),
          ...shown.positions.flatMap(({ details, evidence }) => [...details, ...evidence].flatMap(plainOf)),
          ...shown.need.flatMap((fact) => plainOf(fact.value)),
        ]
        for (const text of wanted) {
          for (const piece of text.match(/.{1,200}/gsu) ?? []) {
            const tight = piece.replace(/\s/g, '')
            // A piece may be cut where a text goes on in the next block, so each half must be there.
            const half = Math.floor(tight.length / 2)
            const there =
              squeezed.includes(tight) ||
              squeezed.includes(tight.slice(0, half)) ||
              squeezed.includes(tight.slice(half))
            expect(there, piece).toBe(true)
          }
        }
        for (const page of pages)
          expect(claimsIn(page)).toEqual(
            shown.choices.filter(({ verb }) => verb !== 'details').map((choice) => claimOf(shown, choice)),
          )
      }),
      { numRuns: 60 },
    )
  })

  test('given a page that is not there any more, then the last one is shown', () => {
    const [shown] = fc.sample(requestCard, 1)
    if (shown === undefined) throw new Error('no card')
    expect(renderDetails(shown, plainContext, 400).card).toEqual(allPages(shown).at(-1))
  })
})

function allPages(shown: RequestCard): object[] {
  const pages: object[] = []
  for (let next: number | null = 0; next !== null; next = nextPage(pages.at(-1), pages.length))
    pages.push(renderDetails(shown, plainContext, next).card)
  return pages
}
function nextPage(page: unknown, wanted: number): number | null {
  const pages = pressesIn(page).flatMap(({ press }) => (press?.press === 'page' ? [press.page] : []))
  return pages.includes(wanted) ? wanted : null
}

describe('overviews and sayings', () => {
  test('given any overview, then Microsoft accepts it, and every item that is shown opens its request', () => {
    fc.assert(
      fc.property(homeView, (home) => {
        const drawn = renderHome(home)
        expect(faultsOf(drawn)).toEqual([])
        for (const text of markdownTexts(drawn)) expect(live(text), text).toBe(false)
        const text = shownText(drawn)
        const opened = pressesIn(drawn).filter(({ press }) => press?.press === 'page').length
        const all = home.sections.reduce((sum, { items }) => sum + items.length, 0)
        for (const section of home.sections) expect(text).toContain(section.title)
        if (opened < all) expect(text).toMatch(home.locale === 'en' ? /and \d+ more/ : /und \d+ weitere/)
      }),
      { numRuns: 60 },
    )
  })

  test('given anything to say and anything typed, then Microsoft accepts it and all that was typed is in it', () => {
    const saying = fc.record({
      locale: fc.constantFrom('en' as const, 'de'),
      title: typed(200),
      lines: fc.array(rich(3000), { maxLength: 6 }),
    })
    const answers = fc.array(fc.record({ label, text: typed(2000) }), { maxLength: 6 })
    fc.assert(
      fc.property(saying, answers, (said, given) => {
        const dialog = sayingDialog(said, given)
        for (const drawn of [dialog.card, sayingMessage(said).card, menuCard(said, 'message')])
          expect(faultsOf(drawn)).toEqual([])
        const text = shownText(dialog.card)
        for (const answer of given) expect(text).toContain(visible(answer.text))
      }),
      runs,
    )
  })
})
