/**
 * The composition root's wiring: which implementation serves which port. The only file besides `main.ts` that knows all
 * adapters. It reads no environment variables: `main.ts` hands it the validated configuration.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { MediaAddress } from '../src/app/media-links.ts'
import type { Blobs, Clock, Ids, Log } from '../src/app/ports.ts'
import { type App, createApp } from '../src/app/runner.ts'
import type { Service } from '../src/app/service.ts'
import { createWake, type Wake } from '../src/app/wake.ts'
import { loadOrganisation } from '../src/config/load.ts'
import type { Environment, Organisation } from '../src/config/types.ts'
import { draftRoutes } from './http/drafts.ts'
import { createHttpServer, type HttpServer } from './http/server.ts'
import { createMetrics, type Metrics } from './metrics/index.ts'
import {
  type Announcements,
  type Database,
  noteOfDatabase,
  openDatabase,
  sharedClockOf,
} from './operator/database.ts'
import { mediaOf } from './operator/media.ts'
import { mediaLinksOf } from './operator/media-links.ts'
import { attachmentsOf, type Platforms, receiversOf, slackOf, teamsOf } from './operator/platforms.ts'
import { assertLoopback, createSandbox, mixedOrganisationYaml, type Sandbox } from './sandbox/index.ts'
import { createSlack } from './slack/index.ts'
import { systemClock } from './system/clock.ts'
import { createIds } from './system/ids.ts'
import { type PidFile, writePidFile } from './system/pid-file.ts'
import type { LiveConfiguration } from './system/reload.ts'
import { shareConfiguration } from './system/shared-configuration.ts'
import type { Teams } from './teams/index.ts'

export interface Running {
  readonly port: number
  /** Where a person without tokens looks; null when real credentials are in use. */
  readonly sandboxUrl: string | null
  /**
   * Resolves when every chat is connected, however long that takes; rejects when one refuses, for example because of a
   * token. Until then everything else works already.
   */
  readonly connected: Promise<void>
  /** Reads the configuration again; see `LiveConfiguration`. The sandbox has none to read. */
  reload(): Promise<void>
  /** Graceful: answers what was asked, finishes deliveries that began, closes the database. */
  stop(): Promise<void>
}

/** How long running requests may take to finish at shutdown, in milliseconds. */
const grace = 10_000
/** How soon a replica notices that another one took a changed configuration, in milliseconds. */
const compareEvery = 5_000
/** How soon a replica notices that its time is not the database's any more, in milliseconds. */
const askTimeEvery = 10_000
/** Nobody may undo for longer, by the configuration; in milliseconds. */
const longestUndo = 10 * 60_000

/** The ledger and the application over it: what "start over" in the sandbox replaces as a whole. */
interface Core {
  readonly database: Database
  readonly blobs: Blobs
  readonly app: App
}

interface Wiring extends Platforms {
  /** Where media are, beside this database. */
  readonly blobs: (database: Database) => Blobs
  readonly organisation: () => Organisation
  readonly metrics: Metrics
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly wake: Wake
}

function openCore(database: Database, wiring: Wiring): Core {
  const { metrics } = wiring
  const platforms = [wiring.slack, wiring.teams].filter((platform) => platform !== null)
  const blobs = metrics.blobs(wiring.blobs(database))
  const app = createApp({
    ...wiring,
    store: metrics.store(database.store),
    people: database.people,
    blobs,
    accounts: platforms.map(({ accounts }) => accounts),
    chats: platforms.map(({ chat }) => metrics.chat(chat)),
    attachments: attachmentsOf(wiring),
  })
  return { database, blobs, app }
}

const filesIn = ({ database, blobs }: Core) => ({ store: database.store, blobs })

/** Calls go to whichever core is the present one. */
function serviceOf(core: () => Core): Service {
  return {
    compose: (input) => core().app.service.compose(input),
    choose: (click) => core().app.service.choose(click),
    submit: (input) => core().app.service.submit(input),
    details: (input) => core().app.service.details(input),
    look: (input) => core().app.service.look(input),
    keptAt: (input) => core().app.service.keptAt(input),
    isKept: (input) => core().app.service.isKept(input),
    composeFromMessage: (input) => core().app.service.composeFromMessage(input),
    composeFromRequest: (input) => core().app.service.composeFromRequest(input),
    continueDraft: (input) => core().app.service.continueDraft(input),
    fetchDraftFiles: (input) => core().app.service.fetchDraftFiles(input),
    discardDraft: (input) => core().app.service.discardDraft(input),
    keepDraft: (input) => core().app.service.keepDraft(input),
    proposeDraft: (input) => core().app.service.proposeDraft(input),
    beginStep: (input) => core().app.service.beginStep(input),
    absence: (input) => core().app.service.absence(input),
    openAbsence: (input) => core().app.service.openAbsence(input),
    goAway: (input) => core().app.service.goAway(input),
    comeBack: (input) => core().app.service.comeBack(input),
    remark: (input) => core().app.service.remark(input),
    prefer: (input) => core().app.service.prefer(input),
    home: (input) => core().app.service.home(input),
    chooseLanguage: (input) => core().app.service.chooseLanguage(input),
    approveSeveral: (input) => core().app.service.approveSeveral(input),
    help: (input) => core().app.service.help(input),
  }
}

/** Runs with real credentials of Slack, Teams or both. Throws coded errors when the database or the port cannot be used. */
export async function runWithPlatforms(
  environment: Environment,
  configuration: LiveConfiguration,
  log: Log,
): Promise<Running> {
  const ids = createIds(systemClock)
  const database = await openDatabase(environment.database, { ids, log })
  const shared = await sharedClockOf(database, log)
  shared?.compareEvery(askTimeEvery)
  const clock = shared ?? systemClock
  const machineAheadMs = () => shared?.machineAheadMs() ?? 0
  const metrics = createMetrics({ statistics: () => database.statistics, clock, machineAheadMs })
  const { organisation } = configuration
  metrics.configured(configuration.digest())
  const blobs = await mediaOf(environment.media, database.blobs)
  const slack = slackOf(environment, { organisation, database, blobs, metrics, log })
  const allowed = () => organisation().media.links
  const links = mediaLinksOf({ ...environment, clock, allowed })
  const teams = await teamsOf(environment, { database, addressOf: links.addressOf, metrics, clock, log })
  const local = createWake()
  const others = database.listen?.(local.notify)
  const wake = others === undefined ? local : sharedWake(local, others)
  const core = openCore(database, {
    organisation,
    blobs: () => blobs,
    metrics,
    clock,
    ids,
    log,
    wake,
    slack,
    teams,
  })
  const http = httpOf(environment, { organisation, core: () => core, metrics, log })
  links.serve(http, () => filesIn(core), log)
  const receivers = receiversOf({ slack, teams }, environment, organisation(), core.app, http.app)
  const { port } = await listen(http, database)
  const note = noteOf(environment, log)
  const reload = async () => {
    const problems = await configuration.reload()
    metrics.reloaded(problems.length === 0 ? 'ok' : 'refused')
    metrics.configured(configuration.digest())
    if (problems.length === 0) await core.app.directory.prepare()
    wake.notify()
    return problems
  }
  const agreed = shareConfiguration({
    file: environment.configFile,
    store: database.store,
    digest: configuration.digest,
    reload,
    log,
  })
  await agreed.tell()
  // Nobody else reads a database in a file.
  if (others !== undefined) agreed.lookEvery(compareEvery)
  core.app.start()
  let asked = 0
  return {
    port,
    sandboxUrl: null,
    connected: Promise.all(receivers.map((receiver) => receiver.start())).then(() => undefined),
    async reload() {
      const problems = await reload()
      asked += 1
      note?.reloaded({ count: asked, problems: problems.length })
      if (problems.length === 0) await agreed.tell()
    },
    async stop() {
      await agreed.stop()
      await http.close(grace)
      for (const receiver of receivers) await receiver.stop()
      await core.app.stop()
      await others?.close()
      await shared?.stop()
      await database.close()
      note?.remove()
    },
  }
}

/** Work that this replica found is work for all of them. */
const sharedWake = (local: Wake, others: Announcements): Wake => ({
  notify() {
    local.notify()
    others.announce()
  },
  signal: local.signal,
})

/** A note for `countersign reload`; a database in memory has no place for one. */
function noteOf({ database, configFile }: Environment, log: Log): PidFile | null {
  const file = noteOfDatabase(database)
  if (file === null) return null
  const note = writePidFile(file, resolve(configFile))
  if (note.before !== null) log.warn('another process runs on this database', { pid: note.before.pid })
  return note
}

/** Runs the sandbox: everything real but Slack and Teams, which are emulated in this process. Loopback only. */
export async function runSandbox(environment: Environment, log: Log): Promise<Running> {
  assertLoopback(environment.host)
  const loaded = loadOrganisation(mixedOrganisationYaml)
  if (!loaded.ok) throw new Error('the sandbox has a broken organisation')
  const organisation = loaded.value
  const credentials = {
    signingSecret: randomBytes(16).toString('hex'),
    botToken: `xoxb-sandbox-${randomBytes(8).toString('hex')}`,
  }
  const sandbox = createSandbox({
    ...credentials,
    calendar: organisation.calendar,
    command: organisation.command,
    log,
    withTeams: true,
  })
  const folder = await mkdtemp(join(tmpdir(), 'countersign-sandbox-'))
  const ids = createIds(sandbox.clock)
  let runs = 0
  const openNext = () => {
    runs += 1
    return openDatabase({ type: 'sqlite', file: join(folder, `sandbox-${runs}.db`) }, { ids })
  }

  const metrics = createMetrics({ statistics: () => database.statistics, clock: sandbox.clock })
  const http = httpOf(environment, { organisation: () => organisation, core: () => core, metrics, log })
  http.app.use('/sandbox', sandbox.router)
  http.app.get('/', (_request, response) => response.redirect('/sandbox'))
  let database = await openNext()
  const forget = () => rm(folder, { recursive: true, force: true })
  const { port } = await listen(http, database).catch(async (error: unknown) => {
    sandbox.close()
    await forget()
    throw error
  })
  const origin = `http://${isIPv6(environment.host) ? `[${environment.host}]` : environment.host}:${port}`
  sandbox.setEventsUrl(`${origin}/slack/events`)
  const slack = createSlack({
    botToken: credentials.botToken,
    apiUrl: `${origin}${sandbox.slackApiPath}`,
    log,
    people: { byId: (id) => database.people.byId(id) },
    sourceOf: (sha256) => database.blobs.sourceOf(sha256),
    fetch: metrics.fetch('slack', globalThis.fetch),
  })
  const { clock } = sandbox
  const links = mediaLinksOf({ publicUrl: origin, secret: [randomBytes(32)], clock, allowed: () => true })
  links.serve(http, () => filesIn(core), log)
  const { addressOf } = links
  const teams = await sandboxTeams(sandbox, { database: () => database, addressOf, metrics, log })
  const wiring: Wiring = {
    organisation: () => organisation,
    blobs: ({ blobs }) => blobs,
    metrics,
    clock: sandbox.clock,
    ids,
    log,
    wake: createWake(),
    slack,
    teams,
  }
  let core = openCore(database, wiring)
  const receiving = {
    service: serviceOf(() => core),
    redraw: (request: string) => core.app.redraw(request),
    locale: organisation.locale,
    app: http.app,
  }
  const receivers = [
    slack.receive({
      ...receiving,
      command: organisation.command,
      appToken: null,
      signingSecret: credentials.signingSecret,
    }),
    ...(teams === null
      ? []
      : [
          teams.receive({
            ...receiving,
            appAdded: (identity) => core.app.appAdded(identity),
            timezone: organisation.timezone,
          }),
        ]),
  ]
  const close = async () => {
    await core.app.stop()
    await core.database.close()
  }
  sandbox.setNextDeadline(async () => {
    const [due, card] = await Promise.all([database.store.nextDueAt(), database.store.nextCardAt()])
    // A reminder that is held until its reader works again is a step of its own; the end of an undo, minutes away, is none.
    const held = card !== null && card > sandbox.clock.now() + longestUndo ? card : null
    return due === null || held === null ? (due ?? held) : Math.min(due, held)
  })
  sandbox.setReset(async () => {
    await close()
    database = await openNext()
    core = openCore(database, wiring)
    core.app.start()
  })
  await sandbox.ready()
  core.app.start()
  return {
    port,
    sandboxUrl: `${origin}/sandbox`,
    connected: Promise.all(receivers.map((receiver) => receiver.start())).then(() => undefined),
    reload: async () => {},
    async stop() {
      sandbox.close()
      await http.close(grace)
      for (const receiver of receivers) await receiver.stop()
      await close()
      await forget()
    },
  }
}

/** The real adapter at the emulated Microsoft. Its facts are in whichever database is the present one. */
async function sandboxTeams(
  sandbox: Sandbox,
  {
    database,
    addressOf,
    metrics,
    log,
  }: { database: () => Database; addressOf: MediaAddress; metrics: Metrics; log: Log },
): Promise<Teams | null> {
  if (sandbox.teams === null) return null
  const { createTeams } = await import('./teams/index.ts')
  return createTeams({
    settings: sandbox.teams.settings(),
    log,
    addressOf,
    facts: {
      getFact: (key) => database().store.getFact(key),
      putFact: (key, value) => database().store.putFact(key, value),
      addFact: (key, value) => database().store.addFact(key, value),
    },
    fetch: metrics.fetch('teams', globalThis.fetch),
  })
}

function httpOf(
  environment: Environment,
  {
    organisation,
    core,
    metrics,
    log,
  }: Pick<Wiring, 'organisation' | 'metrics' | 'log'> & { core: () => Core },
): HttpServer {
  const http = createHttpServer({
    host: environment.host,
    port: environment.port,
    // Not the sandbox's, which jumps.
    clock: systemClock,
    log,
    metrics: metrics.expose,
    answered: metrics.answered,
    notReady: async () => {
      await core().database.store.check()
      return []
    },
  })
  const propose: Service['proposeDraft'] = (input) => core().app.service.proposeDraft(input)
  const tokens = () => organisation().api?.tokens ?? []
  http.app.use('/api/v1/drafts', draftRoutes({ propose, tokens, now: Date.now, log }))
  return http
}

/** Where listening fails, the database is closed again: nothing stays half open. */
async function listen(http: HttpServer, database: Database): Promise<{ port: number }> {
  try {
    return await http.listen()
  } catch (error) {
    await database.close()
    throw error
  }
}
