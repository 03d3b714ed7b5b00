/** The whole product with an emulated Slack, and its people. */
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { ManualClock } from '../clock.ts'
import { administration } from './administration.ts'
import { everybody, personaOf } from './everybody.ts'
import { startProduct } from './product.ts'
import { slackSide } from './slack-side.ts'
import { clockOf } from './time.ts'

export interface StackOptions {
  /** `countersign.yaml` about the sandbox's people; the sandbox's own when this is left out. */
  readonly organisationYaml?: string
}

/** Starts everything, for the length of a test; see `startProduct`. The clock stands still until the test moves it. */
export async function startStack(options: StackOptions = {}) {
  const clock = new ManualClock()
  const slack = slackSide(clock)
  const product = await startProduct({
    organisationYaml: options.organisationYaml ?? organisationYaml,
    clock,
    connect: [slack.connect],
    mount: slack.mount,
  })
  const { organisation, database, settle } = product
  const opened = slack.open(organisation.command, settle)
  return {
    ...everybody(opened.person),
    /** Another bot. */
    relaybot: opened.person(personaOf('relaybot')),
    clock: clockOf(clock, product),
    slack: Object.assign(slack.control, { client: opened.client }),
    origin: product.origin,
    database,
    log: product.log,
    settle,
    parks: product.parks,
    ...administration(opened),
    reconfigures: product.reconfigures,
    eventsUrl: slack.eventsUrl(),
  }
}

export type Stack = Awaited<ReturnType<typeof startStack>>
