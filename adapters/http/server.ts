import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import type { Clock, Log } from '../../src/app/ports.ts'
import type { Instant } from '../../src/domain/flavour.ts'

export interface HttpServer {
  /** Adapters mount their routes here before `listen`. */
  readonly app: Express
  /** Starts to accept connections; resolves with the port, which the system chose where 0 was asked for. */
  listen(): Promise<{ port: number }>
  /** Accepts nothing new, lets running requests finish for `graceMs` at most, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/** How long an answer about readiness is kept, in milliseconds. */
const readinessKeptFor = 2_000

/**
 * The one HTTP port of the process. `/healthz` says that the process runs; `/readyz` that it can do its work: a load
 * balancer stops sending when it turns 503, which it does at once when shutdown begins, and within two seconds otherwise.
 */
export function createHttpServer(options: {
  host: string
  port: number
  /** The names of what is not ready; an empty list means ready. Rejects when the database cannot be used. */
  notReady: () => Promise<readonly string[]>
  /** Times how long the answer about readiness is kept. */
  clock: Pick<Clock, 'now'>
  log: Log
  /** What `GET /metrics` answers; without it there is no such page. */
  metrics?: () => Promise<{ readonly contentType: string; readonly body: string }>
  /** Is told of every request that was answered; `route` is one of a few, whatever was asked for. */
  answered?: (request: { route: string; status: number; seconds: number }) => void
}): HttpServer {
  const app = express()
  app.disable('x-powered-by')
  let closing = false
  const missingNow = keptShortly(() => options.notReady().catch(() => ['database']), options.clock)

  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/readyz', async (_request, response) => {
    const missing = closing ? ['shutting_down'] : await missingNow()
    response
      .status(missing.length === 0 ? 200 : 503)
      .json({ status: missing.length === 0 ? 'ready' : 'not_ready', missing })
  })

  const { metrics } = options
  if (metrics !== undefined)
    app.get('/metrics', async (_request, response) => {
      const { contentType, body } = await metrics()
      response.set('content-type', contentType).send(body)
    })

  const server: Server = createServer()
  const answering = new Set<ServerResponse>()
  server.on('request', (request, response) => {
    const began = performance.now()
    answering.add(response)
    if (closing) response.setHeader('connection', 'close')
    response.once('close', () => {
      answering.delete(response)
      const seconds = (performance.now() - began) / 1000
      options.answered?.({ route: routeOf(request.url ?? ''), status: response.statusCode, seconds })
      if (closing) setImmediate(() => server.closeIdleConnections())
    })
  })
  server.on('request', app)
  return {
    app,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(options.port, options.host, () => {
          server.removeListener('error', reject)
          const { port } = server.address() as AddressInfo
          resolve({ port })
        })
      }),
    close: (graceMs) =>
      new Promise((resolve) => {
        closing = true
        const cut = setTimeout(() => {
          options.log.warn('http connections cut at shutdown')
          server.closeAllConnections()
        }, graceMs)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        server.closeIdleConnections()
        // Node lets a connection live on after its answer, and the other side would go on sending requests through it.
        for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close')
      }),
  }
}

/** Addresses that nobody serves are without number, and files of the sandbox nearly so. */
const routes = [
  '/healthz',
  '/readyz',
  '/metrics',
  '/slack/events',
  '/api/messages',
  '/api/v1/drafts',
  '/media',
  '/sandbox',
]

function routeOf(url: string): string {
  return (
    routes.find(
      (route) => url === route || (/^[/?]/.test(url.slice(route.length)) && url.startsWith(route)),
    ) ?? 'other'
  )
}

/** Looking costs a write that waits for the disk, and anybody who reaches the port may ask: many askers share one look. */
function keptShortly<Answer>(look: () => Promise<Answer>, clock: Pick<Clock, 'now'>): () => Promise<Answer> {
  let kept: { readonly answer: Promise<Answer>; readonly at: Instant } | null = null
  return () => {
    const now = clock.now()
    // A clock that was set back must not keep it for longer.
    if (kept === null || now < kept.at || now - kept.at >= readinessKeptFor)
      kept = { answer: look(), at: now }
    return kept.answer
  }
}
