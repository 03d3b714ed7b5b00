/** The product as it runs, in this process: real application, real SQLite file, real SDKs over HTTP on a free port. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Express } from 'express'
import { expect, onTestFinished } from 'vitest'
import { draftRoutes } from '../../../adapters/http/drafts.ts'
import { createHttpServer } from '../../../adapters/http/server.ts'
import { mediaLinksOf } from '../../../adapters/operator/media-links.ts'
import { attachmentsOf } from '../../../adapters/operator/platforms.ts'
import { connect } from '../../../adapters/store-sqlite/connection.ts'
import { assembleStore } from '../../../adapters/store-sqlite/open.ts'
import { createIds } from '../../../adapters/system/ids.ts'
import { liveConfiguration } from '../../../adapters/system/reload.ts'
import type { MediaAddress } from '../../../src/app/media-links.ts'
import {
  type AccountDirectory,
  type Attachments,
  type Chat,
  type Identity,
  type Platform,
  StoreUnavailable,
} from '../../../src/app/ports.ts'
import { createApp } from '../../../src/app/runner.ts'
import type { Service } from '../../../src/app/service.ts'
import { createWake } from '../../../src/app/wake.ts'
import { loadOrganisation } from '../../../src/config/load.ts'
import type { Organisation } from '../../../src/config/types.ts'
import type { ManualClock } from '../clock.ts'
import { putMigratedDatabase } from '../store/migrated.ts'
import { recordingLog } from './log.ts'

/** What a platform's adapter is connected to. */
export interface Host {
  /** The address of the product itself, which may host an emulated platform. */
  readonly origin: string
  readonly log: ReturnType<typeof recordingLog>
  readonly database: Awaited<ReturnType<typeof openDatabase>>
  readonly clock: ManualClock
  /** Where the files of a request are, at `origin`. */
  readonly addressOf: MediaAddress
}

/** A platform as the composition root sees it. */
export interface PlatformUnderTest {
  readonly accounts: AccountDirectory
  readonly chat: Chat
  readonly attachments: Attachments
  receive(given: {
    readonly service: Service
    readonly redraw: (request: string) => Promise<void>
    readonly membersChanged: () => Promise<void>
    readonly connected: () => Promise<void>
    readonly appAdded: (identity: Identity | null) => Promise<void>
    readonly organisation: Organisation
    readonly app: Express
  }): { start(): Promise<void>; stop(): Promise<void> }
}

interface ProductOptions {
  readonly organisationYaml: string
  readonly clock: ManualClock
  /** One for each platform, in the order in which people are reached. */
  readonly connect: readonly ((host: Host) => PlatformUnderTest)[]
  /** Mounts what the test needs beside the product. */
  readonly mount?: (app: Express) => void
}

/**
 * Starts it and stops it when the test is over. The loops do not run by themselves: `settle` does what they would do. The test fails at its end when a fault was logged or a card was
 * left undelivered.
 */
export async function startProduct(options: ProductOptions) {
  const loaded = loadOrganisation(options.organisationYaml)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  const organisation = loaded.value
  const { clock } = options
  const ids = createIds(clock)
  const log = recordingLog()
  const database = await openDatabase(ids)
  const file = join(database.folder, 'countersign.yaml')
  const configuration = liveConfiguration(file, { organisation, text: '' }, log)

  const http = createHttpServer({ host: '127.0.0.1', port: 0, clock, log, notReady: async () => [] })
  options.mount?.(http.app)
  const { port } = await http.listen()
  const origin = `http://127.0.0.1:${port}`
  const allowed = () => configuration.organisation().media.links
  const links = mediaLinksOf({ publicUrl: origin, secret: [randomBytes(32)], clock, allowed })
  links.serve(http, () => database, log)
  const { addressOf } = links
  const platforms = options.connect.map((connectTo) => connectTo({ origin, log, database, clock, addressOf }))
  const named = (name: Platform) => platforms.find(({ accounts }) => accounts.platform === name) ?? null
  const app = createApp({
    store: database.store,
    people: database.people,
    blobs: database.blobs,
    clock,
    ids,
    organisation: configuration.organisation,
    accounts: platforms.map(({ accounts }) => accounts),
    chats: platforms.map(({ chat }) => chat),
    attachments: attachmentsOf({ slack: named('slack'), teams: named('teams') }),
    log,
    wake: createWake(),
    random: () => 0.5,
  })
  const receivers = platforms.map((platform) =>
    platform.receive({
      service: app.service,
      redraw: (request) => database.store.redraw(request, clock.now()),
      organisation,
      membersChanged: () => app.refreshMembers(),
      connected: () => app.reconnected(),
      appAdded: (identity) => app.appAdded(identity),
      app: http.app,
    }),
  )
  const start = async () => {
    for (const receiver of receivers) await receiver.start()
  }
  const stop = async () => {
    for (const receiver of receivers) await receiver.stop()
  }
  http.app.use(
    '/api/v1/drafts',
    draftRoutes({
      propose: app.service.proposeDraft,
      tokens: () => configuration.organisation().api?.tokens ?? [],
      now: () => clock.now(),
      log,
    }),
  )
  await start()
  await app.directory.prepare()

  const settle = async () => {
    // Over HTTP stopping the receivers is nothing but waiting for what goes on after an acknowledgement.
    await stop()
    try {
      await app.timers.runDue()
      await app.availability.look()
      await app.availability.lookForDeparted()
      await app.deliverer.settleAll()
    } catch (fault) {
      // The loops of the running program pause and come back; here the next act does.
      if (!(fault instanceof StoreUnavailable)) throw fault
    }
  }
  let mayPark = false
  onTestFinished(async () => {
    await settle()
    // A card that offers something for a time is drawn again when that is over; only what is due now is left.
    const next = await database.store.nextCardAt()
    const left = next !== null && next > clock.now() ? null : next
    const parked = mayPark ? [] : await database.store.parkedCards(10)
    await http.close(1_000)
    await stop()
    await app.stop()
    await database.remove()
    expect(log.faults(), 'faults in the log').toEqual([])
    expect([left, parked], 'cards left undelivered').toEqual([null, []])
  })
  /** Says that the test makes a place unreachable for good. */
  const parks = () => {
    mayPark = true
  }
  /** Does at the start what a restarted program does. */
  const startAgain = start
  /** Puts another `countersign.yaml` in force, as `countersign reload` does. */
  const reconfigures = async (yaml: string) => {
    writeFileSync(file, yaml)
    expect(await configuration.reload()).toEqual([])
  }
  return { origin, organisation, log, database, settle, parks, startAgain, reconfigures }
}

/** The open connection is at hand, so that a test can make the database unusable under the running program. */
async function openDatabase(ids: ReturnType<typeof createIds>) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-scenario-'))
  const file = join(folder, 'countersign.db')
  putMigratedDatabase(file)
  const connection = connect(file, 1_000)
  const database = assembleStore(connection, { lockTimeoutMs: 100, ids })
  return {
    ...database,
    folder,
    file,
    connection,
    async remove() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
