/**
 * Addresses at which the files of a request can be seen by whoever has no copy in their own chat. Whoever holds an address
 * sees the file, so that it names nothing of the content, cannot be guessed, and ends; see docs/adr/0023.
 */
import { linkOf, type MediaLink, writtenLink } from '../codec/media-link.ts'
import type { Digest, Instant, RequestId } from '../domain/flavour.ts'
import type { Media } from '../domain/request/content.ts'
import { currentRevision, isOpen } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import { loadRequest } from './load.ts'
import type { Blobs, Clock, Signer, Store } from './ports.ts'

/** The address of a file of a request; null where files have none. */
export type MediaAddress = (request: RequestId, sha256: Digest) => string | null

/** What the addresses are under, after the address of the service. */
export const mediaPath = '/media'

const week = 7 * 86_400_000
/**
 * An address lasts for four weeks at least, and five at most: it ends with a week, so that a card which is drawn again in
 * the meantime says the same and is not edited for nothing.
 */
const endOf = (now: Instant): Instant => (Math.floor(now / week) + 5) * week

export interface MediaAddressOptions {
  /** Where the service is reached, without a slash at the end; null where it is not. */
  readonly publicUrl: string | null
  readonly signer: Signer | null
  readonly clock: Pick<Clock, 'now'>
  /** Asked each time, so that a reloaded configuration counts at once. */
  readonly allowed: () => boolean
}

export function mediaAddresses({ publicUrl, signer, clock, allowed }: MediaAddressOptions): MediaAddress {
  return (request, sha256) => {
    if (publicUrl === null || signer === null || !allowed()) return null
    const written = writtenLink({ request, sha256, endsAt: endOf(clock.now()) })
    return `${publicUrl}${mediaPath}/${written}.${signer.sign(written)}`
  }
}

export interface MediaSource {
  readonly signer: Signer | null
  readonly store: Store
  readonly blobs: Pick<Blobs, 'get'>
  readonly clock: Pick<Clock, 'now'>
  readonly allowed: () => boolean
}

/** `over`: the address was right, and is not any more. `unknown`: everything else, without a reason. */
export type FoundMedia =
  | { readonly outcome: 'found'; readonly media: Media; readonly bytes: () => Promise<Uint8Array | null> }
  | { readonly outcome: 'over' | 'unknown' }

/** What is at the end of an address: what follows `mediaPath` and a slash. Throws `StoreUnavailable`. */
export async function mediaAt(address: string, source: MediaSource): Promise<FoundMedia> {
  const link = source.allowed() ? signedLink(address, source.signer) : null
  if (link === null) return { outcome: 'unknown' }
  const request = await loadRequest(source.store, link.request)
  const media = request === null ? null : stillThere(request, link, source.clock.now())
  if (media === null) return { outcome: 'over' }
  const bytes = async () => (await source.blobs.get(media.sha256))?.bytes ?? null
  return { outcome: 'found', media, bytes }
}

function signedLink(address: string, signer: Signer | null): MediaLink | null {
  const [, written = '', signature = ''] = /^((?:[\w-]+\.){2}\w+)\.(\w+\.[\w-]+)$/.exec(address) ?? []
  return signer?.isSignedBy(written, signature) === true ? linkOf(written) : null
}

/**
 * A file that somebody must decide on can be seen as long as the request is open, however old the card is; after that
 * until the address ends. What the requester took out can be seen no more.
 */
function stillThere(request: Request, { sha256, endsAt }: MediaLink, now: Instant): Media | null {
  if (!isOpen(request) && now >= endsAt) return null
  const { content } = currentRevision(request)
  return content.kind === 'post' ? (content.media.find((file) => file.sha256 === sha256) ?? null) : null
}
