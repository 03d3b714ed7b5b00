import { type Call, conversationFor, type Method, messageJson, type Refused, refuse } from '../answer.ts'
import { checkBlocks } from '../check-blocks.ts'
import { withIds } from '../ids.ts'
import { isJson, type Json, jsonAt, listAt, textAt } from '../json.ts'
import { limits } from '../limits.ts'
import { addMessage, type Conversation, type Message } from '../workspace.ts'

interface Body {
  readonly text: string
  readonly blocks: readonly Json[]
  readonly metadata: Json | null
}

/** The content of a message, or why Slack would not take it. */
export function messageBody(args: Json): { readonly ok: true; readonly body: Body } | Refused {
  const text = textAt(args, 'text') ?? ''
  if (args.blocks !== undefined && !Array.isArray(args.blocks)) return refuse('invalid_blocks_format')
  const violations = args.blocks === undefined ? [] : checkBlocks(args.blocks, 'message')
  if (violations.length > 0) return refuse('invalid_blocks', violations)
  const blocks = withIds(listAt(args, 'blocks'))
  if ([...text].length > limits.messageText) return refuse('msg_too_long')
  if (text === '' && blocks.length === 0) return refuse('no_text')
  const metadata = jsonAt(args, 'metadata')
  if (args.metadata !== undefined && !validMetadata(metadata)) return refuse('invalid_metadata_format')
  return { ok: true, body: { text, blocks, metadata } }
}

const validMetadata = (metadata: Json | null) =>
  metadata !== null && typeof metadata.event_type === 'string' && isJson(metadata.event_payload)

function ownMessage(call: Call, conversation: Conversation): Message | null {
  const ts = textAt(call.args, 'ts')
  return conversation.messages.find((one) => one.ts === ts && one.onlyFor === null) ?? null
}

const post: Method = (call) => {
  const { workspace, args } = call
  const found = conversationFor(call)
  if (!found.ok) return found
  const read = messageBody(args)
  if (!read.ok) return read
  const threadTs = textAt(args, 'thread_ts')
  if (threadTs !== null && !found.conversation.messages.some((one) => one.ts === threadTs))
    return refuse('thread_not_found')
  const message = addMessage(workspace, found.conversation, {
    user: workspace.app.user,
    ...read.body,
    threadTs,
  })
  return {
    ok: true,
    channel: found.conversation.id,
    ts: message.ts,
    message: messageJson(workspace, message, true),
  }
}

const update: Method = (call) => {
  const { workspace, args } = call
  const found = conversationFor(call)
  if (!found.ok) return found
  const message = ownMessage(call, found.conversation)
  if (!message) return refuse('message_not_found')
  if (message.user !== workspace.app.user) return refuse('cant_update_message')
  const read = messageBody(args)
  if (!read.ok) return read
  message.text = read.body.text
  // Slack drops the blocks of a message that is updated without blocks.
  message.blocks = read.body.blocks
  if (read.body.metadata) message.metadata = read.body.metadata
  message.edited = workspace.nextTimestamp()
  workspace.changed()
  return {
    ok: true,
    channel: found.conversation.id,
    ts: message.ts,
    text: message.text,
    message: messageJson(workspace, message, true),
  }
}

const remove: Method = (call) => {
  const found = conversationFor(call)
  if (!found.ok) return found
  const message = ownMessage(call, found.conversation)
  if (!message) return refuse('message_not_found')
  if (message.user !== call.workspace.app.user) return refuse('cant_delete_message')
  found.conversation.messages.splice(found.conversation.messages.indexOf(message), 1)
  call.workspace.changed()
  return { ok: true, channel: found.conversation.id, ts: message.ts }
}

const ephemeral: Method = (call) => {
  const { workspace, args } = call
  const found = conversationFor(call)
  if (!found.ok) return found
  const user = textAt(args, 'user') ?? ''
  if (!workspace.accounts.has(user)) return refuse('user_not_found')
  if (!found.conversation.members.includes(user)) return refuse('user_not_in_channel')
  const read = messageBody(args)
  if (!read.ok) return read
  const message = addMessage(workspace, found.conversation, {
    user: workspace.app.user,
    ...read.body,
    onlyFor: user,
    threadTs: textAt(args, 'thread_ts'),
  })
  return { ok: true, message_ts: message.ts }
}

const permalink: Method = (call) => {
  const found = conversationFor(call)
  if (!found.ok) return found
  const ts = textAt(call.args, 'message_ts') ?? ''
  if (!found.conversation.messages.some((one) => one.ts === ts)) return refuse('message_not_found')
  const base = call.origin.replace(/\/slack$/, '')
  return {
    ok: true,
    channel: found.conversation.id,
    permalink: `${base}#${found.conversation.id}/p${ts.replace('.', '')}`,
  }
}

const react: Method = (call) => {
  const { workspace, args } = call
  const found = conversationFor(call)
  if (!found.ok) return found
  const ts = textAt(args, 'timestamp')
  const name = textAt(args, 'name')
  if (!name || !/^[a-z0-9_+'-]+$/.test(name)) return refuse('invalid_name')
  const message = found.conversation.messages.find((one) => one.ts === ts)
  if (!message) return refuse('message_not_found')
  const reaction = message.reactions.find((one) => one.name === name)
  if (reaction?.users.includes(workspace.app.user)) return refuse('already_reacted')
  if (reaction) reaction.users.push(workspace.app.user)
  else message.reactions.push({ name, users: [workspace.app.user] })
  workspace.changed()
  return { ok: true }
}

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': post,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': ephemeral,
  'chat.getPermalink': permalink,
  'reactions.add': react,
}
