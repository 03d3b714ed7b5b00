import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/codec/canonical.ts'
import { contentDigest } from '../../src/codec/digest.ts'
import { toStorableText } from '../../src/codec/text.ts'
import { samplePost } from '../support/store/samples.ts'

describe('canonical JSON', () => {
  test('the example of RFC 8785, section 3.2.3, is sorted and written as there', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\u{1f600}":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    )
  })

  test('a backslash before u0000 is text like any other, and no NUL', () => {
    expect(canonicalJson(['\\u0000'])).toBe('["\\\\u0000"]')
  })

  test.each([
    ['not_json', { a: undefined }],
    ['not_json', [Number.NaN]],
    ['not_json', { a: () => 1 }],
    ['not_json', undefined],
    ['unstorable_text', Object.fromEntries([['\0', 1]])],
    ['unstorable_text', [{ deep: ['\uDC00'] }]],
  ])('refuses as %s what would be lost or changed', (code, value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code }))
  })

  test('what machines say is made storable instead of being refused', () => {
    expect(toStorableText('a\0b\uD800')).toBe('a\uFFFDb\uFFFD')
  })
})

describe('the digest of a content', () => {
  test('is the SHA-256 of its canonical JSON, whatever the order of the fields', () => {
    const { kind, ...rest } = samplePost
    const expected = createHash('sha256').update(canonicalJson(samplePost)).digest('hex')
    expect(contentDigest({ ...rest, kind })).toBe(expected)
    expect(contentDigest(samplePost)).toMatch(/^[0-9a-f]{64}$/)
  })

  test('changes with a single code point and with the bytes of a file', () => {
    const [file] = samplePost.media
    if (file === undefined) throw new Error('the sample has a file')
    const digests = [
      contentDigest(samplePost),
      contentDigest({ ...samplePost, text: samplePost.text.normalize('NFD') }),
      contentDigest({ ...samplePost, media: [{ ...file, sha256: 'b'.repeat(64) }] }),
    ]
    expect(new Set(digests).size).toBe(3)
  })
})
