import { describe, expect, test } from 'vitest'
import { refusalCodes } from '../../src/domain/request/refusal.ts'
import { doneText, helpText, refusalText } from '../../src/view/cards.ts'
import { de } from '../../src/view/catalogue/de.ts'
import { en } from '../../src/view/catalogue/en.ts'
import { asText } from '../../src/view/rich.ts'
import { locales } from '../../src/view/text.ts'
import { blemishesOf } from './support/words.ts'

describe.each(refusalCodes)('given the refusal %s', (code) => {
  test.each([{}, { status: 'in_review', tier: 'high', count: 2 }])('with %o', (params) => {
    const [english, german] = locales.map((locale) => refusalText({ code, params }, locale))
    if (english === undefined || german === undefined) throw new Error('no locales')
    // Then it says what happened and what to do next, in words and not in codes.
    expect(english.lines).toHaveLength(2)
    expect(blemishesOf([english, german])).toEqual([])
    expect([...english.lines, ...german.lines].every((line) => asText(line).length > 10)).toBe(true)
    expect(english.title).not.toBe(german.title)
    expect(english.lines.map(asText)).not.toEqual(german.lines.map(asText))
  })
})

test('given a refusal for the status, then the status is said in words', () => {
  const refusal = { code: 'not_now', params: { status: 'changes_requested' } } as const
  expect(refusalText(refusal, 'en').lines.map(asText)[0]).toBe(
    'The request is waiting for changes by the requester, so this is not possible now. Nothing was recorded.',
  )
  expect(asText(refusalText({ code: 'not_now', params: { status: 'made_up' } }, 'en').lines[0] ?? [])).toBe(
    'The request has moved on, so nothing was recorded.',
  )
})

test('given a committed action, then one sentence says so with the number', () => {
  for (const action of ['submitted', 'revised', 'decided', 'ruled', 'recorded'] as const)
    for (const locale of locales) expect(doneText(action, 142, locale)).toContain('#142')
})

test('given the configured command, then the help names it', () => {
  for (const locale of locales)
    expect(helpText('/sign', locale).lines.map(asText).join('\n')).toContain('/sign post')
})

/** Words that are the same in both languages. */
const shared = ['Text', 'Link', 'Passkey']

function same(left: unknown, right: unknown, path: string): readonly string[] {
  if (typeof left === 'string') return left === right && !shared.includes(left) ? [`${path}: ${left}`] : []
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return []
  const others = new Map(Object.entries(right))
  return Object.entries(left).flatMap(([key, value]) => same(value, others.get(key), `${path}.${key}`))
}

test('given the catalogue, then nothing was left in English', () => {
  expect(same(en, de, 'de').filter((line) => !line.includes('quote'))).toEqual([])
})
