/** botbuilder: what arrives from Teams, signed, is handed to the functions of `receive-*.ts`. */
import type { Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import express, { type Application, type Request, type Response } from 'express'
import type { Log } from '../../src/app/ports.ts'
import type { Desk } from './desk.ts'
import { HostRefused, HostUnresolved } from './hosts.ts'
import { inTime } from './patience.ts'
import { activitySchema, admit, type TeamsActivity } from './payload.ts'
import { quietly } from './quiet.ts'
import { onActivity } from './receive-activities.ts'
import { type InvokeAnswer, onInvoke } from './receive-invokes.ts'
import type { TeamsSettings } from './settings.ts'

export const endpoint = '/api/messages'

export interface ReceiverOptions {
  readonly settings: TeamsSettings
  readonly app: Application
  readonly desk: Desk
  /** How long the channel's keys are waited for, in milliseconds. */
  readonly keysWithin?: number
}

/** The SDK waits for them for ever, and with it everybody who presses something. */
const keysWithin = 4_000

/** The SDK cannot be loaded, or refuses what it is set up with. */
export class TeamsNotStarted extends Error {
  override readonly name = 'TeamsNotStarted'
}

export interface TeamsReceiver {
  /** Loads the SDK, so that the first person does not wait for it. Throws `TeamsNotStarted`. */
  start(): Promise<void>
  /** Waits for what is being answered. */
  stop(): Promise<void>
}

interface Sdk {
  readonly adapter: CloudAdapter
  readonly authentication: ConfigurationBotFrameworkAuthentication
}

/**
 * The SDK authenticates and nothing else: it gets no secret, so nothing that it holds could send anything anywhere. It
 * takes a second to load, which whoever does not use Teams need not wait for.
 */
async function loadSdk({ appId, tenantId, cloud }: TeamsSettings): Promise<Sdk> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder')
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: tenantId,
      ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: cloud.tokenIssuer,
      ToChannelFromBotLoginUrl: cloud.loginUrl,
      ToChannelFromBotOAuthScope: cloud.oauthScope,
    },
    {
      isValidAppId: async (id) => id === appId,
      // Without this the SDK would take everything from everybody.
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => ({
        signRequest: async () => {
          throw new Error('the SDK sends nothing')
        },
      }),
    },
  )
  return { adapter: new CloudAdapter(authentication), authentication }
}

type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>

/** Why an activity is not taken, as a status; or what vouches for it. */
async function authenticate(
  { authentication }: Sdk,
  activity: Activity,
  request: Request,
  { settings: { cloud }, keysWithin: patience = keysWithin }: ReceiverOptions,
): Promise<Authenticated | { readonly status: 401 | 503 }> {
  try {
    const token = request.headers.authorization ?? ''
    const checked = quietly(() => authentication.authenticateRequest(activity, token))
    const found = await inTime(patience, checked)
    if (found === null) return { status: 503 }
    const { claimsIdentity } = found
    // The SDK takes tokens of other kinds too, which vouch for no address: only the channel's own is for us.
    const ours =
      claimsIdentity.isAuthenticated &&
      claimsIdentity.getClaimValue('iss') === cloud.tokenIssuer &&
      claimsIdentity.getClaimValue('serviceurl') === activity.serviceUrl
    return ours ? found : { status: 401 }
  } catch (error) {
    return { status: isOutage(error) ? 503 : 401 }
  }
}

/** The keys could not be fetched: that says nothing about the token. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500)
}

const isActivity = (value: unknown): value is Activity => activitySchema.safeParse(value).success

/** Serves `POST /api/messages` on the given Express app. */
export function attachTeamsReceiver(options: ReceiverOptions): TeamsReceiver {
  const { settings, app, desk } = options
  let loading: Promise<Sdk> | null = null
  const sdk = () => {
    loading ??= loadSdk(settings)
    return loading
  }
  const running = new Set<Promise<void>>()
  const receive = async (request: Request, response: Response): Promise<void> => {
    const body: unknown = request.body
    if (!isActivity(body)) return void response.status(400).end()
    const loaded = await sdk()
    const found = await authenticate(loaded, body, request, options)
    if ('status' in found) return refuse(response, found.status, 'not_authenticated', desk.log)
    const activity = activitySchema.parse(body)
    const admission = admit(activity, settings.allowedTenants)
    if (!admission.ok) return refuse(response, 403, admission.reason, desk.log)
    try {
      await desk.gate(activity.serviceUrl)
    } catch (error) {
      if (error instanceof HostUnresolved) return refuse(response, 503, 'host_unresolved', desk.log)
      if (!(error instanceof HostRefused)) throw error
      return refuse(response, 403, error.code, desk.log)
    }
    let answer: InvokeAnswer = { status: 200 }
    await loaded.adapter.processActivityDirect(found, body, async () => {
      answer = await handle(desk, activity, admission.origin)
    })
    response.status(answer.status)
    if (answer.body === undefined) response.end()
    else response.json(answer.body)
    await answer.afterwards?.()
  }
  app.post(endpoint, onlyWithToken, express.json({ limit: '1mb' }), (request, response, next) => {
    const work = receive(request, response).catch((error: unknown) => {
      desk.fault('handling an activity failed', error)
      if (response.headersSent) next()
      else response.status(503).end()
    })
    running.add(work)
    void work.finally(() => running.delete(work))
  })
  // Only reached when the body is no JSON, or too long.
  app.use(endpoint, badBody)
  return {
    async start() {
      try {
        await sdk()
      } catch (cause) {
        throw new TeamsNotStarted('the SDK of Teams did not start', { cause })
      }
    },
    stop: async () => void (await Promise.allSettled(running)),
  }
}

/** Nothing is read of a request that does not even claim to be signed. */
const onlyWithToken: express.RequestHandler = (request, response, next) => {
  if (/^Bearer \S+$/u.test(request.headers.authorization ?? '')) next()
  else response.status(401).end()
}

const badBody: express.ErrorRequestHandler = (_error, _request, response, _next) => {
  response.status(400).end()
}

function refuse(response: Response, status: number, reason: string, log: Log): void {
  log.warn('an activity was refused', { reason, status })
  response.status(status).end()
}

/** Never throws. */
async function handle(
  desk: Desk,
  activity: TeamsActivity,
  origin: Parameters<typeof onActivity>[2],
): Promise<InvokeAnswer> {
  if (activity.type === 'invoke') return onInvoke(desk, activity, origin)
  await onActivity(desk, activity, origin)
  return { status: 200 }
}
