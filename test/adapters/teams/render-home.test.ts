import { describe, expect, test } from 'vitest'
import { limits, sizeOf } from '../../../adapters/teams/limits.ts'
import { homeDialog, homeMessage } from '../../../adapters/teams/render-home.ts'
import { violations } from '../../../adapters/teams/violations.ts'
import { type HomeLook, homeSections } from '../../../src/view/cards.ts'
import { locales } from '../../../src/view/text.ts'
import { schemaErrorsOf, warningsOf } from '../../support/teams/official.ts'
import { nodesIn, pressesIn, shownText } from '../../support/teams/reading.ts'
import { crowdedHome } from '../../view/support/overview.ts'

const faultsOf = (card: object) => [...warningsOf(card), ...schemaErrorsOf(card), ...violations(card)]

/** Every look that the buttons of the card lead to. */
const looksFrom = (card: object): readonly HomeLook[] =>
  pressesIn(card).flatMap(({ press }) =>
    press?.press === 'home' && press.does === 'show' ? [press.look] : [],
  )

describe.each(locales)('given sixty requests in each part of the overview, in %s', (locale) => {
  test('then every page is within size and accepted, and turning the pages comes to every request', () => {
    const opened = new Set<string>()
    const seen = new Set<string>()
    const open: HomeLook[] = [{}]
    for (let look = open.pop(); look !== undefined; look = open.pop()) {
      // One part at a time: what the parts show together does not depend on one another.
      const turned = Object.entries(look.pages ?? {}).filter(([, page]) => page > 0)
      if (turned.length > 1 || seen.has(String(turned))) continue
      seen.add(String(turned))
      const { card } = homeMessage(crowdedHome(locale, look))
      expect(sizeOf(card)).toBeLessThanOrEqual(limits.card.bytes)
      expect(violations(card)).toEqual([])
      for (const { press } of pressesIn(card)) if (press?.press === 'page') opened.add(press.request)
      open.push(...looksFrom(card))
    }
    expect(opened.size).toBe(4 * 60)
    expect(seen.size).toBeGreaterThan(homeSections.length * 5)
  })

  test('then nothing of a title is cut, and in a dialog every button sends the dialog', () => {
    const { card } = homeMessage(crowdedHome(locale))
    expect(shownText(card)).toContain('„Zur Brücke“ 🥨🎉 gleich')
    expect(faultsOf(card)).toEqual([])
    const dialog = homeDialog(crowdedHome(locale, { words: 'Café' })).card
    expect(faultsOf(dialog)).toEqual([])
    const types = new Set(nodesIn(dialog).map(({ type }) => String(type)))
    expect([...types].filter((type) => type.startsWith('Action.')).sort()).toEqual([
      'Action.Submit',
      'Action.ToggleVisibility',
    ])
  })
})

test('given something is left out of the overview, then its search is open, holds what was typed, and has a way back', () => {
  const { card } = homeMessage(crowdedHome('en', { words: 'Café', kind: 'post' }))
  const find = nodesIn(card).find(({ id }) => id === 'home-find')
  expect(find?.isVisible).toBeUndefined()
  expect(nodesIn(find).find(({ type }) => type === 'Input.Text')?.value).toBe('Café')
  expect(looksFrom(find ?? {})).toEqual([{}])
  expect(nodesIn(homeMessage(crowdedHome('en')).card).find(({ id }) => id === 'home-find')?.isVisible).toBe(
    false,
  )
})
