import { afterEach, beforeEach } from 'vitest'
import type { Blobs, CardPurpose, CardRow, Installations, People, Store } from '../../src/app/ports.ts'

/** One connection to a database, as a process has it. */
export interface Connection {
  readonly store: Store
  readonly people: People
  readonly blobs: Blobs
  readonly installations: Installations
  close(): Promise<void>
}

/** A database of its own for one test; `connect` may be called several times, also at the same time. */
export interface TestDatabase {
  connect(): Promise<Connection>
  drop(): Promise<void>
}
export type CreateDatabase = () => Promise<TestDatabase>

export interface Given extends Omit<Connection, 'close'> {
  /** A further connection to the same database; closed after the test. */
  connect(): Promise<Connection>
  /** Closes every connection and opens the database again. */
  reopen(): Promise<Connection>
}

/** Gives each test of the current suite an empty database with one open connection. */
export function givenDatabase(create: CreateDatabase): Given {
  let database: TestDatabase
  let connections: Connection[] = []
  let main: Connection
  const connect = async () => {
    const connection = await database.connect()
    connections.push(connection)
    return connection
  }
  const closeAll = async () => {
    for (const connection of connections) await connection.close()
    connections = []
  }
  beforeEach(async () => {
    database = await create()
    main = await connect()
  })
  afterEach(async () => {
    await closeAll()
    await database.drop()
  })
  return {
    get store() {
      return main.store
    },
    get people() {
      return main.people
    },
    get blobs() {
      return main.blobs
    },
    get installations() {
      return main.installations
    },
    connect,
    async reopen() {
      await closeAll()
      main = await connect()
      return main
    },
  }
}

export const person = (id: string) => ({ type: 'person', person: id }) as const
export const living = (view: 'requester' | 'review' | 'brief' = 'review'): CardPurpose => ({
  type: 'living',
  view,
})
export const notice = (about: number, name = 'reminder'): CardPurpose => ({
  type: 'notice',
  notice: name,
  about,
})

/** The only one of a list. Fails the test where there are none or several. */
export function only<Item>(items: readonly Item[]): Item {
  const [item, ...rest] = items
  if (item === undefined || rest.length > 0) throw new Error(`expected one item, found ${items.length}`)
  return item
}

/** What a card says about its progress, without ids. */
export const progress = ({ wanted, delivered, attempts, uncertain, parked }: CardRow) => ({
  wanted,
  delivered,
  attempts,
  uncertain,
  parked,
})
