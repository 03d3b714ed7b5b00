/** Bolt: what arrives from Slack, by signed HTTP or Socket Mode, is handed to the functions of `receive-*.ts`. */
import { App, ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { type Application, type RequestHandler, Router } from 'express'
import type { Log } from '../../src/app/ports.ts'
import { type ClientOptions, faultOf, sdkLogger, webClientOptions } from './client.ts'
import { Desk, type DeskOptions } from './desk.ts'
import { limits } from './limits.ts'
import { type Acknowledge, onAction } from './receive-actions.ts'
import { onCommand, onHomeOpened, onShortcut } from './receive-commands.ts'
import { keepTyped } from './receive-drafts.ts'
import { refresh } from './receive-home.ts'
import { onStep, stepCallback } from './receive-steps.ts'
import { onSubmission, type ViewResponse } from './receive-views.ts'

export interface ReceiverOptions extends DeskOptions {
  readonly connection: ClientOptions
  readonly transport: /** Mounted on `app` at `POST /slack/events`. */
    | { readonly type: 'http'; readonly app: Application; readonly signingSecret: string }
    | { readonly type: 'socket'; readonly appToken: string }
  /** The slash command, with the slash. */
  readonly command: string
}

export interface SlackReceiver {
  /** Connects in Socket Mode; over HTTP it only checks the token, and a failure is logged. */
  start(): Promise<void>
  /** Takes nothing more in Socket Mode, and waits for what is being answered. */
  stop(): Promise<void>
  /** Draws App Home anew for somebody who has it open; does nothing for anybody else. Never throws. */
  refreshHome(user: string): Promise<void>
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

function listen(app: App, desk: Desk, command: string, track: Track): void {
  const { log } = desk
  const plain = (ack: () => Promise<void>): Acknowledge => {
    const run = once<undefined>(() => ack(), log)
    return () => run(undefined)
  }
  const repeated = seenBefore()
  app.action({ type: 'block_actions' }, ({ body, ack }) => track(onAction(desk, body, plain(ack))))
  app.view({ type: 'view_submission' }, ({ body, ack }) => {
    const respond = once<ViewResponse>((response) => (response === undefined ? ack() : ack(response)), log)
    return track(onSubmission(desk, body, respond))
  })
  app.view({ type: 'view_closed' }, async ({ body, ack }) => {
    await plain(ack)()
    await track(keepTyped(desk, body))
  })
  // Recorded first, then acknowledged: a step that is forgotten would leave its workflow waiting for ever.
  app.function(stepCallback, { autoAcknowledge: false }, ({ body, ack }) =>
    track(onStep(desk, body, () => ack())),
  )
  app.command(/.*/, ({ body, ack }) => track(onCommand(desk, body, plain(ack), command)))
  app.shortcut({ type: 'shortcut' }, ({ body, ack }) => track(onShortcut(desk, body, plain(ack))))
  app.shortcut({ type: 'message_action' }, ({ body, ack }) => track(onShortcut(desk, body, plain(ack))))
  app.event('app_home_opened', async ({ body }) => {
    if (!repeated(body.event_id)) await track(onHomeOpened(desk, body))
  })
  app.error(async (error) => desk.fault('Bolt reports a fault', error))
}

/** Starts listening for Slack. In HTTP mode requests are taken as soon as the given Express app serves them. */
export function attachSlackReceiver(options: ReceiverOptions): SlackReceiver {
  const { transport } = options
  const desk = new Desk(options)
  const clientOptions = webClientOptions(options.connection, 10_000)
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
    authorize: async () => ({ botToken: options.connection.botToken }),
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
  listen(app, desk, options.command, track)
  return {
    async start() {
      if (transport.type === 'socket') await app.start()
      const workspace = await desk.workspace()
      if (workspace !== null) options.log.info('connected to Slack', { team: workspace.team })
    },
    refreshHome: (user) => refresh(desk, user),
    async stop() {
      if (transport.type === 'socket') await app.stop()
      await Promise.allSettled(running)
    },
  }
}
