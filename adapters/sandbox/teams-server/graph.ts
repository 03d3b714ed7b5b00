/** The part of Microsoft Graph that the bot asks: accounts, groups, and chats of several. */
import express, { type Response, type Router } from 'express'
import { isJson, type Json, listAt, textAt } from './json.ts'
import { signInOf, type TeamsConversation, type TeamsPerson, type Tenant } from './tenant.ts'

const refuse = (response: Response, status: number, code: string): void =>
  void response.status(status).json({ error: { code, message: code } })

/** Small, so that paging happens. */
const pageSize = 2

export function graphRoutes(
  tenant: Tenant,
  options: {
    /** Under which this is mounted, version included. */
    readonly address: () => string
    /** Application permissions that an administrator consented to. */
    readonly granted: ReadonlySet<string>
    /** Tells the bot that it is in a chat; in Microsoft's own time, which is here before the answer. */
    readonly appAdded: (chat: TeamsConversation) => Promise<void>
  },
): Router {
  const router = express.Router()
  const needs = (permission: string, response: Response): boolean => {
    if (options.granted.has(permission)) return true
    refuse(response, 403, 'Authorization_RequestDenied')
    return false
  }
  router.get('/users/:id', (request, response) => {
    if (!needs('User.Read.All', response)) return
    const person = tenant.people.get(request.params.id)
    if (person === undefined) return refuse(response, 404, 'Request_ResourceNotFound')
    response.json(userOf(person))
  })
  router.get('/users', (request, response) => {
    if (!needs('User.Read.All', response)) return
    const wanted = /^mail eq '((?:[^']|'')*)' or userPrincipalName eq /u.exec(
      String(request.query.$filter),
    )?.[1]
    if (wanted === undefined) return refuse(response, 400, 'Request_UnsupportedQuery')
    const address = wanted.replaceAll("''", "'").toLowerCase()
    const has = (person: TeamsPerson) => person.mail === address || signInOf(person).toLowerCase() === address
    response.json({ value: [...tenant.people.values()].filter(has).map(userOf) })
  })
  router.get('/groups/:id/transitiveMembers', (request, response) => {
    if (!needs('GroupMember.Read.All', response)) return
    const members = tenant.groups.get(request.params.id)
    if (members === undefined) return refuse(response, 404, 'Request_ResourceNotFound')
    const start = Number(request.query.$skiptoken ?? 0)
    const value = [...members]
      .slice(start, start + pageSize)
      .map((id) => ({ '@odata.type': '#microsoft.graph.user', id }))
    const more = start + pageSize < members.size
    const next = `${options.address()}/groups/${request.params.id}/transitiveMembers?$skiptoken=${start + pageSize}`
    response.json({ value, ...(more ? { '@odata.nextLink': next } : {}) })
  })
  router.get('/appCatalogs/teamsApps', (request, response) => {
    if (!needs('AppCatalog.Read.All', response)) return
    const wanted = `externalId eq '${tenant.botId.replace(/^28:/u, '')}'`
    response.json({ value: request.query.$filter === wanted ? [{ id: 'catalog-app' }] : [] })
  })
  router.post('/chats', express.json(), async (request, response) => {
    if (!needs('Chat.Create', response)) return
    const created = createChat(tenant, isJson(request.body) ? request.body : {})
    if (created === null) return refuse(response, 400, 'BadRequest')
    if (created.removed !== true) await options.appAdded(created)
    response.status(201).json({ id: created.id, chatType: 'group' })
  })
  return router
}

function userOf(person: TeamsPerson): Json {
  const { id, name, mail, userType, accountEnabled, locale } = person
  return {
    id,
    displayName: name,
    mail,
    userPrincipalName: signInOf(person),
    userType,
    accountEnabled,
    preferredLanguage: locale,
  }
}

function createChat(tenant: Tenant, body: Json): TeamsConversation | null {
  const members = listAt(body, 'members').map(
    (member) => /users\('([^']+)'\)$/u.exec(textAt(member, 'user@odata.bind') ?? '')?.[1],
  )
  const app = listAt(body, 'installedApps').some((one) =>
    textAt(one, 'teamsApp@odata.bind')?.endsWith('/appCatalogs/teamsApps/catalog-app'),
  )
  const people = members.filter((id) => id !== undefined && tenant.people.has(id)).map(String)
  if (body.chatType !== 'group' || !app || people.length < 2 || people.length !== members.length) return null
  const id = `19:${tenant.newId('chat')}@thread.v2`
  const created: TeamsConversation = {
    id,
    type: 'groupChat',
    name: '',
    members: new Set(people),
    messages: [],
    blocked: false,
    ...(tenant.policy.appsInChats ? {} : { removed: true }),
  }
  tenant.conversations.set(id, created)
  return created
}
