import type { RequestHandler } from 'express'
import ipaddr from 'ipaddr.js'

/** Whether an address or a host name can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback'
}

/**
 * Refuses to offer the sandbox to a network: whoever opens it acts as anybody, the executives included.
 * @throws When `host` is anything but a loopback address or `localhost`; also for `0.0.0.0`, `::` and nothing.
 */
export function assertLoopback(host: string): void {
  if (!isLoopback(host))
    throw new Error(
      `The sandbox is for this machine only (loopback) and cannot listen on ${host || 'every address'}. ` +
        'Remove HOST or set it to 127.0.0.1; with Slack configured any address will do.',
    )
}

const hostName = (host: string | undefined) => {
  const url = URL.parse(`http://${host ?? ''}`)
  return url?.hostname ?? ''
}

/**
 * Lets through what comes from this machine and was meant for it. A web page elsewhere could otherwise have the
 * browser of a developer act here: by pointing its own name to 127.0.0.1 (seen in Host), or by plain forms (Origin).
 */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  const local = isLoopback(request.socket.remoteAddress ?? '') && isLoopback(hostName(request.headers.host))
  const { origin } = request.headers
  const sameOrigin = origin === undefined || origin === `http://${request.headers.host}`
  const site = request.headers['sec-fetch-site']
  const ownPage = site === undefined || site === 'same-origin' || site === 'none'
  if (local && (request.method === 'GET' || (sameOrigin && ownPage))) return next()
  response.status(403).type('text').send('The sandbox answers only to this machine.')
}

/** The page runs its own script and nothing else; styles are set by script only, pictures come from here. */
export const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      // Cards in Teams name this machine as the program does, whatever name the page was opened by.
      "img-src 'self' data: blob: http://127.0.0.1:* http://localhost:*",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  })
  next()
}
