/** A Slack client for each account of the emulated workspace. Fails where Slack would show a person nothing to press. */
import { channels } from '../../../adapters/sandbox/organisation.ts'
import type { ActOutcome } from '../../../adapters/sandbox/slack-server/acts.ts'
import { interactiveElements } from '../../../adapters/sandbox/slack-server/ids.ts'
import type { SlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import type { Inputs } from '../../../adapters/sandbox/slack-server/input.ts'
import { listAt } from '../../../adapters/sandbox/slack-server/json.ts'
import {
  type Conversation,
  conversationsOf,
  type Message as SlackMessage,
  type View,
} from '../../../adapters/sandbox/slack-server/workspace.ts'
import type { Button, ChatClient, Dialog, Entries, Message, Reaction, Upload } from './screen.ts'
import { byField, inputsFrom, readDialog } from './slack-form.ts'
import { addressOf, buttonsOf, headlineOf, mrkdwnText, picturesOf, textOfBlocks } from './slack-reading.ts'

const signs: ReadonlyMap<string, string> = new Map([['thumbs_up', '+1']])

/** What people read, as Slack writes it down. */
const slackText = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/https?:\/\/\S+/g, (url) => `<${url}>`)

const places = { im: 'direct', mpim: 'conversation', public: 'channel', private: 'channel' } as const

/** @param settle Resolves when everything that follows from an act has happened and is delivered. */
export function slackClient(
  server: SlackServer,
  command: string,
  settle: () => Promise<void>,
): ChatClient & SlackOnly {
  const { workspace } = server
  const nameOf = (user: string) => workspace.accounts.get(user)?.name ?? `<${user}>`
  const topView = (user: string): View | null => workspace.modals.get(user)?.at(-1) ?? null

  /** What a screen showed, which may be out of date when something on it is pressed. */
  const screens = new WeakMap<Message, SlackMessage['blocks']>()
  const read = (conversation: Conversation, message: SlackMessage): Message => {
    const shown = readMessage(conversation, message)
    screens.set(shown, message.blocks)
    return shown
  }
  const readMessage = (conversation: Conversation, message: SlackMessage): Message => ({
    id: message.ts,
    channel: conversation.id,
    place: places[conversation.type],
    headline: headlineOf(message.blocks),
    notification: mrkdwnText(message.text, nameOf),
    text: textOfBlocks(message.blocks, nameOf),
    marked: textOfBlocks(message.blocks, nameOf, true),
    buttons: buttonsOf(message.blocks),
    pictures: picturesOf(message.blocks),
    onlyForMe: message.onlyFor !== null,
  })
  const messages = (user: string) =>
    conversationsOf(workspace, user)
      .flatMap((conversation) =>
        conversation.messages
          .filter(({ onlyFor }) => onlyFor === null || onlyFor === user)
          .map((message) => read(conversation, message)),
      )
      .sort((one, other) => Number(one.id) - Number(other.id))

  const dialog = (user: string): Dialog | null => {
    const view = topView(user)
    return view === null ? null : readDialog(view, nameOf)
  }

  /** Does it, lets everything follow, and tells what is new on the person's screen. */
  const reacting = async (user: string, act: () => Promise<ActOutcome>): Promise<Reaction> => {
    const known = new Set(messages(user).map(({ id }) => id))
    const before = stamp(topView(user))
    const outcome = await act()
    if (outcome.outcome === 'failed') throw new Error(`Slack says: ${outcome.problem}`)
    await settle()
    const shown = topView(user)
    const open = shown !== null && stamp(shown) !== before ? dialog(user) : null
    if (open !== null && open.fields.length > 0) return { shows: 'form', form: open }
    if (open !== null) return { shows: 'saying', title: open.title, text: `${open.title}\n${open.text}` }
    const told = messages(user).find(({ id, onlyForMe }) => onlyForMe && !known.has(id))
    return told === undefined
      ? { shows: 'nothing' }
      : { shows: 'saying', title: told.headline, text: told.text }
  }

  return {
    messages,
    dialog,
    nameOf,
    press: (user, message, button) =>
      reacting(user, () => {
        const posted = workspace.conversations
          .get(message.channel)
          ?.messages.find(({ ts }) => ts === message.id)
        if (posted === undefined) throw new Error('the message is gone')
        const current = posted.blocks
        posted.blocks = screens.get(message) ?? current
        const act = server.action({
          user,
          place: { in: 'message', channel: message.channel, ts: message.id },
          ...addressOf(button),
          input: null,
          inputs: {},
        })
        // The payload is made before the first wait: from here on everybody sees the present message again.
        posted.blocks = current
        return act
      }),
    pressInDialog: (user, button) => pressInView(user, topView(user), button),
    pressAtHome: (user, button) => pressInView(user, workspace.homes.get(user) ?? null, button),
    chooseAtHome: (user, actionId, input) => {
      const home = workspace.homes.get(user)
      const placed = interactiveElements(listAt(home?.definition ?? {}, 'blocks')).find(
        (one) => one.actionId === actionId,
      )
      if (home === undefined || placed === undefined) throw new Error(`there is no ${actionId} in App Home`)
      const { blockId } = placed
      return reacting(user, () =>
        server.action({
          user,
          place: { in: 'view', view: home.id },
          blockId,
          actionId,
          input,
          inputs: { [blockId]: { [actionId]: input } },
        }),
      )
    },
    home(user) {
      const blocks = listAt(workspace.homes.get(user)?.definition ?? {}, 'blocks')
      return { text: textOfBlocks(blocks, nameOf), buttons: buttonsOf(blocks) }
    },
    async submit(user, entries) {
      const view = topView(user)
      if (view === null) throw new Error('there is no form to send')
      const inputs = inputsFrom(server, user, view, entries)
      const outcome = await server.submit({ user, view: view.id, inputs })
      await settle()
      if (outcome.outcome === 'failed') throw new Error(`Slack says: ${outcome.problem}`)
      if (outcome.outcome === 'errors') return { outcome: 'errors', errors: byField(outcome.errors) }
      if (outcome.outcome === 'invalid') return { outcome: 'errors', errors: byField(outcome.problems) }
      const shown = dialog(user)
      return shown === null
        ? { outcome: 'done' }
        : { outcome: 'saying', title: shown.title, text: `${shown.title}\n${shown.text}` }
    },
    setAside(user) {
      const open = workspace.modals.get(user) ?? []
      workspace.modals.set(user, [])
      return () => void workspace.modals.set(user, open)
    },
    async closeDialogs(user) {
      const view = topView(user)
      if (view !== null) await server.closeView({ user, view: view.id, all: true })
    },
    command(user, text) {
      const direct = conversationsOf(workspace, user).find(({ type }) => type === 'im')
      if (direct === undefined) throw new Error(`${user} has no direct messages with the bot`)
      return reacting(user, () => server.command({ user, channel: direct.id, command, text }))
    },
    shortcut: (user, callbackId) => reacting(user, () => server.shortcut({ user, callbackId })),
    messageShortcut: (user, callbackId, { channel, ts }) =>
      reacting(user, () => server.messageShortcut({ user, callbackId, channel, ts })),
    async types(user, entries) {
      const view = topView(user)
      if (view === null) throw new Error('there is no form to type into')
      const inputs = inputsFrom(server, user, view, entries)
      const blocks = listAt(view.definition, 'blocks')
      let entered: Inputs = {}
      for (const [blockId, actions] of Object.entries(inputs))
        for (const [actionId, input] of Object.entries(actions)) {
          entered = { ...entered, [blockId]: actions }
          // Only what asks to be told is told.
          if (blocks.find(({ block_id }) => block_id === blockId)?.dispatch_action !== true) continue
          const place = { in: 'view', view: view.id } as const
          await server.action({ user, place, blockId, actionId, input, inputs: entered })
        }
      await settle()
    },
    remarks: (user, { channel, id }, text) =>
      reacting(user, async () => {
        const outcome = server.say({ user, channel, text, threadTs: id })
        await server.eventsDelivered()
        return outcome
      }),
    signs: (user, { channel, id: ts }, name) =>
      reacting(user, async () => {
        const outcome = server.react({ user, channel, ts, name: signs.get(name) ?? name })
        await server.eventsDelivered()
        return outcome
      }),
    says,
    requestsApprovalOf(user, { text, files = [] }) {
      // A guest is in this channel too.
      const members = workspace.conversations.get(channels.general)?.members ?? []
      if (!members.includes(user)) members.push(user)
      const author = members.find((one) => one !== user) ?? user
      const message = says(author, channels.general, slackText(text), files)
      return reacting(user, () =>
        server.messageShortcut({ user, callbackId: 'request_approval_for_message', ...message }),
      )
    },
    async beginsWithFiles(user, files) {
      const direct = conversationsOf(workspace, user).find(({ type }) => type === 'im')
      await reacting(user, () => server.command({ user, channel: direct?.id ?? '', command, text: 'post' }))
      return { media: { files } }
    },
  }

  function says(user: string, channel: string, text: string, uploads: readonly Upload[] = []): Spot {
    const files = uploads.map(
      ({ name, mimeType, bytes }) => server.upload({ user, name, mimeType, bytes: Buffer.from(bytes) }).id,
    )
    server.say({ user, channel, text, threadTs: null, files })
    return { channel, ts: workspace.conversations.get(channel)?.messages.at(-1)?.ts ?? '' }
  }

  function pressInView(user: string, view: View | null, button: Button): Promise<Reaction> {
    if (view === null) throw new Error('nothing is open')
    const place = { in: 'view', view: view.id } as const
    return reacting(user, () => server.action({ user, place, ...addressOf(button), input: null, inputs: {} }))
  }
}

/** Where a message stands. */
export interface Spot {
  readonly channel: string
  readonly ts: string
}

/** What only Slack has. */
export interface SlackOnly {
  nameOf(user: string): string
  shortcut(user: string, callbackId: string): Promise<Reaction>
  /** A shortcut in a message's menu. */
  messageShortcut(user: string, callbackId: string, message: Spot): Promise<Reaction>
  /** Types into the open form without sending it. */
  types(user: string, entries: Entries): Promise<void>
  /** Signs a message with a sign, or with any emoji by its name. */
  signs(user: string, message: Pick<Message, 'channel' | 'id'>, name: string): Promise<Reaction>
  /** Writes a message; gives where it stands. */
  says(user: string, channel: string, text: string, files?: readonly Upload[]): Spot
  /** The App Home tab; empty before the person opened it. */
  home(user: string): Pick<Message, 'text' | 'buttons'>
  pressAtHome(user: string, button: Button): Promise<Reaction>
  /** Chooses in, or types into, a control of App Home, by its action. */
  chooseAtHome(user: string, actionId: string, input: string): Promise<Reaction>
}

const stamp = (view: View | null) => (view === null ? '' : `${view.id} ${view.hash}`)
