/** Slack as `doctor` sees it: what the token is and may, who is who, and where the bot is. Changes nothing there. */
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type {
  AccountInspection,
  ChannelInspection,
  ConnectionInspection,
  NamedConnection,
  PlatformInspector,
  ReferenceInspection,
} from '../../src/app/doctor/inspections.ts'
import type { AccountDirectory, Identity, Installations, Profile, Vault } from '../../src/app/ports.ts'
import type { MemberReference } from '../../src/config/types.ts'
import { scoped } from './addresses.ts'
import { type ClientOptions, type Fetch, faultOf, refusedWith, webClient } from './client.ts'
import { slackAccounts } from './identity.ts'
import { Installed, openToken } from './installed.ts'
import { accountsOf } from './several.ts'
import { workspaceOf } from './workspace.ts'

export interface InspectorOptions extends ClientOptions {
  readonly appToken: string | null
  /** Accounts that were seen before under this address, by which a deactivated one can be told from none. */
  readonly seen: (email: string) => Promise<readonly Identity[]>
  /** Wall-clock time in epoch milliseconds. */
  readonly now: () => number
}

/** Nobody stands behind these calls and waits for them. */
const patience = 15_000

/** The one workspace of a configured token. */
export function inspectSlack(options: InspectorOptions): PlatformInspector {
  const client = webClient(options, patience)
  const accounts = slackAccounts(client, workspaceOf(client))
  return {
    connections: async () => [{ name: null, ...(await connection(options)) }],
    async receiving() {
      if (options.appToken === null) return null
      const socket = webClient({ ...options, botToken: options.appToken }, patience)
      return attempt(async () => void (await socket.apps.connections.open({})))
    },
    reference: (reference) => inspectReference(reference, accounts, options),
    channel: (id) => inspectChannel(client, scoped(id).id),
  }
}

export interface InstalledInspectorOptions extends Omit<InspectorOptions, 'botToken' | 'appToken' | 'fetch'> {
  readonly installations: Installations
  readonly vault: Vault
  readonly allowedTeams: readonly string[] | null
}

/** Several workspaces; those that are not connected are told of by other checks. */
export function inspectInstalled(options: InstalledInspectorOptions): PlatformInspector {
  // Nothing that doctor finds out is written down.
  const installations: Installations = {
    ...options.installations,
    find: (platform, tenant) => options.installations.find(platform, tenant),
    list: () => options.installations.list(),
    change: async () => false,
  }
  const people = { byId: async () => null }
  const sides = new Installed({ ...options, installations, people, sourceOf: async () => null })
  const accounts = accountsOf(sides)
  return {
    async connections() {
      const found: NamedConnection[] = []
      for (const installation of await installations.list()) {
        const opened = openToken(options.vault, installation)
        if (opened.outcome !== 'opened' || (await sides.of(installation.tenant)) === null) continue
        const about = await connection({ ...options, botToken: opened.botToken })
        found.push({ name: installation.name || installation.tenant, ...about })
      }
      return found
    },
    receiving: async () => null,
    reference: (reference) => inspectReference(reference, accounts, options),
    async channel(id) {
      const { tenant, id: channel } = scoped(id)
      const one = tenant === null ? null : await sides.of(tenant)
      let answer: ChannelInspection = { outcome: 'unknown' }
      for (const { client } of tenant === null ? await sides.all() : one === null ? [] : [one]) {
        answer = await inspectChannel(client, channel)
        if (answer.outcome !== 'unknown') return answer
      }
      return answer
    },
  }
}

type Attempt = { readonly ok: true } | { readonly ok: false; readonly code: string }

async function attempt(work: () => Promise<void>): Promise<Attempt> {
  try {
    await work()
    return { ok: true }
  } catch (error) {
    return { ok: false, code: codeOf(error) }
  }
}

const codeOf = (error: unknown): string => faultOf(error).error

/** `auth.test`, with what only the headers of its answer tell: the scopes, and the time there. */
async function connection(
  options: Omit<InspectorOptions, 'appToken' | 'seen'>,
): Promise<ConnectionInspection> {
  let scopes: readonly string[] | null = null
  let aheadMs: number | null = null
  const ask: Fetch = options.fetch ?? globalThis.fetch
  const listening: Fetch = async (url, init) => {
    const before = options.now()
    const response = await ask(url, init)
    scopes = scopesIn(response.headers.get('x-oauth-scopes'))
    aheadMs = aheadOf(response.headers.get('date'), (before + options.now()) / 2)
    return response
  }
  const client = webClient({ ...options, fetch: listening }, patience)
  let team = ''
  const outcome = await attempt(async () => {
    team = (await client.auth.test()).team_id ?? 'unknown'
  })
  return { outcome: outcome.ok ? { ok: true, team } : outcome, scopes, aheadMs }
}

function scopesIn(header: string | null): readonly string[] | null {
  if (header === null) return null
  return header
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean)
}

/** The header tells whole seconds, cut off: half of one is the best guess of the rest. */
function aheadOf(date: string | null, now: number): number | null {
  const there = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(there) ? null : Math.round(now - (there + 500))
}

async function inspectReference(
  reference: MemberReference,
  accounts: AccountDirectory,
  options: Pick<InspectorOptions, 'seen'>,
): Promise<ReferenceInspection> {
  const found = (profiles: readonly (Profile | null)[]): ReferenceInspection => {
    const known = profiles.filter((profile) => profile !== null)
    return known.length === 0 ? { outcome: 'unknown' } : { outcome: 'found', accounts: known.map(accountOf) }
  }
  try {
    switch (reference.type) {
      case 'email':
        return found([
          (await accounts.byEmail(reference.email)) ?? (await formerOf(reference.email, accounts, options)),
        ])
      case 'slack_user':
        return found([await accounts.profile({ platform: 'slack', tenant: '', user: reference.id })])
      case 'slack_user_group': {
        const members = await accounts.groupMembers(reference.id)
        if (members === null) return { outcome: 'unknown' }
        const profiles: (Profile | null)[] = []
        // One after the other: a group of fifty at once would meet Slack's limit of calls a minute.
        for (const member of members) profiles.push(await accounts.profile(member))
        return { outcome: 'found', accounts: profiles.filter((one) => one !== null).map(accountOf) }
      }
      case 'entra_group':
        return { outcome: 'no_platform' }
      default:
        return reference satisfies never
    }
  } catch {
    // `LookupFailed`, or what the look-up of the workspace threw: either way Slack has not said who it is.
    return { outcome: 'failed' }
  }
}

const accountOf = ({ identity, standing }: Profile): AccountInspection => ({
  account: `slack:${identity.user}`,
  standing,
})

/** Slack denies knowing the address of an account that was deactivated; its id it still knows. */
async function formerOf(
  email: string,
  accounts: AccountDirectory,
  options: Pick<InspectorOptions, 'seen'>,
): Promise<Profile | null> {
  for (const identity of await options.seen(email)) {
    const profile = identity.platform === 'slack' ? await accounts.profile(identity) : null
    if (profile?.standing === 'deactivated') return profile
  }
  return null
}

const channelAnswer = z.looseObject({
  is_member: z.boolean().nullish(),
  is_archived: z.boolean().nullish(),
})

async function inspectChannel(client: WebClient, id: string): Promise<ChannelInspection> {
  try {
    const channel = channelAnswer.parse((await client.conversations.info({ channel: id })).channel ?? {})
    if (channel.is_archived === true) return { outcome: 'archived' }
    return { outcome: channel.is_member === true ? 'member' : 'not_member' }
  } catch (error) {
    const fault = faultOf(error)
    // Of a private channel that the bot is not in, Slack says the same as of one that does not exist.
    if (refusedWith(fault) === 'channel_not_found') return { outcome: 'unknown' }
    return refusedWith(fault) === 'not_in_channel'
      ? { outcome: 'not_member' }
      : { outcome: 'failed', code: fault.error }
  }
}
