import type { Chats } from './chats.ts'
import { entraIdOf, personas } from './organisation.ts'
import type {
  ClientView,
  ConversationView,
  MessageView,
  Person,
  PersonaSummary,
  Snapshot,
  TourView,
  ViewView,
} from './protocol.ts'
import type { Conversation, Message, View, Workspace } from './slack-server/workspace.ts'
import { conversationsOf } from './slack-server/workspace.ts'
import { teamsClientView, unreadIn } from './teams/snapshot.ts'

const visibleTo = (message: Message, user: string) => message.onlyFor === null || message.onlyFor === user

function unreadOf(conversation: Conversation, user: string): number {
  const read = Number(conversation.read.get(user) ?? 0)
  return conversation.messages.filter(
    (one) => Number(one.ts) > read && one.user !== user && visibleTo(one, user),
  ).length
}

function messageView(workspace: Workspace, message: Message): MessageView {
  return {
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    threadTs: message.threadTs,
    edited: message.edited !== null,
    onlyForYou: message.onlyFor !== null,
    files: message.files.flatMap((id) => {
      const file = workspace.files.get(id)
      return file ? [{ id, name: file.name, mimeType: file.mimeType, bytes: file.bytes.length }] : []
    }),
    reactions: message.reactions.map((one) => ({ name: one.name, count: one.users.length })),
  }
}

function conversationView(workspace: Workspace, one: Conversation, user: string): ConversationView {
  const messages = one.messages.filter((message) => visibleTo(message, user))
  return {
    id: one.id,
    type: one.type,
    name: one.name,
    others: one.members.filter((member) => member !== user),
    hasApp: one.members.includes(workspace.app.user),
    unread: unreadOf(one, user),
    lastTs: messages.at(-1)?.ts ?? null,
    messages: messages.map((message) => messageView(workspace, message)),
  }
}

const viewView = (view: View): ViewView => ({ id: view.id, hash: view.hash, definition: view.definition })

function clientView(workspace: Workspace, user: string): ClientView {
  const home = workspace.homes.get(user)
  return {
    user,
    conversations: conversationsOf(workspace, user).map((one) => conversationView(workspace, one, user)),
    modals: (workspace.modals.get(user) ?? []).map(viewView),
    home: home ? viewView(home) : null,
  }
}

function personaViews(workspace: Workspace, chats: Chats): readonly PersonaSummary[] {
  return personas.map((persona) => {
    const { email: _email, ...about } = persona
    const chat = chats.of(persona.id)
    const unread =
      chat === 'teams' && chats.teams !== null
        ? unreadIn(chats.teams, entraIdOf(persona))
        : conversationsOf(workspace, persona.id).reduce((sum, each) => sum + unreadOf(each, persona.id), 0)
    return {
      ...about,
      locale: chats.localeOf(persona),
      unread,
      chat,
      switchable: chats.switchable(persona),
    }
  })
}

/** Everything the page draws: the overview, and the clients of `users`. */
export function takeSnapshot(
  workspace: Workspace,
  chats: Chats,
  about: {
    version: number
    timezone: string
    command: string
    connected: boolean
    tour: TourView
    users: readonly string[]
  },
): Snapshot {
  const people: Person[] = [
    ...personas,
    { ...workspace.app, id: workspace.app.user, hue: 0, kind: 'bot' },
  ].map((one) => ({ id: one.id, name: one.name, hue: one.hue, isBot: one.kind === 'bot' }))
  const { teams } = chats
  const wanted = about.users.filter((user) => personas.some(({ id }) => id === user))
  return {
    version: about.version,
    now: workspace.clock.now(),
    timezone: about.timezone,
    workspace: workspace.team.name,
    command: about.command,
    app: { user: workspace.app.user, name: workspace.app.name },
    connected: about.connected,
    errors: workspace.log.errors(),
    personas: personaViews(workspace, chats),
    people: [...people, { id: 'USLACKBOT', name: 'Slackbot', hue: 0, isBot: true }],
    tour: about.tour,
    clients: wanted.filter((user) => chats.of(user) === 'slack').map((user) => clientView(workspace, user)),
    teamsClients: wanted.flatMap((user) =>
      teams !== null && chats.of(user) === 'teams'
        ? [teamsClientView(teams, user, entraIdOf({ id: user }))]
        : [],
    ),
    groupChats: teams?.server.granted.has('Chat.Create') ?? null,
    throttled: teams?.server.troubles.left() ?? null,
  }
}
