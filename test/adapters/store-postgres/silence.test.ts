import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPostgresStore } from '../../../adapters/store-postgres/open.ts'
import { temporaryPostgresDatabase } from '../../support/postgres/database.ts'
import { proxyTo, type Wire } from '../../support/postgres/proxy.ts'
import { sampleCommit } from '../../support/store/samples.ts'

let database: Awaited<ReturnType<typeof temporaryPostgresDatabase>>
let wire: Wire
beforeEach(async () => {
  database = await temporaryPostgresDatabase()
  wire = await proxyTo(database.url)
})
afterEach(async () => {
  await wire.close()
  await database.drop()
})

describe('given a network that swallows everything without a word', () => {
  test('then a statement is given up while its caller still waits', async () => {
    const { store, close } = await openPostgresStore({ url: wire.url, patienceMs: 2_000 })
    await store.check()
    wire.swallow()
    // Both clocks are this process's own, and begin together: Slack waits for half as long again as the store may take.
    const first = await Promise.race([
      store.commit(sampleCommit('r1')).catch((fault: unknown) => fault),
      pause(3_000, 'Slack gave up'),
    ])
    expect(first).toMatchObject({ name: 'StoreUnavailable', code: 'unreachable' })
    await close()
  })

  test('then the store closes all the same, and what listens too', async () => {
    const { store, listen, close } = await openPostgresStore({ url: wire.url, patienceMs: 500 })
    const listening = listen(() => {}, { lookEveryMs: 3_600_000 })
    await store.check()
    wire.swallow()
    await listening.close()
    await close()
  })

  test('then what begins to listen meanwhile closes too', async () => {
    const { listen, close } = await openPostgresStore({ url: wire.url, patienceMs: 500 })
    wire.swallow()
    const listening = listen(() => {}, { lookEveryMs: 3_600_000 })
    await pause(100)
    await listening.close()
    await close()
  })
})
