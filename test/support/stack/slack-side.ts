/** An emulated Slack beside the product, and the people of the sandbox in front of it. */
import express, { type Express } from 'express'
import { expect, onTestFinished } from 'vitest'
import { channels, legalUserGroup, type Persona, personas } from '../../../adapters/sandbox/organisation.ts'
import { createSlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import type { ManualClock } from '../clock.ts'
import { expectSlackInert } from './inert-slack.ts'
import { Person } from './person.ts'
import type { Host, PlatformUnderTest } from './product.ts'
import type { ChatClient } from './screen.ts'
import { slackClient } from './slack-client.ts'
import { SlackControl } from './slack-control.ts'
import { botToken, connectSlack, signingSecret } from './slack-platform.ts'

const lookUps = { people: 'users.info', groups: 'usergroups.users.list' } as const

/**
 * `of` says who has an account there, everybody by default. The test fails at its end when Slack would have refused
 * anything that the bot did.
 */
export function slackSide(clock: ManualClock, of: (persona: Persona) => boolean = () => true) {
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
  for (const { id } of personas.filter((one) => !of(one))) server.workspace.accounts.delete(id)
  const control = new SlackControl(server, { url: eventsUrl, secret: signingSecret })
  onTestFinished(() => {
    server.close()
    expect(control.errors(), 'what Slack would have refused').toEqual([])
  })
  // An address of nobody here is no mistake of the bot's.
  control.pardons(/^users\.lookupByEmail: users_not_found/)
  // Over the third view Slack puts no fourth, of which nothing tells before: the bot then takes the third one's place.
  control.pardons(/^views\.push: push_limit_reached/)
  const connect = connectSlack((address) => {
    origin = address
    return `${address}/emulated/api/`
  })
  return {
    control,
    eventsUrl,
    connect: (host: Host): PlatformUnderTest => connect(host),
    mount(app: Express): void {
      const form = express.urlencoded({ extended: false, limit: '1mb' })
      app.use('/emulated', form, control.middleware, server.router)
    },
    /** The clients, once the product runs; `as` says how their people read them. */
    open(
      command: string,
      settle: () => Promise<void>,
      as: (client: ChatClient) => ChatClient = (client) => client,
    ) {
      const client = slackClient(server, command, settle)
      const read = as(client)
      return {
        client,
        person({ id, name }: Persona): Person {
          return new Person(id, name, read)
        },
        /** The company closes the account. */
        deactivates({ user }: Person): void {
          control.changes(user, { kind: 'deactivated' })
          control.pardons(/users_not_found|account_inactive|user_disabled|cannot_dm/)
        },
        reactivates({ user }: Person): void {
          control.changes(user, { kind: 'member' })
        },
        /** Puts somebody into the channel of security, where the group's card is. */
        bringsToChannel({ user }: Person): void {
          server.workspace.conversations.get(channels.security)?.members.push(user)
        },
        /** From now on these people are legal. */
        formsLegal(people: readonly Person[]): void {
          control.answers('usergroups.users.list', ({ usergroup }) =>
            usergroup === legalUserGroup ? { ok: true, users: people.map((one) => one.user) } : null,
          )
        },
        /** Slack cannot say who somebody is, or who is in a group, until it is mended. */
        breaks(what: 'people' | 'groups'): void {
          control.breaks(lookUps[what])
        },
        mends(): void {
          for (const method of Object.values(lookUps)) control.mends(method)
        },
        expectInert: (people: readonly Person[]) => expectSlackInert(server, people),
      }
    },
  }
}
