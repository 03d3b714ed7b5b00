import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import type { Log } from '../../src/app/ports.ts'

export interface HttpServer {
  /** Adapters mount their routes here before `listen`. */
  readonly app: Express
  /** Starts to accept connections; resolves with the port, which the system chose where 0 was asked for. */
  listen(): Promise<{ port: number }>
  /** Accepts nothing new, lets running requests finish for `graceMs` at most, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/**
 * The one HTTP port of the process. `/healthz` says that the process runs; `/readyz` that it can do its work: a load
 * balancer stops sending when it turns 503, which it does at once when shutdown begins.
 */
export function createHttpServer(options: {
  host: string
  port: number
  /** The names of what is not ready; an empty list means ready. Rejects when the database cannot be used. */
  notReady: () => Promise<readonly string[]>
  log: Log
  /** What `GET /metrics` answers; without it there is no such page. */
  metrics?: () => Promise<{ readonly contentType: string; readonly body: string }>
  /** Is told of every request that was answered; `route` is one of a few, whatever was asked for. */
  answered?: (request: { route: string; status: number; seconds: number }) => void
}): HttpServer {
  const app = express()
  app.disable('x-powered-by')
  let closing = false

  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/readyz', async (_request, response) => {
    const missing = closing ? ['shutting_down'] : await options.notReady().catch(() => ['database'])
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
const routes = ['/healthz', '/readyz', '/metrics', '/slack/events', '/api/v1/drafts', '/sandbox']

function routeOf(url: string): string {
  return (
    routes.find(
      (route) => url === route || (/^[/?]/.test(url.slice(route.length)) && url.startsWith(route)),
    ) ?? 'other'
  )
}
