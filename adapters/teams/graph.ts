/** The few things that are asked of Microsoft Graph, afresh each time. Every function throws `CallFailed`. */
import { z } from 'zod'
import { type Call, CallFailed, type CallOptions, call } from './call.ts'
import type { TeamsSettings } from './settings.ts'
import type { Tokens } from './token.ts'

const user = z.looseObject({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userType: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  preferredLanguage: z.string().nullish(),
})
export type GraphUser = z.infer<typeof user>

const page = z.looseObject({
  value: z.array(z.looseObject({ id: z.string(), '@odata.type': z.string().nullish() })),
  '@odata.nextLink': z.string().nullish(),
})

const fields = 'id,displayName,mail,userPrincipalName,userType,accountEnabled,preferredLanguage'
/** A group of a hundred thousand is a mistake, and would be fetched at every click. */
const mostPages = 50

export interface Graph {
  /** Null when the tenant has no such account. */
  user(tenant: string, id: string): Promise<GraphUser | null>
  /** Everybody who has the address as their mailbox's or as the name that they sign in with. */
  usersByEmail(tenant: string, email: string): Promise<readonly GraphUser[]>
  /** Object ids of the people in a group and in the groups in it; null when the tenant has no such group. */
  groupMembers(tenant: string, group: string): Promise<readonly string[] | null>
  /** Throws where `createChat` would for want of a right, or because the catalog has no such app. Creates nothing. */
  mayCreateChats(tenant: string): Promise<void>
  /** Opens a chat of these people with the app in it, and gives its id. */
  createChat(tenant: string, people: readonly string[]): Promise<string>
}

export function graphOf(settings: TeamsSettings, tokens: Tokens, options: CallOptions): Graph {
  const { graphUrl } = settings.cloud
  const ask = async (
    tenant: string,
    asked: Omit<Call, 'url'> & { readonly path: string },
  ): Promise<unknown> => {
    const token = await tokens.graph(tenant)
    const { path, ...rest } = asked
    const url = path.startsWith('https:') || path.startsWith('http:') ? path : `${graphUrl}${path}`
    // A page names the address of the next one, and the token goes along.
    if (!url.startsWith(graphUrl)) throw refusal('host_refused')
    try {
      return await call({ ...rest, url, headers: { authorization: `Bearer ${token}` } }, options)
    } catch (error) {
      if (error instanceof CallFailed && error.status === 401) tokens.drop(token)
      throw error
    }
  }
  const orNull = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof CallFailed && error.status === 404) return null
      throw error
    }
  }
  const get = (tenant: string, path: string) => ask(tenant, { method: 'GET', path })
  return {
    user: (tenant, id) =>
      orNull(async () => user.parse(await get(tenant, `users/${encodeURIComponent(id)}?$select=${fields}`))),
    async usersByEmail(tenant, email) {
      const text = `'${email.replaceAll("'", "''")}'`
      const filter = encodeURIComponent(`mail eq ${text} or userPrincipalName eq ${text}`)
      return z
        .looseObject({ value: z.array(user) })
        .parse(await get(tenant, `users?$select=${fields}&$top=5&$filter=${filter}`)).value
    },
    groupMembers: (tenant, group) =>
      orNull(async () => {
        const people: string[] = []
        let next: string | null = `groups/${encodeURIComponent(group)}/transitiveMembers?$select=id&$top=999`
        for (let pages = 0; next !== null; pages++) {
          if (pages === mostPages) throw refusal('group_too_large')
          const found: z.infer<typeof page> = page.parse(await get(tenant, next))
          people.push(...found.value.filter(isUser).map(({ id }) => id))
          next = found['@odata.nextLink'] ?? null
        }
        return people
      }),
    async mayCreateChats(tenant) {
      const roles = rolesIn(await tokens.graph(tenant))
      if (roles?.some((role) => createsChats.includes(role)) === false) throw refusal('no_right_to_create')
      await catalogId(settings.appId, (path) => get(tenant, path))
    },
    async createChat(tenant, people) {
      const app = await catalogId(settings.appId, (path) => get(tenant, path))
      const members = people.map((id) => ({
        '@odata.type': '#microsoft.graph.aadUserConversationMember',
        roles: ['owner'],
        'user@odata.bind': `${graphUrl}users('${id}')`,
      }))
      const installedApps = [{ 'teamsApp@odata.bind': `${graphUrl}appCatalogs/teamsApps/${app}` }]
      const body = { chatType: 'group', members, installedApps }
      return z
        .looseObject({ id: z.string() })
        .parse(await ask(tenant, { method: 'POST', path: 'chats', body })).id
    },
  }
}

const createsChats: readonly string[] = ['Chat.Create', 'Chat.ReadWrite.All', 'Teamwork.Migrate.All']

/** The permissions that a token of Graph names; null where it is not to be read, which Microsoft does not promise. */
function rolesIn(token: string): readonly string[] | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return z.looseObject({ roles: z.array(z.string()).default([]) }).parse(payload).roles
  } catch {
    return null
  }
}

const isUser = (member: { '@odata.type'?: string | null | undefined }): boolean =>
  (member['@odata.type'] ?? '#microsoft.graph.user') === '#microsoft.graph.user'

const refusal = (code: string) => new CallFailed({ status: null, code, afterMs: null, taken: false })

/** The manifest's id, which is the bot's, names the app; the organisation's catalog has an id of its own for it. */
async function catalogId(appId: string, get: (path: string) => Promise<unknown>): Promise<string> {
  const filter = encodeURIComponent(`externalId eq '${appId}'`)
  const found = page.parse(await get(`appCatalogs/teamsApps?$filter=${filter}`)).value[0]
  if (found === undefined) throw refusal('app_not_in_catalog')
  return encodeURIComponent(found.id)
}
