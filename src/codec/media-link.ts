/** What the address of a file says: which file of which request, and until when. Nothing of what either is about. */
import type { Digest, Instant, RequestId } from '../domain/flavour.ts'

export interface MediaLink {
  readonly request: RequestId
  readonly sha256: Digest
  /** To the second. */
  readonly endsAt: Instant
}

const form = /^([\w-]{1,64})\.([\w-]{43})\.([0-9a-z]{1,8})$/

/** One text for one link, of letters, digits, `-`, `_` and dots: it stands in an address as it is. */
export const writtenLink = ({ request, sha256, endsAt }: MediaLink): string =>
  `${request}.${Buffer.from(sha256, 'hex').toString('base64url')}.${Math.floor(endsAt / 1000).toString(36)}`

/** Null for everything that `writtenLink` does not write. */
export function linkOf(written: string): MediaLink | null {
  const [, request, hash, end] = form.exec(written) ?? []
  if (request === undefined || hash === undefined || end === undefined) return null
  const link = {
    request,
    sha256: Buffer.from(hash, 'base64url').toString('hex'),
    endsAt: Number.parseInt(end, 36) * 1000,
  }
  return writtenLink(link) === written ? link : null
}
