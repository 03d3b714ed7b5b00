import { createHash } from 'node:crypto'
import type { Digest } from '../domain/flavour.ts'

/** The stored bytes are not those that were approved under this hash: somebody or something changed them. */
export class MediaDamaged extends Error {
  override readonly name = 'MediaDamaged'
  readonly code = 'media_damaged'
  constructor() {
    super('stored media do not have the hash that they are stored under')
  }
}

/** SHA-256 in hexadecimal. */
export const digestOf = (bytes: Uint8Array): Digest => createHash('sha256').update(bytes).digest('hex')

/** Gives the bytes back. Throws `MediaDamaged` when they are not those of the hash. */
export function intact<Bytes extends Uint8Array>(sha256: Digest, bytes: Bytes): Bytes {
  if (digestOf(bytes) !== sha256) throw new MediaDamaged()
  return bytes
}
