/** The emulated Slack and Teams on one port of this process, and everything that networks do between them and the bot. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import { entra, entraIdOf, type Persona, personas } from '../../adapters/sandbox/organisation.ts'
import { createSlackServer, type SlackServer } from '../../adapters/sandbox/slack-server/index.ts'
import { createTeamsServer, type TeamsServer } from '../../adapters/sandbox/teams-server/index.ts'
import { isJson, type Json, parseJson } from '../../adapters/sandbox/teams-server/json.ts'
import { systemClock } from '../../adapters/system/clock.ts'
import type { Chance } from '../support/process/chance.ts'
import { botToken, signingSecret } from '../support/process/emulation.ts'
import { createWitness, type Witness } from '../support/process/witness.ts'
import { createTeamsWitness, type TeamsWitness } from './teams-witness.ts'

/**
 * What becomes of a call of the bot. `lost` and `mute`: it is done, and the answer is cut off or never comes; `hanging`:
 * it is never done nor answered; `throttled`: 429 with a second to wait.
 */
export type CallFate = 'well' | 'lost' | 'mute' | 'hanging' | 'throttled'

/** What the network does at present; chances from 0 to 1. */
export interface Weather {
  /** A delivery arrives at two replicas at the same moment. */
  twin: number
  /** It arrives again after it was answered. */
  again: number
  /** Its answer gets lost on the way back. */
  lostAnswer: number
  /** Each copy is held up for up to this long, in milliseconds, so that deliveries overtake each other. */
  heldUp: number
  call: (call: string) => CallFate
}

export const calm = (): Weather => ({ twin: 0, again: 0, lostAnswer: 0, heldUp: 0, call: () => 'well' })
/** A little of everything, as the days are. */
export const fair = (): Weather => ({ ...calm(), twin: 0.15, again: 0.1, lostAnswer: 0.05 })

/** A replica that deliveries may go to. */
export interface Target {
  readonly index: number
  readonly address: string
}

export interface Platforms {
  readonly slack: SlackServer
  readonly teams: TeamsServer
  readonly witness: Witness
  readonly teamsWitness: TeamsWitness
  readonly weather: Weather
  readonly counts: {
    /** Deliveries that arrived more than once, or later than those after them. */
    repeated: number
    reordered: number
    /** Calls by what became of them. */
    readonly calls: Record<CallFate, number>
    /** Messages posted to Teams of which the bot was not told that they arrived. */
    ambiguous: number
  }
  readonly spentTriggers: ReadonlySet<string>
  environment(replica: number): Readonly<Record<string, string>>
  stop(): Promise<void>
}

export interface PlatformOptions {
  readonly chance: Chance
  readonly targets: () => readonly Target[]
  /** Told what happens, before it goes on, and of which replica where that is known. True: the call finds nobody. */
  readonly happened: (moment: string, replica: number | null) => boolean
}

/** Legal, one requester and one executive are in Teams, everybody else in Slack. */
export const inTeams = ({ department, handle }: Pick<Persona, 'department' | 'handle'>): boolean =>
  department === 'legal' || handle === 'tom' || handle === 'emil'

/** What posts a message, of which a second copy would be a double. */
const posting = /^teams POST \S*\/activities/

export async function startPlatforms(options: PlatformOptions): Promise<Platforms> {
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const up = () => options.targets().length > 0
  const slack = createSlackServer({
    clock: systemClock,
    signingSecret,
    botToken,
    people: personas.filter((persona) => !inTeams(persona)),
    eventsUrl: () => (up() ? `${origin}/in/slack` : null),
    origin: () => `${origin}/slack`,
    rateLimits: false,
  })
  const teams = createTeamsServer({
    clock: systemClock,
    tenantId: entra.tenant,
    appId: entra.app,
    people: personas.filter((persona) => persona.kind === 'member' && inTeams(persona)).map(accountOf),
    origin: () => `${origin}/teams`,
    messagesUrl: () => (up() ? `${origin}/in/teams` : null),
  })
  const legal = personas.filter(({ department }) => department === 'legal')
  teams.tenant.groups.set(entra.legalGroup, new Set(legal.map(entraIdOf)))
  const network = createNetwork(options)
  const spentTriggers = new Set<string>()
  listen(app, network, { slack, teams, spentTriggers })
  const { witness, teamsWitness, weather, counts } = network
  return {
    slack,
    teams,
    witness,
    teamsWitness,
    weather,
    counts,
    spentTriggers,
    environment: (replica) => environmentOf(origin, teams, replica),
    async stop() {
      slack.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const accountOf = (persona: Persona) => ({
  id: entraIdOf(persona),
  name: persona.name,
  mail: persona.email,
  userType: 'Member' as const,
  accountEnabled: true,
  locale: persona.locale,
  timezone: persona.timezone,
})

function environmentOf(origin: string, teams: TeamsServer, replica: number): Record<string, string> {
  const { appId, tenantId, credential, cloud } = teams.settings()
  return {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    // An address of its own for each replica, by which it is known who calls.
    SLACK_API_URL: `${origin}/by/${replica}/slack/api/`,
    MICROSOFT_APP_ID: appId,
    MICROSOFT_APP_PASSWORD: credential.password,
    MICROSOFT_APP_TENANT_ID: tenantId,
    TEAMS_ALLOWED_TENANTS: tenantId,
    ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    ToBotFromChannelTokenIssuer: cloud.tokenIssuer,
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: cloud.oauthScope,
    MICROSOFT_GRAPH_URL: cloud.graphUrl,
    TEAMS_SERVICE_URL: cloud.serviceUrl,
  }
}

type Network = ReturnType<typeof createNetwork>

/** What is needed to let a delivery or a call meet the weather. */
function createNetwork(options: PlatformOptions) {
  const counts = {
    repeated: 0,
    reordered: 0,
    calls: { well: 0, lost: 0, mute: 0, hanging: 0, throttled: 0 },
    ambiguous: 0,
  }
  return { ...options, counts, weather: fair(), witness: createWitness(), teamsWitness: createTeamsWitness() }
}

function listen(
  app: Express,
  network: Network,
  { slack, teams, spentTriggers }: { slack: SlackServer; teams: TeamsServer; spentTriggers: Set<string> },
): void {
  const text = express.text({ type: () => true, limit: '1mb' })
  app.post('/in/slack', text, (request, response) => carry(request, response, network, slackCourier(network)))
  app.post('/in/teams', text, (request, response) => carry(request, response, network, teamsCourier(network)))
  app.use(
    ['/by/:replica/slack/api/:method', '/slack/api/:method'],
    express.urlencoded({ extended: false, limit: '1mb' }),
    (request, response, next) => {
      const trigger: unknown = request.body?.trigger_id
      if (typeof trigger === 'string') spentTriggers.add(trigger)
      const { method, replica } = request.params
      const caller = replica === undefined ? null : Number(replica)
      meet(network, String(method), caller, response, next, () =>
        response.status(429).setHeader('retry-after', '1').json({ ok: false, error: 'ratelimited' }),
      )
    },
  )
  app.use('/by/:replica/slack', slack.router)
  app.use('/slack', slack.router)
  const throttled: RequestHandler = (request, response, next) => {
    const call = `teams ${request.method} ${request.path}`
    meet(network, call, null, response, next, () =>
      response
        .status(429)
        .setHeader('retry-after', '1')
        .json({ error: { code: 'TooManyRequests' } }),
    )
  }
  app.use(['/teams/connector', '/teams/graph'], throttled)
  app.use('/teams', teams.router)
}

/** A call of the bot, its answer included. */
function meet(
  { weather, counts, happened }: Network,
  call: string,
  replica: number | null,
  response: Response,
  next: () => void,
  throttle: () => void,
): void {
  const name = nameOf(call)
  if (happened(`call ${name}`, replica)) return void response.destroy()
  const fate = weather.call(call)
  counts.calls[fate] += 1
  if (fate === 'throttled') return void throttle()
  // The bot gives up by itself.
  if (fate === 'hanging') return
  const end = response.json.bind(response)
  response.json = (body) => {
    const dies = happened(`answer ${name}`, replica)
    if (fate !== 'well' && response.statusCode < 300 && posting.test(call)) counts.ambiguous += 1
    if (dies || fate === 'lost') return response.destroy()
    return fate === 'mute' ? response : end(body)
  }
  next()
}

/** Calls of Teams by what they do. */
function nameOf(call: string): string {
  if (posting.test(call)) return 'teams post'
  if (/^teams PUT .*\/activities\//.test(call)) return 'teams update'
  return call.startsWith('teams ') ? 'teams other' : call
}

/** How one chat's deliveries look, and what is noted of them. */
interface Courier {
  readonly path: string
  readonly headers: readonly string[]
  sent(body: string): void
  /** Gives what was acknowledged, if anything. */
  answered(body: string, answer: string | null): string | null
}

const slackCourier = ({ witness }: Network): Courier => ({
  path: '/slack/events',
  headers: ['content-type', 'x-slack-request-timestamp', 'x-slack-signature', 'user-agent'],
  sent: (body) => witness.sent(body),
  answered: (body, answer) => witness.answered(body, answer),
})

function teamsCourier({ teamsWitness }: Network): Courier {
  const activityIn = (body: string): Json => {
    const parsed = parseJson(body)
    return isJson(parsed) ? parsed : {}
  }
  return {
    path: '/api/messages',
    headers: ['content-type', 'authorization'],
    sent: (body) => teamsWitness.sent(activityIn(body)),
    answered: (body, answer) =>
      teamsWitness.answered(activityIn(body), answer === null ? null : activityIn(answer)),
  }
}

/** Longer than both chats wait for an answer, in milliseconds. */
const longestWait = 15_000

interface Answered {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** Brings one signed delivery to one replica or to two, once or twice, at once or late. */
async function carry(
  request: Request,
  response: Response,
  network: Network,
  courier: Courier,
): Promise<void> {
  const { chance, weather, counts } = network
  const body = String(request.body)
  const headers = Object.fromEntries(
    courier.headers.map((name) => [name, String(request.headers[name] ?? '')]),
  )
  const targets = network.targets()
  const first = targets.length === 0 ? undefined : chance.oneOf(targets)
  if (first === undefined) return void response.destroy()
  const send = async (target: Target) => {
    const late = weather.heldUp === 0 ? 0 : chance.below(weather.heldUp)
    if (late > 0) {
      counts.reordered += 1
      await pause(late)
    }
    return sendOnce({ target, body, headers }, network, courier)
  }
  const twin = chance.likely(weather.twin)
    ? (targets.find(({ index }) => index !== first.index) ?? first)
    : null
  if (twin !== null) counts.repeated += 1
  const [answer] = await Promise.all([send(first), ...(twin === null ? [] : [send(twin)])])
  if (chance.likely(weather.again)) {
    counts.repeated += 1
    const present = network.targets()
    if (present.length > 0) await send(chance.oneOf(present))
  }
  if (answer === null || answer === undefined || chance.likely(weather.lostAnswer)) response.destroy()
  else response.status(answer.status).type(answer.type).send(answer.text)
}

async function sendOnce(
  { target, body, headers }: { target: Target; body: string; headers: Record<string, string> },
  { happened }: Network,
  courier: Courier,
): Promise<Answered | null> {
  courier.sent(body)
  try {
    const answer = await fetch(`${target.address}${courier.path}`, {
      method: 'POST',
      body,
      headers,
      signal: AbortSignal.timeout(longestWait),
    })
    const text = await answer.text()
    const acknowledged = courier.answered(body, answer.ok ? text : null)
    if (acknowledged !== null) happened(acknowledged, target.index)
    return { status: answer.status, type: answer.headers.get('content-type') ?? 'text/plain', text }
  } catch {
    courier.answered(body, null)
    return null
  }
}
