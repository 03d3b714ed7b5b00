import express, { type Request, type Router } from 'express'
import { type Answer, type Method, refuse } from './answer.ts'
import { isJson, type Json, parseJson } from './json.ts'
import { chatMethods } from './methods/chat.ts'
import { conversationMethods } from './methods/conversations.ts'
import { fileMethods } from './methods/files.ts'
import { functionMethods } from './methods/functions.ts'
import { peopleMethods } from './methods/people.ts'
import { viewMethods } from './methods/views.ts'
import type { RateLimits } from './rate-limits.ts'
import { missingScope } from './scopes.ts'
import type { Triggers } from './triggers.ts'
import type { Workspace } from './workspace.ts'

export interface WebApiOptions {
  readonly workspace: Workspace
  readonly triggers: Triggers
  readonly botToken: string
  /** The app-level token that may open Socket Mode connections; none by default. */
  readonly appToken?: string
  readonly rates: RateLimits
  /** Address of the emulated Slack, without a slash at the end. */
  readonly origin: () => string
}

/** Arguments that Slack takes as JSON text when a form carries them. */
const jsonArguments = new Set(['blocks', 'view', 'metadata', 'attachments', 'outputs'])

function argumentsOf(request: Request): Json {
  const body: unknown = request.method === 'GET' ? request.query : request.body
  if (!isJson(body)) return {}
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      jsonArguments.has(key) && typeof value === 'string' ? (parseJson(value) ?? value) : value,
    ]),
  )
}

export function bearerToken(request: Request): string | null {
  const match = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')
  return match?.[1] ?? null
}

function withoutToken({ token: _token, ...rest }: Json): Json {
  return rest
}

/** Only whether the token may: nothing listens at the address. */
function openConnection(token: string, appToken: string | undefined): Answer {
  if (token === appToken) return { ok: true, url: 'wss://127.0.0.1:9/link' }
  return refuse(token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type')
}

/** The emulated Slack Web API: `POST /<method>`, with Slack's own answers, refusals and limits. */
export function webApi(options: WebApiOptions): Router {
  const { workspace } = options
  const methods: Readonly<Record<string, Method>> = {
    ...peopleMethods,
    ...chatMethods,
    ...conversationMethods,
    ...viewMethods(options.triggers),
    ...fileMethods,
    ...functionMethods,
  }
  const answer = (name: string, token: string | null, args: Json): Answer => {
    if (token === null) return refuse('not_authed')
    if (name === 'apps.connections.open') return openConnection(token, options.appToken)
    if (token !== options.botToken) return refuse('invalid_auth')
    const lacking = missingScope(workspace, name, args)
    if (lacking !== null) return { ...refuse('missing_scope'), ...lacking }
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined
    return method ? method({ workspace, args, origin: options.origin() }) : refuse('unknown_method')
  }

  const router = express.Router()
  router.use(express.urlencoded({ extended: false, limit: '1mb' }), express.json({ limit: '1mb' }))
  router.all('/:method', (request, response) => {
    const started = performance.now()
    const name = request.params.method
    const args = argumentsOf(request)
    const token = bearerToken(request) ?? (typeof args.token === 'string' ? args.token : null)
    const wait = options.rates.wait(name, String(args.channel ?? ''))
    const given = wait > 0 ? refuse('ratelimited') : answer(name, token, args)
    workspace.log.add({
      direction: 'from_bot',
      title: name,
      // Nobody in Slack has that address: an answer, since part of the company may be elsewhere.
      outcome: given.ok || given.error === 'users_not_found' ? 'ok' : 'error',
      problems: given.ok ? [] : [String(given.error), ...(given.errors ?? [])],
      milliseconds: Math.round(performance.now() - started),
      sent: withoutToken(args),
      received: given,
    })
    if (token === options.botToken) response.set('X-OAuth-Scopes', [...workspace.app.scopes].join(','))
    if (wait > 0) response.status(429).set('Retry-After', String(wait))
    response.json(given)
  })
  return router
}
