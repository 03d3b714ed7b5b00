/** The other end of Socket Mode: a WebSocket server that says hello, sends envelopes and reads acknowledgements. */
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Text frames only, as RFC 6455 section 5.2 has them; a server does not mask. */
function frame(text: string): Buffer {
  const body = Buffer.from(text)
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : Buffer.from([0x81, 126, body.length >> 8, body.length & 0xff])
  return Buffer.concat([head, body])
}

interface Read {
  readonly opcode: number
  readonly text: string
  readonly rest: Buffer
}

/** The first masked frame of the bytes, or null when it is not complete. */
function readFrame(bytes: Buffer): Read | null {
  const first = bytes[0]
  const second = bytes[1]
  if (first === undefined || second === undefined) return null
  const short = second & 0x7f
  const start = short === 126 ? 4 : 2
  if (bytes.length < start) return null
  const length = short === 126 ? bytes.readUInt16BE(2) : short
  const end = start + 4 + length
  if (bytes.length < end) return null
  const mask = bytes.subarray(start, start + 4)
  const body = bytes.subarray(start + 4, end).map((byte, index) => byte ^ (mask[index % 4] ?? 0))
  return { opcode: first & 0x0f, text: Buffer.from(body).toString(), rest: bytes.subarray(end) }
}

export interface Acknowledged {
  readonly envelope_id: string
  readonly payload: unknown
}

export class SocketServer {
  readonly #server: Server
  #socket: Duplex | null = null
  readonly #waiting = new Map<string, (acknowledged: Acknowledged) => void>()
  url = ''

  constructor() {
    this.#server = createServer()
    this.#server.on('upgrade', (request, socket) => {
      const magic = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
      const accept = createHash('sha1').update(magic).digest('base64')
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      )
      this.#socket = socket
      this.#listen(socket)
      socket.write(frame(JSON.stringify({ type: 'hello', num_connections: 1 })))
    })
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no port')
    this.url = `ws://127.0.0.1:${address.port}`
    return this
  }

  async stop(): Promise<void> {
    this.#socket?.destroy()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Sends one envelope and resolves with its acknowledgement. */
  send(envelope: string, type: string, payload: object): Promise<Acknowledged> {
    const answered = new Promise<Acknowledged>((resolve) => this.#waiting.set(envelope, resolve))
    const message = { envelope_id: envelope, type, payload, accepts_response_payload: true }
    this.#socket?.write(frame(JSON.stringify(message)))
    return answered
  }

  #listen(socket: Duplex): void {
    let bytes = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (piece: Buffer) => {
      bytes = Buffer.concat([bytes, piece])
      for (let read = readFrame(bytes); read !== null; read = readFrame(bytes)) {
        bytes = Buffer.from(read.rest)
        if (read.opcode === 8) socket.end(Buffer.from([0x88, 0]))
        if (read.opcode !== 1) continue
        const acknowledged: Acknowledged = JSON.parse(read.text)
        this.#waiting.get(acknowledged.envelope_id)?.(acknowledged)
      }
    })
  }
}
