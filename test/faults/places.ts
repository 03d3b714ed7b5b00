/** Where the replicas of a scene keep what they know. */
import { join } from 'node:path'
import { type Books, openBooks, openFileBooks } from './books.ts'
import type { Server } from './server.ts'
import { type Listening, type Tap, tapOf } from './tap.ts'

export interface Place {
  readonly books: Books
  /** `DATABASE_URL`, one for each replica. */
  readonly urls: readonly string[]
  /** Wires to the server; none where there is no server. */
  readonly taps: readonly Tap[]
  remove(): Promise<void>
}

/** A database of its own on the server, with a wire to it for each of two replicas. */
export async function onServer(
  server: Server,
  seed: number,
  listening: (replica: number) => Listening,
): Promise<Place> {
  const name = `faults_${seed}_${Date.now().toString(36)}`
  const administrator = openBooks(server.url)
  await administrator.run(`create database ${name}`)
  const address = new URL(server.url)
  address.pathname = `/${name}`
  const taps = await Promise.all([0, 1].map((index) => tapOf(address.href, listening(index))))
  return {
    books: openBooks(address.href),
    urls: taps.map(({ url }) => url),
    taps,
    async remove() {
      await Promise.all(taps.map((tap) => tap.close()))
      await administrator.run(`drop database ${name} with (force)`)
    },
  }
}

/** A file in this folder, for one replica. */
export function inFile(folder: string): Place {
  const file = join(folder, 'countersign.db')
  return { books: openFileBooks(file), urls: [`sqlite:${file}`], taps: [], remove: async () => {} }
}
