/** The whole product with an emulated Teams, and its people. */
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { ManualClock } from '../clock.ts'
import { administration } from './administration.ts'
import { everybody } from './everybody.ts'
import { startProduct } from './product.ts'
import type { StackOptions } from './start.ts'
import { teamsSide, withEntraGroup, withTeamsChannel } from './teams-side.ts'
import { clockOf } from './time.ts'

/** Starts everything, for the length of a test; see `startProduct`. */
export async function startTeamsStack(options: StackOptions = {}) {
  const clock = new ManualClock()
  const teams = teamsSide(clock)
  const product = await startProduct({
    organisationYaml: withTeamsChannel(withEntraGroup(options.organisationYaml ?? organisationYaml)),
    clock,
    connect: [teams.connect],
    mount: teams.mount,
  })
  const { database, settle } = product
  const opened = teams.open(settle)
  return {
    ...everybody(opened.person),
    clock: clockOf(clock, product),
    teams: teams.server,
    teamsNow: teams.now,
    client: opened.client,
    origin: product.origin,
    database,
    log: product.log,
    settle,
    parks: product.parks,
    ...administration(opened),
    reconfigures: product.reconfigures,
  }
}
