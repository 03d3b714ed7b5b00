import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSigner } from '../../../adapters/secrets/signer.ts'

const [old, fresh] = [randomBytes(32), randomBytes(32)]

test('given any text, when it is signed, then its signature is of no other text, key or purpose', () => {
  const signer = createSigner([old], 'addresses of media')
  const others = [createSigner([fresh], 'addresses of media'), createSigner([old], 'something else')]
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, another) => {
      const signature = signer.sign(text)
      expect(signature).toMatch(/^[0-9a-f]{8}\.[\w-]{43}$/)
      expect(signer.isSignedBy(text, signature)).toBe(true)
      expect(signer.isSignedBy(another, signature)).toBe(another === text)
      for (const other of others) expect(other.isSignedBy(text, signature)).toBe(false)
    }),
  )
})

test('given a signature, when one character of it is changed, left out or added, then it is none', () => {
  const signer = createSigner([old], 'addresses of media')
  const signature = signer.sign('a text')
  for (let at = 0; at < signature.length; at++)
    // The last character of base64 has bits that mean nothing: even those are not free.
    for (const other of ['A', 'B', 'x', '0', ''])
      if (other !== signature[at])
        expect(signer.isSignedBy('a text', signature.slice(0, at) + other + signature.slice(at + 1))).toBe(
          false,
        )
  for (const wrong of ['', `${signature}=`, ` ${signature}`, 'ä'.repeat(52)])
    expect(signer.isSignedBy('a text', wrong)).toBe(false)
})

test('given a new key in front of the old one, when something was signed before, then it still counts, until the old key goes', () => {
  const before = createSigner([old], 'addresses of media').sign('a text')
  const both = createSigner([fresh, old], 'addresses of media')
  expect(both.isSignedBy('a text', before)).toBe(true)
  expect(both.sign('a text')).not.toBe(before)
  expect(createSigner([fresh], 'addresses of media').isSignedBy('a text', before)).toBe(false)
})
