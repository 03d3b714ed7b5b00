import type { Json } from './json.ts'
import { type Violation, violationText } from './limits.ts'
import type { Account, Conversation, Message, Workspace } from './workspace.ts'

/** What a Web API method answers. Refusals carry Slack's own error codes. */
export type Answer = { readonly ok: true; readonly [key: string]: unknown } | Refused
export interface Refused {
  readonly ok: false
  readonly error: string
  readonly errors?: readonly string[]
  readonly response_metadata?: { readonly messages: readonly string[] }
  /** With `missing_scope`: what is missing, and what there is. */
  readonly needed?: string
  readonly provided?: string
}

export const refuse = (error: string, violations: readonly Violation[] = []): Refused => ({
  ok: false,
  error,
  ...(violations.length > 0
    ? {
        errors: violations.map((one) => `${one.message} [json-pointer:${one.pointer}]`),
        response_metadata: { messages: violations.map(violationText) },
      }
    : {}),
})

/** A Web API call: the arguments as sent, whether as JSON or as a form. */
export interface Call {
  readonly workspace: Workspace
  readonly args: Json
  /** `http://127.0.0.1:3000/sandbox/slack`, for the addresses that answers contain. */
  readonly origin: string
}
export type Method = (call: Call) => Answer

/** The conversation that a method names, if the bot is in it; a user's id means the direct messages with them. */
export function conversationFor(
  { workspace, args }: Call,
  key = 'channel',
): { readonly ok: true; readonly conversation: Conversation } | Refused {
  const id = typeof args[key] === 'string' ? args[key] : ''
  const conversation =
    workspace.conversations.get(id) ??
    [...workspace.conversations.values()].find((one) => one.type === 'im' && one.members.includes(id))
  if (!conversation) return refuse('channel_not_found')
  if (conversation.members.includes(workspace.app.user)) return { ok: true, conversation }
  // Slack hides private conversations from apps outside them, and names public ones.
  return refuse(conversation.type === 'public' ? 'not_in_channel' : 'channel_not_found')
}

export function profileOf(workspace: Workspace, account: Account): Json {
  const isBot = account.kind === 'bot'
  return {
    id: account.id,
    team_id: workspace.team.id,
    name: account.handle,
    real_name: account.name,
    deleted: account.kind === 'deactivated',
    is_admin: false,
    is_owner: false,
    is_bot: isBot,
    is_app_user: false,
    is_restricted: account.kind === 'guest',
    is_ultra_restricted: account.kind === 'guest',
    is_stranger: false,
    is_email_confirmed: true,
    tz: account.timezone,
    updated: 1_700_000_000,
    profile: {
      real_name: account.name,
      real_name_normalized: account.name,
      display_name: account.name,
      display_name_normalized: account.name,
      title: account.title.en,
      status_emoji: account.status?.emoji ?? '',
      status_text: account.status?.text ?? '',
      status_expiration: account.status?.until ?? 0,
      team: workspace.team.id,
      ...(isBot ? { bot_id: workspace.app.bot } : { email: account.email }),
    },
  }
}

export function messageJson(workspace: Workspace, message: Message, withMetadata: boolean): Json {
  const byBot = message.user === workspace.app.user
  const reactions = message.reactions.map((one) => ({ ...one, count: one.users.length }))
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: workspace.team.id,
    ...(byBot ? { bot_id: workspace.app.bot, app_id: workspace.app.id } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.edited === null ? {} : { edited: { user: message.user, ts: message.edited } }),
    ...(message.metadata !== null && withMetadata ? { metadata: message.metadata } : {}),
    ...(reactions.length > 0 ? { reactions } : {}),
    ...(message.files.length > 0 ? { files: message.files.map((id) => ({ id })) } : {}),
  }
}

export function conversationJson(workspace: Workspace, conversation: Conversation): Json {
  const { type } = conversation
  return {
    id: conversation.id,
    created: 1_700_000_000,
    is_im: type === 'im',
    is_mpim: type === 'mpim',
    is_channel: type === 'public',
    is_group: type === 'private',
    is_private: type !== 'public',
    is_archived: false,
    is_member: conversation.members.includes(workspace.app.user),
    context_team_id: workspace.team.id,
    ...(type === 'im'
      ? { user: conversation.members.find((one) => one !== workspace.app.user), is_open: true }
      : { name: conversation.name, num_members: conversation.members.length }),
  }
}
