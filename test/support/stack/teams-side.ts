/** An emulated Teams beside the product, and the people of the sandbox in front of it. */
import { randomUUID } from 'node:crypto'
import type { Express } from 'express'
import { onTestFinished } from 'vitest'
import { channels, legalUserGroup, type Persona, personas } from '../../../adapters/sandbox/organisation.ts'
import { createTeamsServer } from '../../../adapters/sandbox/teams-server/index.ts'
import { createTeams } from '../../../adapters/teams/index.ts'
import type { ManualClock } from '../clock.ts'
import { expectTeamsInert } from './inert-teams.ts'
import { Person } from './person.ts'
import type { Host, PlatformUnderTest } from './product.ts'
import type { ChatClient, Upload } from './screen.ts'
import { teamsClient } from './teams-client.ts'

const tenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
const appId = 'cccccccc-0000-4000-8000-000000000003'
const legalGroup = 'dddddddd-0000-4000-8000-000000000004'

const securityChannel = '19:security-reviews@thread.tacv2'
export const mediationChannel = '19:mediations@thread.tacv2'

/** The same with a channel for mediations in Teams. */
export const withMediationChannel = (yaml: string): string =>
  yaml.replace('mediation: {', `mediation: { channel: 'teams:${mediationChannel}',`)

/** The same organisation with legal as a group of Entra. */
export const withEntraGroup = (yaml: string): string =>
  yaml.replaceAll(`slack:${legalUserGroup}`, `entra:${legalGroup}`)

/** The same with the channel of security in Teams. */
export const withTeamsChannel = (yaml: string): string =>
  yaml.replaceAll(`channel: ${channels.security}`, `channel: teams:${securityChannel}`)

const idOf = (persona: Persona) =>
  `00000000-0000-4000-8000-${String(personas.indexOf(persona) + 1).padStart(12, '0')}`

/** `of` says who has an account there: everybody but bots by default. */
export function teamsSide(clock: ManualClock, of: (persona: Persona) => boolean = () => true) {
  const mount = `emulated-${randomUUID()}`
  let origin = ''
  /** Teams counts messages by real time, of which whatever people do takes some, while the scenario's clock stands still. */
  let elapsed = 0
  const now = () => clock.now() + elapsed
  const files = new Map<string, Upload>()
  const timeGoesOn = () => {
    elapsed += 2_000
  }
  const own = personas.filter((persona) => persona.kind !== 'bot' && of(persona))
  const server = createTeamsServer({
    clock,
    tenantId,
    appId,
    people: own.map((persona) => ({
      id: idOf(persona),
      name: persona.name,
      mail: persona.email,
      userType: persona.kind === 'guest' ? 'Guest' : 'Member',
      accountEnabled: persona.kind !== 'deactivated',
      locale: persona.locale,
      timezone: persona.timezone,
    })),
    origin: () => `${origin}/${mount}`,
    messagesUrl: () => `${origin}/api/messages`,
  })
  const { tenant } = server
  const members = (of: Persona['department']) =>
    new Set(own.filter(({ department, kind }) => department === of && kind === 'member').map(idOf))
  tenant.groups.set(legalGroup, members('legal'))
  const channel = (id: string, name: string, readers: Set<string>) =>
    tenant.conversations.set(id, {
      id,
      type: 'channel',
      name,
      members: readers,
      messages: [],
      blocked: false,
    })
  channel(securityChannel, 'security-reviews', members('security'))
  const departments = ['marketing', 'security', 'legal'] as const
  channel(mediationChannel, 'mediations', new Set(departments.flatMap((one) => [...members(one)])))
  onTestFinished(() => tenant.dialogs.clear())
  return {
    server,
    /** The time by which Teams, and whoever keeps to its limits, counts messages. */
    now,
    /** Somebody did something that takes a moment. */
    timeGoesOn,
    connect(host: Host): PlatformUnderTest {
      origin = host.origin
      const teams = createTeams({
        settings: server.settings(),
        log: host.log,
        facts: host.database.store,
        addressOf: host.addressOf,
        now,
      })
      return {
        ...teams,
        receive: ({ organisation: { locale, timezone }, service, redraw, appAdded, app }) =>
          teams.receive({ service, redraw, appAdded, app, locale, timezone }),
      }
    },
    mount(app: Express): void {
      app.use(`/${mount}`, server.router)
      app.get(`/${mount}-files/:name`, (request, response) => {
        const file = files.get(request.params.name)
        if (file === undefined) response.status(404).end()
        else response.type(file.mimeType).send(Buffer.from(file.bytes))
      })
    },
    /**
     * The clients, once the product runs; `as` says how their people read them. The app was added for everybody: the
     * bot may open a conversation with each, and has not done so yet.
     */
    open(settle: () => Promise<void>, as: (client: ChatClient) => ChatClient = (client) => client) {
      const client = teamsClient(
        server,
        () => {
          timeGoesOn()
          return settle()
        },
        (file) => {
          files.set(file.name, file)
          return `${origin}/${mount}-files/${encodeURIComponent(file.name)}`
        },
      )
      const read = as(client)
      return {
        client,
        person(persona: Persona): Person {
          return new Person(idOf(persona), persona.name, read)
        },
        /** The company closes the account. */
        deactivates({ user }: Person): void {
          const found = tenant.people.get(user)
          if (found !== undefined) tenant.people.set(user, { ...found, accountEnabled: false })
        },
        reactivates({ user }: Person): void {
          const found = tenant.people.get(user)
          if (found !== undefined) tenant.people.set(user, { ...found, accountEnabled: true })
        },
        /** Puts somebody into the channel of security, where the group's card is. */
        bringsToChannel({ user }: Person): void {
          tenant.conversations.get(securityChannel)?.members.add(user)
        },
        /** From now on these people are legal. */
        formsLegal(people: readonly Person[]): void {
          tenant.groups.set(legalGroup, new Set(people.map(({ user }) => user)))
        },
        /** Teams cannot say who somebody is, or who is in a group, until it is mended. */
        breaks(what: 'people' | 'groups'): void {
          server.troubles.make({
            status: 500,
            times: 1_000,
            of: what === 'people' ? /\/users/u : /\/groups\//u,
          })
        },
        mends: () => server.troubles.end(),
        expectInert: () => expectTeamsInert(server),
      }
    },
  }
}
