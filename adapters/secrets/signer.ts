/** Signatures of what comes back through other people's hands: HMAC-SHA256, with the key's id in front. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Signer } from '../../src/app/ports.ts'
import { type Key, keyFor } from './keys.ts'

const signed = ({ id, secret }: Key, text: string): string =>
  `${id}.${createHmac('sha256', secret).update(text, 'utf8').digest('base64url')}`

/** Signs with the first key and knows the signatures of all. `keys`: 32 bytes each, at least one. */
export function createSigner(keys: readonly Uint8Array[], purpose: string): Signer {
  const derived = keys.map((bytes) => keyFor(purpose, bytes))
  const [current] = derived
  if (current === undefined) throw new Error('a signer needs a key')
  return {
    sign: (text) => signed(current, text),
    isSignedBy(text, signature) {
      const given = Buffer.from(signature, 'utf8')
      return derived.some((key) => {
        const right = Buffer.from(signed(key, text), 'utf8')
        return given.length === right.length && timingSafeEqual(given, right)
      })
    },
  }
}
