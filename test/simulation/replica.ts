/**
 * One process of the product: the application, and both adapters down to where their SDKs begin. Every call of a port
 * and of a platform crosses a border, where the scheduler decides when it goes on.
 */

import { slackChat } from '../../adapters/slack/deliver.ts'
import { Desk as SlackDesk } from '../../adapters/slack/desk.ts'
import { slackAccounts } from '../../adapters/slack/identity.ts'
import { lookUpOver } from '../../adapters/slack/look-up.ts'
import { onAction } from '../../adapters/slack/receive-actions.ts'
import { onCommand } from '../../adapters/slack/receive-commands.ts'
import { onSubmission } from '../../adapters/slack/receive-views.ts'
import { workspaceOf } from '../../adapters/slack/workspace.ts'
import { createClients } from '../../adapters/teams/clients.ts'
import { Conversations } from '../../adapters/teams/conversations.ts'
import { teamsChat } from '../../adapters/teams/deliver.ts'
import { createDesk } from '../../adapters/teams/desk.ts'
import { plainContext } from '../../adapters/teams/elements.ts'
import { teamsAccounts } from '../../adapters/teams/identity.ts'
import { createPacer } from '../../adapters/teams/pacer.ts'
import { activitySchema, admit } from '../../adapters/teams/payload.ts'
import { onInvoke } from '../../adapters/teams/receive-invokes.ts'
import { render } from '../../adapters/teams/render.ts'
import { digestMessage } from '../../adapters/teams/render-digest.ts'
import { draftMessage } from '../../adapters/teams/render-draft.ts'
import { rosterOf } from '../../adapters/teams/roster.ts'
import { publicCloud } from '../../adapters/teams/settings.ts'
import type { Deps } from '../../src/app/deps.ts'
import { homeLooks } from '../../src/app/home-looks.ts'
import type { Blobs, Ids, People, Store } from '../../src/app/ports.ts'
import { type App, createApp } from '../../src/app/runner.ts'
import type { Service } from '../../src/app/service.ts'
import { createWake } from '../../src/app/wake.ts'
import type { Card } from '../../src/view/card.ts'
import { connectMemory, type Tables } from '../support/store/memory.ts'
import type { Judge } from './checks/judge.ts'
import type { Faults } from './engine/faults.ts'
import type { Owner, Scheduler } from './engine/scheduler.ts'
import { doingNow, during, type Inbound } from './people/act.ts'
import { command } from './people/in-slack.ts'
import { dialogIn } from './people/in-teams.ts'
import { ClientInProcess, type Line, type SlackWorkspace } from './platforms/slack.ts'
import { connectorIn, graphIn, serviceUrl, type TeamsTenant } from './platforms/teams.ts'
import { bordered, watchedChat, watchedIntentions, watchedService, watchedStore } from './ports.ts'
import { slackTeam, teamsTenant, type World } from './world.ts'

/** A mistake put in on purpose, by wrapping what one process is made of. */
export interface Plant {
  readonly name: string
  store?(store: Store, at: Place): Store
  chat?(chat: Deps['chats'][number], at: Place): Deps['chats'][number]
  accounts?(accounts: Deps['accounts'][number], at: Place): Deps['accounts'][number]
  service?(service: Service, at: Place): Service
  clock?(clock: Deps['clock'], at: Place): Deps['clock']
}

/** Everything that outlives a process. */
export interface Place {
  readonly scheduler: Scheduler
  readonly faults: Faults
  readonly world: World
  readonly tables: Tables
  readonly slack: SlackWorkspace
  readonly teams: TeamsTenant
  readonly ids: Ids
  readonly judge: Judge
  readonly plant: Plant | null
}

export interface Replica extends Owner {
  readonly app: App
  /** Takes one payload of a platform. Resolves when all of it is done. */
  receive(inbound: Inbound): Promise<void>
}

/** The ports as one process has them; without a line nothing waits and nothing fails. */
export function portsOf(place: Place, line: Line | null) {
  const raw = connectMemory(place.tables, place.ids)
  const store: Store =
    line === null ? raw.store : bordered(watchedStore(raw.store, place.judge), line, 'store')
  const people: People = line === null ? raw.people : bordered(raw.people, line, 'people')
  const blobs: Blobs = line === null ? raw.blobs : bordered(raw.blobs, line, 'blobs')
  const client = new ClientInProcess(place.slack, line)
  const workspace = async () => ({ tenant: slackTeam, team: slackTeam, enterprise: null })
  const lookUp = lookUpOver({ workspace, people, sourceOf: (sha256) => blobs.sourceOf(sha256) })
  const connector = connectorIn(place.teams, line, () => doingNow().card)
  const graph = graphIn(place.teams, line)
  const conversations = new Conversations(store)
  const settings = { appId: 'app', allowedTenants: [teamsTenant], cloud: { ...publicCloud, serviceUrl } }
  const now = () => place.scheduler.now
  const pacer = createPacer(now, conversations)
  const clients = createClients({ connector, conversations }, now)
  const drawing = { card: (card: Card) => render(card), draft: draftMessage, digest: digestMessage }
  return {
    store,
    people,
    blobs,
    slack: {
      client,
      workspace: line === null ? workspace : workspaceOf(client),
      lookUp,
      chat: slackChat(client, lookUp),
      accounts: slackAccounts(client, workspace),
    },
    teams: {
      connector,
      conversations,
      pacer,
      chat: teamsChat({ settings, connector, graph, conversations, clients, pacer, drawing, now }),
      accounts: teamsAccounts({
        graph,
        roster: rosterOf({ connector, conversations }),
        conversations,
        allowedTenants: [teamsTenant],
      }),
    },
  }
}

export function createReplica(place: Place, name: string): Replica {
  const { scheduler, judge, plant, world } = place
  const owner: Owner = { name, alive: true, paused: false }
  const line = { scheduler, faults: place.faults, owner }
  const { store, people, blobs, slack, teams } = portsOf(place, line)
  const log = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) =>
    scheduler.note(`${name} ${level} ${message} ${JSON.stringify(fields ?? {})}`)
  const logs = { info: () => {}, warn: log('warns'), error: log('reports') }
  const clock = scheduler.clockOf(owner)
  const deps: Deps = {
    store: watchedIntentions(plant?.store?.(store, place) ?? store, judge),
    people,
    blobs,
    clock: plant?.clock?.(clock, place) ?? clock,
    ids: place.ids,
    organisation: () => world.organisation,
    accounts: [slack.accounts, teams.accounts].map((one) => plant?.accounts?.(one, place) ?? one),
    chats: [slack.chat, teams.chat].map((one) =>
      watchedChat(plant?.chat?.(one, place) ?? one, judge, () => scheduler.now),
    ),
    attachments: { fetch: async () => ({ ok: false, reason: 'not_found' }) },
    log: logs,
    wake: createWake(),
    random: () => scheduler.random.next(),
  }
  const app = createApp(deps)
  const service = watchedService(plant?.service?.(app.service, place) ?? app.service)
  const redraw = (request: string) => app.redraw(request)
  const slackDesk = new SlackDesk({
    tenant: null,
    service,
    client: slack.client,
    workspace: slack.workspace,
    lookUp: slack.lookUp,
    log: logs,
    now: () => scheduler.now,
    locale: 'en',
    looks: homeLooks(),
    redraw,
  })
  const teamsDesk = createDesk({
    service,
    connector: teams.connector,
    conversations: teams.conversations,
    log: logs,
    locale: 'en',
    timezone: 'Europe/Berlin',
    gate: async () => {},
    context: plainContext,
    pacer: teams.pacer,
    looks: homeLooks(),
    now: () => scheduler.now,
    appAdded: async () => {},
    redraw,
  })
  const replica: Replica = Object.assign(owner, {
    app,
    receive: (inbound: Inbound) =>
      during({ act: inbound.act }, () => {
        if (inbound.platform === 'teams') return fromTeams(inbound, replica, place, teamsDesk)
        if (inbound.type === 'command') return commandFromSlack(inbound, replica, place, slackDesk)
        return inbound.type === 'action'
          ? clickFromSlack(inbound, replica, place, slackDesk)
          : formFromSlack(inbound, replica, place, slackDesk)
      }),
  })
  return replica
}

async function clickFromSlack(
  { act, payload }: Inbound,
  owner: Owner,
  { scheduler, judge }: Place,
  desk: SlackDesk,
): Promise<void> {
  let left: Promise<boolean> | null = null
  const leave = async () => {
    await scheduler.cross(owner, `acknowledges act ${act.id}`)
    judge.acknowledged(act)
    return true
  }
  await onAction(desk, payload, () => {
    left ??= leave()
    return left
  })
}

/** Commands are acknowledged before anything is done: nothing that a request needs is said by one. */
const commandFromSlack = ({ payload }: Inbound, owner: Owner, { scheduler }: Place, desk: SlackDesk) =>
  onCommand(
    desk,
    payload,
    async () => {
      await scheduler.cross(owner, 'acknowledges a command')
      return true
    },
    command,
  )

async function formFromSlack(
  { act, payload }: Inbound,
  owner: Owner,
  { scheduler, judge, slack }: Place,
  desk: SlackDesk,
): Promise<void> {
  const { view } = payload
  const id = typeof view === 'object' && view !== null && 'id' in view ? String(view.id) : ''
  await onSubmission(desk, payload, async (response) => {
    await scheduler.cross(owner, `acknowledges act ${act.id}`)
    judge.acknowledged(act)
    const open = slack.views.get(id)
    if (response === undefined || response.response_action === 'clear') slack.views.delete(id)
    else if (response.response_action === 'update' && open !== undefined)
      slack.views.set(id, { ...open, view: JSON.parse(JSON.stringify(response.view)) })
    return true
  })
}

async function fromTeams(
  { act, payload }: Inbound,
  owner: Owner,
  { scheduler, judge, teams }: Place,
  desk: ReturnType<typeof createDesk>,
): Promise<void> {
  const activity = activitySchema.parse(payload)
  const admission = admit(activity, [teamsTenant])
  if (!admission.ok) return
  const answer = await onInvoke(desk, activity, admission.origin)
  await scheduler.cross(owner, `acknowledges act ${act.id}`)
  judge.acknowledged(act)
  const { user } = act.who
  // One dialog is open at a time.
  const other = teams.dialogs.findIndex((dialog) => dialog.user === user)
  if (other >= 0) teams.dialogs.splice(other, 1)
  const card = dialogIn(answer.body)
  if (card !== null) teams.dialogs.push({ user, card: JSON.parse(JSON.stringify(card)) })
}
