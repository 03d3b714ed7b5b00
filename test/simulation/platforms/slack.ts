/**
 * Slack in this process: the Web API's methods that the adapter uses, below its own client. `WebClient` is the SDK's, and
 * only its `apiCall` is replaced, under which lie HTTP, its queue and its timers.
 */
import {
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api'
import { z } from 'zod'
import type { Faults, PlatformFault } from '../engine/faults.ts'
import type { Owner, Scheduler } from '../engine/scheduler.ts'
import { doingNow } from '../people/act.ts'
import { powersNow, type Somebody, slackTeam, type World } from '../world.ts'
import { Ambiguities, lookNow, overtaken, type Posted } from './message.ts'

/** A modal that somebody has open. */
export interface OpenView {
  readonly id: string
  readonly user: string
  readonly view: Readonly<Record<string, unknown>>
}

const content = z.looseObject({
  channel: z.string(),
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  metadata: z.looseObject({ event_payload: z.looseObject({ card: z.string() }) }).optional(),
})
const viewCall = z.looseObject({
  view: z.record(z.string(), z.unknown()),
  trigger_id: z.string().optional(),
  view_id: z.string().optional(),
})

export class SlackWorkspace {
  readonly messages: Posted[] = []
  readonly views = new Map<string, OpenView>()
  /** Forms that were sent, by their ids; they stay open until the answer comes. */
  readonly sent = new Set<string>()
  readonly ambiguities = new Ambiguities()
  readonly #world: World
  #count = 0

  constructor(world: World) {
    this.#world = world
  }

  /** A fresh trigger of the person's click, with which modals open. */
  trigger(user: string): string {
    this.#count += 1
    return `${this.#count}.${user}`
  }

  /** Those who may decide something, and are here. */
  get reviewers(): readonly Somebody[] {
    return this.#world.people.filter(
      ({ platform, powers: [first] }) =>
        platform === 'slack' && first !== undefined && first.groups.length + first.levels.length > 0,
    )
  }

  get deputy(): Somebody {
    return this.#world.named('dan')
  }

  /** What the person sees of the bot, oldest first; channels are open to everybody. */
  messagesOf(user: string): readonly Posted[] {
    return this.messages.filter(
      ({ place }) => place === `D${user}` || place.startsWith('C') || place.split('-').includes(user),
    )
  }

  /** Does what is asked; throws as Slack refuses. */
  call(method: string, options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    switch (method) {
      case 'auth.test':
        return { team_id: slackTeam }
      case 'users.info':
        return { user: this.#account(String(options.user)) }
      case 'users.lookupByEmail': {
        const name = String(options.email).split('@')[0] ?? ''
        const found = this.#world.people.find((one) => one.platform === 'slack' && one.name === name)
        return { user: this.#account(found?.user ?? 'nobody') }
      }
      case 'conversations.open': {
        const users = String(options.users).split(',')
        return { channel: { id: users.length === 1 ? `D${users[0]}` : `G-${users.sort().join('-')}` } }
      }
      case 'conversations.history':
        return { messages: this.#history(String(options.channel)) }
      case 'chat.postMessage':
        return this.#post(content.parse(options))
      case 'chat.update':
        return this.#update(content.parse(options))
      case 'views.open':
      case 'views.push':
      case 'views.update':
        return this.#view(viewCall.parse(options))
      case 'chat.postEphemeral':
      case 'views.publish':
        return {}
      default:
        throw new Error(`Slack is not emulated as far as ${method}`)
    }
  }

  #account(user: string): object {
    const person = this.#world.at('slack', user)
    if (person === null) throw refusal('user_not_found')
    const { standing } = powersNow(person)
    return {
      id: user,
      team_id: slackTeam,
      deleted: standing === 'deactivated',
      is_restricted: standing === 'guest',
      locale: 'en-GB',
      profile: { email: `${person.name}@example.com`, real_name: person.name },
    }
  }

  #history(channel: string): readonly object[] {
    return this.messages
      .filter(({ place }) => place === channel)
      .slice(-100)
      .map(({ id, card }) => ({
        ts: id,
        ...(card === null ? {} : { metadata: { event_type: 'countersign_card', event_payload: { card } } }),
      }))
  }

  #post({ channel, thread_ts, blocks, metadata }: z.infer<typeof content>) {
    this.#count += 1
    const message: Posted = {
      id: `${this.#count}.0001`,
      place: channel,
      card: metadata?.event_payload.card ?? null,
      looks: [blocks ?? []],
      thread: thread_ts ?? null,
    }
    this.messages.push(message)
    return { ts: message.id, channel }
  }

  #update({ channel, ts, blocks }: z.infer<typeof content>) {
    const message = this.messages.find(({ id, place }) => id === ts && place === channel)
    if (message === undefined) throw refusal('message_not_found')
    message.looks.push(blocks ?? [])
    return { ts, channel }
  }

  #view({ view, trigger_id, view_id }: z.infer<typeof viewCall>) {
    if (view_id !== undefined) {
      const open = this.views.get(view_id)
      if (open === undefined) throw refusal('not_found')
      this.views.set(view_id, { ...open, view })
      return { view: { id: view_id } }
    }
    this.#count += 1
    const id = `V${this.#count}`
    const user = trigger_id?.split('.')[1] ?? ''
    this.views.set(id, { id, user, view })
    return { view: { id } }
  }

  lookAt(channel: string, ts: string): unknown {
    const message = this.messages.find(({ id, place }) => id === ts && place === channel)
    return message === undefined ? null : lookNow(message)
  }
}

const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error })

export interface Line {
  readonly scheduler: Scheduler
  readonly faults: Faults
  readonly owner: Owner
}

/** How long the adapter waits for an answer, in milliseconds of the simulated clock. */
const timeout = 15_000
const changes = /^(chat\.(post|update)|views\.|conversations\.open)/

/** The SDK's client with everything below `apiCall` in this process. Without a line nothing goes wrong and nothing waits. */
export class ClientInProcess extends WebClient {
  readonly #workspace: SlackWorkspace
  readonly #line: Line | null

  constructor(workspace: SlackWorkspace, line: Line | null) {
    super('xoxb-simulated', { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true })
    this.#workspace = workspace
    this.#line = line
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    // As it would travel: nothing is shared between the program and the platform.
    const sent: Record<string, unknown> = JSON.parse(JSON.stringify(options))
    if (this.#line === null) return { ok: true, ...this.#workspace.call(method, sent) }
    return this.#over(this.#line, method, sent)
  }

  async #over(
    { scheduler, faults, owner }: Line,
    method: string,
    sent: Record<string, unknown>,
  ): Promise<WebAPICallResult> {
    const card =
      method === 'chat.postMessage' ? (content.parse(sent).metadata?.event_payload.card ?? null) : null
    await scheduler.cross(owner, `slack ${method} ${card ?? ''}`)
    // Its process slept in between: somebody else may have taken over.
    if (card !== null && scheduler.now - doingNow().began >= overtaken) this.#workspace.ambiguities.add(card)
    const fault = faults.platform(method)
    if (fault !== null) return this.#fail(fault, { scheduler, faults, owner }, method, sent)
    const answer = this.#workspace.call(method, sent)
    if (changes.test(method)) await scheduler.cross(owner, `slack ${method} answered`)
    return { ok: true, ...answer }
  }

  async #fail(
    fault: PlatformFault,
    { scheduler, owner }: Line,
    method: string,
    sent: Record<string, unknown>,
  ): Promise<never> {
    scheduler.fault(
      `Slack ${fault.type}`,
      `${'taken' in fault && fault.taken ? 'after' : 'before'} ${method}`,
    )
    if (fault.type === 'limited') throw new WebAPIRateLimitedError(fault.seconds)
    // Of these Slack says that it did nothing, or nobody knows.
    if (fault.taken) this.#workspace.call(method, sent)
    if (fault.type === 'hangs')
      await scheduler.clockOf(owner).sleepUntil(scheduler.now + timeout, new AbortController().signal)
    if (fault.type === 'broken') throw new WebAPIHTTPError(fault.status, 'broken', {})
    throw new Error('no answer')
  }
}
