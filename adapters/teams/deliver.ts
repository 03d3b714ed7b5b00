/** Posts cards and keeps them current. Retries nothing by itself: it says what happened, and the deliverer decides. */
import { createHash } from 'node:crypto'
import type { Chat, DeliveryOutcome, Destination, Identity } from '../../src/app/ports.ts'
import type { Card, DigestCard, DraftCard } from '../../src/view/card.ts'
import { CallFailed } from './call.ts'
import type { Clients } from './clients.ts'
import { accountOf, type Connector, type OutgoingActivity } from './connector.ts'
import type { Conversations, Place } from './conversations.ts'
import type { RenderContext } from './elements.ts'
import type { Graph } from './graph.ts'
import { linkTo } from './links.ts'
import { openConversation } from './open-chat.ts'
import type { Pacer } from './pacer.ts'
import { parseReference, type Reference, referenceOf } from './reference.ts'
import type { TeamsSettings } from './settings.ts'

/** A message as it is drawn: an Adaptive Card, and what a notification shows of it. */
export interface Drawn {
  readonly card: object
  readonly summary: string
}

/** What a message says of itself: which card it is, and whose clients are to ask for a view of their own. */
export type Marks = Pick<RenderContext, 'message' | 'refreshFor'>

/** What is drawn for whom; `to` is where it goes. */
export interface Drawing {
  card(card: Card, to: Destination, marks: Marks): Drawn | Promise<Drawn>
  draft(card: DraftCard): Drawn
  digest(card: DigestCard): Drawn
}

export interface ChatOptions {
  readonly settings: Pick<TeamsSettings, 'appId' | 'allowedTenants' | 'cloud'>
  readonly connector: Connector
  readonly graph: Pick<Graph, 'createChat'>
  readonly conversations: Conversations
  readonly clients: Clients
  readonly pacer: Pacer
  readonly drawing: Drawing
  /** Wall-clock time in epoch milliseconds. */
  readonly now: () => number
}

/** The activity that shows a card. Teams wants no text beside it, and the summary for the notification. */
export const activityOf = ({ card, summary }: Drawn): OutgoingActivity => ({
  type: 'message',
  summary,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
})

/** Until somebody who blocked the bot is tried again. */
const blockedWait = 15 * 60_000
/** The largest group that one conversation is opened for: who is concerned by a request fits in many times over. */
const largestConversation = 50

function outcomeOf(error: unknown, to: Destination): DeliveryOutcome {
  if (!(error instanceof CallFailed))
    return { outcome: 'retry', afterMs: 5_000, error: 'unreadable_answer', uncertain: true }
  const { afterMs, code, taken, status } = error
  if (afterMs !== null) return { outcome: 'retry', afterMs, error: code, uncertain: taken }
  const closed = to.type === 'direct' ? ({ closed: true } as const) : {}
  // Whoever blocked the bot may think better of it, of which Teams says nothing.
  if (code === 'MessageWritesBlocked')
    return { outcome: 'retry', afterMs: blockedWait, error: code, uncertain: false, ...closed }
  // Nobody can be written to who has not added the app, nor a channel of a team that has not: cards wait for that.
  if (status === 403) return { outcome: 'failed', error: 'app_not_installed', ...closed }
  return { outcome: 'failed', error: code }
}

/** True for a message or conversation that is not there any more, so that a new message must be posted. */
const isLost = (error: unknown): boolean => error instanceof CallFailed && error.status === 404

/** The calls; `teamsChat` below turns what they throw into outcomes. */
class Messages {
  readonly #options: ChatOptions

  constructor(options: ChatOptions) {
    this.#options = options
  }

  /** Where a message goes. A person's conversation is opened when nothing was ever heard from there. */
  async placeOf(to: Destination): Promise<Place> {
    const { conversations, settings } = this.#options
    if (to.type === 'channel') {
      const known = await conversations.serviceOf(to.channel)
      return {
        conversation: to.channel,
        serviceUrl: known ?? (await this.#serviceOf(settings.allowedTenants[0])),
      }
    }
    return (await conversations.direct(to.identity)) ?? this.#open(to.identity)
  }

  async #serviceOf(tenant: string | undefined): Promise<string> {
    const known = tenant === undefined ? null : await this.#options.conversations.service(tenant)
    return known ?? this.#options.settings.cloud.serviceUrl
  }

  async #open(identity: Identity): Promise<Place> {
    const serviceUrl = await this.#serviceOf(identity.tenant)
    const conversation = await this.#options.connector.openDirect(serviceUrl, identity.tenant, identity.user)
    const place = { serviceUrl, conversation }
    await this.#options.conversations.rememberDirect(identity, place)
    return place
  }

  async post(drawn: Drawn, to: Destination, place: Place, thread: string | null): Promise<Reference> {
    const { connector } = this.#options
    try {
      return { ...place, activity: await connector.post(place, activityOf(drawn), thread) }
    } catch (error) {
      if (to.type !== 'direct' || !isLost(error)) throw error
      // The conversation is gone: whoever removes the app and adds it again may have a new one.
      const fresh = await this.#open(to.identity)
      return { ...fresh, activity: await connector.post(fresh, activityOf(drawn), thread) }
    }
  }

  async update(drawn: Drawn, at: Reference): Promise<Reference> {
    await this.#options.connector.update(at, at.activity, activityOf(drawn))
    return at
  }
}

interface Sending {
  readonly to: Destination
  readonly reference: string | null
  readonly thread: string | null
  readonly uncertain: boolean
}

/**
 * Posts or edits. Teams has no way to look for a message whose posting had an unknown outcome, and no key by which it
 * would know a repetition: such a message is posted again. There are at most as many copies as answers that got lost;
 * what finds them is in `receive-doubles.ts`.
 */
async function send(
  drawn: Drawn,
  sending: Sending,
  messages: Messages,
  options: ChatOptions,
): Promise<DeliveryOutcome> {
  const placed = await placeFor(sending, messages)
  return 'outcome' in placed ? placed : sendTo(placed, drawn, sending, messages, options)
}

/** Where it goes; what became of it where that cannot be found out. */
async function placeFor(
  { to, reference, uncertain }: Pick<Sending, 'to' | 'reference' | 'uncertain'>,
  messages: Messages,
): Promise<Place | DeliveryOutcome> {
  try {
    return parseReference(reference) ?? (await messages.placeOf(to))
  } catch (error) {
    // No message was on its way yet, so whether one exists is as certain as before.
    const outcome = outcomeOf(error, to)
    return outcome.outcome === 'retry' ? { ...outcome, uncertain } : outcome
  }
}

async function sendTo(
  place: Place,
  drawn: Drawn,
  sending: Sending,
  messages: Messages,
  { pacer }: ChatOptions,
): Promise<DeliveryOutcome> {
  const { to, uncertain } = sending
  const wait = await pacer.take(place.conversation)
  if (wait > 0) return { outcome: 'retry', afterMs: wait, error: 'paced', uncertain }
  try {
    const at = parseReference(sending.reference)
    const sent = await updateOrPost(drawn, { ...sending, at, place }, messages)
    return { outcome: 'delivered', reference: referenceOf(sent) }
  } catch (error) {
    const outcome = outcomeOf(error, to)
    // The limit is the conversation's: nobody else is to write to it in the meantime.
    if (error instanceof CallFailed && error.status === 429)
      await pacer.hold(place.conversation, error.afterMs ?? 0)
    return outcome
  }
}

async function updateOrPost(
  drawn: Drawn,
  { at, place, to, thread }: Sending & { readonly at: Reference | null; readonly place: Place },
  messages: Messages,
): Promise<Reference> {
  const answered = parseReference(thread)?.activity ?? null
  if (at === null) return messages.post(drawn, to, place, answered)
  try {
    return await messages.update(drawn, at)
  } catch (error) {
    if (!isLost(error)) throw error
    return messages.post(drawn, to, place, answered)
  }
}

/** A card on its way; the port has the words. */
type Delivery = Parameters<Chat['deliver']>[0]

/**
 * A digest of how the card looks in Teams, to everybody and to those who have a view of their own: two with the same one
 * show the same words and the same buttons. The version that buttons carry is left out, because it changes with every
 * event; what counts at a click is the revision's digest.
 */
async function lookOf(
  { card, cardId, to, readers = [] }: Delivery,
  refreshFor: readonly string[],
  drawing: Drawing,
): Promise<string> {
  const look = await drawing.card({ ...card, version: 0 }, to, { message: cardId, refreshFor })
  const own = readers.map((reader) => ({ ...reader.card, version: 0 }))
  return createHash('sha256')
    .update(JSON.stringify(own.length === 0 ? look : { look, own }))
    .digest('hex')
}

/**
 * Whose clients ask for a view of their own. A person's own card has no other view: as long as it was only posted, their
 * client asks all the same, so that a copy that came of a lost answer is found out once somebody looks at it. A message
 * that is never edited would ask for ever, so that a notice does not.
 */
function clientsFor(
  { card, to, reference, readers = [] }: Delivery,
  place: Place,
  { clients }: ChatOptions,
): Promise<readonly string[]> {
  const own = to.type === 'direct' && reference === null && card.type !== 'notice' ? [to.identity] : []
  return clients.inside(place, to.type === 'direct' ? own : readers.map(({ identity }) => identity))
}

/** Teams as the deliverer uses it. References are JSON `{ serviceUrl, conversation, activity }`. */
export function teamsChat(options: ChatOptions): Chat {
  const messages = new Messages(options)
  const { drawing } = options
  return {
    platform: 'teams',
    owns: (text) => parseReference(text) !== null,
    linkTo: async (reference) => linkTo(reference, options.settings),
    conversationSize: largestConversation,
    perPerson: true,
    async deliver(delivery) {
      const { card, cardId, to, reference, uncertain } = delivery
      const place = await placeFor(delivery, messages)
      if ('outcome' in place) return place
      const refreshFor = await clientsFor(delivery, place, options)
      let drawn: Drawn
      try {
        drawn = await drawing.card(card, to, { message: cardId, refreshFor })
      } catch (fault) {
        const error = `not_drawn ${fault instanceof Error ? fault.name : 'unknown'}`
        return { outcome: 'retry', afterMs: 5_000, error, uncertain, ownFault: true }
      }
      const shown = await lookOf(delivery, to.type === 'direct' ? [] : refreshFor, drawing)
      if (reference !== null && !uncertain && delivery.shown === shown)
        return { outcome: 'delivered', reference, shown, unchanged: true }
      const outcome = await sendTo(place, drawn, delivery, messages, options)
      return outcome.outcome === 'delivered' ? { ...outcome, shown } : outcome
    },
    offerDraft: (delivery) =>
      send(drawing.draft(delivery.card), { ...delivery, thread: null }, messages, options),
    deliverDigest: (delivery) =>
      send(drawing.digest(delivery.card), { ...delivery, reference: null, thread: null }, messages, options),
    openConversation: (people) => openConversation(people, options),
    readersOf: (channel, people) => readersOf(channel, people, messages, options),
  }
}

/** Whoever was asked about and reads the channel, by the list of its members. */
async function readersOf(
  channel: string,
  people: readonly Identity[],
  messages: Messages,
  { connector }: ChatOptions,
): ReturnType<NonNullable<Chat['readersOf']>> {
  const to = { type: 'channel', channel } as const
  try {
    const members = await connector.roster(await messages.placeOf(to))
    const accounts = new Set(members.map(accountOf))
    return { outcome: 'found', people: people.filter(({ user }) => accounts.has(user)) }
  } catch (error) {
    const outcome = outcomeOf(error, to)
    if (outcome.outcome === 'delivered') throw error
    return outcome
  }
}
