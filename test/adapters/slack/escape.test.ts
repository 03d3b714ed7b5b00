import { expect, test } from 'vitest'
import { visible } from '../../../adapters/slack/escape.ts'

const tags = (text: string) =>
  Array.from(text, (letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('')

test.each([
  ['tag characters', tags('hi'), '⟦U+E0068⟧⟦U+E0069⟧'],
  ['a zero-width space', '\u200b', '⟦U+200B⟧'],
  ['a filler', '\u3164', '⟦U+3164⟧'],
])('given %s in what would be published, then an approver sees that it has them', (_, hidden, shown) => {
  expect(visible(`Hall${hidden}4`)).toBe(`Hall${shown}4`)
})

test('given the flag of Scotland, a family and Persian words, then they stay as they are', () => {
  const scotland = `\u{1f3f4}${tags('gbsct')}\u{e007f}`
  const text = `${scotland} 👨‍👩‍👧 می‌خواهم`
  expect(visible(text)).toBe(text)
})
