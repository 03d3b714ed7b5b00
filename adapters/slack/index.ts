/** Slack for the composition root: first the client, which needs no service; then the receiver, which does. */
import type { Application } from 'express'
import type { AccountDirectory, Attachments, Chat, Log, People } from '../../src/app/ports.ts'
import type { Service } from '../../src/app/service.ts'
import type { Locale } from '../../src/view/text.ts'
import { type Download, slackAttachments } from './attachments.ts'
import { type Fetch, webClient } from './client.ts'
import { slackChat } from './deliver.ts'
import { slackAccounts } from './identity.ts'
import { lookUpOver } from './look-up.ts'
import { attachSlackReceiver, type SlackReceiver } from './receive.ts'
import { type Workspace, workspaceOf } from './workspace.ts'

export type { SlackReceiver } from './receive.ts'
export type { Workspace } from './workspace.ts'

export interface SlackOptions {
  readonly botToken: string
  /** The base of the Web API; `https://slack.com/api/` for Slack's own. The token goes to Slack and to this host only. */
  readonly apiUrl: string
  readonly log: Log
  readonly people: Pick<People, 'byId'>
  /** Where stored bytes came from (`source` of the blob); null when unknown. Pictures from Slack are then shown. */
  readonly sourceOf: (sha256: string) => Promise<string | null>
  /** Replaces the global `fetch`, for proxies and tests. */
  readonly fetch?: Fetch & Download
}

export interface ReceiveOptions {
  readonly service: Service
  /** Has a request's cards drawn again, soon. */
  readonly redraw: (request: string) => Promise<void>
  /** The slash command, with the slash. */
  readonly command: string
  /** The organisation's language, for when the person's is not known. */
  readonly locale: Locale
  /** With an app token Slack is connected by Socket Mode, otherwise `app` serves `POST /slack/events`. */
  readonly appToken: string | null
  readonly signingSecret: string | null
  readonly app: Application
  /** Wall-clock time, `Date.now` by default. Not the product's clock: Slack's signatures know no other time. */
  readonly now?: () => number
}

export interface Slack {
  readonly chat: Chat
  readonly accounts: AccountDirectory
  readonly attachments: Attachments
  /** Which workspace the token belongs to. Throws the Web API's error when Slack does not answer. */
  workspace(): Promise<Workspace>
  /** Throws when there is neither an app token nor a signing secret. */
  receive(options: ReceiveOptions): SlackReceiver
}

/** Milliseconds that a person is kept waiting for a look-up, within Slack's three seconds. */
const interactive = 2_500
const patient = 15_000

/** Slack's side of every port. Asks nothing of Slack until it is used. */
export function createSlack(options: SlackOptions): Slack {
  const { botToken, apiUrl, log } = options
  const connection = {
    botToken,
    apiUrl,
    log,
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  }
  const quick = webClient(connection, interactive)
  const slow = webClient(connection, patient)
  const workspace = workspaceOf(quick)
  const lookUp = lookUpOver({ workspace, people: options.people, sourceOf: options.sourceOf })
  let refreshHome: (user: string) => Promise<void> = async () => {}
  const chat = slackChat(slow, lookUp)
  const download = options.fetch === undefined ? {} : { download: options.fetch }
  return {
    chat: {
      ...chat,
      // A card that changes for a person is what App Home shows of it; nobody else's is drawn.
      async deliver(delivery) {
        const outcome = await chat.deliver(delivery)
        const { to } = delivery
        if (outcome.outcome === 'delivered' && to.type === 'direct') await refreshHome(to.identity.user)
        return outcome
      },
    },
    accounts: slackAccounts(quick, workspace),
    attachments: slackAttachments({ client: quick, botToken, apiUrl, timeoutMs: patient, ...download }),
    workspace,
    receive(receiving) {
      const receiver = attachSlackReceiver({
        service: receiving.service,
        client: quick,
        workspace,
        lookUp,
        log,
        now: receiving.now ?? Date.now,
        locale: receiving.locale,
        redraw: receiving.redraw,
        command: receiving.command,
        connection,
        transport: transportOf(receiving),
      })
      refreshHome = receiver.refreshHome
      return receiver
    },
  }
}

function transportOf(options: ReceiveOptions): Parameters<typeof attachSlackReceiver>[0]['transport'] {
  if (options.appToken !== null) return { type: 'socket', appToken: options.appToken }
  if (options.signingSecret === null) throw new Error('Slack needs an app token or a signing secret')
  return { type: 'http', app: options.app, signingSecret: options.signingSecret }
}
