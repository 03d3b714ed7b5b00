/** What a person does in their Teams client: `POST /teams/<user>/<act>`. Answers with what became of it. */
import express, { type Request, type Router } from 'express'
import { entraIdOf } from '../organisation.ts'
import type { ActOutcome, Spot } from '../teams-server/acts.ts'
import { isJson, type Json, jsonAt, textAt } from '../teams-server/json.ts'
import type { StoredFile, TeamsClients } from './clients.ts'

/** Larger than what the bot accepts, so that its refusal can be seen. */
const largestUpload = '64mb'

const bodyOf = (request: Request): Json => (isJson(request.body) ? request.body : {})
const text = (body: Json, key: string) => textAt(body, key) ?? ''
const spotOf = (body: Json): Spot => ({
  conversation: text(body, 'conversation'),
  message: text(body, 'message'),
})

/** The problem as the page has words for it; the developer log has the details. */
function toldOf(outcome: ActOutcome): object {
  if (outcome.outcome === 'done') return outcome
  const problem = /^status null$/u.test(outcome.problem)
    ? 'late'
    : /^status/u.test(outcome.problem)
      ? 'refused'
      : 'bad_answer'
  return { outcome: 'failed', problem }
}

/** A file as Teams hands it to a bot. */
const attachmentOf = (clients: TeamsClients, file: StoredFile): Json => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  name: file.name,
  content: {
    downloadUrl: clients.fileAddress(file.id),
    uniqueId: file.id,
    fileType: file.name.split('.').at(-1),
  },
})

export function teamsRoutes(clients: TeamsClients): Router {
  const { tenant, acts } = clients.server
  const done: ActOutcome = { outcome: 'done', told: null }
  const personaId = (account: string) => clients.personaOf(account) ?? ''
  const run: Readonly<Record<string, (account: string, body: Json) => Promise<ActOutcome>>> = {
    says: (account, body) => {
      const sent = Array.isArray(body.files) ? body.files : []
      const files = sent.flatMap((id) => clients.files.get(String(id)) ?? [])
      const attachments = files.map((file) => attachmentOf(clients, file))
      const answers = textAt(body, 'answers')
      return acts.says(account, text(body, 'conversation'), text(body, 'text'), { attachments, answers })
    },
    executes: (account, body) => acts.executes(account, spotOf(body), jsonAt(body, 'action')),
    fetches: (account, body) => acts.fetches(account, spotOf(body), jsonAt(body, 'data')),
    refreshes: (account, body) => acts.refreshes(account, spotOf(body)),
    submits: (account, body) => clients.submit(personaId(account), jsonAt(body, 'data')),
    command: (account, body) =>
      acts.opensCommand(
        account,
        text(body, 'command'),
        textAt(body, 'message') === null ? null : spotOf(body),
      ),
    closes: async (account) => {
      acts.closes(account)
      return done
    },
    read: async (account, body) => {
      const last = tenant.conversations.get(text(body, 'conversation'))?.messages.at(-1)
      const read = clients.read.get(account) ?? new Map<string, string>()
      if (last === undefined || read.get(text(body, 'conversation')) === last.id) return done
      clients.read.set(account, read.set(text(body, 'conversation'), last.id))
      tenant.changed()
      return done
    },
  }

  const router = express.Router()
  router.post(
    '/:user/files',
    express.raw({ type: () => true, limit: largestUpload }),
    (request, response) => {
      const bytes: unknown = request.body
      const file: StoredFile = {
        id: tenant.newId('file'),
        name: String(request.query.name ?? 'file'),
        mimeType: request.headers['content-type'] ?? 'application/octet-stream',
        bytes: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0),
      }
      clients.files.set(file.id, file)
      response.json({ id: file.id, name: file.name, mimeType: file.mimeType, bytes: file.bytes.length })
    },
  )
  router.post('/:user/:act', express.json({ limit: '1mb' }), async (request, response) => {
    const { user, act } = request.params
    const account = entraIdOf({ id: user })
    const perform = Object.hasOwn(run, act) ? run[act] : undefined
    if (perform === undefined || !tenant.people.has(account))
      return void response.status(404).json({ outcome: 'failed', problem: 'unknown' })
    // The emulated client refuses what is not on its screen (any more).
    const outcome = await perform(account, bodyOf(request)).then(toldOf, () => ({
      outcome: 'failed',
      problem: 'unknown',
    }))
    response.json(outcome)
  })
  return router
}

/** Files as the connector keeps them, for the bot to fetch. */
export function teamsFiles(clients: TeamsClients): Router {
  const router = express.Router()
  router.get('/:id', (request, response) => {
    const file = clients.files.get(request.params.id)
    if (file === undefined) return void response.status(404).end()
    response.attachment(file.name).type(file.mimeType).send(file.bytes)
  })
  return router
}
