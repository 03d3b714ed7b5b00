import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../src/app/ports.ts'
import { channels, legalUserGroup, type Persona, personas, workspaceName } from '../organisation.ts'
import { type DeveloperLog, developerLog } from './developer-log.ts'
import type { Json } from './json.ts'
import { grantedScopes } from './scopes.ts'

/** An account of the workspace: a persona whose locale can be switched. */
export interface Account extends Omit<Persona, 'locale'> {
  locale: Persona['locale']
  /** What the person shows beside their name; `until` in seconds, 0 for no end. */
  status?: { readonly emoji: string; readonly text: string; readonly until: number }
}

export interface Message {
  ts: string
  /** The account that wrote it, or the bot's. */
  user: string
  text: string
  blocks: readonly Json[]
  threadTs: string | null
  metadata: Json | null
  edited: string | null
  /** The only account that sees it; null for everybody in the conversation. */
  onlyFor: string | null
  files: readonly string[]
  reactions: { name: string; users: string[] }[]
}

export interface Conversation {
  readonly id: string
  readonly type: 'im' | 'mpim' | 'public' | 'private'
  readonly name: string
  readonly members: string[]
  readonly messages: Message[]
  /** Account to the timestamp of the last message that it saw. */
  readonly read: Map<string, string>
}

export interface View {
  readonly id: string
  readonly user: string
  /** As the bot sent it, with block and action ids filled in. */
  definition: Json
  hash: string
  readonly root: string
  readonly previous: string | null
  /** What the person had clicked when this opened: a button's action id, a shortcut's callback id, a command. */
  readonly openedBy: string
}

export interface StoredFile {
  readonly id: string
  readonly user: string
  readonly name: string
  readonly mimeType: string
  readonly bytes: Buffer
  readonly createdAt: number
}

/** One run of a step of Workflow Builder. */
export interface Step {
  readonly inputs: Json
  /** Null while the workflow waits. */
  ended: { readonly ok: true; readonly outputs: Json } | { readonly ok: false; readonly error: string } | null
}

/** Something a person did and the bot acknowledged: the guided tour follows these. */
export interface Accomplishment {
  readonly user: string
  readonly act: string
}

export interface Workspace {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string }
  readonly app: {
    readonly id: string
    readonly name: string
    readonly user: string
    readonly bot: string
    /** The scopes that were granted to the bot; every one that it asks for, until a test takes some away. */
    readonly scopes: Set<string>
  }
  readonly clock: Clock
  readonly accounts: Map<string, Account>
  readonly userGroups: readonly {
    readonly id: string
    readonly handle: string
    readonly name: string
    readonly users: readonly string[]
  }[]
  readonly conversations: Map<string, Conversation>
  readonly files: Map<string, StoredFile>
  /** Open modals of each account, the lowest first. */
  readonly modals: Map<string, View[]>
  readonly homes: Map<string, View>
  /** By execution id. */
  readonly steps: Map<string, Step>
  readonly accomplishments: Accomplishment[]
  readonly log: DeveloperLog
  /** A message timestamp that no other message has, by the workspace's clock. */
  nextTimestamp(): string
  newId(prefix: string): string
  /** Tells the pages that something is different now. */
  changed(): void
  onChange(listener: () => void): () => void
  /** Empties everything and starts again with the same people. */
  reset(): void
}

const botUser = 'U0COUNTER12'

export function createWorkspace(
  clock: Clock,
  team: Workspace['team'] = { id: 'T0EXAMPLE1', name: workspaceName, domain: 'example-ag' },
  people: readonly Persona[] = personas,
): Workspace {
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  let lastTimestamp = 0
  const workspace: Workspace = {
    team,
    app: {
      id: 'A0COUNTER1',
      name: 'Countersign',
      user: botUser,
      bot: 'B0COUNTER1',
      scopes: new Set(grantedScopes),
    },
    clock,
    accounts: new Map(),
    userGroups: [
      {
        id: legalUserGroup,
        handle: 'legal',
        name: 'Legal',
        users: people.filter((one) => one.department === 'legal').map((one) => one.id),
      },
    ],
    conversations: new Map(),
    files: new Map(),
    modals: new Map(),
    homes: new Map(),
    steps: new Map(),
    accomplishments: [],
    log: developerLog(clock, changed),
    nextTimestamp() {
      // In microseconds, which fit a double until the year 2255; one more than the last keeps them unique in order.
      lastTimestamp = Math.max(lastTimestamp + 1, Math.round(clock.now()) * 1000)
      const seconds = Math.floor(lastTimestamp / 1_000_000)
      return `${seconds}.${String(lastTimestamp % 1_000_000).padStart(6, '0')}`
    },
    newId: (prefix) => prefix + randomBytes(5).toString('hex').toUpperCase(),
    changed,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reset() {
      const { conversations, files, modals, homes, steps } = workspace
      for (const map of [conversations, files, modals, homes, steps]) map.clear()
      workspace.accomplishments.length = 0
      lastTimestamp = 0
      workspace.log.clear()
      populate(workspace, people)
      changed()
    },
  }
  populate(workspace, people)
  return workspace
}

function populate(workspace: Workspace, people: readonly Persona[]): void {
  const own: Account[] = people.map((persona) => ({ ...persona }))
  const bot: Account = {
    id: botUser,
    handle: 'countersign',
    name: 'Countersign',
    department: 'other',
    title: { en: 'App', de: 'App' },
    email: 'countersign@example.com',
    locale: 'en-US',
    timezone: 'Europe/Berlin',
    kind: 'bot',
    hue: 172,
  }
  workspace.accounts.clear()
  for (const account of [...own, bot]) workspace.accounts.set(account.id, account)

  const members = own.filter((one) => one.kind === 'member')
  const of = (department: Persona['department']) =>
    members.filter((one) => one.department === department).map((one) => one.id)
  const channel = (id: string, name: string, type: Conversation['type'], people: string[]) =>
    workspace.conversations.set(id, {
      id,
      type,
      name,
      members: people,
      messages: [],
      read: new Map(),
    })
  channel(channels.general, 'general', 'public', [...members.map((one) => one.id), botUser])
  channel(channels.marketing, 'marketing', 'public', of('marketing'))
  channel(channels.security, 'security-reviews', 'private', [...of('security'), botUser])
  for (const account of own) openDirect(workspace, account.id)
}

/** Somebody joins the workspace later than the others; who is in it already stays as they are. */
export function addAccount(workspace: Workspace, persona: Persona): void {
  if (workspace.accounts.has(persona.id)) return
  workspace.accounts.set(persona.id, { ...persona })
  workspace.conversations.get(channels.general)?.members.push(persona.id)
  openDirect(workspace, persona.id)
  workspace.changed()
}

/** The direct messages of the bot and one account; made on first use. */
export function openDirect(workspace: Workspace, user: string): Conversation {
  for (const conversation of workspace.conversations.values())
    if (conversation.type === 'im' && conversation.members.includes(user)) return conversation
  const conversation: Conversation = {
    id: workspace.newId('D'),
    type: 'im',
    name: '',
    members: [user, workspace.app.user],
    messages: [],
    read: new Map(),
  }
  workspace.conversations.set(conversation.id, conversation)
  return conversation
}

/** The conversations an account sees, which are those it is in. */
export const conversationsOf = (workspace: Workspace, user: string): readonly Conversation[] =>
  [...workspace.conversations.values()].filter((one) => one.members.includes(user))

/** Adds a message and gives it, so that its timestamp can be told. */
export function addMessage(
  workspace: Workspace,
  conversation: Conversation,
  message: Pick<Message, 'user' | 'text'> & Partial<Message>,
): Message {
  const added: Message = {
    ts: workspace.nextTimestamp(),
    blocks: [],
    threadTs: null,
    metadata: null,
    edited: null,
    onlyFor: null,
    files: [],
    reactions: [],
    ...message,
  }
  conversation.messages.push(added)
  if (message.user !== workspace.app.user) conversation.read.set(message.user, added.ts)
  workspace.changed()
  return added
}
