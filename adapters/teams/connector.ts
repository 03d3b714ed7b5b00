/** The connector's REST interface, as far as a bot needs it. Every function throws `CallFailed`. */
import { z } from 'zod'
import { type Call, CallFailed, type CallOptions, call } from './call.ts'
import type { Place } from './conversations.ts'
import type { TeamsSettings } from './settings.ts'
import type { Tokens } from './token.ts'

/** An activity as it is sent: plain JSON. */
export type OutgoingActivity = Readonly<Record<string, unknown>> & { readonly type: 'message' }

const member = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
})
export type Member = z.infer<typeof member>

export interface Connector {
  /** Opens, or finds again, the conversation of the bot and one person; gives its id. */
  openDirect(serviceUrl: string, tenant: string, user: string): Promise<string>
  /** Posts, and gives the id of the new activity. */
  post(place: Place, activity: OutgoingActivity, thread: string | null): Promise<string>
  update(place: Place, id: string, activity: OutgoingActivity): Promise<void>
  /** Takes a message away; one that is gone already is as good. */
  remove(place: Place, id: string): Promise<void>
  /** Shows for a moment that the bot is about to write, which leaves nothing behind. Throws where it may not write. */
  sign(place: Place): Promise<void>
  /** Everybody in it: of a channel, everybody who reads it. */
  roster(place: Place): Promise<readonly Member[]>
  /** Null where the person is not in the conversation. */
  member(place: Place, user: string): Promise<Member | null>
}

/** The object id in Entra, by which people are known here; empty for a bot. */
export const accountOf = ({ aadObjectId, objectId }: Member): string =>
  (aadObjectId ?? objectId ?? '').toLowerCase()

const page = z.looseObject({ members: z.array(member), continuationToken: z.string().nullish() })
const mostPages = 10

const created = z.looseObject({ id: z.string().min(1) })

export function connectorOf(settings: TeamsSettings, tokens: Tokens, options: CallOptions): Connector {
  const bot = { id: `28:${settings.appId}` }
  const ask = async (
    serviceUrl: string,
    asked: Omit<Call, 'url'> & { readonly path: string },
  ): Promise<unknown> => {
    const token = await tokens.connector()
    const { path, ...rest } = asked
    const url = `${serviceUrl.replace(/\/+$/u, '')}/v3/conversations${path}`
    try {
      return await call({ ...rest, url, headers: { authorization: `Bearer ${token}` } }, options)
    } catch (error) {
      if (error instanceof CallFailed && error.status === 401) tokens.drop(token)
      throw error
    }
  }
  const of = (conversation: string) => `/${encodeURIComponent(conversation)}`
  return {
    async openDirect(serviceUrl, tenant, user) {
      const body = {
        bot,
        members: [{ id: user }],
        isGroup: false,
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }
      return created.parse(await ask(serviceUrl, { method: 'POST', path: '', body })).id
    },
    async post({ serviceUrl, conversation }, activity, thread) {
      const inThread =
        thread === null ? conversation : `${conversation.replace(/;messageid=.*$/u, '')};messageid=${thread}`
      const body = { ...activity, from: bot, conversation: { id: inThread } }
      const path = `${of(inThread)}/activities`
      return created.parse(await ask(serviceUrl, { method: 'POST', path, body })).id
    },
    async update({ serviceUrl, conversation }, id, activity) {
      const body = { ...activity, id, from: bot, conversation: { id: conversation } }
      await ask(serviceUrl, {
        method: 'PUT',
        path: `${of(conversation)}/activities/${encodeURIComponent(id)}`,
        body,
      })
    },
    async remove({ serviceUrl, conversation }, id) {
      const path = `${of(conversation)}/activities/${encodeURIComponent(id)}`
      try {
        await ask(serviceUrl, { method: 'DELETE', path })
      } catch (error) {
        if (!(error instanceof CallFailed) || error.status !== 404) throw error
      }
    },
    async sign({ serviceUrl, conversation }) {
      const body = { type: 'typing', from: bot, conversation: { id: conversation } }
      await ask(serviceUrl, { method: 'POST', path: `${of(conversation)}/activities`, body })
    },
    async roster({ serviceUrl, conversation }) {
      const found: Member[] = []
      let next = ''
      for (let pages = 0; pages < mostPages; pages++) {
        const query = `?pageSize=500${next === '' ? '' : `&continuationToken=${encodeURIComponent(next)}`}`
        const path = `${of(conversation)}/pagedmembers${query}`
        const { members, continuationToken } = page.parse(await ask(serviceUrl, { method: 'GET', path }))
        found.push(...members)
        next = continuationToken ?? ''
        if (next === '') return found
      }
      // Whoever is further down is told in person; a channel for so many is no place for a mediation anyway.
      return found
    },
    async member({ serviceUrl, conversation }, user) {
      try {
        const path = `${of(conversation)}/members/${encodeURIComponent(user)}`
        return member.parse(await ask(serviceUrl, { method: 'GET', path }))
      } catch (error) {
        if (error instanceof CallFailed && error.status === 404) return null
        throw error
      }
    },
  }
}
