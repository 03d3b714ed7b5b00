/** The whole product in one process: real application, real SQLite, real Bolt over signed HTTP, an emulated Slack. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { expect, onTestFinished } from 'vitest'
import { createHttpServer } from '../../../adapters/http/server.ts'
import { organisationYaml, personas, timezone } from '../../../adapters/sandbox/organisation.ts'
import { createSlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { createSlack } from '../../../adapters/slack/index.ts'
import { connect } from '../../../adapters/store-sqlite/connection.ts'
import { assembleStore, openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import { createIds } from '../../../adapters/system/ids.ts'
import { StoreUnavailable } from '../../../src/app/ports.ts'
import { createApp } from '../../../src/app/runner.ts'
import { createWake } from '../../../src/app/wake.ts'
import { loadOrganisation } from '../../../src/config/load.ts'
import type { Organisation } from '../../../src/config/types.ts'
import { ManualClock } from '../clock.ts'
import { recordingLog } from './log.ts'
import { Person } from './person.ts'
import { slackClient } from './slack-client.ts'
import { SlackControl } from './slack-control.ts'
import { scenarioClock } from './time.ts'

const signingSecret = 'the-signing-secret-of-the-scenarios'
const botToken = 'xoxb-of-the-scenarios'

export interface StackOptions {
  /** `countersign.yaml` about the sandbox's people, which is used as it is when this is left out. */
  readonly organisationYaml?: string
}

/**
 * Starts everything and stops it when the test is over. The clock stands still until the test moves it. The test fails
 * at its end when Slack would have refused anything the bot did, when the bot logged a fault, or when a card was left
 * undelivered.
 */
export async function startStack(options: StackOptions = {}) {
  const organisation = organisationFrom(options.organisationYaml ?? organisationYaml)
  const clock = new ManualClock()
  const ids = createIds(clock)
  const log = recordingLog()
  const folder = mkdtempSync(join(tmpdir(), 'countersign-scenario-'))
  const file = join(folder, 'countersign.db')
  await openSqliteStore({ file }).close()
  // The open connection is at hand, so that a test can make the database unusable under the running program.
  const connection = connect(file, 1_000)
  const database = assembleStore(connection, { lockTimeoutMs: 100, ids })

  const http = createHttpServer({ host: '127.0.0.1', port: 0, log, notReady: async () => [] })
  let origin = ''
  const eventsUrl = () => `${origin}/slack/events`
  const server = createSlackServer({
    clock,
    signingSecret,
    botToken,
    rateLimits: false,
    eventsUrl,
    origin: () => `${origin}/emulated`,
  })
  const control = new SlackControl(server, { url: eventsUrl, secret: signingSecret })
  http.app.use(
    '/emulated',
    express.urlencoded({ extended: false, limit: '1mb' }),
    control.middleware,
    server.router,
  )
  const { port } = await http.listen()
  origin = `http://127.0.0.1:${port}`

  const slack = createSlack({
    botToken,
    apiUrl: `${origin}/emulated/api/`,
    log,
    people: database.people,
    sourceOf: async (sha256) => (await database.blobs.get(sha256))?.source ?? null,
  })
  const app = createApp({
    store: database.store,
    people: database.people,
    blobs: database.blobs,
    clock,
    ids,
    organisation: () => organisation,
    accounts: [slack.accounts],
    chats: [slack.chat],
    attachments: slack.attachments,
    log,
    wake: createWake(),
    random: () => 0.5,
  })
  const receiver = slack.receive({
    service: app.service,
    redraw: (request) => database.store.redraw(request, clock.now()),
    command: organisation.command,
    locale: organisation.locale,
    appToken: null,
    signingSecret,
    app: http.app,
  })
  await receiver.start()
  await app.directory.prepare()

  /** Over HTTP stopping the receiver is nothing but waiting for what goes on after an acknowledgement. */
  const settle = async () => {
    await receiver.stop()
    try {
      await app.timers.runDue()
      await app.deliverer.settleAll()
    } catch (fault) {
      // The loops of the running program pause and come back; here the next act does.
      if (!(fault instanceof StoreUnavailable)) throw fault
    }
  }
  onTestFinished(async () => {
    await settle()
    const left = await database.store.nextCardAt().catch(() => null)
    const parked = await database.store.parkedCards(10).catch(() => [])
    server.close()
    await http.close(1_000)
    await receiver.stop()
    await app.stop()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
    expect(control.errors(), 'what Slack would have refused').toEqual([])
    expect(log.faults(), 'faults in the log').toEqual([])
    expect([left, parked], 'cards left undelivered').toEqual([null, []])
  })

  const client = slackClient(server, organisation.command, settle)
  const nextAt = async () => earliest(await database.store.nextDueAt(), await database.store.nextCardAt())
  return {
    ...everybody(client),
    clock: scenarioClock({ clock, calendar: organisation.calendar, timezone, nextAt, settle }),
    slack: Object.assign(control, { client }),
    database: { file, connection, store: database.store, blobs: database.blobs },
    log,
    settle,
    port,
  }
}

export type Stack = Awaited<ReturnType<typeof startStack>>

function organisationFrom(yaml: string): Organisation {
  const loaded = loadOrganisation(yaml)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.value
}

/** The people of the sandbox by their first names; Lena, Oskar, Tom and Emil read German. */
function everybody(client: ReturnType<typeof slackClient>) {
  const person = (handle: string) => {
    const found = personas.find((one) => one.handle === handle)
    if (found === undefined) throw new Error(`there is no ${handle}`)
    return new Person(found.id, found.name, client)
  }
  return {
    /** Marketing. */
    mara: person('mara'),
    tom: person('tom'),
    /** Security, with a channel of its own. */
    sam: person('sam'),
    noor: person('noor'),
    /** Legal, configured as a user group. */
    lena: person('lena'),
    oskar: person('oskar'),
    /** The chain of executives. */
    carla: person('carla'),
    emil: person('emil'),
    /** A guest, somebody who left, and another bot. */
    gita: person('gita'),
    dirk: person('dirk'),
    relaybot: person('relaybot'),
  }
}

const earliest = (...times: readonly (number | null)[]) =>
  times.reduce<number | null>(
    (first, at) => (at === null ? first : first === null ? at : Math.min(first, at)),
    null,
  )
