/** The whole product between two chats: marketing and security in Slack, legal and the first executive in Teams. */
import { organisationYaml, type Persona } from '../../../adapters/sandbox/organisation.ts'
import { ManualClock } from '../clock.ts'
import { administration } from './administration.ts'
import { everybody } from './everybody.ts'
import { withNamesAlone } from './names.ts'
import { startProduct } from './product.ts'
import { slackSide } from './slack-side.ts'
import type { StackOptions } from './start.ts'
import { teamsSide, withEntraGroup } from './teams-side.ts'
import { clockOf } from './time.ts'

const inTeams = ({ department, handle }: Persona) => department === 'legal' || handle === 'carla'

/** Starts everything, for the length of a test; see `startProduct`. */
export async function startMixedStack(options: StackOptions = {}) {
  const clock = new ManualClock()
  const slack = slackSide(clock, (persona) => !inTeams(persona))
  const teams = teamsSide(clock, inTeams)
  const product = await startProduct({
    organisationYaml: withEntraGroup(options.organisationYaml ?? organisationYaml),
    clock,
    connect: [slack.connect, teams.connect],
    mount(app) {
      slack.mount(app)
      teams.mount(app)
    },
  })
  const { organisation, database, settle } = product
  // Whatever somebody does in Slack takes time in Teams too.
  const inTime = () => {
    teams.timeGoesOn()
    return settle()
  }
  const opened = {
    slack: slack.open(organisation.command, inTime, withNamesAlone),
    teams: teams.open(settle, withNamesAlone),
  }
  const sideOf = (persona: Persona) => (inTeams(persona) ? opened.teams : opened.slack)
  return {
    ...everybody((persona) => sideOf(persona).person(persona)),
    clock: clockOf(clock, product),
    slack: Object.assign(slack.control, { client: opened.slack.client }),
    teams: teams.server,
    origin: product.origin,
    database,
    log: product.log,
    settle,
    parks: product.parks,
    reconfigures: product.reconfigures,
    ...administration(opened.slack, opened.teams),
  }
}
