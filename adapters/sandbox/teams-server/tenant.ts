/** What an organisation has in Teams and Entra: its people, groups, conversations and messages. */
import { createHash, randomUUID } from 'node:crypto'
import type { Clock } from '../../../src/app/ports.ts'
import type { Json } from './json.ts'

export interface TeamsPerson {
  /** Object id in Entra. */
  readonly id: string
  readonly name: string
  readonly mail: string
  /** The name that they sign in with; like `mail` unless said otherwise. */
  readonly signIn?: string
  readonly userType: 'Member' | 'Guest'
  readonly accountEnabled: boolean
  /** As the person's client says: `de-DE`. */
  readonly locale: string
  readonly timezone: string
}

/** The sign-in name: a made-up one for a guest. */
export const signInOf = ({ mail, signIn, userType }: TeamsPerson): string =>
  userType === 'Guest' ? `${mail.replace('@', '_')}#EXT#@example.onmicrosoft.com` : (signIn ?? mail)

export interface TeamsMessage {
  readonly id: string
  /** Object id of its author; null for the bot. */
  readonly from: string | null
  readonly at: number
  /** The message that it answers to, in a channel. */
  readonly thread: string | null
  text: string
  summary: string
  attachments: readonly Json[]
  entities: readonly Json[]
  edits: number
  /** What single people see instead, after they acted on it or their client asked, until it is edited for everybody. */
  readonly views: Map<string, Json>
}

export interface TeamsConversation {
  readonly id: string
  readonly type: 'personal' | 'groupChat' | 'channel'
  readonly name: string
  readonly members: Set<string>
  readonly messages: TeamsMessage[]
  /** Somebody blocked the bot here. */
  blocked: boolean
  /** The app is not here (any more). */
  removed?: boolean
  /** Only the owners of the channel may write here. */
  moderated?: boolean
}

/** What stands in front of everything else on somebody's screen. */
export interface TeamsDialog {
  readonly id: string
  readonly title: string
  /** An Adaptive Card; null for a dialog that only says `text`. */
  readonly card: Json | null
  readonly text: string
  /** The message extension's command that it belongs to; null for one that was opened from a card. */
  readonly command: string | null
}

/**
 * What the connector and people's clients call somebody: another id than the account's in Entra, from which nobody can work
 * it out, as in Teams.
 */
export const clientId = (id: string): string =>
  `29:1${createHash('sha256').update(`client of ${id}`).digest('base64url')}`

export interface Tenant {
  readonly id: string
  readonly botId: string
  readonly clock: Pick<Clock, 'now'>
  readonly people: Map<string, TeamsPerson>
  /** Entra groups: object id to members. */
  readonly groups: Map<string, Set<string>>
  readonly conversations: Map<string, TeamsConversation>
  readonly dialogs: Map<string, TeamsDialog[]>
  /** Object ids of those who have the app. */
  readonly installed: Set<string>
  /** Whether an administrator lets apps into chats, and whether the bot hears of it when it is added to one. */
  readonly policy: { appsInChats: boolean; tellsOfChats: boolean }
  newId(prefix: string): string
  newMessageId(): string
  /** The account behind either of its ids; null where there is none. */
  accountOf(id: string): string | null
  /** The conversation of the bot and one person, if it was opened. */
  direct(person: string): TeamsConversation | null
  openDirect(person: string): TeamsConversation
  /** Tells that something on a screen changed. */
  changed(): void
  onChange(listener: () => void): () => void
}

export function createTenant(given: {
  id: string
  botId: string
  clock: Pick<Clock, 'now'>
  people: readonly TeamsPerson[]
}): Tenant {
  const people = new Map(given.people.map((person) => [person.id, person]))
  const conversations = new Map<string, TeamsConversation>()
  const listeners = new Set<() => void>()
  let counter = 0
  let lastTime = 0
  const direct = (person: string) => conversations.get(`a:${person}`) ?? null
  return {
    id: given.id,
    botId: given.botId,
    clock: given.clock,
    people,
    groups: new Map(),
    conversations,
    dialogs: new Map(),
    installed: new Set(given.people.map(({ id }) => id)),
    policy: { appsInChats: true, tellsOfChats: true },
    newId(prefix) {
      counter += 1
      return `${prefix}${counter}-${randomUUID().slice(0, 8)}`
    },
    newMessageId() {
      // Teams counts milliseconds; two messages of one millisecond have ids of their own all the same.
      lastTime = Math.max(lastTime + 1, given.clock.now())
      return String(lastTime)
    },
    accountOf: (id) =>
      people.has(id) ? id : ([...people.keys()].find((account) => clientId(account) === id) ?? null),
    direct,
    openDirect(person) {
      const known = direct(person)
      if (known !== null) return known
      const members = new Set([person])
      const opened: TeamsConversation = {
        id: `a:${person}`,
        type: 'personal',
        name: '',
        members,
        messages: [],
        blocked: false,
      }
      conversations.set(opened.id, opened)
      return opened
    },
    changed: () => {
      for (const listener of listeners) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
