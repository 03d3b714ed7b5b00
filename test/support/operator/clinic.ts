/** What `doctor` looks at, in this process: the emulated Slack on a port, a real database, an organisation. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import express, { type RequestHandler } from 'express'
import { onTestFinished } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { createSlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { inspectSlack } from '../../../adapters/slack/inspect.ts'
import { scopesFor } from '../../../adapters/slack/scopes.ts'
import { inspectDatabase } from '../../../adapters/store-sqlite/inspect.ts'
import { openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import { systemClock } from '../../../adapters/system/clock.ts'
import { type Check, examine } from '../../../src/app/doctor.ts'
import { loadOrganisation } from '../../../src/config/load.ts'
import { silent } from '../slack/harness.ts'
import { temporaryFolder } from '../store/sqlite.ts'

export const botToken = 'xoxb-of-the-clinic'
export const appToken = 'xapp-of-the-clinic'

export interface Visit {
  readonly organisationYaml?: string
  readonly botToken?: string
  readonly appToken?: string | null
  /** Added to this machine's clock, in milliseconds. */
  readonly clockAhead?: number
  readonly file?: string
  readonly now?: number
}

/** Everything is well there until a test spoils something. */
export async function openClinic() {
  const folder = temporaryFolder()
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const slack = createSlackServer({
    clock: systemClock,
    signingSecret: 'unused',
    botToken,
    appToken,
    eventsUrl: () => null,
    origin: () => origin,
    rateLimits: false,
  })
  let before: RequestHandler = (_request, _response, next) => next()
  app.use((request, response, next) => before(request, response, next))
  app.use(slack.router)
  const file = join(folder.path, 'countersign.db')
  const database = openSqliteStore({ file })
  onTestFinished(async () => {
    slack.close()
    await database.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    folder.remove()
  })

  const visit = async (given: Visit = {}): Promise<readonly Check[]> => {
    const loaded = loadOrganisation(given.organisationYaml ?? organisationYaml)
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
    const { inspection, store } = await inspectDatabase(given.file ?? file)
    const inspector = inspectSlack({
      botToken: given.botToken ?? botToken,
      appToken: given.appToken ?? null,
      apiUrl: `${origin}/api/`,
      log: silent,
      seen: async (email) => (await database.people.byEmail(email))?.identities ?? [],
      now: () => Date.now() + (given.clockAhead ?? 0),
    })
    const use = { groupChannels: true, userGroups: true }
    try {
      return await examine({
        node: { version: process.versions.node, least: '22.18' },
        database: inspection,
        work: store,
        platform: { inspector, scopes: scopesFor(use) },
        organisation: loaded.value,
        now: given.now ?? Date.now(),
      })
    } finally {
      await store?.close()
    }
  }
  return {
    slack,
    database,
    file,
    folder: folder.path,
    visit,
    /** Puts something between the bot and Slack. */
    between(handler: RequestHandler) {
      before = handler
    },
  }
}

/** The checks that are not well, each as `state id: found`. */
export const complaints = (checks: readonly Check[]): readonly string[] =>
  checks
    .filter(({ state }) => state !== 'ok')
    .map(({ state, id, title, found }) => `${state} ${id} ${title}: ${found}`)
