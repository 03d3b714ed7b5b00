/** Bolt: what arrives from Slack, by signed HTTP or Socket Mode, is handed to the functions of `receive-*.ts`. */
import { App, ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { type Application, type RequestHandler, Router } from 'express'
import type { Log } from '../../src/app/ports.ts'
import { type ClientOptions, faultOf, sdkLogger, webClientOptions } from './client.ts'
import { Desk, type DeskOptions } from './desk.ts'
import { limits } from './limits.ts'
import { tenantsOf } from './payload.ts'
import { type Acknowledge, onAction } from './receive-actions.ts'
import { onCommand, onHomeOpened, onShortcut } from './receive-commands.ts'
import { keepTyped } from './receive-drafts.ts'
import { type Lifecycle, onMembership, onRemoval } from './receive-lifecycle.ts'
import { onMessage, onReaction } from './receive-remarks.ts'
import { onStep, stepCallback } from './receive-steps.ts'
import { tellStranger } from './receive-strangers.ts'
import { notConnectedView, onSubmission, type ViewResponse } from './receive-views.ts'
import type { Side, Sides } from './side.ts'

export interface ReceiverOptions extends Omit<DeskOptions, keyof Side>, Lifecycle {
  readonly sides: Sides
  /** The one workspace that everything is for, whatever it says; null where there may be several. */
  readonly only: Side | null
  readonly connection: Omit<ClientOptions, 'botToken'>
  readonly transport: /** Mounted on `app` at `POST /slack/events`. */
    | { readonly type: 'http'; readonly app: Application; readonly signingSecret: string }
    | { readonly type: 'socket'; readonly appToken: string }
  /** At the start: checks the tokens. Logs what is wrong. */
  readonly prepare: () => Promise<void>
  /** The slash command, with the slash. */
  readonly command: string
}

export interface SlackReceiver {
  /** Connects in Socket Mode; over HTTP it only checks the token, and a failure is logged. */
  start(): Promise<void>
  /** Takes nothing more in Socket Mode, and waits for what is being answered. */
  stop(): Promise<void>
}

const endpoint = '/slack/events'
/** After this long without an answer the connection is given up; Slack stopped waiting long before. */
const unanswered = 15_000

/** Without retries socket-mode takes one failed attempt for the end, and throws where nobody can catch it. */
const reconnecting = { forever: true, minTimeout: 1000, maxTimeout: 30_000, factor: 1.5 }

/** Bolt refuses timestamps of the past but takes those of the future, with which a request could be replayed later. */
function currentTimestamp(now: () => number): RequestHandler {
  return (request, response, next) => {
    const timestamp = Number(request.headers['x-slack-request-timestamp'] ?? Number.NaN)
    if (Math.abs(now() / 1000 - timestamp) <= limits.signature.skew) next()
    else response.status(401).end()
  }
}

function httpReceiver(
  transport: ReceiverOptions['transport'] & { type: 'http' },
  options: ReceiverOptions,
): Receiver {
  const router = Router()
  router.post(endpoint, currentTimestamp(options.now))
  return new ExpressReceiver({
    app: transport.app,
    router,
    signingSecret: transport.signingSecret,
    endpoints: endpoint,
    // Answers leave when `ack` is called, which each handler does after its commit.
    processBeforeResponse: false,
    logger: sdkLogger(options.log),
    unhandledRequestTimeoutMillis: unanswered,
    unhandledRequestHandler: ({ response }) => {
      options.log.error('a request from Slack was not answered')
      if (!response.headersSent) response.writeHead(503).end()
    },
  })
}

/** Runs `ack` once; says whether Slack can have got it. */
function once<T>(ack: (response: T) => Promise<unknown>, log: Log): (response: T) => Promise<boolean> {
  let result: Promise<boolean> | null = null
  const run = async (response: T): Promise<boolean> => {
    try {
      await ack(response)
      return true
    } catch (error) {
      log.warn('an answer came too late for Slack', { code: faultOf(error).error })
      return false
    }
  }
  return (response) => {
    result ??= run(response)
    return result
  }
}

/** Remembers the last events, because Slack delivers an event again that it thinks was not answered. */
function seenBefore(): (id: unknown) => boolean {
  const seen = new Set<unknown>()
  return (id) => {
    if (id === undefined) return false
    if (seen.has(id)) return true
    seen.add(id)
    if (seen.size > 2000) seen.delete(seen.values().next().value)
    return false
  }
}

type Track = (work: Promise<void>) => Promise<void>

/** The desk of the workspace that a payload is for; null when that is not connected. */
type DeskOf = (body: unknown) => Promise<Desk | null>

function deskOf(options: ReceiverOptions): DeskOf {
  const { sides, only } = options
  const desks = new WeakMap<Side, Desk>()
  const deskFor = (side: Side): Desk => {
    const desk = desks.get(side) ?? new Desk({ ...options, ...side })
    desks.set(side, desk)
    return desk
  }
  return async (body) => {
    if (only !== null) return deskFor(only)
    for (const tenant of tenantsOf(body)) {
      const side = await sides.of(tenant)
      if (side !== null) return deskFor(side)
    }
    return null
  }
}

function listen(app: App, options: ReceiverOptions, track: Track): void {
  const { log, command } = options
  const deskFor = deskOf(options)
  const plain = (ack: () => Promise<void>): Acknowledge => {
    const run = once<undefined>(() => ack(), log)
    return () => run(undefined)
  }
  /** Hands the payload to its workspace's desk, or has somebody told that there is none. */
  const at = (body: unknown, work: (desk: Desk) => Promise<void>, stranger: () => Promise<void>) =>
    track(
      (async () => {
        const desk = await deskFor(body)
        await (desk === null ? stranger() : work(desk))
      })(),
    )
  const told = (body: unknown, acknowledge: Acknowledge) => () => tellStranger(body, acknowledge, options)
  const repeated = seenBefore()
  app.action({ type: 'block_actions' }, ({ body, ack }) => {
    const acknowledge = plain(ack)
    return at(body, (desk) => onAction(desk, body, acknowledge), told(body, acknowledge))
  })
  app.view({ type: 'view_submission' }, ({ body, ack }) => {
    const respond = once<ViewResponse>((response) => (response === undefined ? ack() : ack(response)), log)
    const refuse = async () => void (await respond(notConnectedView(options.locale, body.view)))
    return at(body, (desk) => onSubmission(desk, body, respond), refuse)
  })
  app.view({ type: 'view_closed' }, async ({ body, ack }) => {
    await plain(ack)()
    await at(
      body,
      (desk) => keepTyped(desk, body),
      async () => {},
    )
  })
  // Recorded first, then acknowledged: a step that is forgotten would leave its workflow waiting for ever.
  app.function(stepCallback, { autoAcknowledge: false }, ({ body, ack }) =>
    at(
      body,
      (desk) => onStep(desk, body, () => ack()),
      () => ack(),
    ),
  )
  app.command(/.*/, ({ body, ack }) => {
    const acknowledge = plain(ack)
    return at(body, (desk) => onCommand(desk, body, acknowledge, command), told(body, acknowledge))
  })
  for (const type of ['shortcut', 'message_action'] as const)
    app.shortcut({ type }, ({ body, ack }) => {
      const acknowledge = plain(ack)
      return at(body, (desk) => onShortcut(desk, body, acknowledge), told(body, acknowledge))
    })
  app.event('message', async ({ body }) => {
    if (repeated(body.event_id)) return
    await at(
      body,
      (desk) => onMessage(desk, body),
      async () => {},
    )
  })
  app.event('reaction_added', async ({ body }) => {
    if (repeated(body.event_id)) return
    await at(
      body,
      (desk) => onReaction(desk, body),
      async () => {},
    )
  })
  app.event('app_home_opened', async ({ body }) => {
    if (repeated(body.event_id)) return
    await at(
      body,
      (desk) => onHomeOpened(desk, body),
      async () => {},
    )
  })
  listenForChanges(app, options, track, repeated)
  app.error(async (error) =>
    log.error('Bolt reports a fault', { code: faultOf(error).error, name: error.name }),
  )
}

/** Events about the workspace itself; Bolt has acknowledged them. */
function listenForChanges(
  app: App,
  options: ReceiverOptions,
  track: Track,
  repeated: (id: unknown) => boolean,
): void {
  const membership = async ({ body }: { body: { event_id?: string } }) => {
    if (!repeated(body.event_id)) await track(onMembership(options))
  }
  app.event('subteam_created', membership)
  app.event('subteam_updated', membership)
  app.event('subteam_members_changed', membership)
  app.event('team_join', membership)
  // It comes with every change of a picture or a status, too.
  app.event('user_change', async ({ body, event }) => {
    if (event.user.deleted) await membership({ body })
  })
  const removal = ({ body }: { body: unknown }) => track(onRemoval(tenantsOf(body), options))
  app.event('app_uninstalled', removal)
  app.event('tokens_revoked', removal)
}

/** Starts listening for Slack. In HTTP mode requests are taken as soon as the given Express app serves them. */
export function attachSlackReceiver(options: ReceiverOptions): SlackReceiver {
  const { transport } = options
  const clientOptions = webClientOptions({ ...options.connection, botToken: '' }, 10_000)
  const receiver =
    transport.type === 'http'
      ? httpReceiver(transport, options)
      : new SocketModeReceiver({
          appToken: transport.appToken,
          logger: sdkLogger(options.log),
          // Only for `apps.connections.open`: a connection that is lost is sought until it is there again.
          installerOptions: { clientOptions: { ...clientOptions, retryConfig: reconnecting } },
        })
  const app = new App({
    receiver,
    // Asks nothing of Slack: Bolt's own way calls auth.test once and, if that fails, refuses everything for good.
    // The token is looked up for each payload by \`deskOf\`; Bolt's own clients are not used.
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
    logger: sdkLogger(options.log),
    clientOptions,
  })
  const running = new Set<Promise<void>>()
  const track: Track = (work) => {
    running.add(work)
    return work.finally(() => running.delete(work))
  }
  listen(app, options, track)
  return {
    async start() {
      if (transport.type === 'socket') await app.start()
      await options.prepare()
    },
    async stop() {
      if (transport.type === 'socket') await app.stop()
      await Promise.allSettled(running)
    },
  }
}
