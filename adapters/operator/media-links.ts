/** Files of requests at addresses of this service: who writes them, and who answers there. */
import { type MediaAddress, mediaAddresses, mediaAt, mediaPath } from '../../src/app/media-links.ts'
import type { Blobs, Clock, Log, Store } from '../../src/app/ports.ts'
import type { Environment } from '../../src/config/types.ts'
import { mediaRoutes } from '../http/media.ts'
import type { HttpServer } from '../http/server.ts'
import { createSigner } from '../secrets/signer.ts'

export interface MediaLinks {
  readonly addressOf: MediaAddress
  /** Answers at these addresses; `where` names what they are looked up in, each time. */
  serve(
    http: Pick<HttpServer, 'app'>,
    where: () => { readonly store: Store; readonly blobs: Pick<Blobs, 'get'> },
    log: Log,
  ): void
}

/** Without an address of the service, or without keys, no file has an address, and every one is answered with 404. */
export function mediaLinksOf({
  publicUrl,
  secret,
  clock,
  allowed,
}: Pick<Environment, 'publicUrl' | 'secret'> & {
  readonly clock: Clock
  /** Asked each time. */
  readonly allowed: () => boolean
}): MediaLinks {
  const signer = secret === null ? null : createSigner(secret, 'addresses of media')
  return {
    addressOf: mediaAddresses({ publicUrl, signer, clock, allowed }),
    serve(http, where, log) {
      const find = (address: string) => mediaAt(address, { ...where(), signer, clock, allowed })
      http.app.use(mediaPath, mediaRoutes({ find, log }))
    },
  }
}
