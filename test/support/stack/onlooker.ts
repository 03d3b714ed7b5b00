import type { ChatClient, Dialog, Message } from './screen.ts'

/** Somebody's screens: what is on them, and what is new. */
export class Onlooker {
  readonly name: string
  /** The platform's id of the account. */
  readonly user: string
  protected readonly client: ChatClient
  readonly #read = new Set<string>()
  /** What the product wrote in answer to what was typed: right when it was asked for, and not kept up to date. */
  readonly #answers = new Set<string>()

  constructor(user: string, name: string, client: ChatClient) {
    this.user = user
    this.name = name
    this.client = client
  }

  /** The person's own card of a request: the first message about it in the direct messages, kept up to date there. */
  sees(number: number): Message {
    const card = this.about(number).find(({ place, id }) => place === 'direct' && !this.#answers.has(id))
    if (card === undefined) throw new Error(`${this.name} has no card of #${number}`)
    return card
  }

  /** Whether there is a message about it in the direct messages. */
  hasCardOf(number: number): boolean {
    return this.about(number).some(({ place }) => place === 'direct')
  }

  /** Everything about a request that is on this person's screens, oldest first. */
  about(number: number): readonly Message[] {
    return this.client
      .messages(this.user)
      .filter(({ headline }) => new RegExp(`#${number}(?!\\d)`).test(headline))
  }

  /** The card at the head of the shared conversation about a request. */
  conversationAbout(number: number): Message {
    const opening = this.about(number).find(({ place }) => place === 'conversation')
    if (opening === undefined) throw new Error(`${this.name} is in no conversation about #${number}`)
    return opening
  }

  isInConversationAbout(number: number): boolean {
    return this.about(number).some(({ place }) => place === 'conversation')
  }

  /** Whether the person was called to the mediation: into a shared conversation, or by themselves where none reaches them. */
  mediates(number: number): boolean {
    return this.isInConversationAbout(number) || this.#isCalledAlone(number)
  }

  /** Where the person mediates: the head of the shared conversation; alone in a chat, their own card. */
  mediationOf(number: number): Message {
    return this.#isCalledAlone(number) ? this.sees(number) : this.conversationAbout(number)
  }

  #isCalledAlone(number: number): boolean {
    if (this.isInConversationAbout(number)) return false
    const [, ...beside] = this.about(number).filter(({ place }) => place === 'direct')
    return beside.some(({ headline }) => /please find an agreement|bitte finden Sie/.test(headline))
  }

  /** The group's card in its channel. */
  channelCardOf(number: number): Message {
    const card = this.about(number).find(({ place }) => place === 'channel')
    if (card === undefined) throw new Error(`${this.name} sees no card of #${number} in a channel`)
    return card
  }

  /** The thread about it in a channel: the message at its head, and what answers it. */
  threadAbout(
    number: number,
    channel: string,
  ): { readonly head: Message; readonly answers: readonly Message[] } {
    const there = this.about(number).filter((message) => message.channel === channel)
    const heads = there.filter(({ answers }) => answers === undefined)
    const [head] = heads
    if (head === undefined || heads.length > 1)
      throw new Error(`${this.name} sees ${heads.length} threads about #${number}`)
    return { head, answers: there.filter(({ answers }) => answers === head.id) }
  }

  /** The headings of messages that arrived since this was asked last; channels do not ring. */
  news(): readonly string[] {
    const fresh = this.client
      .messages(this.user)
      .filter(({ id, place }) => place !== 'channel' && !this.#read.has(id))
    for (const { id } of fresh) this.#read.add(id)
    return fresh.map(({ headline }) => headline)
  }

  /** What answers the person is no news to them. */
  protected async answered<T>(act: () => Promise<T>): Promise<T> {
    const before = new Set(this.client.messages(this.user).map(({ id }) => id))
    const result = await act()
    const fresh = this.client.messages(this.user).filter(({ id }) => !before.has(id))
    const alone = fresh.filter(({ onlyForMe }) => onlyForMe)
    // What came besides the answer is a card, as for somebody who is back; a card alone is what was asked for.
    const words = fresh.filter(({ headline }) => !/#\d/.test(headline))
    const beside = this.dialog !== null || words.length > 0 ? words : fresh
    const answers = alone.length > 0 ? alone : beside
    for (const { id } of answers) {
      this.#read.add(id)
      this.#answers.add(id)
    }
    return result
  }

  /** The newest message, other than the person's card, that says this. Fails when there is none. */
  isTold(number: number, pattern: RegExp): Message {
    const card = this.sees(number)
    const told = this.about(number).filter(({ id }) => id !== card.id)
    const found = told.findLast(({ text }) => pattern.test(text))
    if (found !== undefined) return found
    const heard = told.map(({ text }) => text).join('\n---\n')
    throw new Error(`${this.name} was not told ${pattern}, but:\n${heard}`)
  }

  /** What the person looks at after asking for something: what opened, or else the newest answer. */
  get inFront(): Pick<Message, 'text' | 'buttons'> {
    return this.dialog ?? this.answer ?? { text: '', buttons: [] }
  }

  /** A draft that somebody else prepared, in the direct messages; null where there is none. */
  get prepared(): Message | null {
    const offers = ({ headline }: Message) =>
      /prepared a request for you|Vorbereitete Anfrage von/u.test(headline)
    return this.client.messages(this.user).findLast(offers) ?? null
  }

  /** The newest answer to what was typed. */
  protected get answer(): Message | null {
    return this.client.messages(this.user).findLast(({ id }) => this.#answers.has(id)) ?? null
  }

  get dialog(): Dialog | null {
    return this.client.dialog(this.user)
  }
}
