/**
 * A Slack Web API that fails on demand: for what no real server does when asked to. How Slack behaves when it works is
 * tested against a server that others wrote (`emulate`).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export interface Call {
  readonly method: string
  readonly arguments: Readonly<Record<string, string>>
  readonly authorization: string | undefined
}
export type Answer =
  | { readonly json: object }
  | {
      readonly status: number
      readonly headers?: Record<string, string>
      readonly body?: string | Uint8Array
    }
  /** Takes the request and closes the connection without an answer. */
  | 'drop'
type Behaviour = Answer | ((call: Call) => Answer | Promise<Answer>)

export class WebApiDouble {
  readonly calls: Call[] = []
  readonly #server: Server
  readonly #next = new Map<string, Behaviour[]>()
  readonly #always = new Map<string, Behaviour>()
  url = ''

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no port')
    this.url = `http://127.0.0.1:${address.port}/api/`
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Answers the next calls of a method (or of a path outside the API), one each; then as `always` says. */
  next(method: string, ...answers: Behaviour[]): this {
    this.#next.set(method, [...(this.#next.get(method) ?? []), ...answers])
    return this
  }

  always(method: string, answer: Behaviour): this {
    this.#always.set(method, answer)
    return this
  }

  of(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method)
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const method = (request.url ?? '').replace(/^\/api\//, '')
    const call: Call = {
      method,
      arguments: Object.fromEntries(new URLSearchParams(Buffer.concat(pieces).toString())),
      authorization: request.headers.authorization,
    }
    this.calls.push(call)
    const behaviour = this.#next.get(method)?.shift() ?? this.#always.get(method) ?? { json: { ok: true } }
    const answer = typeof behaviour === 'function' ? await behaviour(call) : behaviour
    if (answer === 'drop') return void request.socket.destroy()
    if ('json' in answer) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json))
    } else response.writeHead(answer.status, answer.headers).end(answer.body)
  }
}

export const refused = (error: string): Answer => ({ json: { ok: false, error } })
