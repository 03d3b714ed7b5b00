import { describe, expect, test } from 'vitest'
import { plainContext } from '../../../adapters/teams/elements.ts'
import { render } from '../../../adapters/teams/render.ts'
import { renderDetails } from '../../../adapters/teams/render-details.ts'
import { renderForm } from '../../../adapters/teams/render-form.ts'
import { violations } from '../../../adapters/teams/violations.ts'
import { shippedQuestionnaires } from '../../../src/config/questionnaires/index.ts'
import { verbs } from '../../../src/domain/request/verbs.ts'
import type { Card } from '../../../src/view/card.ts'
import { mediationCard, noticeCard, notices, requestCard } from '../../../src/view/cards.ts'
import { composeForm, verbForm } from '../../../src/view/forms.ts'
import { type Locale, locales, type Rich } from '../../../src/view/text.ts'
import { words } from '../../../src/view/words.ts'
import { schemaErrorsOf, warningsOf } from '../../support/teams/official.ts'
import { pressesIn, shownText } from '../../support/teams/reading.ts'
import { cast, readerOf, readers } from '../../view/support/people.ts'
import { states } from '../../view/support/states.ts'
import { wordsOf } from '../../view/support/words.ts'

const digest = 'a'.repeat(64)

/** Every card of one state: each reader's, the mediation's, and what may be told about its last event. */
function cardsOf(name: string, locale: Locale): Card[] {
  const told = states[name]
  if (told === undefined) throw new Error(`no state ${name}`)
  const { request, events, at } = told
  const cause = events.at(-1)
  const own = Object.keys(readers).flatMap((reader): Card[] => [
    requestCard(request, readerOf(reader, locale), cast, at),
    ...(cause === undefined
      ? []
      : notices.map((notice) => noticeCard(notice, request, cause, readerOf(reader, locale), cast, at))),
  ])
  const shared = request.deadlocks.length === 0 ? [] : [mediationCard(request, locale, cast, at)]
  return [...own, ...shared].map((card) => ({ ...card, digest }))
}

const faultsOf = (card: object) => [...warningsOf(card), ...schemaErrorsOf(card), ...violations(card)]

/** The pieces of text that a person must be able to read on the card; dates are written by the client. */
function piecesOf(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every((item) => isInline(item))) return textsIn(value)
  return wordsOf(value)
}
const isInline = (item: unknown): boolean => typeof item === 'object' && item !== null && 'type' in item
const textsIn = (value: Rich): readonly string[] =>
  value.flatMap((inline) =>
    inline.type === 'instant' ? [] : [inline.type === 'person' ? inline.name : inline.text],
  )

function wantedOf(card: Card): readonly string[] {
  const facts = (list: readonly { label: string; value: Rich }[]) =>
    list.flatMap(({ label, value }) => [label, ...piecesOf(value)])
  switch (card.type) {
    case 'notice':
      return [card.headline, ...card.lines.flatMap(piecesOf)]
    case 'mediation':
      return [
        card.headline,
        ...card.sides.flatMap(({ name, wants, accepts }) => [
          name,
          ...facts(wants),
          ...accepts.flatMap(piecesOf),
        ]),
        ...card.next.flatMap(piecesOf),
      ]
    case 'request':
      return [
        card.headline,
        ...piecesOf(card.status),
        ...piecesOf(card.question ?? []),
        ...facts(card.facts),
        ...facts(card.need),
        ...facts(card.consequences),
        ...card.content.flatMap(({ label, value, changes }) => [
          label,
          ...(changes === null ? piecesOf(value) : changes.map(({ text }) => text)),
        ]),
        ...card.media.map(({ name }) => name),
        ...card.positions.flatMap(({ name, summary, details }) => [
          name,
          ...piecesOf(summary),
          ...details.flatMap(piecesOf),
        ]),
        ...piecesOf(card.deadline?.label ?? []),
        ...card.next.flatMap(piecesOf),
      ]
    default:
      return card satisfies never
  }
}

describe.each(locales.flatMap((locale) => Object.keys(states).map((name) => ({ locale, name }))))(
  'given a request that is $name, in $locale',
  ({ locale, name }) => {
    const cards = cardsOf(name, locale)

    test('then Microsoft accepts every card without a warning, and its details', () => {
      for (const card of cards) {
        expect(faultsOf(render(card).card)).toEqual([])
        if (card.type === 'request') expect(faultsOf(renderDetails(card, plainContext).card)).toEqual([])
      }
    })

    test('then every word of the view is on the card, nothing is shortened, and every choice is there once', () => {
      for (const card of cards) {
        const drawn = render(card).card
        const text = shownText(drawn)
        for (const piece of wantedOf(card)) expect(text).toContain(piece.trim())
        expect(text).not.toContain(words(locale).shortened)
        const shown = pressesIn(drawn).flatMap(({ press }) =>
          press?.press === 'choice' ? [press.claim] : [],
        )
        expect(shown.map(({ verb, subject }) => [verb, subject])).toEqual(
          card.choices.map(({ verb, subject }) => [verb, subject]),
        )
      }
    })
  },
)

describe.each(locales)('given the forms in %s', (locale) => {
  const settings = { platforms: [{ id: 'linkedin', name: 'LinkedIn' }], maxFiles: 5 }
  const context = {
    timezone: 'Europe/Berlin',
    opening: 'opening',
    errors: {},
    files: ['chat', 'links'] as const,
  }

  test('then Microsoft accepts every dialog', () => {
    for (const kind of ['post', 'channel'] as const)
      expect(faultsOf(renderForm(composeForm(kind, locale, settings), context).card)).toEqual([])
    const request = states['in review']?.request
    if (request === undefined) throw new Error('no request')
    for (const verb of verbs) {
      const questionnaire = shippedQuestionnaires['security-post'] ?? null
      const form = verbForm(verb, request, locale, { subject: 'security', questionnaire, cast, settings })
      if (form !== null) expect(faultsOf(renderForm(form, context).card)).toEqual([])
    }
  })
})
