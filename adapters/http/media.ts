/** `GET /media/<address>`: a file of a request, for whoever holds the address. Says nothing to anybody else. */
import { type ErrorRequestHandler, type Response, Router } from 'express'
import { codeOf } from '../../src/app/faults.ts'
import type { FoundMedia } from '../../src/app/media-links.ts'
import { type Log, StoreUnavailable } from '../../src/app/ports.ts'
import type { Media } from '../../src/domain/request/content.ts'
import { isPicture } from '../../src/view/drawing.ts'
import { words } from '../../src/view/words.ts'

export interface MediaRouteOptions {
  /** Throws `StoreUnavailable`, and what the store of the bytes throws. */
  readonly find: (address: string) => Promise<FoundMedia>
  readonly log: Log
}

/** The longest address that is looked at: twice what is ever written. */
const longest = 400
/** How long a client may keep a file, in seconds: no longer than it may be seen after it was taken out. */
const keptFor = 600
const patience = 30

/**
 * What a browser may be told of a file, so that the right program opens it. Everything else is bytes: what somebody
 * uploaded as a page or a drawing with a script in it must never be one at this address.
 */
const knownTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'audio/mpeg',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'video/mp4',
  'video/quicktime',
  'video/webm',
])

/** Serves what `find` finds; to be mounted at `mediaPath`. */
export function mediaRoutes({ find, log }: MediaRouteOptions): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.use((_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      // Teams draws a picture on pages of its own.
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
    })
    next()
  })
  router.get('/:address', async ({ params: { address }, headers }, response) => {
    if (address.length > longest) return unknown(response)
    const found = await find(address)
    if (found.outcome !== 'found') return found.outcome === 'over' ? over(response) : unknown(response)
    describe(found.media, response)
    // The bytes of an address never change.
    if (headers['if-none-match'] === response.get('ETag')) return void response.status(304).end()
    const bytes = await found.bytes()
    if (bytes === null) {
      log.error('a file could not be shown', { code: 'media_missing' })
      return unknown(response)
    }
    response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  })
  router.use((_request, response) => unknown(response))
  const failed: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    // An address that cannot even be decoded is nobody's fault here.
    if (error instanceof URIError) return unknown(response)
    log.error('a file could not be shown', { code: codeOf(error) })
    clear(response)
    if (error instanceof StoreUnavailable) response.set('Retry-After', String(patience)).status(503)
    else response.status(500)
    response.end()
  }
  router.use(failed)
  return router
}

function describe(media: Media, response: Response): void {
  const shown = isPicture(media)
  // Express writes the name so that none can end the header or name another folder.
  if (!shown) response.attachment(media.name)
  response.set({
    'Cache-Control': `private, max-age=${keptFor}`,
    'Content-Type': knownTypes.has(media.mimeType) ? media.mimeType : 'application/octet-stream',
    ETag: `"${media.sha256}"`,
  })
}

/** What was said of a file that does not come after all. */
function clear(response: Response): void {
  for (const header of ['ETag', 'Content-Disposition', 'Content-Type']) response.removeHeader(header)
  response.set('Cache-Control', 'no-store')
}

function unknown(response: Response): void {
  clear(response)
  response.status(404).type('text').send('Not found')
}

function over(response: Response): void {
  const sentences = [words('en').linkOver, words('de').linkOver]
  response
    .status(410)
    .type('text')
    .send(`${sentences.join('\n\n')}\n`)
}
