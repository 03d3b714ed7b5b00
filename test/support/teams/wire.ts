/** Teams' adapter over the emulated Microsoft, with a service that answers what a test tells it to. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { onTestFinished } from 'vitest'
import { createTeamsServer } from '../../../adapters/sandbox/teams-server/index.ts'
import type { TeamsPerson } from '../../../adapters/sandbox/teams-server/tenant.ts'
import { createTeams, type TeamsSettings } from '../../../adapters/teams/index.ts'
import type { Service } from '../../../src/app/service.ts'
import { ManualClock } from '../clock.ts'
import { fakeService } from '../slack/fake-service.ts'
import { recordingLog } from '../stack/log.ts'

export const tenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
export const otherTenant = 'bbbbbbbb-0000-4000-8000-000000000002'
export const appId = 'cccccccc-0000-4000-8000-000000000003'

export const teamsPerson = (number: number, name: string, more: Partial<TeamsPerson> = {}): TeamsPerson => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
  mail: `${name.toLowerCase().split(' ')[0]}@example.com`,
  userType: 'Member',
  accountEnabled: true,
  locale: 'en-GB',
  timezone: 'Europe/Berlin',
  ...more,
})

export const ada = teamsPerson(1, 'Ada Lovelace')
export const ben = teamsPerson(2, 'Ben Weiß', { locale: 'de-DE' })
export const guest = teamsPerson(3, 'Gita Rao', { userType: 'Guest' })
export const gone = teamsPerson(4, 'Dirk Sommer', { accountEnabled: false })

export interface WireOptions {
  readonly behaviour?: Partial<Service>
  readonly settings?: (settings: TeamsSettings) => TeamsSettings
  readonly keysWithin?: number
  /** Asked in place of `fetch`, with the clock that the adapter reads. */
  readonly fetch?: (url: string, init: RequestInit, clock: ManualClock) => Promise<Response>
}

/** Starts it for the length of a test. */
export async function startWire({
  behaviour,
  settings: change = (same) => same,
  fetch: ask,
  keysWithin,
}: WireOptions = {}) {
  const clock = new ManualClock()
  const log = recordingLog()
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const microsoft = createTeamsServer({
    clock,
    tenantId,
    appId,
    people: [ada, ben, guest, gone],
    // The SDK keeps what it read of keys by their address for a day.
    origin: () => `${origin}/${mount}`,
    messagesUrl: () => `${origin}/api/messages`,
  })
  const mount = `emulated-${randomUUID()}`
  app.use(`/${mount}/never`, () => undefined)
  app.use(`/${mount}`, microsoft.router)
  const stored = new Map<string, string>()
  const { service, called } = fakeService(behaviour)
  const redrawn: string[] = []
  /** One more process over the same store. */
  const process = () =>
    createTeams({
      settings: change(microsoft.settings()),
      log,
      now: () => clock.now(),
      ...(keysWithin === undefined ? {} : { keysWithin }),
      ...(ask === undefined ? {} : { fetch: (url: string, init: RequestInit) => ask(url, init, clock) }),
      facts: {
        getFact: async (key) => stored.get(key) ?? null,
        putFact: async (key, value) => void stored.set(key, value),
        addFact: async (key, value) => !stored.has(key) && stored.set(key, value).size > 0,
      },
    })
  const teams = process()
  const receiver = teams.receive({
    service,
    app,
    locale: 'en',
    timezone: 'Europe/Berlin',
    redraw: async (request) => void redrawn.push(request),
    appAdded: async () => undefined,
  })
  await receiver.start()
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await receiver.stop()
  })
  return { clock, log, microsoft, teams, process, called, redrawn, stored, origin }
}

export type Wire = Awaited<ReturnType<typeof startWire>>
