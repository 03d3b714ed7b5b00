/** A wire between one replica and PostgreSQL that knows which statement passes, and can lose it or its answer. */
import { connect, createServer, type Socket } from 'node:net'

/** What becomes of a statement: `refuse` cuts before the server has it, `lose` and `silence` after it was carried out. */
export type Fate = 'pass' | 'refuse' | 'lose' | 'silence'

export interface Tap {
  /** The server's address, as reached through the wire. */
  readonly url: string
  /** Cuts every connection at once; new ones are let through. */
  cut(): void
  close(): Promise<void>
}

export interface Listening {
  /** Asked of every statement by its name before the server has it. */
  fate(statement: string): Fate
  /** Told `sql <name>` before the server has it, `done <name>` before the replica has the answer. True: it dies of it. */
  happened(moment: string): boolean
}

/** By what stands in its text; the first that fits. */
const names: readonly (readonly [RegExp, string])[] = [
  [/append_events/, 'commit'],
  [/append_directory|directory_event/, 'commit directory'],
  [/^with "taken".*"card"/s, 'claim cards'],
  [/^update "card" set "uncertain" = \S+, "shown"/, 'begin delivery'],
  [/^update "card" set .*"reference" = /s, 'settle card'],
  [/"request".*"lease_until"/s, 'claim timers'],
  [/nextval|next_number/, 'next number'],
  [/add_person/, 'add person'],
]
const nameOf = (text: string) => names.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'

const parse = 0x50
const bind = 0x42
const sync = 0x53
const simpleQuery = 0x51
const ready = 0x5a

export async function tapOf(serverUrl: string, listening: Listening): Promise<Tap> {
  const target = new URL(serverUrl)
  const sockets = new Set<Socket>()
  const wire = createServer((client) => {
    const server = connect(Number(target.port), target.hostname)
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    relay(client, server, listening)
  })
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve))
  const address = wire.address()
  if (address === null || typeof address === 'string') throw new Error('the wire has no port')
  return {
    url: Object.assign(new URL(serverUrl), { port: String(address.port) }).href,
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => wire.close(resolve))
    },
  }
}

function relay(client: Socket, server: Socket, { fate, happened }: Listening): void {
  const known = new Map<string, string>()
  /** Statements that the server has and has not answered yet, in order. */
  const asked: { readonly name: string; readonly fate: Fate }[] = []
  let greeted = false
  let current: string | null = null
  let batch: Buffer[] = []
  const messages = framed((message, type) => {
    batch.push(message)
    if (type === parse) {
      const [name = '', text = ''] = message.subarray(5).toString('utf8').split('\0')
      known.set(name, nameOf(text))
      current = known.get(name) ?? 'other'
    }
    if (type === bind) {
      const [, name = ''] = message.subarray(5).toString('utf8').split('\0')
      current = known.get(name) ?? 'other'
    }
    if (type !== sync && type !== simpleQuery) return
    const name = current ?? 'other'
    current = null
    const whole = Buffer.concat(batch)
    batch = []
    const becomes = fate(name)
    if (happened(`sql ${name}`) || becomes === 'refuse') return void client.destroy()
    asked.push({ name, fate: becomes })
    server.write(whole)
  })
  client.on('data', (data) => {
    // Greetings and passwords, until the server is ready for the first time.
    if (greeted) messages(data)
    else server.write(data)
  })
  let answer: Buffer[] = []
  let silent = false
  const answers = framed((message, type) => {
    if (silent) return
    if (!greeted) {
      client.write(message)
      if (type === ready) greeted = true
      return
    }
    // Nobody asked: a notification.
    if (asked.length === 0) return void client.write(message)
    answer.push(message)
    if (type !== ready) return
    const whole = Buffer.concat(answer)
    answer = []
    const statement = asked.shift()
    if (statement !== undefined && happened(`done ${statement.name}`)) return void client.destroy()
    if (statement?.fate === 'lose') return void client.destroy()
    if (statement?.fate === 'silence') silent = true
    else client.write(whole)
  })
  server.on('data', answers)
}

/** Cuts a stream into messages: a type, a length that counts itself, and the rest. */
function framed(take: (message: Buffer, type: number) => void): (data: Buffer) => void {
  let waiting: Buffer = Buffer.alloc(0)
  return (data) => {
    waiting = waiting.length === 0 ? data : Buffer.concat([waiting, data])
    while (waiting.length >= 5) {
      const length = 1 + waiting.readInt32BE(1)
      if (waiting.length < length) return
      const message = waiting.subarray(0, length)
      waiting = waiting.subarray(length)
      take(message, message[0] ?? 0)
    }
  }
}
