import { expect, test } from 'vitest'
import { assentPhrases } from '../../src/view/assent-phrases.ts'
import { soundsLikeAssent } from '../../src/view/cards.ts'
import { locales } from '../../src/view/text.ts'

test.each([
  'looks good',
  'LGTM!',
  'lgtm 👍',
  'ok from me',
  'Approved.',
  'passt',
  'Passt für mich 👍🏽',
  '👍',
  ':+1:',
  ':+1::skin-tone-3:',
  '👍 ✅',
])('given “%s”, then it sounds like an approval', (text) => {
  expect(soundsLikeAssent(text)).toBe(true)
})

test.each([
  '',
  '!',
  'looks good, but who checked the figures?',
  'does this look good?',
  'ok?',
  'not approved',
  'is it approved?',
  'passt nicht',
  'thanks',
  '🎉',
  'nothing approved yet',
  `ok ${'👍'.repeat(100)}`,
])('given “%s”, then it is other talk', (text) => {
  expect(soundsLikeAssent(text)).toBe(false)
})

test('given the phrases, then each is found as it is written', () => {
  for (const phrase of locales.flatMap((locale) => assentPhrases[locale]))
    expect([phrase, soundsLikeAssent(phrase)]).toEqual([phrase, true])
})
