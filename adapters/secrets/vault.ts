/**
 * Encryption of what the database must not give away: AES-256-GCM with a fresh nonce, the key's id beside it, and the name
 * of what it is about as additional authenticated data. Pure but for the nonce.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Unsealed, Vault } from '../../src/app/ports.ts'
import { type Key, keyFor, version } from './keys.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * Encrypts with the first key and decrypts with any. `keys`: 32 bytes each, at least one. Encrypting key and id are derived
 * from the bytes separately, so that the id, which is no secret, tells nothing about the key.
 */
export function createVault(keys: readonly Uint8Array[]): Vault {
  const derived = keys.map((bytes) => keyFor('tokens', bytes))
  const [current] = derived
  if (current === undefined) throw new Error('a vault needs a key')
  return {
    seal(text, about) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, current.secret, nonce)
      cipher.setAAD(aadOf(current.id, about))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return [version, current.id, nonce.toString('base64url'), body.toString('base64url')].join('.')
    },
    open(sealed, about) {
      const [form, id, nonce, body, ...more] = sealed.split('.')
      if (
        form !== version ||
        id === undefined ||
        nonce === undefined ||
        body === undefined ||
        more.length > 0
      )
        return { outcome: 'damaged' }
      const key = derived.find((one) => one.id === id)
      if (key === undefined) return { outcome: 'unknown_key', key: id }
      return openWith(key, Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url'), about, current)
    },
  }
}

const aadOf = (key: string, about: string) => Buffer.from(`${version}.${key}.${about}`, 'utf8')

function openWith(key: Key, nonce: Buffer, body: Buffer, about: string, current: Key): Unsealed {
  if (nonce.length !== nonceBytes || body.length < tagBytes) return { outcome: 'damaged' }
  try {
    const decipher = createDecipheriv(algorithm, key.secret, nonce, { authTagLength: tagBytes })
    decipher.setAAD(aadOf(key.id, about))
    decipher.setAuthTag(body.subarray(-tagBytes))
    const text = Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()])
    return { outcome: 'opened', text: text.toString('utf8'), current: key.id === current.id }
  } catch {
    return { outcome: 'damaged' }
  }
}
