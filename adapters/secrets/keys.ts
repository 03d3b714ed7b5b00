/** What is made of the bytes of `COUNTERSIGN_SECRET`: a key for each purpose, and one id for all of them. */
import { hkdfSync } from 'node:crypto'

/** The form of everything that is made with these keys. */
export const version = 'v1'

export interface Key {
  /** No secret, and it tells nothing about one. */
  readonly id: string
  readonly secret: Buffer
}

/** @param bytes 32 random bytes. @param purpose What the key is for: none of one purpose is ever that of another. */
export function keyFor(purpose: string, bytes: Uint8Array): Key {
  if (bytes.length !== 32) throw new Error('a key has 32 bytes')
  const derive = (label: string, length: number) =>
    Buffer.from(hkdfSync('sha256', bytes, Buffer.alloc(0), `countersign ${version} ${label}`, length))
  return { id: derive('key id', 4).toString('hex'), secret: derive(purpose, 32) }
}
