import { createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import pg from 'pg'

/** One session at the server, which serves one transaction at a time. */
interface Session {
  readonly stream: Duplex
  turn: Promise<void>
}

const okay = Buffer.concat([
  Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]),
  Buffer.from([0x5a, 0, 0, 0, 5, 0x49]),
])
const sync = 0x53
const simpleQuery = 0x51
const terminate = 0x58

/**
 * A pooler that hands each transaction to the next of its two sessions, as others do in transaction mode, and forgets
 * nothing and translates nothing: prepared statements are found only by chance. Passwords it does not ask for.
 */
export async function poolerTo(serverUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const clients = [new pg.Client(serverUrl), new pg.Client(serverUrl)]
  const sessions: Session[] = []
  for (const client of clients) {
    client.on('error', () => {})
    await client.connect()
    sessions.push({ stream: streamOf(client), turn: Promise.resolve() })
  }
  let next = 0
  const take = () => {
    next += 1
    return sessions[next % sessions.length] ?? sessions[0]
  }
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    serve(socket, take)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the pooler has no port')
  return {
    url: Object.assign(new URL(serverUrl), { port: String(address.port) }).href,
    async close() {
      for (const socket of open) socket.destroy()
      for (const { stream } of sessions) stream.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The bytes themselves: the client has done its part when it is connected. */
function streamOf(client: pg.Client): Duplex {
  const { stream } = client.connection
  stream.removeAllListeners('data')
  return stream
}

function serve(socket: Socket, take: () => Session | undefined): void {
  let waiting = Buffer.alloc(0)
  let begun = false
  let batch: Buffer[] = []
  let work: Promise<void> = Promise.resolve()
  let held: { session: Session; release: () => void } | null = null

  const carryOut = async (messages: Buffer) => {
    if (held === null) {
      const session = take()
      if (session === undefined) return
      let release = () => {}
      const before = session.turn
      session.turn = new Promise((resolve) => {
        release = resolve
      })
      await before
      held = { session, release }
    }
    const idle = await relay(messages, held.session.stream, socket)
    if (!idle) return
    held.release()
    held = null
  }

  socket.on('close', () => held?.release())
  socket.on('data', (data) => {
    waiting = Buffer.concat([waiting, data])
    for (;;) {
      const at = begun ? 1 : 0
      if (waiting.length < at + 4) return
      const length = at + waiting.readInt32BE(at)
      if (waiting.length < length) return
      const message = waiting.subarray(0, length)
      waiting = waiting.subarray(length)
      if (!begun) {
        begun = true
        socket.write(okay)
        continue
      }
      if (message[0] === terminate) return
      batch.push(message)
      if (message[0] !== sync && message[0] !== simpleQuery) continue
      const messages = Buffer.concat(batch)
      batch = []
      work = work.then(() => carryOut(messages))
    }
  })
}

/** True when the transaction is over. */
function relay(messages: Buffer, stream: Duplex, socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = Buffer.alloc(0)
    const listen = (data: Buffer) => {
      answer = Buffer.concat([answer, data])
      const end = answer.subarray(-6)
      if (end[0] !== 0x5a || end.readInt32BE(1) !== 5) return
      stream.off('data', listen)
      socket.write(answer)
      resolve(end[5] === 0x49)
    }
    stream.on('data', listen)
    stream.write(messages)
  })
}
