/** The whole product with an emulated Teams, and its people. */
import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import {
  legalUserGroup,
  organisationYaml,
  personas,
  timezone,
} from '../../../adapters/sandbox/organisation.ts'
import { createTeamsServer } from '../../../adapters/sandbox/teams-server/index.ts'
import { createTeams } from '../../../adapters/teams/index.ts'
import { ManualClock } from '../clock.ts'
import { Person } from './person.ts'
import { startProduct } from './product.ts'
import type { StackOptions } from './start.ts'
import { teamsClient } from './teams-client.ts'
import { scenarioClock } from './time.ts'

const tenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
const appId = 'cccccccc-0000-4000-8000-000000000003'
const legalGroup = 'dddddddd-0000-4000-8000-000000000004'

/** The sandbox's organisation, with legal as a group of Entra and without channels. */
const teamsYaml = organisationYaml
  .replace(`slack:${legalUserGroup}`, `entra:${legalGroup}`)
  .replace(/^ {4}channel: .*\n/mu, '')

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`

const people = personas
  .filter(({ kind }) => kind !== 'bot')
  .map(({ name, email, kind, locale, timezone: zone }, index) => ({
    id: idOf(index),
    name,
    mail: email,
    userType: kind === 'guest' ? ('Guest' as const) : ('Member' as const),
    accountEnabled: kind !== 'deactivated',
    locale,
    timezone: zone,
  }))

/** Starts everything, for the length of a test; see `startProduct`. */
export async function startTeamsStack(options: StackOptions = {}) {
  const clock = new ManualClock()
  const mount = `emulated-${randomUUID()}`
  let origin = ''
  const server = createTeamsServer({
    clock,
    tenantId,
    appId,
    people,
    origin: () => `${origin}/${mount}`,
    messagesUrl: () => `${origin}/api/messages`,
  })
  const legal = personas.filter(({ department }) => department === 'legal').map(({ email }) => email)
  server.tenant.groups.set(
    legalGroup,
    new Set(people.filter(({ mail }) => legal.includes(mail)).map(({ id }) => id)),
  )
  const product = await startProduct({
    organisationYaml: options.organisationYaml ?? teamsYaml,
    clock,
    mount: (app) => void app.use(`/${mount}`, server.router),
    connect: (host) => {
      origin = host.origin
      const teams = createTeams({
        settings: server.settings(),
        log: host.log,
        facts: host.database.store,
        now: () => clock.now(),
      })
      return {
        ...teams,
        receive: ({ service, redraw, organisation, app }) => {
          const { locale, timezone: zone } = organisation
          return teams.receive({ service, redraw, app, locale, timezone: zone })
        },
      }
    },
  })
  const { organisation, database, settle } = product
  const client = teamsClient(server, settle)
  // The app is there for everybody before anything happens, and its welcome is read.
  for (const { id } of people) await server.acts.installs(id)
  for (const { id } of people) server.tenant.direct(id)?.messages.splice(0)
  onTestFinished(() => server.tenant.dialogs.clear())
  const person = (handle: string) => {
    const found = personas.find((one) => one.handle === handle)
    const account = people.find(({ mail }) => mail === found?.email)
    if (account === undefined) throw new Error(`there is no ${handle}`)
    return new Person(account.id, account.name, client)
  }
  const nextAt = async () => {
    const [due, card] = [await database.store.nextDueAt(), await database.store.nextCardAt()]
    return due === null || card === null ? (due ?? card) : Math.min(due, card)
  }
  return {
    mara: person('mara'),
    tom: person('tom'),
    sam: person('sam'),
    noor: person('noor'),
    lena: person('lena'),
    oskar: person('oskar'),
    carla: person('carla'),
    emil: person('emil'),
    gita: person('gita'),
    clock: scenarioClock({ clock, calendar: organisation.calendar, timezone, nextAt, settle }),
    teams: server,
    database,
    log: product.log,
    settle,
    parks: product.parks,
    reconfigures: product.reconfigures,
  }
}
