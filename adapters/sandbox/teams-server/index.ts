import { randomBytes } from 'node:crypto'
import express, { type Router } from 'express'
import type { Clock } from '../../../src/app/ports.ts'
import { type Acts, createActs } from './acts.ts'
import { connectorRoutes } from './connector.ts'
import { graphRoutes } from './graph.ts'
import { createKey, type SigningKey } from './keys.ts'
import { createLogin, type Login } from './login.ts'
import { createSender, type Sender } from './send.ts'
import { createTenant, type TeamsConversation, type TeamsPerson, type Tenant } from './tenant.ts'
import { recordCalls, type Traffic } from './traffic.ts'
import { createTroubles, type Troubles } from './troubles.ts'

/** The emulated Microsoft: what the bot calls (`router`), and what people do in their clients (`acts`). */
export interface TeamsServer {
  readonly tenant: Tenant
  /** To be mounted at `origin()`. */
  readonly router: Router
  readonly acts: Acts
  readonly sender: Sender
  readonly login: Login
  readonly troubles: Troubles
  /** Signs for the channel; and one that is endorsed for another channel only. */
  readonly keys: { readonly teams: SigningKey; readonly other: SigningKey }
  /** Application permissions in Graph that an administrator consented to. */
  readonly granted: Set<string>
  /** The bot's registration and cloud, as the environment would name them. */
  settings(): TeamsServerSettings
}

export interface TeamsServerSettings {
  readonly appId: string
  readonly tenantId: string
  readonly credential: { readonly type: 'secret'; readonly password: string }
  readonly allowedTenants: readonly string[]
  readonly cloud: {
    readonly openIdMetadataUrl: string
    readonly tokenIssuer: string
    readonly loginUrl: string
    readonly oauthScope: string
    readonly graphUrl: string
    readonly serviceUrl: string
  }
}

/** Everything that the bot asks for. */
const permissions = ['User.Read.All', 'GroupMember.Read.All', 'Chat.Create', 'AppCatalog.Read.All']
const issuer = 'https://api.botframework.com'
const scope = 'https://api.botframework.com'

let keysOfThisProcess: TeamsServer['keys'] | null = null
/** The channel signs with the same keys wherever it is emulated in this process: making one takes a tenth of a second. */
function keysOfTheChannel(): TeamsServer['keys'] {
  keysOfThisProcess ??= { teams: createKey('teams', ['msteams']), other: createKey('other', ['webchat']) }
  return keysOfThisProcess
}

export function createTeamsServer(options: {
  readonly clock: Pick<Clock, 'now'>
  readonly tenantId: string
  readonly appId: string
  readonly people: readonly TeamsPerson[]
  /** Address under which `router` is mounted, without a slash at the end. */
  readonly origin: () => string
  /** Where the bot listens; null until it does. */
  readonly messagesUrl: () => string | null
  /** Is told of every exchange with the bot. */
  readonly traffic?: Traffic
}): TeamsServer {
  const { appId, tenantId } = options
  const tenant = createTenant({ ...options, id: tenantId, botId: `28:${appId}` })
  const keys = keysOfTheChannel()
  const password = randomBytes(16).toString('hex')
  const granted = new Set(permissions)
  const troubles = createTroubles()
  const login = createLogin({
    appId,
    password,
    tenant: tenantId,
    issuer,
    keys: [keys.teams, keys.other],
    granted: () => [...granted],
    address: () => `${options.origin()}/login`,
  })
  const serviceUrl = () => `${options.origin()}/connector/`
  const graphUrl = () => `${options.origin()}/graph/v1.0`
  const sender = createSender({ ...options, tenant, issuer, key: keys.teams, serviceUrl })

  const appAdded = async (chat: TeamsConversation) => {
    const [member] = chat.members
    if (member === undefined || !tenant.policy.tellsOfChats) return
    await sender.send(member, chat, { type: 'installationUpdate', action: 'add' })
  }

  const only = (resource: () => string): express.RequestHandler => {
    return (request, response, next) => {
      if (login.admits(request, resource())) next()
      else response.status(401).json({ error: { code: 'Unauthorized', message: 'Unauthorized' } })
    }
  }
  const router = express.Router()
  router.use('/login', login.router)
  router.use(
    '/connector',
    only(() => scope),
    recordCalls(options.traffic),
    troubles.middleware,
    connectorRoutes(tenant),
  )
  router.use(
    '/graph/v1.0',
    only(() => new URL(graphUrl()).origin),
    recordCalls(options.traffic),
    troubles.middleware,
    graphRoutes(tenant, { address: graphUrl, granted, appAdded }),
  )
  return {
    tenant,
    router,
    acts: createActs({ tenant, sender }),
    sender,
    login,
    troubles,
    keys,
    granted,
    settings: () => ({
      appId,
      tenantId,
      credential: { type: 'secret', password },
      allowedTenants: [tenantId],
      cloud: {
        openIdMetadataUrl: `${options.origin()}/login/v1/.well-known/openidconfiguration`,
        tokenIssuer: issuer,
        loginUrl: `${options.origin()}/login/${tenantId}`,
        oauthScope: scope,
        graphUrl: `${graphUrl()}/`,
        serviceUrl: serviceUrl(),
      },
    }),
  }
}
