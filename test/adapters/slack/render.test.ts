import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RenderContext } from '../../../adapters/slack/blocks.ts'
import { decodeButton, decodePage } from '../../../adapters/slack/button.ts'
import { clip, visible } from '../../../adapters/slack/escape.ts'
import { violations } from '../../../adapters/slack/limits.ts'
import { message } from '../../../adapters/slack/render.ts'
import { detailsView } from '../../../adapters/slack/render-details.ts'
import { formView } from '../../../adapters/slack/render-form.ts'
import { homeModal, homeTab } from '../../../adapters/slack/render-home.ts'
import { menuView, sayingMessage, sayingView } from '../../../adapters/slack/render-notice.ts'
import type { Card, Fact } from '../../../src/view/card.ts'
import { asPlain, type Rich } from '../../../src/view/text.ts'
import { words } from '../../../src/view/words.ts'
import { buttonsIn, mrkdwnTexts, shownText, typesIn } from '../../support/slack/reading.ts'
import { card, form, homeView, label, requestCard, rich, typed } from '../../support/view-generators.ts'

const context: RenderContext = {
  mention: (person) => (person === 'p1' ? 'U111' : null),
  fileOf: (sha256) => (sha256.startsWith('0') ? 'F222' : null),
}
const runs = { numRuns: 150 }

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

/** Anything in angle brackets that is not one of our own mentions, dates or links. */
function live(mrkdwn: string): string[] {
  const ours = /^<(@U111|!date\^\d{10}\^[^|>]*\|[^<>]*|https?:\/\/(example\.com|x\.test)\/[^<>|]*\|[^<>|]*)>$/
  return (mrkdwn.match(/<[^>]*>?|>/g) ?? []).filter((piece) => !ours.test(piece))
}

describe('cards as messages', () => {
  test('given any card, then Slack accepts the message', () => {
    fc.assert(
      fc.property(card, (shown) => {
        expect(violations(message(shown, context))).toEqual([])
      }),
      runs,
    )
  })

  test('given any card, then every choice is a button that says which request, verb and revision', () => {
    fc.assert(
      fc.property(card, (shown) => {
        const buttons = buttonsIn(message(shown, context)).map((button) => decodeButton(button.value))
        const wanted = shown.choices.map((choice) => ({
          request: shown.request,
          verb: choice.verb,
          digest: shown.digest,
          version: shown.version,
          ...(choice.subject === undefined ? {} : { subject: choice.subject }),
          follows: choice.then,
          locale: shown.locale,
        }))
        expect(buttons.slice(0, wanted.length)).toEqual(wanted)
      }),
      runs,
    )
  })

  test('given any card, then no fact, side or answer is left out, and what is shortened says so', () => {
    fc.assert(
      fc.property(card, (shown) => {
        const drawn = message(shown, context)
        const text = shownText(drawn.blocks)
        for (const wanted of labelsOf(shown)) expect(text).toContain(wanted)
        const said = words(shown.locale).shortened
        const offers = buttonsIn(drawn).some((button) => decodeButton(button.value)?.verb === 'details')
        if (text.includes(said)) expect(offers).toBe(true)
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
        const drawn = message(shown, context)
        for (const mrkdwn of [drawn.text, ...mrkdwnTexts(drawn.blocks)]) expect(live(mrkdwn)).toEqual([])
        const types = new Set(typesIn(drawn.blocks))
        for (const type of ['broadcast', 'usergroup', 'channel', 'markdown'])
          expect(types).not.toContain(type)
        expect(JSON.stringify(drawn.blocks)).not.toMatch(/"emoji":true|javascript:alert\(1\)","/)
        expect(shownText(drawn)).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/)
      }),
      runs,
    )
  })

  test('given a person with an account here, then they are mentioned; others are named', () => {
    const line: Rich = [
      { type: 'person', person: 'p1', name: asPlain('Ada') },
      { type: 'person', person: 'p2', name: asPlain('<@U999>') },
    ]
    const [shown] = fc.sample(requestCard, 1)
    if (shown === undefined) throw new Error('no card')
    const plain: Card = { ...shown, status: line, content: [], positions: [], need: [], facts: [] }
    const blocks = JSON.stringify(message(plain, context).blocks)
    expect(blocks).toContain('{"type":"user","user_id":"U111"}')
    expect(blocks).toContain('<@U999>')
    expect(blocks).not.toContain('"user_id":"U999"')
  })

  test('given a changed text, then new words are bold and old words struck through', () => {
    const [shown] = fc.sample(requestCard, 1)
    if (shown === undefined) throw new Error('no card')
    const changes = [
      { kind: 'same' as const, text: asPlain('Hello ') },
      { kind: 'removed' as const, text: asPlain('old') },
      { kind: 'added' as const, text: asPlain('new') },
    ]
    const value: Rich = [{ type: 'text', text: asPlain('Hello new') }]
    const content = [{ label: asPlain('Text'), value, changes, emphasis: 'body' as const }]
    const elements = JSON.stringify(message({ ...shown, content }, context).blocks)
    expect(elements).toContain('{"type":"text","text":"old","style":{"strike":true}}')
    expect(elements).toContain('{"type":"text","text":"new","style":{"bold":true}}')
  })
})

const plainOf = (value: Rich): string[] =>
  value.flatMap((inline) =>
    inline.type === 'text' || inline.type === 'strong' ? [visible(inline.text)] : [],
  )

describe('details', () => {
  test('given any request, then its pages together show every word, and Slack accepts each page', () => {
    fc.assert(
      fc.property(requestCard, (shown) => {
        const pages = allPages(shown)
        for (const page of pages) expect(violations(page)).toEqual([])
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
      }),
      { numRuns: 60 },
    )
  })

  test('given a page that is not there any more, then the last one is shown', () => {
    const [shown] = fc.sample(requestCard, 1)
    if (shown === undefined) throw new Error('no card')
    expect(violations(detailsView(shown, context, 400))).toEqual([])
  })
})

function allPages(shown: Parameters<typeof detailsView>[0]) {
  const pages = [detailsView(shown, context, 0)]
  for (let next = nextPage(pages[0]); next !== null; next = nextPage(pages.at(-1))) {
    pages.push(detailsView(shown, context, next))
  }
  return pages
}

function nextPage(view: unknown): number | null {
  const button = buttonsIn(view).find((one) => one.action_id === 'page:next')
  return decodePage(button?.value)?.page ?? null
}

describe('forms, overviews and sayings', () => {
  test('given any form, then Slack accepts the modal', () => {
    fc.assert(
      fc.property(form, (shown) => {
        expect(violations(formView(shown, context))).toEqual([])
      }),
      runs,
    )
  })

  test('given any overview, then Slack accepts it as App Home and as a modal, and nothing in it is live', () => {
    fc.assert(
      fc.property(homeView, (home) => {
        const tab = homeTab(home, context)
        expect(violations(tab)).toEqual([])
        expect(violations(homeModal(home, context))).toEqual([])
        for (const text of mrkdwnTexts(tab)) expect(live(text)).toEqual([])
      }),
      runs,
    )
  })

  test('given anything to say and anything typed, then Slack accepts it and all that was typed is in it', () => {
    const saying = fc.record({
      locale: fc.constantFrom('en' as const, 'de'),
      title: typed(200),
      lines: fc.array(rich(3000), { maxLength: 6 }),
    })
    const answers = fc.array(fc.record({ label, text: typed(9000) }), { maxLength: 12 })
    fc.assert(
      fc.property(saying, answers, (said, given) => {
        const view = sayingView(said, given)
        expect(violations(view)).toEqual([])
        expect(violations(sayingMessage(said))).toEqual([])
        expect(violations(menuView(said))).toEqual([])
        const text = shownText(view)
        for (const answer of given) expect(text).toContain(visible(answer.text).slice(0, 2900))
      }),
      runs,
    )
  })
})

describe('clipping', () => {
  test('given any text and any length, then it fits and no character is halved', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 2, max: 40 }),
        (text, max) => {
          const cut = clip(text, max)
          expect(cut.length).toBeLessThanOrEqual(max)
          expect(cut.isWellFormed()).toBe(text.isWellFormed())
        },
      ),
    )
  })
})
