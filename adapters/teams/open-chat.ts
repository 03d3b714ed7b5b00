/** The chat of a mediation: created through Graph, because a bot cannot create one, and one only for the same people. */
import type { Chat, Identity } from '../../src/app/ports.ts'
import { CallFailed } from './call.ts'
import { accountOf, type Connector } from './connector.ts'
import type { Conversations } from './conversations.ts'
import type { Graph } from './graph.ts'
import type { TeamsSettings } from './settings.ts'

export interface OpeningOptions {
  readonly settings: Pick<TeamsSettings, 'cloud'>
  readonly connector: Pick<Connector, 'roster'>
  readonly graph: Pick<Graph, 'createChat'>
  readonly conversations: Conversations
  /** Wall-clock time in epoch milliseconds. */
  readonly now: () => number
}

/**
 * How long a creation whose outcome is unknown is left alone. Graph has no key by which it would know a repetition, and
 * tells of a chat by nothing but its answer; Teams tells the bot within seconds that it was added to one.
 */
const patience = 30_000

/** Gives the chat of exactly these people, the one that they had before where they are still among themselves. */
export async function openConversation(
  people: readonly Identity[],
  options: OpeningOptions,
): ReturnType<Chat['openConversation']> {
  const tenant = people[0]?.tenant
  // One chat is of one tenant.
  if (tenant === undefined || people.some((one) => one.tenant !== tenant))
    return { outcome: 'failed', error: 'several_tenants' }
  const users = people.map(({ user }) => user)
  try {
    const known = await knownChat(tenant, users, options)
    return known === null ? await create(tenant, users, options) : { outcome: 'opened', channel: known }
  } catch (error) {
    if (!(error instanceof CallFailed))
      return { outcome: 'retry', afterMs: 5_000, error: 'unreadable_answer' }
    if (error.afterMs === null) return { outcome: 'failed', error: error.code }
    return { outcome: 'retry', afterMs: error.afterMs, error: error.code }
  }
}

async function create(
  tenant: string,
  users: readonly string[],
  { settings, conversations, graph, now }: OpeningOptions,
): ReturnType<Chat['openConversation']> {
  if (!(await conversations.beginChat(tenant, users, { now: now(), patience })))
    return { outcome: 'retry', afterMs: 5_000, error: 'chat_opening' }
  try {
    const channel = await graph.createChat(tenant, users)
    const serviceUrl = (await conversations.service(tenant)) ?? settings.cloud.serviceUrl
    await conversations.rememberPlace({ serviceUrl, conversation: channel })
    await conversations.rememberChat(tenant, users, channel)
    return { outcome: 'opened', channel }
  } catch (error) {
    // Nothing was created, so nobody has to wait for word of it.
    if (error instanceof CallFailed && !error.taken) await conversations.forgetChat(tenant, users)
    throw error
  }
}

/** Null where there is none, or not with these people only: a chat is not for whoever was added to it since. */
async function knownChat(
  tenant: string,
  users: readonly string[],
  { settings, connector, conversations }: OpeningOptions,
): Promise<string | null> {
  const conversation = await conversations.chatOf(tenant, users)
  if (conversation === null) return null
  const serviceUrl = (await conversations.serviceOf(conversation)) ?? settings.cloud.serviceUrl
  try {
    const members = await connector.roster({ serviceUrl, conversation })
    const accounts = members.map(accountOf).filter((account) => account !== '')
    const same = accounts.length === users.length && users.every((user) => accounts.includes(user))
    return same ? conversation : null
  } catch (error) {
    if (error instanceof CallFailed && error.afterMs === null) return null
    throw error
  }
}
