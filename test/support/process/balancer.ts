/** A load balancer as small as it can be: each request goes to one of the replicas that are said to be there. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Balancer {
  readonly url: string
  /** Where requests go from now on; those under way end where they are. */
  send(to: readonly string[]): void
  stop(): Promise<void>
}

export async function startBalancer(): Promise<Balancer> {
  let replicas: readonly string[] = []
  let turn = 0
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    turn += 1
    const replica = replicas[turn % replicas.length]
    if (replica === undefined) return void response.writeHead(503).end()
    const headers = Object.fromEntries(
      ['content-type', 'x-slack-request-timestamp', 'x-slack-signature'].map((name) => [
        name,
        String(request.headers[name] ?? ''),
      ]),
    )
    try {
      const answer = await fetch(`${replica}${request.url}`, {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
      })
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      })
      response.end(Buffer.from(await answer.arrayBuffer()))
    } catch {
      response.writeHead(502).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    send(to) {
      replicas = to
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
