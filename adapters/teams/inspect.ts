/** Teams as `doctor` sees it: whether the bot is let in, and what it may ask. Changes nothing there. */
import type { ChannelFinding, TeamsChannel, TeamsInspection } from '../../src/app/doctor.ts'
import { CallFailed, type CallOptions, type Fetch } from './call.ts'
import { type Connector, connectorOf } from './connector.ts'
import { Conversations, type Facts, type Place } from './conversations.ts'
import { graphOf } from './graph.ts'
import { gateOf } from './hosts.ts'
import type { TeamsSettings } from './settings.ts'
import { tokensOf } from './token.ts'

/** Nobody stands behind these calls and waits for them. */
const patience = 15_000

export interface InspectorOptions {
  readonly settings: TeamsSettings
  /** What was learned of Teams so far; without it the cloud's own connector is asked. */
  readonly facts?: Facts
  readonly fetch?: Fetch
  /** Wall-clock time in epoch milliseconds. */
  readonly now: () => number
}

/** What the configuration names of Teams: groups of Entra, and channels. */
export interface Named {
  readonly groups: readonly string[]
  readonly channels: readonly TeamsChannel[]
}

/** Never throws. */
export async function inspectTeams(
  { settings, facts, fetch, now }: InspectorOptions,
  { groups, channels }: Named,
): Promise<TeamsInspection> {
  let aheadMs: number | null = null
  const ask = fetch ?? globalThis.fetch
  const options: CallOptions = {
    gate: gateOf(settings.cloud),
    timeoutMs: patience,
    async fetch(url, init) {
      const before = now()
      const response = await ask(url, init)
      aheadMs = aheadOf(response.headers.get('date'), (before + now()) / 2) ?? aheadMs
      return response
    },
  }
  const tokens = tokensOf(settings, options, now)
  const graph = graphOf(settings, tokens, options)
  const credentials = await codeOf(() => tokens.connector())
  const tenants: TeamsInspection['tenants'][number][] = []
  for (const tenant of credentials === null ? settings.allowedTenants : [])
    tenants.push({ tenant, people: await codeOf(() => graph.usersByEmail(tenant, 'nobody@example.invalid')) })
  const found: TeamsInspection['groups'][number][] = []
  for (const group of tenants.some(({ people }) => people === null) ? groups : [])
    found.push({ group, ...(await inspectGroup(group, settings.allowedTenants, graph)) })
  const looked: TeamsInspection['channels'][number][] = []
  const connector = connectorOf(settings, tokens, options)
  const conversations = facts === undefined ? null : new Conversations(facts)
  for (const named of credentials === null ? channels : []) {
    const serviceUrl = (await serviceOf(named, settings, conversations)) ?? settings.cloud.serviceUrl
    looked.push({ ...named, ...(await lookAt({ serviceUrl, conversation: named.channel }, connector)) })
  }
  const chats = credentials === null ? await chatsIn(settings.allowedTenants, graph) : null
  return { credentials, tenants, groups: found, chats, channels: looked, aheadMs }
}

async function serviceOf(
  { channel }: TeamsChannel,
  { allowedTenants: [tenant] }: TeamsSettings,
  conversations: Conversations | null,
): Promise<string | null> {
  const known = await conversations?.serviceOf(channel).catch(() => null)
  if (known !== undefined && known !== null) return known
  return tenant === undefined ? null : ((await conversations?.service(tenant).catch(() => null)) ?? null)
}

/** Why chats cannot be created in one of the tenants; null where they can in all of them. */
async function chatsIn(
  tenants: readonly string[],
  graph: ReturnType<typeof graphOf>,
): Promise<string | null> {
  for (const tenant of tenants) {
    const code = await codeOf(() => graph.mayCreateChats(tenant))
    if (code !== null) return code
  }
  return null
}

async function lookAt(place: Place, connector: Connector): Promise<ChannelFinding> {
  try {
    const readers = await connector.roster(place)
    const refused = await codeOf(() => connector.sign(place), 403)
    return refused === null ? { state: 'open', readers: readers.length } : { state: 'closed' }
  } catch (error) {
    if (error instanceof CallFailed && error.status === 403) return { state: 'no_app' }
    if (error instanceof CallFailed && error.status === 404) return { state: 'unknown' }
    return { state: 'failed', code: faultCode(error) }
  }
}

async function inspectGroup(
  group: string,
  tenants: readonly string[],
  graph: ReturnType<typeof graphOf>,
): Promise<{ readonly members: number | null; readonly code: string | null }> {
  try {
    for (const tenant of tenants) {
      const members = await graph.groupMembers(tenant, group)
      if (members !== null) return { members: members.length, code: null }
    }
    return { members: null, code: null }
  } catch (error) {
    return { members: null, code: faultCode(error) }
  }
}

/** Null when it worked, or failed with another status than the one that is looked for. */
async function codeOf(work: () => Promise<unknown>, only?: number): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    const other = only !== undefined && (!(error instanceof CallFailed) || error.status !== only)
    return other ? null : faultCode(error)
  }
}

const faultCode = (error: unknown): string => (error instanceof CallFailed ? error.code : 'unreadable_answer')

/** The header tells whole seconds, cut off: half of one is the best guess of the rest. */
function aheadOf(date: string | null, now: number): number | null {
  const there = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(there) ? null : Math.round(now - (there + 500))
}
