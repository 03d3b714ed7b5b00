/**
 * The whole database in memory, with the promises of the real ones: it passes the same contract suite. A connection is
 * what a process has; the tables outlive it, as they do when a process is killed.
 */
import { type Ids, type Store, StoreUnavailable } from '../../../src/app/ports.ts'
import type { TestMedia } from '../../contract/blobs.contract.ts'
import type { Connection, TestDatabase } from '../../contract/database.ts'
import { CountingIds } from '../ids.ts'
import { intercepted } from '../intercept.ts'
import { memoryCards } from './memory/cards.ts'
import { memoryDrafts, memoryFacts } from './memory/drafts.ts'
import { memoryBlobs, memoryInstallations, memoryPeople } from './memory/people.ts'
import { memoryRequests } from './memory/requests.ts'
import { emptyTables, type Tables } from './memory/tables.ts'
import { memoryWaiting } from './memory/waiting.ts'

export { emptyTables, type Tables } from './memory/tables.ts'

/** Several connections may be open on the same tables. Every call is one transaction that nothing can interrupt. */
export function connectMemory(tables: Tables, ids: Ids): Connection {
  let closed = false
  const close = async () => {
    closed = true
  }
  const store: Store = {
    ...memoryRequests(tables, ids),
    ...memoryCards(tables, ids),
    ...memoryWaiting(tables),
    ...memoryDrafts(tables),
    ...memoryFacts(tables),
    close,
  }
  return {
    store: intercepted(store, ({ proceed }) =>
      closed ? Promise.reject(new StoreUnavailable('unreachable')) : proceed(),
    ),
    people: memoryPeople(tables),
    blobs: memoryBlobs(tables),
    installations: memoryInstallations(tables),
    close,
  }
}

export async function memoryDatabase(): Promise<TestDatabase & TestMedia> {
  const tables = emptyTables()
  const ids = new CountingIds('card')
  return {
    connect: async () => connectMemory(tables, ids),
    async spoil(sha256) {
      const found = tables.blobs.get(sha256)
      if (found !== undefined) tables.blobs.set(sha256, { ...found, bytes: new Uint8Array([0]) })
    },
    drop: async () => {},
  }
}
