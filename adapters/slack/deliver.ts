/** Posts cards and keeps them current. Retries nothing by itself: it says what happened, and the deliverer decides. */
import { createHash } from 'node:crypto'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Chat, DeliveryOutcome, Destination, Identity, StepResult } from '../../src/app/ports.ts'
import type { Card } from '../../src/view/card.ts'
import { filesOf, peopleIn } from '../../src/view/drawing.ts'
import type { RenderContext } from './blocks.ts'
import { faultOf, refusedWith } from './client.ts'
import { visible } from './escape.ts'
import { limits } from './limits.ts'
import type { LookUp } from './look-up.ts'
import { message, type SlackMessage } from './render.ts'
import { digestMessage } from './render-digest.ts'
import { draftMessage } from './render-draft.ts'

/** The name under which a card's id travels with its message, to be found again after an unknown outcome. */
export const cardEvent = 'countersign_card'

interface Reference {
  readonly channel: string
  readonly ts: string
}
const reference = z.object({ channel: z.string(), ts: z.string() })

/** The reference under which a message is remembered. */
export const referenceOf = ({ channel, ts }: Reference): string => JSON.stringify({ channel, ts })

function parseReference(text: string | null): Reference | null {
  if (text === null) return null
  try {
    return reference.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** A message that was sent; not whole where Slack took it only without its pictures. */
interface Sent extends Reference {
  readonly whole: boolean
}

/** Errors of an edit that mean that the message is not there any more, so that a new one must be posted. */
const lost = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'is_inactive',
])

/** One call at a time for each channel: Slack takes about one message a second there, in no promised order. */
function inTurn(): <T>(channel: string, work: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, Promise<unknown>>()
  return (channel, work) => {
    const turn = (queues.get(channel) ?? Promise.resolve()).then(work, work)
    queues.set(channel, turn)
    const leave = (): void => {
      if (queues.get(channel) === turn) queues.delete(channel)
    }
    turn.then(leave, leave)
    return turn
  }
}

const metadata = z.looseObject({
  event_type: z.string(),
  event_payload: z.looseObject({ card: z.unknown() }),
})

/** Errors that mean that this person cannot be written to in Slack at all. */
const closed = new Set([
  'cannot_dm_bot',
  'messages_tab_disabled',
  'restricted_action',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
])

function outcomeOf(error: unknown): DeliveryOutcome {
  const fault = faultOf(error)
  if (fault.type === 'refused') {
    const { error: code } = fault
    return { outcome: 'failed', error: code, ...(closed.has(code) ? { closed: true } : {}) }
  }
  return { outcome: 'retry', afterMs: fault.afterMs, error: fault.error, uncertain: fault.taken }
}

const codeOf = (error: unknown): string => refusedWith(faultOf(error)) ?? ''

type Delivery = Omit<Parameters<Chat['deliver']>[0], 'card' | 'shown'> & {
  readonly card: { readonly version: number }
}

/** The calls, one method each; `slackChat` below turns what they throw into outcomes. */
class Messages {
  readonly #client: WebClient
  readonly #conversations = new Map<string, string>()
  readonly #turns = inTurn()

  constructor(client: WebClient) {
    this.#client = client
  }

  async open(people: readonly Identity[]): Promise<string> {
    const answer = await this.#client.conversations.open({
      users: people.map((person) => person.user).join(','),
    })
    if (answer.channel?.id === undefined) throw new Error('no channel')
    return answer.channel.id
  }

  /** Direct messages are opened once for each person. */
  async #channelOf(to: Destination): Promise<string> {
    if (to.type === 'channel') return to.channel
    const key = `${to.identity.tenant} ${to.identity.user}`
    const channel = this.#conversations.get(key) ?? (await this.open([to.identity]))
    this.#conversations.set(key, channel)
    return channel
  }

  /** The message of a card whose posting had an unknown outcome; null when it is not there. */
  async #find(channel: string, thread: string | null, cardId: string): Promise<Reference | null> {
    const window = { channel, include_all_metadata: true, limit: 100 }
    const answer =
      thread === null
        ? await this.#client.conversations.history(window)
        : await this.#client.conversations.replies({ ...window, ts: thread })
    for (const found of answer.messages ?? []) {
      const parsed = metadata.safeParse(found.metadata)
      if (!parsed.success || found.ts === undefined) continue
      const { event_type, event_payload } = parsed.data
      if (event_type === cardEvent && event_payload.card === cardId) return { channel, ts: found.ts }
    }
    return null
  }

  async #send(drawn: SlackMessage, delivery: Delivery, at: Reference | null, channel: string) {
    const content = {
      text: drawn.text,
      blocks: [...drawn.blocks],
      metadata: {
        event_type: cardEvent,
        event_payload: { card: delivery.cardId, version: delivery.card.version },
      },
    }
    if (at !== null) {
      await this.#client.chat.update({ channel: at.channel, ts: at.ts, parse: 'none', ...content })
      return at
    }
    const thread = parseReference(delivery.thread)
    const answer = await this.#client.chat.postMessage({
      channel,
      ...(thread === null ? {} : { thread_ts: thread.ts }),
      unfurl_links: false,
      unfurl_media: false,
      parse: 'none',
      ...content,
    })
    if (answer.ts === undefined) throw new Error('no timestamp')
    return { channel: answer.channel ?? channel, ts: answer.ts }
  }

  /** A picture that Slack has not processed yet, or may not show here, spoils the whole message: it is left out then. */
  async #sendPictures(
    drawn: SlackMessage,
    delivery: Delivery,
    at: Reference | null,
    channel: string,
  ): Promise<Sent> {
    try {
      return { ...(await this.#send(drawn, delivery, at, channel)), whole: true }
    } catch (error) {
      const blocks = drawn.blocks.filter((block) => block.type !== 'image')
      const mayHelp = blocks.length < drawn.blocks.length
      if (!mayHelp || !['invalid_blocks', 'invalid_arguments', 'file_not_found'].includes(codeOf(error))) {
        throw error
      }
      return { ...(await this.#send({ text: drawn.text, blocks }, delivery, at, channel)), whole: false }
    }
  }

  async post(drawn: SlackMessage, delivery: Delivery): Promise<Sent> {
    const channel = await this.#channelOf(delivery.to)
    return await this.#turns(channel, async () => {
      const thread = parseReference(delivery.thread)
      const found = delivery.uncertain ? await this.#find(channel, thread?.ts ?? null, delivery.cardId) : null
      return await this.#sendPictures(drawn, delivery, found, channel)
    })
  }

  /** Edits the message, or posts a new one where it is gone. */
  async update(drawn: SlackMessage, delivery: Delivery, at: Reference): Promise<Sent> {
    try {
      return await this.#turns(at.channel, () => this.#sendPictures(drawn, delivery, at, at.channel))
    } catch (error) {
      if (!lost.has(codeOf(error))) throw error
      if (delivery.to.type === 'direct') {
        this.#conversations.delete(`${delivery.to.identity.tenant} ${delivery.to.identity.user}`)
      }
      return await this.post(drawn, delivery)
    }
  }
}

async function deliver(
  messages: Messages,
  lookUp: LookUp,
  delivery: Parameters<Chat['deliver']>[0],
): Promise<DeliveryOutcome> {
  // Nothing is sent before both are done, so whether the message exists is as certain as before.
  const notDrawn = (fault: unknown) => {
    const error = `not_drawn ${fault instanceof Error ? fault.name : 'unknown'}`
    return { outcome: 'retry', afterMs: 5_000, error, uncertain: delivery.uncertain } as const
  }
  let context: RenderContext
  try {
    context = await lookUp(peopleIn(delivery.card), filesOf(delivery.card))
  } catch (fault) {
    return notDrawn(fault)
  }
  let drawn: SlackMessage
  try {
    drawn = message(delivery.card, context)
  } catch (fault) {
    return { ...notDrawn(fault), ownFault: true }
  }
  const shown = lookOf(delivery.card, context)
  const { reference, uncertain } = delivery
  if (reference !== null && !uncertain && delivery.shown === shown)
    return { outcome: 'delivered', reference, shown, unchanged: true }
  return await send(messages, drawn, delivery, shown)
}

/**
 * A digest of how the card looks in Slack: two with the same one show the same words and the same buttons. The version
 * that buttons carry is left out, because it changes with every event; what counts at a click is the revision's digest.
 */
function lookOf(card: Card, context: RenderContext): string {
  const look = message({ ...card, version: 0 }, context)
  return createHash('sha256').update(JSON.stringify(look)).digest('hex')
}

/** Posts or edits what is drawn; `shown` is what it looks like then. */
async function send(
  messages: Messages,
  drawn: SlackMessage,
  delivery: Delivery,
  shown?: string,
): Promise<DeliveryOutcome> {
  const at = parseReference(delivery.reference)
  try {
    const to = at === null ? await messages.post(drawn, delivery) : await messages.update(drawn, delivery, at)
    const reference = referenceOf(to)
    // Without its pictures it is not what it should look like: the next event tries them again.
    return { outcome: 'delivered', reference, ...(to.whole && shown !== undefined ? { shown } : {}) }
  } catch (error) {
    const outcome = outcomeOf(error)
    // What was unknown before is so still: perhaps the message could not be looked for, or was found and not edited.
    return outcome.outcome === 'retry' && delivery.uncertain ? { ...outcome, uncertain: true } : outcome
  }
}

/** Nothing is sent before it is drawn, so whether it is there already is as certain as before. */
async function deliverDigest(
  messages: Messages,
  lookUp: LookUp,
  { errandId: cardId, ...delivery }: Parameters<NonNullable<Chat['deliverDigest']>>[0],
): Promise<DeliveryOutcome> {
  const { card, uncertain } = delivery
  let drawn: SlackMessage
  try {
    drawn = digestMessage(card, await lookUp(peopleIn(card), []))
  } catch (fault) {
    const error = `not_drawn ${fault instanceof Error ? fault.name : 'unknown'}`
    return { outcome: 'retry', afterMs: 5_000, error, uncertain }
  }
  return await send(messages, drawn, { ...delivery, cardId, reference: null, thread: null })
}

/** Errors that mean that the workflow does not wait any more: it was cancelled, or heard of it before. */
const overAlready = new Set([
  'execution_not_in_running_state',
  'function_execution_already_completed',
  'function_execution_not_found',
  'function_execution_not_running',
  'execution_not_found',
  'workflow_execution_not_found',
])

/** What the workflow goes on with; the manifest names the same. */
export const outputsOf = ({ number, request, outcome }: Extract<StepResult, { ok: true }>) => ({
  request_number: number,
  request_id: request,
  outcome,
})

async function completeStep(client: WebClient, step: string, result: StepResult): Promise<DeliveryOutcome> {
  const function_execution_id = step
  try {
    if (result.ok) {
      await client.functions.completeSuccess({ function_execution_id, outputs: outputsOf(result) })
    } else await client.functions.completeError({ function_execution_id, error: visible(result.error) })
    return { outcome: 'delivered', reference: step }
  } catch (error) {
    return overAlready.has(codeOf(error)) ? { outcome: 'delivered', reference: step } : outcomeOf(error)
  }
}

/** Slack as the deliverer uses it. References are JSON `{ channel, ts }`. */
export function slackChat(client: WebClient, lookUp: LookUp): Chat {
  const messages = new Messages(client)
  return {
    platform: 'slack',
    owns: (text) => parseReference(text) !== null,
    async linkTo(text) {
      const at = parseReference(text)
      if (at === null) return null
      try {
        const { permalink } = await client.chat.getPermalink({ channel: at.channel, message_ts: at.ts })
        return permalink ?? null
      } catch {
        return null
      }
    },
    conversationSize: limits.conversation.people,
    deliver: (delivery) => deliver(messages, lookUp, delivery),
    offerDraft: ({ errandId, ...delivery }) =>
      send(messages, draftMessage(delivery.card), { ...delivery, cardId: errandId, thread: null }),
    deliverDigest: (delivery) => deliverDigest(messages, lookUp, delivery),
    completeStep: (step, result) => completeStep(client, step, result),
    async openConversation(people) {
      try {
        return { outcome: 'opened', channel: await messages.open(people) }
      } catch (error) {
        const fault = faultOf(error)
        if (fault.type === 'refused') return { outcome: 'failed', error: fault.error }
        return { outcome: 'retry', afterMs: fault.afterMs, error: fault.error }
      }
    },
  }
}
