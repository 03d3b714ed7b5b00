import { createHash } from 'node:crypto'
import type { Digest } from '../domain/flavour.ts'
import type { Content } from '../domain/request/content.ts'
import { canonicalJson } from './canonical.ts'

/**
 * The digest of a revision: SHA-256 in lower-case hexadecimal over the canonical JSON (RFC 8785) of its content, in
 * UTF-8. Media take part by their own hashes. Throws `CodecError` for text that no database could keep.
 */
export function contentDigest(content: Content): Digest {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex')
}
