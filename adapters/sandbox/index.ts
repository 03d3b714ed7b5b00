import express, { type Router } from 'express'
import type { Log } from '../../src/app/ports.ts'
import type { WorkingTime } from '../../src/domain/calendar/duration.ts'
import type { Instant } from '../../src/domain/flavour.ts'
import { createChats } from './chats.ts'
import { type MovableClock, movableClock, startOfWork } from './clock.ts'
import { loopbackOnly, pageHeaders } from './guard.ts'
import {
  firstChatOf,
  mixedOrganisationYaml,
  organisationYaml,
  type Persona,
  personas,
  timezone,
} from './organisation.ts'
import { createPage } from './page/bundle.ts'
import type { PageLanguage } from './protocol.ts'
import { actRoutes, sendChanges, sendFile } from './routes.ts'
import { createSlackServer, type SlackServer } from './slack-server/index.ts'
import { isJson, textAt } from './slack-server/json.ts'
import { takeSnapshot } from './snapshot.ts'
import { createTeamsClients } from './teams/clients.ts'
import { teamsFiles, teamsRoutes } from './teams/routes.ts'
import type { TeamsServer } from './teams-server/index.ts'
import { createTour } from './tour/index.ts'

export { movableClock } from './clock.ts'
export { assertLoopback } from './guard.ts'
export { mixedOrganisationYaml, organisationYaml, personas } from './organisation.ts'

export interface SandboxOptions {
  /** Made up by the caller for this run, and given to the bot too. */
  readonly signingSecret: string
  readonly botToken: string
  /** The organisation's, for "+8 working hours". */
  readonly calendar: WorkingTime
  /** The clock that the whole application runs by; made here when it is not given. */
  readonly clock?: MovableClock
  /** The page's language until the visitor chooses one; the browser's when null. */
  readonly language?: PageLanguage | null
  /** The slash command, with the slash. */
  readonly command?: string
  readonly log: Log
  /** Slack's limits of calls a minute; true by default. */
  readonly rateLimits?: boolean
  /** Whether part of the company is in Teams; everybody is in Slack by default. */
  readonly withTeams?: boolean
}

export interface Sandbox {
  /** To be mounted at `/sandbox`. */
  readonly router: Router
  readonly clock: MovableClock
  readonly personas: readonly Persona[]
  /** Text of a `countersign.yaml` about these personas. */
  readonly organisationYaml: string
  /** Path of the Web API, with a slash at the end: `http://<host>:<port>` before it makes `SLACK_API_URL`. */
  readonly slackApiPath: string
  /** The emulated Slack, for tests that act without the page. */
  readonly slack: SlackServer
  /** The emulated Microsoft; null where everybody is in Slack. */
  readonly teams: TeamsServer | null
  /** Where the bot takes signed requests, for example `http://127.0.0.1:3000/slack/events`. */
  setEventsUrl(url: string): void
  /** Tells the nearest instant at which a request needs the clock, for "to the next deadline". */
  setNextDeadline(look: () => Promise<Instant | null>): void
  /** Forgets every request; called by "start over". Until it is set, only the emulated Slack is emptied. */
  setReset(reset: () => Promise<void>): void
  /** Resolves once the page is bundled; rejects when it cannot be. */
  ready(): Promise<void>
  close(): void
}

const path = '/sandbox'
const hour = 3_600_000
/** How many of the next calls Teams answers with "too many", once the visitor wants to see that. */
const throttledCalls = 5

/** Slack, and Teams where it is wanted, in this process with a web page for everybody in them. For loopback only: see `assertLoopback`. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { calendar } = options
  const clock = options.clock ?? movableClock(startOfWork(calendar, Date.now()))
  const command = options.command ?? '/countersign'
  let eventsUrl: string | null = null
  let nextDeadline: () => Promise<Instant | null> = () => Promise.resolve(null)
  let forgetRequests: (() => Promise<void>) | null = null

  const { withTeams = false } = options
  const slack = createSlackServer({
    ...options,
    people: personas.filter((persona) => !withTeams || firstChatOf(persona) === 'slack'),
    clock,
    rateLimits: options.rateLimits ?? true,
    eventsUrl: () => eventsUrl,
    origin: () => `${eventsUrl === null ? '' : new URL(eventsUrl).origin}${path}/slack`,
  })
  const { workspace } = slack
  const teams = withTeams
    ? createTeamsClients({
        clock,
        people: personas.filter((persona) => firstChatOf(persona) === 'teams'),
        origin: () => `${eventsUrl === null ? '' : new URL(eventsUrl).origin}${path}/teams`,
        messagesUrl: () => (eventsUrl === null ? null : `${new URL(eventsUrl).origin}/api/messages`),
        traffic: workspace.log,
        accomplished: (done) => void workspace.accomplishments.push(done),
      })
    : null
  const chats = createChats(slack, teams)
  const tour = createTour({
    server: slack,
    chats,
    clock,
    calendar,
    command,
    nextDeadline: () => nextDeadline(),
  })
  const page = createPage({ path, language: options.language ?? null })
  let version = 1
  const closing = new AbortController()
  const forgets = [
    workspace.onChange(() => {
      version += 1
    }),
    clock.onMove(workspace.changed),
    // One page shows both chats, and looks again whenever either has changed.
    ...(teams === null ? [] : [teams.server.tenant.onChange(workspace.changed)]),
  ]

  const moves: Readonly<Record<string, () => Promise<Instant | null>>> = {
    hour: async () => clock.now() + hour,
    working_day: async () => calendar.after(clock.now(), { unit: 'working_hours', hours: 8 }),
    deadline: async () => {
      const next = await nextDeadline()
      // A second more, so that whatever waits for the deadline finds it passed.
      return next === null ? null : next + 1_000
    },
  }

  const reset = async () => {
    if (forgetRequests) {
      await forgetRequests()
      clock.restart()
    }
    tour.reset()
    chats.reset()
    teams?.reset()
    workspace.reset()
  }

  const router = express.Router()
  router.use(loopbackOnly)
  router.use('/slack', slack.router)
  if (teams !== null) {
    router.use('/teams/connector/files', teamsFiles(teams))
    router.use('/teams', teams.server.router)
  }
  router.use(pageHeaders)
  router.use(page.router)
  router.get('/files/:id', (request, response) => sendFile(slack, request, response))
  router.get('/api/changes', (request, response) => {
    sendChanges(request, response, {
      current: () => version,
      subscribe: workspace.onChange,
      closing: closing.signal,
    })
  })
  router.get('/api/state', (request, response) => {
    response.json(
      takeSnapshot(workspace, chats, {
        version,
        timezone,
        command,
        connected: eventsUrl !== null,
        tour: tour.view(),
        users: String(request.query.users ?? '').split(','),
      }),
    )
  })
  router.get('/api/log', (_request, response) => {
    response.json({ errors: workspace.log.errors(), entries: workspace.log.entries() })
  })
  router.use('/api/people', actRoutes(slack, chats))
  if (teams !== null) {
    router.use('/api/teams', teamsRoutes(teams))
    router.post('/api/group-chats', express.json(), (_request, response) => {
      const { granted } = teams.server
      if (!granted.delete('Chat.Create')) granted.add('Chat.Create')
      workspace.changed()
      response.json({ outcome: 'done' })
    })
    router.post('/api/throttle', express.json(), (_request, response) => {
      const { troubles } = teams.server
      if (troubles.left() > 0) troubles.end()
      else troubles.make({ status: 429, retryAfter: 2, times: throttledCalls, of: /conversations/u })
      workspace.changed()
      response.json({ outcome: 'done' })
    })
  }
  router.post('/api/clock', express.json(), async (request, response) => {
    const move = isJson(request.body) ? (textAt(request.body, 'to') ?? '') : ''
    const target = Object.hasOwn(moves, move) ? await moves[move]?.() : null
    if (target !== null && target !== undefined) clock.advance(Math.max(0, target - clock.now()))
    response.json({ outcome: target ? 'done' : 'nothing' })
  })
  router.post('/api/tour/:act', express.json(), async (request, response) => {
    const language = isJson(request.body) && request.body.language === 'de' ? 'de' : 'en'
    if (request.params.act === 'start') tour.start()
    else if (request.params.act === 'perform') await tour.perform(language)
    else if (request.params.act === 'close') tour.close()
    response.json({ outcome: 'done' })
  })
  router.post('/api/reset', express.json(), async (_request, response) => {
    await reset()
    response.json({ outcome: 'done' })
  })

  return {
    router,
    clock,
    personas,
    organisationYaml: withTeams ? mixedOrganisationYaml : organisationYaml,
    slackApiPath: `${path}/slack/api/`,
    slack,
    teams: teams?.server ?? null,
    setEventsUrl(url) {
      eventsUrl = url
      options.log.info('sandbox connected', { personas: personas.length })
      workspace.changed()
    },
    setNextDeadline(look) {
      nextDeadline = look
    },
    setReset(forget) {
      forgetRequests = forget
    },
    ready: page.ready,
    close() {
      closing.abort()
      slack.close()
      for (const forget of forgets) forget()
    },
  }
}
