/** Where people can be written to: what Teams told with what they sent, kept as facts in the store. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Identity, Store } from '../../src/app/ports.ts'
import type { Locale } from '../../src/view/text.ts'

export type Facts = Pick<Store, 'getFact' | 'putFact' | 'addFact'>

/** A conversation and the connector that serves it. */
export interface Place {
  readonly serviceUrl: string
  readonly conversation: string
}

/** What a person's own client told, which nobody else tells. */
export interface ClientSettings {
  readonly locale: Locale | null
  /** IANA name. */
  readonly timezone: string | null
}

/** A chat that was created for these people, or when its creation began (epoch milliseconds; 0: it came to nothing). */
const chat = z.union([z.object({ conversation: z.string() }), z.object({ began: z.number() })])

const place = z.object({ serviceUrl: z.string(), conversation: z.string() })
const settings = z.object({ locale: z.enum(['en', 'de']).nullable(), timezone: z.string().nullable() })

/** Facts change seldom and are asked for often: a write that would change nothing is left out. */
export class Conversations {
  readonly #facts: Facts

  constructor(facts: Facts) {
    this.#facts = facts
  }

  /** The person's own conversation with the bot; null before the first one. */
  direct(identity: Identity): Promise<Place | null> {
    return this.#read(`teams:direct:${keyOf(identity)}`, place)
  }

  async rememberDirect(identity: Identity, found: Place): Promise<void> {
    await this.#write(`teams:direct:${keyOf(identity)}`, { ...found })
  }

  /** A connector of the tenant, learned from what it sent; null before anything came. */
  async service(tenant: string): Promise<string | null> {
    return this.#facts.getFact(`teams:service:${tenant}`)
  }

  async rememberService(tenant: string, serviceUrl: string): Promise<void> {
    const key = `teams:service:${tenant}`
    if ((await this.#facts.getFact(key)) !== serviceUrl) await this.#facts.putFact(key, serviceUrl)
  }

  /** The connector that serves a conversation of several; null when it was never told. */
  async serviceOf(conversation: string): Promise<string | null> {
    return (await this.#read(`teams:place:${conversation}`, place))?.serviceUrl ?? null
  }

  async rememberPlace(found: Place): Promise<void> {
    await this.#write(`teams:place:${found.conversation}`, { ...found })
  }

  /** The account that the address was seen of last; null where it was never seen. Not proof that it still has it. */
  userAt(tenant: string, email: string): Promise<string | null> {
    return this.#facts.getFact(addressKey(tenant, email))
  }

  async rememberAddress({ tenant, user }: Identity, email: string): Promise<void> {
    const key = addressKey(tenant, email)
    if ((await this.#facts.getFact(key)) !== user) await this.#facts.putFact(key, user)
  }

  /** The chat that was created for exactly these people; null where none is known. */
  async chatOf(tenant: string, users: readonly string[]): Promise<string | null> {
    const found = await this.#read(chatKey(tenant, users), chat)
    return found !== null && 'conversation' in found ? found.conversation : null
  }

  /**
   * Says that a chat of these people is about to be created. False where somebody else has begun and may still succeed,
   * or has died over it and word of the chat may still come.
   */
  async beginChat(
    tenant: string,
    users: readonly string[],
    { now, patience }: { readonly now: number; readonly patience: number },
  ): Promise<boolean> {
    const key = chatKey(tenant, users)
    if (await this.#facts.addFact(key, JSON.stringify({ began: now }))) return true
    const found = await this.#read(key, chat)
    if (found !== null && 'began' in found && now - found.began < patience) return false
    await this.#write(key, { began: now })
    return true
  }

  async forgetChat(tenant: string, users: readonly string[]): Promise<void> {
    await this.#write(chatKey(tenant, users), { began: 0 })
  }

  async rememberChat(tenant: string, users: readonly string[], conversation: string): Promise<void> {
    await this.#write(chatKey(tenant, users), { conversation })
  }

  /** The bot was added to a chat of these people: it is the one whose creation nobody has heard the end of, if there is one. */
  async foundChat(tenant: string, users: readonly string[], conversation: string): Promise<void> {
    const found = await this.#read(chatKey(tenant, users), chat)
    if (found !== null && 'began' in found && found.began > 0)
      await this.rememberChat(tenant, users, conversation)
  }

  /** Until when Teams wants nothing more of a conversation, in epoch milliseconds; 0 where it never said. */
  async heldUntil(conversation: string): Promise<number> {
    const until = Number(await this.#facts.getFact(`teams:held:${conversation}`))
    return Number.isFinite(until) ? until : 0
  }

  /** @param until Epoch milliseconds. */
  async hold(conversation: string, until: number): Promise<void> {
    await this.#facts.putFact(`teams:held:${conversation}`, String(until))
  }

  client(identity: Identity): Promise<ClientSettings | null> {
    return this.#read(`teams:client:${keyOf(identity)}`, settings)
  }

  async rememberClient(identity: Identity, found: ClientSettings): Promise<void> {
    const before = await this.client(identity)
    const now = {
      locale: found.locale ?? before?.locale ?? null,
      timezone: found.timezone ?? before?.timezone ?? null,
    }
    await this.#write(`teams:client:${keyOf(identity)}`, now)
  }

  /** The id by which the person's client is known (`29:…`), which is not the account's; null where it never told. */
  account(identity: Identity): Promise<string | null> {
    return this.#facts.getFact(`teams:account:${keyOf(identity)}`)
  }

  async rememberAccount(identity: Identity, id: string): Promise<void> {
    const key = `teams:account:${keyOf(identity)}`
    if ((await this.#facts.getFact(key)) !== id) await this.#facts.putFact(key, id)
  }

  async #read<T>(key: string, schema: z.ZodType<T>): Promise<T | null> {
    const text = await this.#facts.getFact(key)
    if (text === null) return null
    try {
      return schema.parse(JSON.parse(text))
    } catch {
      return null
    }
  }

  async #write(key: string, value: object): Promise<void> {
    const text = JSON.stringify(value)
    if ((await this.#facts.getFact(key)) !== text) await this.#facts.putFact(key, text)
  }
}

const addressKey = (tenant: string, email: string): string => `teams:address:${tenant}:${email}`
const keyOf = ({ tenant, user }: Identity): string => `${tenant}:${user}`

const chatKey = (tenant: string, users: readonly string[]): string =>
  `teams:chat:${tenant}:${createHash('sha256')
    .update([...users].sort().join(' '))
    .digest('hex')}`
