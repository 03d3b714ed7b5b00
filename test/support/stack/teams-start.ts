/** The whole product with an emulated Teams, and its people. */
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { ManualClock } from '../clock.ts'
import { everybody } from './everybody.ts'
import { startProduct } from './product.ts'
import type { StackOptions } from './start.ts'
import { teamsSide, withEntraGroup } from './teams-side.ts'
import { clockOf } from './time.ts'

/** Without channels. */
const inTeams = (yaml: string) => withEntraGroup(yaml).replace(/^ {4}channel: .*\n/mu, '')

/** Starts everything, for the length of a test; see `startProduct`. */
export async function startTeamsStack(options: StackOptions = {}) {
  const clock = new ManualClock()
  const teams = teamsSide(clock)
  const product = await startProduct({
    organisationYaml: inTeams(options.organisationYaml ?? organisationYaml),
    clock,
    connect: [teams.connect],
    mount: teams.mount,
  })
  const { database, settle } = product
  const opened = await teams.open(settle)
  return {
    ...everybody(opened.person),
    clock: clockOf(clock, product),
    teams: teams.server,
    client: opened.client,
    database,
    log: product.log,
    settle,
    parks: product.parks,
    deactivates: opened.deactivates,
  }
}
