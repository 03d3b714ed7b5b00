import express, { type Router } from 'express'
import type { Clock } from '../../../src/app/ports.ts'
import type { Persona } from '../organisation.ts'
import {
  type ActContext,
  type ActOutcome,
  type Place,
  runAction,
  runCommand,
  runMessageShortcut,
  runShortcut,
  seenBy,
} from './acts.ts'
import { createDeliver } from './deliver.ts'
import { createEvents } from './events.ts'
import type { Input, Inputs } from './input.ts'
import type { Json } from './json.ts'
import { noRateLimits, rateLimits } from './rate-limits.ts'
import { createResponses } from './responses.ts'
import { runClose, runSubmission, type SubmitOutcome } from './submissions.ts'
import { createTriggers } from './triggers.ts'
import { bearerToken, webApi } from './web-api.ts'
import { createWorkspace, type StoredFile, type Workspace } from './workspace.ts'

/** The emulated Slack: what the bot calls (`router`), and what people do in their clients (everything else). */
export interface SlackServer {
  readonly workspace: Workspace
  /** To be mounted at `<origin>`: `api/`, `response/`, `files/`. */
  readonly router: Router
  command(given: { user: string; channel: string; command: string; text: string }): Promise<ActOutcome>
  shortcut(given: { user: string; callbackId: string }): Promise<ActOutcome>
  messageShortcut(given: {
    user: string
    callbackId: string
    channel: string
    ts: string
  }): Promise<ActOutcome>
  /** A workflow comes to a step of the app; see `workspace.steps` for what becomes of it. */
  step(given: { callbackId: string; inputs: Json }): string
  action(given: {
    user: string
    place: Place
    blockId: string
    actionId: string
    input: Input
    inputs: Inputs
  }): Promise<ActOutcome>
  submit(given: { user: string; view: string; inputs: Inputs }): Promise<SubmitOutcome>
  closeView(given: { user: string; view: string; all: boolean }): Promise<ActOutcome>
  say(given: {
    user: string
    channel: string
    text: string
    threadTs: string | null
    files?: readonly string[]
  }): ActOutcome
  /** Signs a message with an emoji. */
  react(given: { user: string; channel: string; ts: string; name: string }): ActOutcome
  /** Resolves when every event so far has been delivered, or could not be. */
  eventsDelivered(): Promise<void>
  openHome(user: string): void
  read(user: string, channel: string): void
  upload(file: { user: string; name: string; mimeType: string; bytes: Buffer }): StoredFile
  close(): void
}

export interface SlackServerOptions {
  readonly clock: Clock
  readonly signingSecret: string
  readonly botToken: string
  /** The sandbox's own by default. */
  readonly team?: Workspace['team']
  /** Who has an account from the beginning; everybody by default. */
  readonly people?: readonly Persona[]
  /** The app-level token that may open Socket Mode connections; none by default. */
  readonly appToken?: string
  /** Where the bot listens; null until it does. */
  readonly eventsUrl: () => string | null
  /** Address under which `router` is mounted, without a slash at the end. */
  readonly origin: () => string
  /** Slack's limits of calls a minute; switched off only where a test sends faster than people click. */
  readonly rateLimits: boolean
}

function fileRoute(workspace: Workspace, botToken: string): Router {
  const router = express.Router()
  router.get('/:id/:name', (request, response) => {
    const file = workspace.files.get(request.params.id)
    if (bearerToken(request) !== botToken)
      // Slack answers with its sign-in page instead of a refusal, which bots mistake for the file.
      response.status(200).type('html').send('<!doctype html><title>Sign in | Slack</title>')
    else if (file) response.type(file.mimeType).send(file.bytes)
    else response.status(404).type('text').send('file_not_found')
  })
  return router
}

export function createSlackServer(options: SlackServerOptions): SlackServer {
  const workspace = createWorkspace(options.clock, options.team, options.people)
  const triggers = createTriggers(Date.now)
  const responses = createResponses(workspace, options.origin)
  const deliver = createDeliver({ ...options, workspace })
  const events = createEvents(workspace, deliver)
  const context: ActContext = { workspace, deliver, triggers, responses, origin: options.origin }

  const router = express.Router()
  const rates = options.rateLimits ? rateLimits(options.clock.now) : noRateLimits
  router.use('/api', webApi({ ...options, workspace, triggers, rates }))
  router.use('/response', responses.router)
  router.use('/files', fileRoute(workspace, options.botToken))

  return {
    workspace,
    router,
    command: (given) => runCommand(context, given),
    shortcut: (given) => runShortcut(context, given),
    messageShortcut: (given) => runMessageShortcut(context, given),
    step: ({ callbackId, inputs }) => events.stepReached(callbackId, inputs),
    action: (given) => runAction(context, given),
    submit: (given) => runSubmission(context, given),
    closeView: (given) => runClose(context, given),
    say({ user, channel, text, threadTs, files = [] }) {
      const conversation = seenBy(workspace, user, channel)
      if (!conversation) return { outcome: 'failed', problem: 'unknown' }
      events.message(user, conversation, { text, threadTs, files })
      return { outcome: 'done' }
    },
    react({ user, channel, ts, name }) {
      const conversation = seenBy(workspace, user, channel)
      if (!conversation) return { outcome: 'failed', problem: 'unknown' }
      events.reaction(user, conversation, ts, name)
      return { outcome: 'done' }
    },
    eventsDelivered: events.delivered,
    openHome: events.homeOpened,
    read(user, channel) {
      const conversation = seenBy(workspace, user, channel)
      const last = conversation?.messages.at(-1)
      if (!conversation || !last || conversation.read.get(user) === last.ts) return
      conversation.read.set(user, last.ts)
      workspace.changed()
    },
    upload(file) {
      const stored = { ...file, id: workspace.newId('F'), createdAt: workspace.clock.now() }
      workspace.files.set(stored.id, stored)
      return stored
    },
    close: events.close,
  }
}
