/** Slack for the composition root: first the client, which needs no service; then the receiver, which does. */
import type { Application } from 'express'
import { type HomeLooks, homeLooks, withHome } from '../../src/app/home-looks.ts'
import type {
  AccountDirectory,
  Attachments,
  Chat,
  Installations,
  Log,
  People,
  Vault,
} from '../../src/app/ports.ts'
import type { Service } from '../../src/app/service.ts'
import type { Locale } from '../../src/view/text.ts'
import type { Download } from './attachments.ts'
import { type Fetch, faultOf } from './client.ts'
import { attachInstaller } from './install.ts'
import { Installed } from './installed.ts'
import { attachSlackReceiver, type SlackReceiver } from './receive.ts'
import { accountsOf, attachmentsOf, chatOf } from './several.ts'
import { createSide, oneSide, type Side } from './side.ts'

export type { SlackReceiver } from './receive.ts'

/** Several workspaces, each of which installs the app by itself. */
export interface InstallingOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Where browsers reach the program, without a slash at the end. */
  readonly publicUrl: string
  readonly allowedTeams: readonly string[] | null
  readonly installations: Installations
  readonly vault: Vault
  /** What the app asks for when it is installed. */
  readonly scopes: () => readonly string[]
  /** Epoch milliseconds; `Date.now` by default. */
  readonly now?: () => number
}

export interface SlackOptions {
  /** Of the one workspace; null where there may be several, see `installing`. */
  readonly botToken: string | null
  readonly installing?: InstallingOptions
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
  /** Who is in which user group, or who is still here, has changed. */
  readonly membersChanged?: () => Promise<void>
  /** A workspace is connected, perhaps again: what waited for it can go. */
  readonly connected?: () => Promise<void>
  /** Wall-clock time, `Date.now` by default. Not the product's clock: Slack's signatures know no other time. */
  readonly now?: () => number
}

export interface Slack {
  readonly chat: Chat
  readonly accounts: AccountDirectory
  readonly attachments: Attachments
  /** Throws when there is neither an app token nor a signing secret. */
  receive(options: ReceiveOptions): SlackReceiver
}

/** Slack's side of every port. Asks nothing of Slack until it is used. */
export function createSlack(options: SlackOptions): Slack {
  const looks = homeLooks()
  return options.botToken === null ? several(options, looks) : single(options, options.botToken, looks)
}

function single(options: SlackOptions, botToken: string, looks: HomeLooks): Slack {
  const side = createSide({ ...options, botToken })
  const { chat, accounts, attachments } = side
  return {
    chat: withHome(chat, looks),
    accounts,
    attachments,
    receive: (receiving) =>
      attachSlackReceiver({
        ...common(receiving, options, looks),
        sides: oneSide(side),
        only: side,
        transport: transportOf(receiving),
        verify: async () => {},
        prepare: () => greet(side, options.log),
      }),
  }
}

/** Checks the token; a failure is logged. */
async function greet(side: Side, log: Log): Promise<void> {
  try {
    log.info('connected to Slack', { team: (await side.workspace()).team })
  } catch (error) {
    const { error: code } = faultOf(error)
    log.error('asking Slack for the workspace failed', { code })
  }
}

function several(options: SlackOptions, looks: HomeLooks): Slack {
  const { installing } = options
  if (installing === undefined) throw new Error('Slack needs a bot token or workspaces to install it')
  const now = installing.now ?? Date.now
  const installed = new Installed({ ...options, ...installing, now })
  return {
    chat: withHome(chatOf(installed), looks),
    accounts: accountsOf(installed),
    attachments: attachmentsOf(installed),
    receive(receiving) {
      const connected = receiving.connected ?? (async () => {})
      const { signingSecret, locale, app } = receiving
      if (signingSecret === null) throw new Error('several workspaces need a signing secret')
      const about = { connection: options, now, log: options.log, locale, connected }
      attachInstaller(app, signingSecret, { ...installing, ...about })
      return attachSlackReceiver({
        ...common(receiving, options, looks),
        sides: installed,
        only: null,
        transport: { type: 'http', app, signingSecret },
        verify: (tenant) => installed.verify(tenant),
        prepare: () => greetAll(installed, connected, options.log),
      })
    },
  }
}

/** Looks after the stored tokens. What fails is logged: every call looks them up again. */
async function greetAll(installed: Installed, connected: () => Promise<void>, log: Log): Promise<void> {
  try {
    await installed.prepare()
    await connected()
    log.info('connected to Slack', { workspaces: (await installed.all()).length })
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    log.error('looking after the workspaces failed', { name })
  }
}

const common = (receiving: ReceiveOptions, { log, apiUrl, fetch }: SlackOptions, looks: HomeLooks) => ({
  looks,
  service: receiving.service,
  log,
  now: receiving.now ?? Date.now,
  locale: receiving.locale,
  redraw: receiving.redraw,
  command: receiving.command,
  membersChanged: receiving.membersChanged ?? (async () => {}),
  connection: { apiUrl, log, ...(fetch === undefined ? {} : { fetch }) },
})

function transportOf(options: ReceiveOptions): Parameters<typeof attachSlackReceiver>[0]['transport'] {
  const { appToken, signingSecret, app } = options
  if (appToken !== null) return { type: 'socket', appToken }
  if (signingSecret === null) throw new Error('Slack needs an app token or a signing secret')
  return { type: 'http', app, signingSecret }
}
