import { conversationFor, conversationJson, type Method, messageJson, refuse } from '../answer.ts'
import { flagAt, type Json, textAt } from '../json.ts'
import { type Conversation, type Message, openDirect, type Workspace } from '../workspace.ts'

/** Slack opens group conversations for the app and up to eight people. */
const mostPeople = 8

const open: Method = ({ workspace, args }) => {
  const given = textAt(args, 'channel')
  if (given !== null) {
    const known = workspace.conversations.get(given)
    return known ? opened(workspace, args, known) : refuse('channel_not_found')
  }
  const users = [
    ...new Set(
      (textAt(args, 'users') ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ].filter((one) => one !== workspace.app.user)
  if (users.length === 0) return refuse('users_list_not_supplied')
  if (users.length > mostPeople) return refuse('too_many_users')
  for (const user of users) {
    const account = workspace.accounts.get(user)
    if (!account) return refuse('user_not_found')
    if (account.kind === 'deactivated') return refuse('user_disabled')
    if (account.kind === 'bot') return refuse('cannot_dm_bot')
  }
  const [only] = users
  if (users.length === 1 && only !== undefined) return opened(workspace, args, openDirect(workspace, only))
  return opened(workspace, args, openGroup(workspace, users))
}

function openGroup(workspace: Workspace, users: readonly string[]): Conversation {
  const members = [...users, workspace.app.user].sort()
  for (const one of workspace.conversations.values())
    if (one.type === 'mpim' && [...one.members].sort().join() === members.join()) return one
  const handles = users.map((user) => workspace.accounts.get(user)?.handle ?? user)
  const conversation: Conversation = {
    id: workspace.newId('G'),
    type: 'mpim',
    name: `mpdm-${[...handles, 'countersign'].join('--')}-1`,
    members,
    messages: [],
    read: new Map(),
  }
  workspace.conversations.set(conversation.id, conversation)
  workspace.changed()
  return conversation
}

const opened = (workspace: Workspace, args: Json, conversation: Conversation) => ({
  ok: true as const,
  channel: flagAt(args, 'return_im') ? conversationJson(workspace, conversation) : { id: conversation.id },
})

const info: Method = (call) => {
  const found = conversationFor(call)
  return found.ok ? { ok: true, channel: conversationJson(call.workspace, found.conversation) } : found
}

const members: Method = (call) => {
  const found = conversationFor(call)
  return found.ok
    ? { ok: true, members: found.conversation.members, response_metadata: { next_cursor: '' } }
    : found
}

/** A page of messages, newest first, between `oldest` and `latest`. */
function pageOf(workspace: Workspace, args: Json, messages: readonly Message[], newestFirst: boolean) {
  const latest = Number(args.latest ?? Number.POSITIVE_INFINITY)
  const oldest = Number(args.oldest ?? 0)
  const inclusive = flagAt(args, 'inclusive')
  const inside = messages.filter((one) => {
    const at = Number(one.ts)
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
  })
  const ordered = newestFirst ? [...inside].reverse() : inside
  const start = Number(textAt(args, 'cursor') ?? 0) || 0
  const limit = Math.min(Math.max(Number(args.limit ?? 100) || 100, 1), 999)
  const more = ordered.length > start + limit
  return {
    ok: true as const,
    messages: ordered
      .slice(start, start + limit)
      .map((one) => messageJson(workspace, one, flagAt(args, 'include_all_metadata'))),
    has_more: more,
    response_metadata: { next_cursor: more ? String(start + limit) : '' },
  }
}

const history: Method = (call) => {
  const found = conversationFor(call)
  if (!found.ok) return found
  const visible = found.conversation.messages.filter((one) => one.onlyFor === null && one.threadTs === null)
  return pageOf(call.workspace, call.args, visible, true)
}

const replies: Method = (call) => {
  const found = conversationFor(call)
  if (!found.ok) return found
  const ts = textAt(call.args, 'ts')
  const thread = found.conversation.messages.filter(
    (one) => one.onlyFor === null && (one.ts === ts || one.threadTs === ts),
  )
  return thread.length === 0 ? refuse('thread_not_found') : pageOf(call.workspace, call.args, thread, false)
}

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
}
