/** What people do in their Teams clients, and what comes of it on their screens. */
import { checkCard } from './check.ts'
import { isJson, type Json, jsonAt, textAt } from './json.ts'
import type { Answered, Sender } from './send.ts'
import {
  clientId,
  type TeamsConversation,
  type TeamsDialog,
  type TeamsMessage,
  type Tenant,
} from './tenant.ts'

/** What came of an act. `told` is shown to this person alone. */
export type ActOutcome =
  | { readonly outcome: 'done'; readonly told: string | null }
  | { readonly outcome: 'failed'; readonly problem: string }

export interface Spot {
  readonly conversation: string
  readonly message: string
}

export interface Acts {
  /** `answers`: the message at the head of a channel's thread. */
  says(
    person: string,
    conversation: string,
    text: string,
    said?: { readonly attachments?: readonly Json[]; readonly answers?: string | null },
  ): Promise<ActOutcome>
  /** Presses an `Action.Execute` of a card, with what stands in the card's inputs. */
  executes(person: string, spot: Spot, action: Json, inputs?: Json): Promise<ActOutcome>
  /** The client asks for this person's own view of a card, where the card wants that. */
  refreshes(person: string, spot: Spot): Promise<ActOutcome>
  /**
   * Opens a conversation: the client asks for this person's own view of every card that names them, or that names nobody
   * where the conversation is small enough.
   */
  looksInto(person: string, conversation: string): Promise<void>
  /** Presses an `Action.Submit` of a card in a message; it opens a dialog. */
  fetches(person: string, spot: Spot, data: Json, inputs?: Json): Promise<ActOutcome>
  /** Sends the open dialog. */
  submits(person: string, data: Json, inputs: Json): Promise<ActOutcome>
  closes(person: string): void
  /** Opens a command of the message extension: from where one writes, or on a message. */
  opensCommand(person: string, command: string, on: Spot | null): Promise<ActOutcome>
  /** Adds the app for a person. */
  installs(person: string): Promise<ActOutcome>
}

interface Context {
  readonly tenant: Tenant
  readonly sender: Sender
}

const failed = (problem: string): ActOutcome => ({ outcome: 'failed', problem })
const done = (told: string | null = null): ActOutcome => ({ outcome: 'done', told })

export function createActs(context: Context): Acts {
  const { tenant, sender } = context
  const seenBy = (person: string, id: string): TeamsConversation => {
    const found = tenant.conversations.get(id)
    if (found === undefined || !found.members.has(person)) throw new Error(`${person} is not in ${id}`)
    return found
  }
  const at = (person: string, spot: Spot) => {
    const conversation = seenBy(person, spot.conversation)
    const message = conversation.messages.find(({ id }) => id === spot.message)
    if (message === undefined) throw new Error('the message is gone')
    return { conversation, message }
  }
  const execute = async (person: string, spot: Spot, action: Json, trigger: string): Promise<ActOutcome> => {
    const { conversation, message } = at(person, spot)
    const value = { action: { type: 'Action.Execute', ...action }, trigger }
    const { edits } = message
    const answer = await invoke(context, person, conversation, 'adaptiveCard/action', value, message.id)
    // What the client asked for before an edit is asked for again after it.
    const isOld = trigger === 'automatic' && message.edits !== edits
    return isOld ? done() : showCard(tenant, person, message, answer)
  }
  const acts: Acts = {
    async says(person, id, text, { attachments = [], answers = null } = {}) {
      const conversation = seenBy(person, id)
      const message = { ...written(tenant, person, text, attachments), thread: answers }
      conversation.messages.push(message)
      tenant.changed()
      const sent = { type: 'message', text, attachments }
      const answer = await sender.send(person, conversation, sent, headOf(conversation, message))
      return answer.status === 200 ? done() : failed(`status ${answer.status}`)
    },
    executes: (person, spot, action, inputs = {}) =>
      execute(person, spot, { ...action, data: { ...jsonAt(action, 'data'), ...inputs } }, 'manual'),
    async refreshes(person, spot) {
      const { message } = at(person, spot)
      const action = jsonAt(jsonAt(jsonAt(message.attachments[0] ?? {}, 'content'), 'refresh'), 'action')
      return textAt(action, 'verb') === null ? done() : execute(person, spot, action, 'automatic')
    },
    async looksInto(person, id) {
      const conversation = seenBy(person, id)
      for (const message of [...conversation.messages])
        if (asksFor(person, conversation, message))
          await acts.refreshes(person, { conversation: id, message: message.id })
    },
    async fetches(person, spot, data, inputs = {}) {
      const { conversation, message } = at(person, spot)
      const value = { data: { ...data, ...inputs }, context: { theme: 'default' } }
      const answer = await invoke(context, person, conversation, 'task/fetch', value, message.id)
      return showTask(tenant, person, answer, null, false)
    },
    async submits(person, data, inputs) {
      const open = tenant.dialogs.get(person)?.at(-1)
      if (open === undefined) throw new Error('there is no dialog to send')
      const conversation = tenant.openDirect(person)
      const name = open.command === null ? 'task/submit' : 'composeExtension/submitAction'
      const value = {
        data: { ...data, ...inputs },
        context: { theme: 'default' },
        ...(open.command === null ? {} : { commandId: open.command, commandContext: 'compose' }),
      }
      const answer = await invoke(context, person, conversation, name, value, null)
      return showTask(tenant, person, answer, open.command, true)
    },
    closes(person) {
      tenant.dialogs.set(person, [])
      tenant.changed()
    },
    async opensCommand(person, command, on) {
      const place = on === null ? null : at(person, on)
      const conversation = place?.conversation ?? tenant.openDirect(person)
      const value = {
        commandId: command,
        commandContext: place === null ? 'compose' : 'message',
        context: { theme: 'default' },
        ...(place === null ? {} : { messagePayload: payloadOf(tenant, place.conversation, place.message) }),
      }
      const answer = await invoke(context, person, conversation, 'composeExtension/fetchTask', value, null)
      return showTask(tenant, person, answer, command, false)
    },
    async installs(person) {
      tenant.installed.add(person)
      const conversation = tenant.openDirect(person)
      const answer = await sender.send(person, conversation, { type: 'installationUpdate', action: 'add' })
      return answer.status === 200 ? done() : failed(`status ${answer.status}`)
    },
  }
  return acts
}

/** Above this many people Teams asks for none whom a card does not name. */
const askedForAll = 60

/** Whether the client of this person asks for a view of their own of the card in a message. */
export function asksFor(person: string, { members }: TeamsConversation, message: TeamsMessage): boolean {
  const refresh = jsonAt(jsonAt(message.attachments[0] ?? {}, 'content'), 'refresh')
  if (textAt(jsonAt(refresh, 'action'), 'verb') === null) return false
  const { userIds } = refresh
  return Array.isArray(userIds) ? userIds.includes(clientId(person)) : members.size <= askedForAll
}

/** Whatever happens in a channel happens in a thread: the one that the message answers, or heads. */
const headOf = ({ type }: TeamsConversation, message: TeamsMessage | undefined): string | null =>
  type === 'channel' ? (message?.thread ?? message?.id ?? null) : null

const invoke = (
  { sender }: Context,
  person: string,
  conversation: TeamsConversation,
  name: string,
  value: Json,
  replyToId: string | null,
): Promise<Answered> =>
  sender.send(
    person,
    conversation,
    { type: 'invoke', name, value, ...(replyToId === null ? {} : { replyToId }) },
    headOf(
      conversation,
      conversation.messages.find(({ id }) => id === replyToId),
    ),
  )

function written(tenant: Tenant, person: string, text: string, attachments: readonly Json[]): TeamsMessage {
  return {
    id: tenant.newMessageId(),
    from: person,
    at: tenant.clock.now(),
    thread: null,
    text,
    summary: '',
    attachments,
    entities: [],
    edits: 0,
    views: new Map(),
  }
}

/** A message as a message extension gets it, by Graph's shape. */
function payloadOf(tenant: Tenant, conversation: TeamsConversation, message: TeamsMessage): Json {
  const author = message.from === null ? null : tenant.people.get(message.from)
  return {
    id: message.id,
    from: {
      user: author === undefined || author === null ? null : { id: author.id, displayName: author.name },
    },
    body: { contentType: 'html', content: message.text },
    attachments: message.attachments,
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation.id)}/${message.id}`,
  }
}

/** The answer to `adaptiveCard/action`: a new card for this person, a sentence, or an error. */
function showCard(
  tenant: Tenant,
  person: string,
  message: TeamsMessage,
  { status, body }: Answered,
): ActOutcome {
  if (status !== 200 || body === null) return failed(`status ${status}`)
  if (body.type === 'application/vnd.microsoft.activity.message')
    return typeof body.value === 'string' ? done(body.value) : failed('a message without words')
  if (body.type !== 'application/vnd.microsoft.card.adaptive' || !isJson(body.value))
    return failed(`unknown answer ${String(body.type)} ${String(body.statusCode)}`)
  const problem = checkCard(body.value)
  if (problem !== null) return failed(problem)
  message.views.set(person, body.value)
  tenant.changed()
  return done()
}

/** The answer to a dialog's request: another dialog, a sentence, or nothing, which closes it. */
function showTask(
  tenant: Tenant,
  person: string,
  { status, body }: Answered,
  command: string | null,
  replaces: boolean,
): ActOutcome {
  if (status !== 200) return failed(`status ${status}`)
  const open = tenant.dialogs.get(person) ?? []
  const rest = replaces ? open.slice(0, -1) : open
  const task = jsonAt(body ?? {}, 'task')
  const shown = dialogOf(tenant, task, command)
  if (typeof shown === 'string') return failed(shown)
  tenant.dialogs.set(person, shown === null ? [] : [...rest, shown])
  tenant.changed()
  return done()
}

function dialogOf(tenant: Tenant, task: Json, command: string | null): TeamsDialog | string | null {
  const id = tenant.newId('dialog')
  if (task.type === undefined) return null
  if (task.type === 'message')
    return typeof task.value === 'string'
      ? { id, title: '', card: null, text: task.value, command }
      : 'a message without words'
  const value = jsonAt(task, 'value')
  const card = jsonAt(jsonAt(value, 'card'), 'content')
  const problem = checkCard(card)
  if (task.type !== 'continue' || problem !== null) return problem ?? 'UnknownTask'
  return { id, title: textAt(value, 'title') ?? '', card, text: '', command }
}

/** Every action anywhere in a card, as it stands there. */
export function actionsIn(card: unknown): readonly Json[] {
  if (Array.isArray(card)) return card.flatMap(actionsIn)
  if (!isJson(card)) return []
  const own = typeof card.type === 'string' && card.type.startsWith('Action.') ? [card] : []
  return [...own, ...Object.values(card).flatMap(actionsIn)]
}

/** What a person sees of a message: their own view of the card where they have one. */
export function cardSeenBy(message: TeamsMessage, person: string): Json | null {
  const own = message.views.get(person)
  if (own !== undefined) return own
  const attachment = message.attachments.find(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  )
  return attachment === undefined ? null : jsonAt(attachment, 'content')
}
