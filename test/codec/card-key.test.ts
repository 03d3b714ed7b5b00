import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CardPurposeKey,
  type CardRecipient,
  parsePurposeKey,
  parseRecipientKey,
  purposeKey,
  recipientKey,
} from '../../src/codec/card-key.ts'

const name = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('a:b', ':', 'person:x', 'mediation'))
const recipients: fc.Arbitrary<CardRecipient> = fc.oneof(
  name.map((person) => ({ type: 'person' as const, person })),
  name.map((group) => ({ type: 'channel' as const, group })),
  fc.constant({ type: 'mediation' as const }),
  fc.constantFrom(...(['slack', 'teams'] as const)).map((beside) => ({ type: 'mediation' as const, beside })),
)
const purposes: fc.Arbitrary<CardPurposeKey> = fc.oneof(
  fc
    .constantFrom(
      'requester' as const,
      'review' as const,
      'brief' as const,
      'mediation' as const,
      'observer' as const,
    )
    .map((view) => ({ type: 'living' as const, view })),
  fc
    .record({ notice: name, about: fc.nat() })
    .map(({ notice, about }) => ({ type: 'notice' as const, notice, about })),
)

test('a key gives back the recipient that it was made from, so no two recipients share one', () => {
  fc.assert(
    fc.property(recipients.filter(isPlain), (recipient) => {
      expect(parseRecipientKey(recipientKey(recipient))).toEqual(recipient)
    }),
  )
})

test('a key gives back the purpose that it was made from, so no two purposes share one', () => {
  fc.assert(
    fc.property(purposes.filter(isPlain), (purpose) => {
      expect(parsePurposeKey(purposeKey(purpose))).toEqual(purpose)
    }),
  )
})

test.each(['', 'person', 'person:', 'channel:', 'robot:x', 'mediation:x'])('%j is nobody', (key) => {
  expect(() => parseRecipientKey(key)).toThrow(expect.objectContaining({ code: 'malformed' }))
})

test.each(['', 'living', 'living:other', 'notice:3', 'notice:x:reminder', 'notice::reminder', 'notice:3:'])(
  '%j is no purpose',
  (key) => {
    expect(() => parsePurposeKey(key)).toThrow(expect.objectContaining({ code: 'malformed' }))
  },
)

function isPlain(value: object): boolean {
  return !JSON.stringify(value).includes('\\u')
}
