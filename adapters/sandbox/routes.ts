import express, { type Request, type Response, type Router } from 'express'
import type { Chats } from './chats.ts'
import { personas } from './organisation.ts'
import type { Place } from './slack-server/acts.ts'
import type { SlackServer } from './slack-server/index.ts'
import { readInputs } from './slack-server/inputs.ts'
import { isJson, type Json, textAt } from './slack-server/json.ts'

/** Larger than what the bot accepts, so that its refusal can be seen. */
const largestUpload = '64mb'

const bodyOf = (request: Request): Json => (isJson(request.body) ? request.body : {})
const text = (body: Json, key: string) => textAt(body, key) ?? ''

function placeOf(body: Json): Place {
  const view = textAt(body, 'view')
  return view === null
    ? { in: 'message', channel: text(body, 'channel'), ts: text(body, 'ts') }
    : { in: 'view', view }
}

function inputOf(value: unknown) {
  return readInputs({ one: { one: value } }).one?.one ?? null
}

/** What a person does in their client: `POST /people/<user>/<act>`. Answers with what became of it. */
export function actRoutes(server: SlackServer, chats: Chats): Router {
  const acts: Readonly<Record<string, (user: string, body: Json) => unknown>> = {
    command: (user, body) =>
      server.command({
        user,
        channel: text(body, 'channel'),
        command: text(body, 'command'),
        text: text(body, 'text'),
      }),
    shortcut: (user, body) => server.shortcut({ user, callbackId: text(body, 'callbackId') }),
    messageShortcut: (user, body) =>
      server.messageShortcut({
        user,
        callbackId: text(body, 'callbackId'),
        channel: text(body, 'channel'),
        ts: text(body, 'ts'),
      }),
    action: (user, body) =>
      server.action({
        user,
        place: placeOf(body),
        blockId: text(body, 'blockId'),
        actionId: text(body, 'actionId'),
        input: inputOf(body.input),
        inputs: readInputs(body.inputs),
      }),
    submit: (user, body) =>
      server.submit({ user, view: text(body, 'view'), inputs: readInputs(body.inputs) }),
    close: (user, body) => server.closeView({ user, view: text(body, 'view'), all: body.all === true }),
    say: (user, body) =>
      server.say({
        user,
        channel: text(body, 'channel'),
        text: text(body, 'text'),
        threadTs: textAt(body, 'threadTs'),
      }),
    read: (user, body) => server.read(user, text(body, 'channel')),
    home: (user) => server.openHome(user),
    chat: (user, body) => chats.move(user, body.chat === 'teams' ? 'teams' : 'slack'),
    locale: (user, body) => {
      const { locale } = body
      if (locale === 'en-US' || locale === 'en-GB' || locale === 'de-DE') chats.speak(user, locale)
    },
  }

  const router = express.Router()
  router.post(
    '/:user/files',
    express.raw({ type: () => true, limit: largestUpload }),
    (request, response) => {
      const bytes: unknown = request.body
      const file = server.upload({
        user: request.params.user,
        name: String(request.query.name ?? 'file'),
        mimeType: request.headers['content-type'] ?? 'application/octet-stream',
        bytes: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0),
      })
      response.json({ id: file.id, name: file.name, mimeType: file.mimeType, bytes: file.bytes.length })
    },
  )
  router.post('/:user/:act', express.json({ limit: '1mb' }), async (request, response) => {
    const { user, act } = request.params
    const run = Object.hasOwn(acts, act) ? acts[act] : undefined
    if (!run || !personas.some(({ id }) => id === user)) {
      response.status(404).json({ outcome: 'failed', problem: 'unknown' })
      return
    }
    response.json((await run(user, bodyOf(request))) ?? { outcome: 'done' })
  })
  return router
}

/** A file as the page shows it. Sent so that no browser runs what somebody uploaded. */
export function sendFile(server: SlackServer, request: Request, response: Response): void {
  const file = server.workspace.files.get(String(request.params.id))
  if (!file) {
    response.status(404).end()
    return
  }
  response.set({
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': 'attachment',
  })
  response.type(file.mimeType).send(file.bytes)
}

/** Server-Sent Events: a number that grows whenever the page should look again. */
export function sendChanges(
  request: Request,
  response: Response,
  changes: { current(): number; subscribe(listener: () => void): () => void; closing: AbortSignal },
): void {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.flushHeaders()
  let waiting: NodeJS.Timeout | undefined
  const tell = () => {
    waiting ??= setTimeout(() => {
      waiting = undefined
      response.write(`data: ${changes.current()}\n\n`)
    }, 25)
  }
  const forget = changes.subscribe(tell)
  const heartbeat = setInterval(() => response.write(': still here\n\n'), 20_000)
  tell()
  // An open stream would keep the server from closing.
  const end = () => response.end()
  changes.closing.addEventListener('abort', end)
  request.on('close', () => {
    clearTimeout(waiting)
    clearInterval(heartbeat)
    forget()
    changes.closing.removeEventListener('abort', end)
  })
}
