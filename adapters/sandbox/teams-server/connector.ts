/** The connector: what the bot calls to write messages. As strict as Microsoft's where a bot can be wrong. */
import express, { type Response, type Router } from 'express'
import { checkActivity } from './check.ts'
import { isJson, type Json, jsonAt, listAt, textAt } from './json.ts'
import { clientId, signInOf, type TeamsConversation, type TeamsMessage, type Tenant } from './tenant.ts'

const refuse = (response: Response, status: number, code: string): void =>
  void response.status(status).json({ error: { code, message: code } })

/** Small, so that paging happens. */
const pageSize = 2

/** `19:…;messageid=…` is a thread of a channel. */
const splitThread = (id: string) => {
  const [conversation = '', thread] = id.split(';messageid=')
  return { conversation, thread: thread ?? null }
}

export function connectorRoutes(tenant: Tenant): Router {
  const router = express.Router()
  router.use(express.json({ limit: '1mb' }))
  router.post('/v3/conversations', (request, response) => open(tenant, bodyOf(request.body), response))
  router.post('/v3/conversations/:id/activities', (request, response) => {
    const { conversation, thread } = splitThread(request.params.id)
    post(tenant, { conversation, thread, activity: bodyOf(request.body) }, response)
  })
  router.put('/v3/conversations/:id/activities/:activity', (request, response) => {
    const { conversation } = splitThread(request.params.id)
    update(tenant, { conversation, id: request.params.activity, activity: bodyOf(request.body) }, response)
  })
  router.delete('/v3/conversations/:id/activities/:activity', (request, response) => {
    const { conversation } = splitThread(request.params.id)
    remove(tenant, { conversation, id: request.params.activity }, response)
  })
  router.get('/v3/conversations/:id/members/:member', (request, response) => {
    const found = tenant.conversations.get(splitThread(request.params.id).conversation)
    if (found === undefined) return refuse(response, 404, 'ConversationNotFound')
    const id = tenant.accountOf(request.params.member)
    if (id === null || !found.members.has(id)) return refuse(response, 404, 'MemberNotFoundInConversation')
    response.json(memberOf(tenant, id))
  })
  router.get('/v3/conversations/:id/pagedmembers', (request, response) => {
    const found = tenant.conversations.get(splitThread(request.params.id).conversation)
    if (found === undefined) return refuse(response, 404, 'ConversationNotFound')
    if (found.removed === true) return refuse(response, 403, 'BotNotInConversationRoster')
    const start = Number(request.query.continuationToken ?? 0)
    const members = [...found.members].slice(start, start + pageSize).map((id) => memberOf(tenant, id))
    const more = start + pageSize < found.members.size
    response.json({ members, ...(more ? { continuationToken: String(start + pageSize) } : {}) })
  })
  return router
}

const bodyOf = (body: unknown): Json => (isJson(body) ? body : {})

function memberOf(tenant: Tenant, id: string): Json {
  const person = tenant.people.get(id)
  return {
    id: clientId(id),
    aadObjectId: id,
    name: person?.name,
    email: person?.mail,
    userPrincipalName: person === undefined ? undefined : signInOf(person),
    userRole: person?.userType === 'Guest' ? 'guest' : 'user',
    tenantId: tenant.id,
  }
}

function open(tenant: Tenant, body: Json, response: Response) {
  const members = listAt(body, 'members')
  const id = tenant.accountOf(textAt(members[0] ?? {}, 'id') ?? '')
  if (textAt(jsonAt(body, 'bot'), 'id') !== tenant.botId || members.length !== 1 || body.isGroup === true)
    return refuse(response, 400, 'BadSyntax')
  if (textAt(jsonAt(jsonAt(body, 'channelData'), 'tenant'), 'id') !== tenant.id)
    return refuse(response, 403, 'TenantMismatch')
  if (id === null) return refuse(response, 404, 'MemberNotFound')
  if (!tenant.installed.has(id)) return refuse(response, 403, 'ForbiddenOperationException')
  response.status(201).json({ id: tenant.openDirect(id).id })
}

function writable(tenant: Tenant, id: string, response: Response): TeamsConversation | null {
  const found = tenant.conversations.get(id)
  if (found === undefined) refuse(response, 404, 'ConversationNotFound')
  else if (found.removed === true) refuse(response, 403, 'ForbiddenOperationException')
  else if (found.moderated === true) refuse(response, 403, 'InsufficientPermissions')
  else if (found.blocked) refuse(response, 403, 'MessageWritesBlocked')
  else return found
  return null
}

function post(
  tenant: Tenant,
  given: { conversation: string; thread: string | null; activity: Json },
  response: Response,
) {
  const conversation = writable(tenant, given.conversation, response)
  if (conversation === null) return
  // The sign that somebody writes stays with nobody.
  if (given.activity.type === 'typing') return void response.status(201).json({ id: tenant.newMessageId() })
  const refused = checkActivity(given.activity)
  if (refused !== null) return refuse(response, refused.status, refused.code)
  if (given.thread !== null && !conversation.messages.some(({ id }) => id === given.thread))
    return refuse(response, 404, 'ActivityNotFoundInConversation')
  const message: TeamsMessage = {
    id: tenant.newMessageId(),
    from: null,
    at: tenant.clock.now(),
    thread: given.thread,
    ...contentOf(given.activity),
    edits: 0,
    views: new Map(),
  }
  conversation.messages.push(message)
  tenant.changed()
  response.status(201).json({ id: message.id })
}

function contentOf(activity: Json) {
  return {
    text: textAt(activity, 'text') ?? '',
    summary: textAt(activity, 'summary') ?? '',
    attachments: listAt(activity, 'attachments'),
    entities: listAt(activity, 'entities'),
  }
}

function update(
  tenant: Tenant,
  given: { conversation: string; id: string; activity: Json },
  response: Response,
) {
  const conversation = writable(tenant, given.conversation, response)
  if (conversation === null) return
  const message = conversation.messages.find(({ id, from }) => id === given.id && from === null)
  if (message === undefined) return refuse(response, 404, 'ActivityNotFoundInConversation')
  const refused = checkActivity(given.activity)
  if (refused !== null) return refuse(response, refused.status, refused.code)
  Object.assign(message, contentOf(given.activity))
  message.edits += 1
  message.views.clear()
  tenant.changed()
  response.json({ id: message.id })
}

function remove(tenant: Tenant, given: { conversation: string; id: string }, response: Response) {
  const conversation = writable(tenant, given.conversation, response)
  if (conversation === null) return
  const index = conversation.messages.findIndex(({ id, from }) => id === given.id && from === null)
  if (index < 0) return refuse(response, 404, 'ActivityNotFoundInConversation')
  conversation.messages.splice(index, 1)
  tenant.changed()
  response.json({})
}
