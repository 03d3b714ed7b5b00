/** Somebody's Teams as the page draws it. */
import type { TeamsClientView, TeamsConversationView, TeamsMessageView } from '../protocol.ts'
import { cardSeenBy } from '../teams-server/acts.ts'
import { type Json, jsonAt, listAt, textAt } from '../teams-server/json.ts'
import { clientId, type TeamsConversation, type TeamsMessage } from '../teams-server/tenant.ts'
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

/** Whether the client asks for this person's own view of the card, as the card wants it for some. */
function refreshesFor(card: Json, message: TeamsMessage, account: string): boolean {
  const refresh = jsonAt(card, 'refresh')
  if (textAt(jsonAt(refresh, 'action'), 'verb') === null || message.views.has(account)) return false
  const wanted = Array.isArray(refresh.userIds) ? refresh.userIds : null
  return wanted === null || wanted.includes(clientId(account)) || wanted.includes(account)
}

function messageView(clients: TeamsClients, message: TeamsMessage, account: string): TeamsMessageView {
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
    refreshes: card !== null && refreshesFor(card, message, account),
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
    messages: conversation.messages.map((message) => messageView(clients, message, account)),
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
