import { connect, createServer, type Socket } from 'node:net'

/** A wire between a store and its server that can be cut, and that can lose what the server says. */
export interface Wire {
  /** The server's address, as reached through the wire. */
  readonly url: string
  /**
   * The server carries out the next statement, and its answer never arrives: the connection is cut instead, or says
   * nothing any more. Gives a promise that resolves when that has happened.
   */
  loseNextAnswer(how: 'cut' | 'silence'): Promise<void>
  /** Cuts every connection, and refuses new ones until `mend`. */
  cut(): void
  mend(): void
  /** From now on nothing gets through, in either direction, and nobody is told: the network swallows it. */
  swallow(): void
  close(): Promise<void>
}

/** The end of an answer: ready for the next statement, outside of a transaction. */
const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])

export async function proxyTo(serverUrl: string): Promise<Wire> {
  const target = new URL(serverUrl)
  const sockets = new Set<Socket>()
  let broken = false
  let swallowing = false
  let losing: { how: 'cut' | 'silence'; lost: () => void } | null = null

  const wire = createServer({ allowHalfOpen: true }, (client) => {
    if (broken) {
      client.destroy()
      return
    }
    const server = connect(Number(target.port), target.hostname)
    let silent = false
    let unheard = Buffer.alloc(0)
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        if (!silent && !swallowing) {
          client.destroy()
          server.destroy()
        }
      })
    }
    // Not even the end of a connection is answered where everything is swallowed.
    client.on('end', () => {
      if (!swallowing) client.end()
    })
    client.on('data', (data) => {
      if (!swallowing) server.write(data)
    })
    server.on('data', (data) => {
      if (silent || swallowing) return
      if (losing === null) {
        client.write(data)
        return
      }
      unheard = Buffer.concat([unheard, data])
      if (!unheard.subarray(-ready.length).equals(ready)) return
      const { how, lost } = losing
      losing = null
      if (how === 'silence') silent = true
      else client.destroy()
      lost()
    })
  })
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve))
  const address = wire.address()
  if (address === null || typeof address === 'string') throw new Error('the wire has no port')
  const url = Object.assign(new URL(serverUrl), { port: String(address.port) }).href
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url,
    loseNextAnswer: (how) =>
      new Promise((resolve) => {
        losing = { how, lost: resolve }
      }),
    cut() {
      broken = true
      drop()
    },
    mend() {
      broken = false
    },
    swallow() {
      swallowing = true
    },
    async close() {
      drop()
      await new Promise((resolve) => wire.close(resolve))
    },
  }
}
