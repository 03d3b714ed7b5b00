/** One workspace (or one organisation with all of its workspaces) as the bot reaches it with one token. */

import type { WebClient } from '@slack/web-api'
import type { AccountDirectory, Attachments, Chat, People } from '../../src/app/ports.ts'
import type { Instant } from '../../src/domain/flavour.ts'
import { type Download, slackAttachments } from './attachments.ts'
import { type ClientOptions, type Fetch, webClient } from './client.ts'
import { slackChat } from './deliver.ts'
import { slackAccounts } from './identity.ts'
import { type LookUp, lookUpOver } from './look-up.ts'
import { type Workspace, workspaceOf } from './workspace.ts'

export interface Side {
  /** The tenant of its people's identities; null where Slack must be asked for it, see `workspace`. */
  readonly tenant: string | null
  readonly workspace: () => Promise<Workspace>
  /** Answers within the three seconds that people wait for. */
  readonly client: WebClient
  readonly lookUp: LookUp
  readonly chat: Chat
  readonly accounts: AccountDirectory
  readonly attachments: Attachments
}

export interface SideOptions extends ClientOptions {
  readonly people: Pick<People, 'byId'>
  readonly sourceOf: (sha256: string) => Promise<string | null>
  readonly fetch?: Fetch & Download
  /** Known from the installation; Slack is asked where it is not. */
  readonly known?: Workspace
}

/** Which workspaces there are. In a look-up of one, `null` means that it is not connected. */
export interface Sides {
  of(tenant: string): Promise<Side | null>
  /** Whether it was connected once and is to be again: then nothing is known about its people for the moment. */
  isDown(tenant: string): Promise<boolean>
  /** Whether one of them is: then what no other knows may be known there. */
  anyDown(): Promise<boolean>
  /** Those that are connected, oldest first. */
  all(): Promise<readonly Side[]>
  /** As `AccountDirectory.recover`. */
  recover(now: Instant): Promise<boolean>
}

/** Milliseconds that a person is kept waiting for a look-up, within Slack's three seconds. */
const interactive = 2_500
const patient = 15_000

/** Asks nothing of Slack until it is used. */
export function createSide(options: SideOptions): Side {
  const { botToken, apiUrl, known } = options
  const quick = webClient(options, interactive)
  const slow = webClient(options, patient)
  const workspace = known === undefined ? workspaceOf(quick) : async () => known
  const lookUp = lookUpOver({ workspace, people: options.people, sourceOf: options.sourceOf })
  const download = options.fetch === undefined ? {} : { download: options.fetch }
  return {
    tenant: known?.tenant ?? null,
    workspace,
    client: quick,
    lookUp,
    chat: slackChat(slow, lookUp),
    accounts: slackAccounts(quick, workspace),
    attachments: slackAttachments({ client: quick, botToken, apiUrl, timeoutMs: patient, ...download }),
  }
}

/** The one workspace that a configured token belongs to. */
export function oneSide(side: Side): Sides {
  return {
    of: async () => side,
    isDown: async () => false,
    anyDown: async () => false,
    all: async () => [side],
    recover: async () => false,
  }
}
