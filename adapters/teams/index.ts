/** Teams for the composition root: first the clients, which need no service; then the receiver, which does. */
import type { Application } from 'express'
import { homeLooks, withHome } from '../../src/app/home-looks.ts'
import type { MediaAddress } from '../../src/app/media-links.ts'
import type { AccountDirectory, Attachments, Chat, Identity, Log } from '../../src/app/ports.ts'
import type { Service } from '../../src/app/service.ts'
import type { Locale } from '../../src/view/text.ts'
import { teamsAttachments } from './attachments.ts'
import type { Fetch } from './call.ts'
import { createClients } from './clients.ts'
import { connectorOf } from './connector.ts'
import { Conversations, type Facts } from './conversations.ts'
import { teamsChat } from './deliver.ts'
import { createDesk } from './desk.ts'
import { contextOf, plainContext } from './elements.ts'
import { graphOf } from './graph.ts'
import { gateOf, type Resolve } from './hosts.ts'
import { teamsAccounts } from './identity.ts'
import { createPacer } from './pacer.ts'
import { attachTeamsReceiver, type TeamsReceiver } from './receive.ts'
import { render } from './render.ts'
import { digestMessage } from './render-digest.ts'
import { draftMessage } from './render-draft.ts'
import { rosterOf } from './roster.ts'
import type { TeamsSettings } from './settings.ts'
import { tokensOf } from './token.ts'

export type { TeamsReceiver } from './receive.ts'
export type { TeamsSettings } from './settings.ts'

export interface TeamsOptions {
  readonly settings: TeamsSettings
  readonly log: Log
  /** Where Teams' conversations are remembered. */
  readonly facts: Facts
  /** Where clients load the files of a request; without it files have no addresses. */
  readonly addressOf?: MediaAddress
  /** Replaces the global `fetch`, for proxies and tests. */
  readonly fetch?: Fetch
  /** Running time as everybody's, `Date.now` by default. Not a sandbox's, which jumps: tokens and Teams' limits do not. */
  readonly now?: () => number
  /** Replaces the look-up of addresses, for tests. */
  readonly resolve?: Resolve
  /** Replaces how long the channel's keys are waited for, in milliseconds, for tests. */
  readonly keysWithin?: number
}

export interface ReceiveOptions {
  readonly service: Service
  /** Has a request's cards drawn again, soon. */
  readonly redraw: (request: string) => Promise<void>
  /** The app was added for somebody, or to a team (null): what waited for that can go. */
  readonly appAdded: (identity: Identity | null) => Promise<void>
  /** The organisation's language and time zone, for when the person's are not known. */
  readonly locale: Locale
  readonly timezone: string
  /** Serves `POST /api/messages`. */
  readonly app: Application
}

export interface Teams {
  readonly chat: Chat
  readonly accounts: AccountDirectory
  readonly attachments: Attachments
  receive(options: ReceiveOptions): TeamsReceiver
}

/** Milliseconds that a person is kept waiting for a look-up, within the five seconds of a message extension. */
const interactive = 3_500
const patient = 15_000

/** Teams' side of every port. Asks nothing of Microsoft until it is used. Throws where no tenant is allowed. */
export function createTeams(options: TeamsOptions): Teams {
  const { settings, log, addressOf = () => null } = options
  if (settings.allowedTenants.length === 0) throw new Error('Teams needs at least one allowed tenant')
  const now = options.now ?? Date.now
  const gate = gateOf(settings.cloud, options.resolve)
  const ask = options.fetch ?? globalThis.fetch
  const quick = { fetch: ask, gate, timeoutMs: interactive }
  const slow = { fetch: ask, gate, timeoutMs: patient }
  const tokens = tokensOf(settings, quick, now)
  const conversations = new Conversations(options.facts)
  const connector = connectorOf(settings, tokens, slow)
  const graph = graphOf(settings, tokens, quick)
  const pacer = createPacer(now, conversations)
  const looks = homeLooks()
  const chat = teamsChat({
    settings,
    connector,
    graph: graphOf(settings, tokens, slow),
    conversations,
    clients: createClients({ connector, conversations }, now),
    pacer,
    now,
    drawing: {
      card: (card, to, marks) => render(card, { ...contextOf(to, addressOf), ...marks }),
      draft: draftMessage,
      digest: digestMessage,
    },
  })
  return {
    chat: withHome(chat, looks),
    accounts: teamsAccounts({
      graph,
      roster: rosterOf({ connector: connectorOf(settings, tokens, quick), conversations }),
      conversations,
      allowedTenants: settings.allowedTenants,
    }),
    attachments: teamsAttachments({ settings, tokens, gate, fetch: ask, timeoutMs: patient }),
    receive({ app, ...receiving }) {
      const desk = createDesk({
        ...receiving,
        connector,
        conversations,
        log,
        gate,
        pacer,
        looks,
        now,
        context: { ...plainContext, addressOf },
      })
      const { keysWithin } = options
      return attachTeamsReceiver({ settings, app, desk, ...(keysWithin === undefined ? {} : { keysWithin }) })
    },
  }
}
