import { messageJson } from './answer.ts'
import type { Acknowledgement, Deliver, DeliveryProblem } from './deliver.ts'
import { fileJson } from './file-json.ts'
import { interactiveElements, type Placed } from './ids.ts'
import type { Input, Inputs } from './input.ts'
import { answerJson, stateValues } from './inputs.ts'
import { type Json, listAt } from './json.ts'
import { base, channelName, commandPayload, userJson } from './payloads.ts'
import type { Responses } from './responses.ts'
import type { Triggers } from './triggers.ts'
import { viewJson } from './view-json.ts'
import {
  type Account,
  addMessage,
  type Conversation,
  type Message,
  type View,
  type Workspace,
} from './workspace.ts'

/** What became of something a person did. `unknown` means that what they clicked is not there (any more). */
export type ActOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'failed'; readonly problem: DeliveryProblem | 'bad_answer' | 'unknown' }

export interface ActContext {
  readonly workspace: Workspace
  readonly deliver: Deliver
  readonly triggers: Triggers
  readonly responses: Responses
  readonly origin: () => string
}

/** Where a clicked element stands. */
export type Place =
  | { readonly in: 'message'; readonly channel: string; readonly ts: string }
  | { readonly in: 'view'; readonly view: string }

export const unknown: ActOutcome = { outcome: 'failed', problem: 'unknown' }

function settle(context: ActContext, user: string, act: string, ack: Acknowledgement): ActOutcome {
  if (!ack.ok) return { outcome: 'failed', problem: ack.problem }
  context.workspace.accomplishments.push({ user, act })
  context.workspace.changed()
  return { outcome: 'done' }
}

/** A conversation the account is in. */
export function seenBy(workspace: Workspace, user: string, channel: string): Conversation | null {
  const conversation = workspace.conversations.get(channel)
  return conversation?.members.includes(user) ? conversation : null
}

/** As Slack does for commands that ask for it: an @name becomes the account that it means. */
const withAccounts = (workspace: Workspace, text: string): string =>
  text.replace(/@([a-z]+)/g, (typed, handle: string) => {
    const account = [...workspace.accounts.values()].find((one) => one.handle === handle)
    return account === undefined ? typed : `<@${account.id}|${handle}>`
  })

export async function runCommand(
  context: ActContext,
  given: { user: string; channel: string; command: string; text: string },
): Promise<ActOutcome> {
  const { workspace } = context
  const account = workspace.accounts.get(given.user)
  const conversation = seenBy(workspace, given.user, given.channel)
  if (!account || !conversation) return unknown
  const target = { user: given.user, channel: conversation.id, message: null }
  const ack = await context.deliver({
    title: `command ${given.command}`,
    as: 'command',
    payload: commandPayload(workspace, account, conversation, {
      command: given.command,
      text: withAccounts(workspace, given.text),
      responseUrl: context.responses.issue(target),
      triggerId: context.triggers.issue(given.user, given.command),
    }),
  })
  if (ack.ok && ack.text.trim() !== '') {
    const problem = context.responses.show(target, ack.json ?? { text: ack.text })
    if (problem !== null) reportBadAnswer(context, given.command, problem, ack)
  }
  if (!ack.ok) {
    const error = ack.problem === 'late' ? 'operation_timeout' : 'dispatch_failed'
    addMessage(workspace, conversation, {
      user: 'USLACKBOT',
      text: `${given.command} failed with the error "${error}"`,
      onlyFor: given.user,
    })
  }
  return settle(context, given.user, `command ${given.command}`, ack)
}

/** An acknowledgement that Slack cannot make sense of: an error of the bot, so it is counted. */
export function reportBadAnswer(
  context: ActContext,
  title: string,
  problem: string,
  ack: Acknowledgement,
): void {
  context.workspace.log.add({
    direction: 'to_bot',
    title: `answer to ${title}`,
    outcome: 'error',
    problems: [problem],
    milliseconds: 0,
    sent: null,
    received: ack.ok ? (ack.json ?? ack.text) : null,
  })
}

export async function runShortcut(
  context: ActContext,
  given: { user: string; callbackId: string },
): Promise<ActOutcome> {
  const { workspace } = context
  const account = workspace.accounts.get(given.user)
  if (!account) return unknown
  const ack = await context.deliver({
    title: `shortcut ${given.callbackId}`,
    as: 'interaction',
    payload: {
      ...base(workspace),
      type: 'shortcut',
      callback_id: given.callbackId,
      user: userJson(workspace, account),
      trigger_id: context.triggers.issue(given.user, given.callbackId),
      action_ts: workspace.nextTimestamp(),
    },
  })
  return settle(context, given.user, `shortcut ${given.callbackId}`, ack)
}

/** A shortcut in the menu of a message, which everybody who sees the message has, the app in it or not. */
export async function runMessageShortcut(
  context: ActContext,
  given: { user: string; callbackId: string; channel: string; ts: string },
): Promise<ActOutcome> {
  const { workspace } = context
  const account = workspace.accounts.get(given.user)
  const found = find(workspace, given.user, { in: 'message', channel: given.channel, ts: given.ts })
  if (!account || found?.in !== 'message') return unknown
  const { conversation, message } = found
  const files = message.files.flatMap((id) => workspace.files.get(id) ?? [])
  const title = `shortcut ${given.callbackId}`
  const ack = await context.deliver({
    title,
    as: 'interaction',
    payload: {
      ...base(workspace),
      type: 'message_action',
      callback_id: given.callbackId,
      user: userJson(workspace, account),
      channel: { id: conversation.id, name: channelName(conversation) },
      message: {
        ...messageJson(workspace, message, true),
        ...(files.length === 0
          ? {}
          : { files: files.map((file) => fileJson(workspace, file, context.origin())) }),
      },
      message_ts: message.ts,
      trigger_id: context.triggers.issue(given.user, given.callbackId),
      response_url: context.responses.issue({
        user: given.user,
        channel: conversation.id,
        message: message.ts,
      }),
      action_ts: workspace.nextTimestamp(),
    },
  })
  return settle(context, given.user, title, ack)
}

type Found =
  | {
      readonly in: 'message'
      readonly conversation: Conversation
      readonly message: Message
      readonly blocks: readonly Json[]
    }
  | { readonly in: 'view'; readonly view: View; readonly blocks: readonly Json[] }

export function findView(workspace: Workspace, user: string, id: string): View | null {
  const home = workspace.homes.get(user)
  if (home?.id === id) return home
  return workspace.modals.get(user)?.find((one) => one.id === id) ?? null
}

function find(workspace: Workspace, user: string, place: Place): Found | null {
  if (place.in === 'view') {
    const view = findView(workspace, user, place.view)
    return view && { in: 'view', view, blocks: listAt(view.definition, 'blocks') }
  }
  const conversation = seenBy(workspace, user, place.channel)
  const message = conversation?.messages.find(
    (one) => one.ts === place.ts && (one.onlyFor === null || one.onlyFor === user),
  )
  return conversation && message ? { in: 'message', conversation, message, blocks: message.blocks } : null
}

function placePayload(context: ActContext, user: string, found: Found, values: Json): Json {
  const { workspace } = context
  if (found.in === 'view')
    return {
      container: { type: 'view', view_id: found.view.id },
      view: viewJson(workspace, found.view, values),
    }
  const { conversation, message } = found
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: conversation.id,
      is_ephemeral: message.onlyFor !== null,
    },
    channel: { id: conversation.id, name: channelName(conversation) },
    message: messageJson(workspace, message, true),
    state: { values },
    response_url: context.responses.issue({ user, channel: conversation.id, message: message.ts }),
  }
}

function actionJson(context: ActContext, placed: Placed, input: Input): Json {
  const { workspace } = context
  const { element } = placed
  const same = { action_id: placed.actionId, block_id: placed.blockId, action_ts: workspace.nextTimestamp() }
  if (placed.type !== 'button') return { ...answerJson(workspace, element, input, context.origin()), ...same }
  const { type, text, value, url, style, confirm } = element
  return {
    ...Object.fromEntries(
      Object.entries({ type, text, value, url, style, confirm }).filter(([, one]) => one !== undefined),
    ),
    ...same,
  }
}

/** A click on a button, or a choice in any other element that acts at once. */
export async function runAction(
  context: ActContext,
  given: {
    user: string
    place: Place
    blockId: string
    actionId: string
    input: Input
    inputs: Inputs
  },
): Promise<ActOutcome> {
  const { workspace } = context
  const account: Account | undefined = workspace.accounts.get(given.user)
  const found = find(workspace, given.user, given.place)
  const placed =
    found &&
    interactiveElements(found.blocks).find(
      (one) => one.blockId === given.blockId && one.actionId === given.actionId,
    )
  if (!account || !found || !placed) return unknown
  const values = stateValues(workspace, found.blocks, given.inputs, context.origin())
  const ack = await context.deliver({
    title: `block_actions ${given.actionId}`,
    as: 'interaction',
    payload: {
      ...base(workspace),
      type: 'block_actions',
      user: userJson(workspace, account),
      ...placePayload(context, given.user, found, values),
      trigger_id: context.triggers.issue(given.user, given.actionId),
      actions: [actionJson(context, placed, given.input)],
    },
  })
  return settle(context, given.user, `click ${given.actionId}`, ack)
}
