/** The channel's signing keys: what the emulated Teams sends is signed as Microsoft signs it. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Json } from './json.ts'

export interface SigningKey {
  readonly kid: string
  /** As published. Channels that the key does not endorse are refused. */
  readonly jwk: Json
  readonly privateKey: KeyObject
}

export function createKey(kid: string, endorsements: readonly string[]): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256', endorsements }
  return { kid, jwk, privateKey }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON Web Token of these claims. `header` replaces parts of the header, for forgeries. */
export function signToken(claims: Json, key: SigningKey, header: Json = {}): string {
  const signed = `${part({ typ: 'JWT', alg: 'RS256', kid: key.kid, ...header })}.${part(claims)}`
  const signature = createSign('RSA-SHA256').update(signed).sign(key.privateKey).toString('base64url')
  return `${signed}.${signature}`
}
