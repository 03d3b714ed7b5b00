import type { Chat, DeliveryOutcome, Destination, Identity, Platform } from '../../../src/app/ports.ts'
import type { Card } from '../../../src/view/card.ts'

export interface Message {
  readonly reference: string
  readonly cardId: string
  /** `@user` or the channel's id. */
  readonly place: string
  card: Card
  edits: number
}

type Trouble = (cardId: string) => DeliveryOutcome | 'taken_but_unanswered' | 'taken_then_thrown' | null

/** A chat platform in memory: it keeps messages where a platform would, and fails when it is told to. */
export class RecordingChat implements Chat {
  readonly platform: Platform
  readonly conversationSize: number
  readonly messages: Message[] = []
  /** Every post and edit, in order: what rang is the first of a reference. */
  readonly calls: { readonly cardId: string; readonly place: string; readonly type: 'post' | 'edit' }[] = []
  readonly conversations: { readonly channel: string; readonly people: readonly Identity[] }[] = []
  opening: 'possible' | 'impossible' = 'possible'
  readonly #prefix: string
  #troubles: Trouble[] = []

  constructor(platform: Platform = 'slack', conversationSize = 8) {
    this.platform = platform
    this.conversationSize = conversationSize
    this.#prefix = platform === 'slack' ? 'm' : 't'
  }

  owns(reference: string): boolean {
    return reference.startsWith(this.#prefix)
  }

  /** What happens to the next deliveries, one after the other; after that all goes well again. */
  trouble(...troubles: readonly Trouble[]): void {
    this.#troubles.push(...troubles)
  }

  async deliver(delivery: Parameters<Chat['deliver']>[0]): Promise<DeliveryOutcome> {
    const { cardId, to, card, uncertain } = delivery
    const trouble = this.#troubles.shift()?.(cardId) ?? null
    if (trouble !== null && typeof trouble !== 'string') return trouble
    const place = placeOf(to)
    const found = this.messages.find(
      (message) => message.reference === delivery.reference || (uncertain && message.cardId === cardId),
    )
    this.calls.push({ cardId, place, type: found === undefined ? 'post' : 'edit' })
    const message = found ?? {
      reference: `${this.#prefix}${this.messages.length + 1}`,
      cardId,
      place,
      card,
      edits: -1,
    }
    message.card = card
    message.edits += 1
    if (found === undefined) this.messages.push(message)
    if (trouble === 'taken_then_thrown') throw new Error('connection reset')
    if (trouble === 'taken_but_unanswered')
      return { outcome: 'retry', afterMs: 0, error: 'timeout', uncertain: true }
    return { outcome: 'delivered', reference: message.reference }
  }

  async openConversation(people: readonly Identity[]) {
    if (this.opening === 'impossible') return { outcome: 'failed', error: 'not_allowed' } as const
    const same = (others: readonly Identity[]) =>
      others.length === people.length && people.every(({ user }) => others.some((one) => one.user === user))
    const known = this.conversations.find((each) => same(each.people))
    if (known !== undefined) return { outcome: 'opened', channel: known.channel } as const
    const channel = `G${this.conversations.length + 1}`
    this.conversations.push({ channel, people })
    return { outcome: 'opened', channel } as const
  }

  /** What somebody has on the screen now, oldest first. */
  at(place: string): readonly Card[] {
    return this.messages.filter((message) => message.place === place).map(({ card }) => card)
  }
}

const placeOf = (to: Destination) => (to.type === 'direct' ? `@${to.identity.user}` : to.channel)
