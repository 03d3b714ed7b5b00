import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import type { Deps } from '../../../src/app/deps.ts'
import { fold } from '../../../src/app/load.ts'
import type { Attachments, Log } from '../../../src/app/ports.ts'
import { type App, createApp } from '../../../src/app/runner.ts'
import { createWake } from '../../../src/app/wake.ts'
import type { Organisation } from '../../../src/config/types.ts'
import { currentRevision } from '../../../src/domain/request/queries.ts'
import type { Request } from '../../../src/domain/request/state.ts'
import type { Verb } from '../../../src/domain/request/verbs.ts'
import type { FormValues } from '../../../src/view/form.ts'
import { ManualClock } from '../clock.ts'
import { CountingIds } from '../ids.ts'
import { putMigratedDatabase } from '../store/migrated.ts'
import { AccountBook } from './account-book.ts'
import { organisation } from './organisation.ts'
import { RecordingChat } from './recording-chat.ts'
import { smallRisk, typedPost } from './typed.ts'

export const people = ['ada', 'sec1', 'sec2', 'legal1', 'cmo', 'ceo', 'eve'] as const

/** A whole application over a real database, with a chat, a directory and a clock that tests can play with. */
export function createWorld(
  settings: {
    organisation?: Partial<Organisation>
    chat?: RecordingChat
    inMemory?: true
    /** Stands between the application and each part of the database. */
    between?: <Port extends object>(port: Port) => Port
  } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-app-'))
  const file = settings.inMemory === true ? ':memory:' : join(folder, 'test.db')
  if (file !== ':memory:') putMigratedDatabase(file)
  const database = openSqliteStore({
    file,
    ids: new CountingIds('card'),
  })
  onTestFinished(async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const accounts = new AccountBook()
  for (const user of people) accounts.account(user)
  const config = { current: organisation(settings.organisation) }
  const logged: { level: string; message: string; fields: unknown }[] = []
  const uploads = new Map<string, Awaited<ReturnType<Attachments['fetch']>>>()
  const { between = (port) => port } = settings
  const deps = {
    store: between(database.store),
    people: between(database.people),
    blobs: between(database.blobs),
    clock: new ManualClock(),
    ids: new CountingIds(),
    organisation: () => config.current,
    accounts: [accounts],
    chats: [settings.chat ?? new RecordingChat()],
    attachments: { fetch: async ({ id }) => uploads.get(id) ?? { ok: false, reason: 'not_found' } },
    log: recordingLog(logged),
    wake: createWake(),
    random: () => 0.5,
  } satisfies Deps
  const chat = deps.chats[0] ?? new RecordingChat()
  const app = createApp(deps)
  return { ...actions(app, deps, accounts), app, deps, chat, accounts, config, logged, uploads }
}
export type World = ReturnType<typeof createWorld>

function recordingLog(logged: { level: string; message: string; fields: unknown }[]): Log {
  const at = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) => {
    logged.push({ level, message, fields })
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** What people do, by their user ids. Each action is a delivery of its own unless it is given a key. */
function actions(app: App, deps: Deps, accounts: AccountBook) {
  let deliveries = 0
  const key = () => {
    deliveries += 1
    return `delivery-${deliveries}`
  }
  const settle = async () => {
    await app.timers.runDue()
    await app.availability.look()
    await app.deliverer.settleAll()
  }
  const load = async (id: string): Promise<Request> => {
    const request = fold(await deps.store.read(id))
    if (request === null) throw new Error(`no request ${id}`)
    return request
  }
  const use = async (user: string, verb: Verb, request: Request, parts: UseParts = {}) => ({
    identity: accounts.identity(user),
    request: request.id,
    verb,
    digest: parts.digest ?? currentRevision(request).digest,
    ...(parts.subject === undefined ? {} : { subject: parts.subject }),
    dedupeKey: parts.dedupeKey ?? key(),
  })
  const fill = async (
    user: string,
    verb: Verb,
    request: Request,
    values: FormValues,
    parts: UseParts = {},
  ) => {
    const { identity, dedupeKey, ...purpose } = await use(user, verb, request, parts)
    // An approval's form opens with the levels of a small risk filled in.
    const opened = verb === 'approve' || verb === 'approve_with_conditions' ? smallRisk : {}
    return app.service.submit({
      identity,
      purpose: { type: 'verb', ...purpose },
      values: { ...opened, ...values },
      dedupeKey,
    })
  }
  return {
    settle,
    load,
    /** Asks for an ordinary post and delivers the cards. */
    submitted: async (user: string, values: FormValues = typedPost()): Promise<Request> => {
      const answer = await app.service.submit({
        identity: accounts.identity(user),
        purpose: { type: 'compose', kind: 'post' },
        values,
        dedupeKey: key(),
      })
      if (answer.outcome !== 'done') throw new Error(`not submitted: ${JSON.stringify(answer)}`)
      await settle()
      return load(answer.request)
    },
    /** Fills in the form for a post; gives whatever the service answers. */
    ask: (user: string, values: FormValues = typedPost(), dedupeKey = key()) =>
      app.service.submit({
        identity: accounts.identity(user),
        purpose: { type: 'compose', kind: 'post' },
        values,
        dedupeKey,
      }),
    /** Clicks a button. */
    click: async (user: string, verb: Verb, request: Request, parts: UseParts = {}) =>
      app.service.choose(await use(user, verb, request, parts)),
    /** Submits the form that a button opens. */
    fill,
    /** Submits the form for approving an ordinary post as it opens. */
    approve: (user: string, request: Request, subject: string) =>
      fill(user, 'approve', request, {}, { subject }),
    /** Lets time go by and everything happen that is due. */
    later: async (milliseconds: number) => {
      const clock = deps.clock
      if (clock instanceof ManualClock) clock.advance(milliseconds)
      await settle()
    },
  }
}

interface UseParts {
  readonly digest?: string
  readonly subject?: string
  readonly dedupeKey?: string
}
