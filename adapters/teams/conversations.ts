/** Where people can be written to: what Teams told with what they sent, kept as facts in the store. */
import { z } from 'zod'
import type { Identity, Store } from '../../src/app/ports.ts'
import type { Locale } from '../../src/view/text.ts'

export type Facts = Pick<Store, 'getFact' | 'putFact'>

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

const keyOf = ({ tenant, user }: Identity): string => `${tenant}:${user}`
