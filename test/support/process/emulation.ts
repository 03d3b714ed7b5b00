import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Request, type Response } from 'express'
import { createSlackServer, type SlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { systemClock } from '../../../adapters/system/clock.ts'
import { type Chance, chanceOf } from './chance.ts'
import { createWitness, type Witness } from './witness.ts'

export const signingSecret = 'a-signing-secret-of-this-story'
export const botToken = 'xoxb-of-this-story'

/** The emulated Slack on a port of this process, with a wire to the bot that a test can watch and shake. */
export interface Emulation {
  readonly slack: SlackServer
  readonly apiUrl: string
  /** Triggers with which the bot opened a view, by which it is known whether a click was answered with words. */
  readonly spentTriggers: ReadonlySet<string>
  /** Where the bot listens now; null while it does not. */
  connect(bot: string | null): void
  stop(): Promise<void>
}

export interface Wire {
  readonly chance: Chance
  readonly witness: Witness
  /**
   * Is told what happens, before it goes on: `call <method>` when the bot calls the Web API, `answer <method>` when
   * Slack has done what was asked, `form` and `acceptance` when the bot has acknowledged one. True when the bot dies of
   * it: then the call does not arrive, or its answer does not.
   */
  readonly happened: (moment: string) => boolean
}

/** Headers without which the bot would refuse: type and signature. They are handed on as the emulated Slack made them. */
const signed = ['content-type', 'x-slack-request-timestamp', 'x-slack-signature', 'user-agent']

/** A wire that does nothing of its own. */
const still: Wire = {
  chance: { ...chanceOf(1), likely: () => false },
  witness: { ...createWitness(), sent: () => {}, answered: () => null },
  happened: () => false,
}

export async function startEmulation(wire: Wire = still): Promise<Emulation> {
  let bot: string | null = null
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const spentTriggers = new Set<string>()
  const slack = createSlackServer({
    clock: systemClock,
    signingSecret,
    botToken,
    eventsUrl: () => (bot === null ? null : `${origin}/wire`),
    origin: () => `${origin}/slack`,
    rateLimits: false,
  })
  app.post('/wire', express.text({ type: () => true, limit: '1mb' }), async (request, response) => {
    const target = bot
    if (target === null) response.destroy()
    else await carry(request, response, target, wire)
  })
  app.use(
    '/slack/api/:method',
    express.urlencoded({ extended: false, limit: '1mb' }),
    (request, response, next) => {
      const { method } = request.params
      const trigger: unknown = request.body?.trigger_id
      if (typeof trigger === 'string') spentTriggers.add(trigger)
      if (wire.happened(`call ${method}`)) return void response.destroy()
      const answer = response.json.bind(response)
      response.json = (body) => (wire.happened(`answer ${method}`) ? response.destroy() : answer(body))
      next()
    },
  )
  app.use('/slack', slack.router)
  return {
    slack,
    apiUrl: `${origin}/slack/api/`,
    spentTriggers,
    connect(url) {
      bot = url
      slack.workspace.changed()
    },
    async stop() {
      slack.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * Brings one signed delivery to the bot. Some arrive twice, at once or after the answer, as people and networks do;
 * some answers get lost on the way back, so that whoever clicked does so again.
 */
async function carry(request: Request, response: Response, bot: string, wire: Wire): Promise<void> {
  const { chance, witness } = wire
  const body: string = request.body
  const headers = Object.fromEntries(signed.map((name) => [name, String(request.headers[name] ?? '')]))
  const send = () => sendOnce({ bot, body, headers }, wire)
  const twin = chance.likely(0.15)
  const [answer] = await Promise.all(twin ? [send(), send()] : [send()])
  if (twin) witness.repeated += 1
  else if (chance.likely(0.1)) {
    witness.repeated += 1
    await send()
  }
  if (answer === undefined || answer === null || chance.likely(0.05)) response.destroy()
  else response.status(answer.status).type(answer.type).send(answer.text)
}

async function sendOnce(
  { bot, body, headers }: { bot: string; body: string; headers: Record<string, string> },
  { witness, happened }: Wire,
): Promise<{ status: number; type: string; text: string } | null> {
  witness.sent(body)
  try {
    const answer = await fetch(bot, { method: 'POST', body, headers, signal: AbortSignal.timeout(10_000) })
    const text = await answer.text()
    const acknowledged = witness.answered(body, answer.ok ? text : null)
    if (acknowledged !== null) happened(acknowledged)
    return { status: answer.status, type: answer.headers.get('content-type') ?? 'text/plain', text }
  } catch {
    witness.answered(body, null)
    return null
  }
}
