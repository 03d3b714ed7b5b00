import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../../src/app/clean-text.ts'
import { storableText } from '../../src/codec/text.ts'

describe('given text as somebody typed it', () => {
  test.each([
    ['NUL and control characters', 'a\u0000b\u0007c\u009Fd', 'abcd'],
    ['a right-to-left override', 'invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['an isolate that is never closed', '\u2066admin', 'admin'],
    ['half of a surrogate pair', 'a\uD83Db', 'ab'],
    ['old line ends', 'one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
  ])('when it contains %s, then what is kept reads as it says', (_, typed, kept) => {
    expect(cleanText(typed)).toBe(kept)
  })

  test('when it is Arabic, German or a family of emoji, then not a character is lost', () => {
    for (const text of ['مرحبا\u200F بكم', 'Größe: 5 µm', '👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿']) expect(cleanText(text)).toBe(text)
  })

  test('when the field has one line, then the text has one', () => {
    expect(cleanText('Ada\n\tLovelace', 'one')).toBe('Ada Lovelace')
  })

  test('when it is anything at all, then it can be stored, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('one', 'many'), (typed, lines) => {
        const kept = cleanText(typed, lines)
        expect(storableText(kept, 'a text')).toBe(kept)
        expect(cleanText(kept, lines)).toBe(kept)
      }),
    )
  })
})
