/** Somebody's Teams as the page draws it. */
import type { TeamsClientView, TeamsConversationView, TeamsMessageView } from '../protocol.ts'
import { asksFor, cardSeenBy } from '../teams-server/acts.ts'
import { listAt, textAt } from '../teams-server/json.ts'
import type { TeamsConversation, TeamsMessage } from '../teams-server/tenant.ts'
import type { TeamsClients } from './clients.ts'

/** Message ids count milliseconds, so a later one is larger. */
function unreadOf(clients: TeamsClients, conversation: TeamsConversation, account: string): number {
  const seen = Number(clients.read.get(account)?.get(conversation.id) ?? 0)
  return conversation.messages.filter(({ id, from }) => from !== account && Number(id) > seen).length
}

/** Of all of somebody's conversations in Teams together. */
export const unreadIn = (clients: TeamsClients, account: string): number =>
  conversationsOf(clients, account).reduce((sum, one) => sum + unreadOf(clients, one, account), 0)

export const conversationsOf = ({ server }: TeamsClients, account: string): readonly TeamsConversation[] =>
  [...server.tenant.conversations.values()].filter(({ members }) => members.has(account))

function messageView(
  clients: TeamsClients,
  conversation: TeamsConversation,
  message: TeamsMessage,
  account: string,
): TeamsMessageView {
  const card = cardSeenBy(message, account)
  const { id, at, thread, text, summary, edits } = message
  return {
    id,
    at,
    thread,
    text,
    summary,
    edits,
    from: message.from === null ? null : clients.personaOf(message.from),
    card,
    refreshes: !message.views.has(account) && asksFor(account, conversation, message),
    files: listAt({ attachments: message.attachments }, 'attachments').flatMap(
      (attachment) => textAt(attachment, 'name') ?? [],
    ),
  }
}

function conversationView(
  clients: TeamsClients,
  conversation: TeamsConversation,
  account: string,
): TeamsConversationView {
  return {
    id: conversation.id,
    type: conversation.type,
    name: conversation.name,
    others: [...conversation.members].flatMap((member) =>
      member === account ? [] : (clients.personaOf(member) ?? []),
    ),
    unread: unreadOf(clients, conversation, account),
    messages: conversation.messages.map((message) => messageView(clients, conversation, message, account)),
  }
}

/** @param account Object id in Entra of the persona `user`. */
export function teamsClientView(clients: TeamsClients, user: string, account: string): TeamsClientView {
  const { tenant } = clients.server
  // A chat with the bot is there as soon as somebody has the app.
  tenant.openDirect(account)
  const open = tenant.dialogs.get(account)?.at(-1)
  return {
    user,
    conversations: conversationsOf(clients, account).map((one) => conversationView(clients, one, account)),
    dialog: open === undefined ? null : { id: open.id, title: open.title, card: open.card, text: open.text },
  }
}
