/**
 * Teams in this process: the connector and Graph as the adapter's own interfaces have them. Below them lie tokens, HTTP
 * and its timeouts, above them everything else of the adapter.
 */
import { CallFailed } from '../../../adapters/teams/call.ts'
import type { Connector, OutgoingActivity } from '../../../adapters/teams/connector.ts'
import type { Graph, GraphUser } from '../../../adapters/teams/graph.ts'
import type { PlatformFault } from '../engine/faults.ts'
import { doingNow } from '../people/act.ts'
import { powersNow, type Somebody, type World } from '../world.ts'
import { Ambiguities, lookNow, overtaken, type Posted } from './message.ts'
import type { Line } from './slack.ts'

export const serviceUrl = 'https://smba.example.com/'

/** A dialog that somebody has open: the card in it. */
export interface OpenDialog {
  readonly user: string
  readonly card: unknown
}

export class TeamsTenant {
  readonly messages: Posted[] = []
  readonly ambiguities = new Ambiguities()
  readonly dialogs: OpenDialog[] = []
  /** Dialogs that were sent; they stay open until the answer comes. */
  readonly sent = new Set<OpenDialog>()
  readonly #world: World
  #count = 0

  constructor(world: World) {
    this.#world = world
  }

  /** A fresh id of an activity. */
  activity(): string {
    this.#count += 1
    return `f:${this.#count}`
  }

  messagesOf(user: string): readonly Posted[] {
    return this.messages.filter(({ place }) => place === `a:${user}` || place.split('|').includes(user))
  }

  post(conversation: string, activity: OutgoingActivity, card: string | null): string {
    this.#count += 1
    const id = String(this.#count)
    this.messages.push({ id, place: conversation, card, looks: [cardIn(activity)], thread: null })
    return id
  }

  update(conversation: string, id: string, activity: OutgoingActivity): void {
    const message = this.messages.find((one) => one.id === id && one.place === conversation)
    if (message === undefined) throw gone()
    message.looks.push(cardIn(activity))
  }

  remove(conversation: string, id: string): void {
    const index = this.messages.findIndex((one) => one.id === id && one.place === conversation)
    if (index < 0) throw gone()
    this.messages.splice(index, 1)
  }

  user(id: string): GraphUser | null {
    const person = this.#world.at('teams', id)
    return person === null ? null : graphUser(person)
  }

  userByEmail(email: string): GraphUser | null {
    const person = this.#world.people.find(
      (one) => one.platform === 'teams' && `${one.name}@example.com` === email,
    )
    return person === undefined ? null : graphUser(person)
  }

  lookAt(conversation: string, id: string): unknown {
    const message = this.messages.find((one) => one.id === id && one.place === conversation)
    return message === undefined ? null : lookNow(message)
  }
}

function graphUser(person: Somebody): GraphUser {
  const { standing } = powersNow(person)
  return {
    id: person.user,
    displayName: person.name,
    mail: `${person.name}@example.com`,
    userPrincipalName: `${person.name}@example.com`,
    userType: standing === 'guest' ? 'Guest' : 'Member',
    accountEnabled: standing !== 'deactivated',
    preferredLanguage: 'en-GB',
  }
}

const gone = () => new CallFailed({ status: 404, code: 'ConversationNotFound', afterMs: null, taken: false })

function cardIn(activity: OutgoingActivity): unknown {
  const sent: unknown = JSON.parse(JSON.stringify(activity))
  if (typeof sent !== 'object' || sent === null || !('attachments' in sent)) return null
  const [first] = Array.isArray(sent.attachments) ? sent.attachments : []
  return typeof first === 'object' && first !== null && 'content' in first ? first.content : null
}

const timeout = 15_000

/** One call over the line, with whatever goes wrong on it. */
async function over<Answer>(
  line: Line | null,
  method: string,
  changes: boolean,
  work: () => Answer,
): Promise<Answer> {
  if (line === null) return work()
  const { scheduler, faults, owner } = line
  await scheduler.cross(owner, `teams ${method}`)
  const fault = faults.platform(method)
  if (fault !== null) return fail(fault, line, method, work)
  const answer = work()
  if (changes) await scheduler.cross(owner, `teams ${method} answered`)
  return answer
}

async function fail<Answer>(
  fault: PlatformFault,
  { scheduler, owner }: Line,
  method: string,
  work: () => Answer,
): Promise<never> {
  scheduler.fault(`Teams ${fault.type}`, `${'taken' in fault && fault.taken ? 'after' : 'before'} ${method}`)
  if (fault.type === 'limited')
    throw new CallFailed({ status: 429, code: 'http_429', afterMs: fault.seconds * 1_000, taken: false })
  // The connector does what it answers 503 to as seldom as not at all.
  const taken = fault.taken && !(fault.type === 'broken' && fault.status === 503)
  if (taken) work()
  if (fault.type === 'hangs')
    await scheduler.clockOf(owner).sleepUntil(scheduler.now + timeout, new AbortController().signal)
  if (fault.type === 'broken')
    throw new CallFailed({
      status: fault.status,
      code: `http_${fault.status}`,
      afterMs: 10_000,
      taken: fault.status === 500,
    })
  throw new CallFailed({ status: null, code: 'no_answer', afterMs: 5_000, taken: true })
}

/** @param drawing Which card is being posted, as the run knows it. */
export function connectorIn(tenant: TeamsTenant, line: Line | null, drawing: () => string | null): Connector {
  return {
    openDirect: (_url, _tenant, user) => over(line, 'open', true, () => `a:${user}`),
    post({ conversation }, activity) {
      const card = drawing()
      return over(line, `post ${card ?? ''}`, true, () => {
        const late = line !== null && line.scheduler.now - doingNow().began >= overtaken
        if (card !== null && late) tenant.ambiguities.add(card)
        return tenant.post(conversation, activity, card)
      })
    },
    update: ({ conversation }, id, activity) =>
      over(line, `update ${id}`, true, () => tenant.update(conversation, id, activity)),
    remove: ({ conversation }, id) => over(line, `remove ${id}`, true, () => tenant.remove(conversation, id)),
    sign: async () => undefined,
    roster: ({ conversation }) =>
      over(line, 'roster', false, () =>
        conversation
          .split('|')
          .slice(1, -1)
          .map((id) => ({ id, aadObjectId: id })),
      ),
    member: async () => null,
  }
}

export function graphIn(tenant: TeamsTenant, line: Line | null): Graph {
  return {
    user: (_tenant, id) => over(line, 'user', false, () => tenant.user(id)),
    usersByEmail: (_tenant, email) =>
      over(line, 'usersByEmail', false, () => [tenant.userByEmail(email)].filter((one) => one !== null)),
    groupMembers: async () => null,
    mayCreateChats: async () => undefined,
    createChat: (_tenant, people) =>
      over(line, 'open chat', true, () => `19:|${[...people].sort().join('|')}|@thread.v2`),
  }
}
