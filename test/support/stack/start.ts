/** The whole product with an emulated Slack, and its people. */
import express from 'express'
import { expect, onTestFinished } from 'vitest'
import { organisationYaml, personas, timezone } from '../../../adapters/sandbox/organisation.ts'
import { createSlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { ManualClock } from '../clock.ts'
import { Person } from './person.ts'
import { startProduct } from './product.ts'
import { slackClient } from './slack-client.ts'
import { SlackControl } from './slack-control.ts'
import { botToken, connectSlack, signingSecret } from './slack-platform.ts'
import { scenarioClock } from './time.ts'

export interface StackOptions {
  /** `countersign.yaml` about the sandbox's people; the sandbox's own when this is left out. */
  readonly organisationYaml?: string
}

/**
 * Starts everything, for the length of a test; see `startProduct`. The clock stands still until the test moves it. The
 * test also fails at its end when Slack would have refused anything that the bot did.
 */
export async function startStack(options: StackOptions = {}) {
  const clock = new ManualClock()
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
  const product = await startProduct({
    organisationYaml: options.organisationYaml ?? organisationYaml,
    clock,
    connect: connectSlack((address) => {
      origin = address
      return `${address}/emulated/api/`
    }),
    mount: (app) => {
      const form = express.urlencoded({ extended: false, limit: '1mb' })
      app.use('/emulated', form, control.middleware, server.router)
    },
  })
  onTestFinished(() => {
    server.close()
    expect(control.errors(), 'what Slack would have refused').toEqual([])
  })

  const { organisation, database, settle } = product
  const client = slackClient(server, organisation.command, settle)
  const nextAt = async () => earliest(await database.store.nextDueAt(), await database.store.nextCardAt())
  return {
    ...everybody(client),
    clock: scenarioClock({ clock, calendar: organisation.calendar, timezone, nextAt, settle }),
    slack: Object.assign(control, { client }),
    database,
    log: product.log,
    settle,
    parks: product.parks,
    reconfigures: product.reconfigures,
    eventsUrl: eventsUrl(),
  }
}

export type Stack = Awaited<ReturnType<typeof startStack>>

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
    /** A guest, and another bot. */
    gita: person('gita'),
    relaybot: person('relaybot'),
  }
}

const earliest = (...times: readonly (number | null)[]) =>
  times.reduce<number | null>(
    (first, at) => (at === null ? first : first === null ? at : Math.min(first, at)),
    null,
  )
