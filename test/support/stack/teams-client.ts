/** A Teams client for each account of the emulated tenant. Fails where Teams would show a person nothing to press. */
import { type ActOutcome, cardSeenBy } from '../../../adapters/sandbox/teams-server/acts.ts'
import type { TeamsServer } from '../../../adapters/sandbox/teams-server/index.ts'
import type { Json } from '../../../adapters/sandbox/teams-server/json.ts'
import type {
  TeamsConversation,
  TeamsDialog,
  TeamsMessage,
} from '../../../adapters/sandbox/teams-server/tenant.ts'
import { wallClockAt } from '../../../src/calendar/wall-clock.ts'
import type { Button, ChatClient, Dialog, Entries, Entry, Message, Reaction, Upload } from './screen.ts'
import { writesAmongPeople } from './teams-message.ts'
import {
  buttonsOf,
  errorsOf,
  formDataOf,
  inputsOf,
  linesOf,
  readDialog,
  splitId,
  textOf,
} from './teams-reading.ts'

const places = { personal: 'direct', groupChat: 'conversation', channel: 'channel' } as const

/**
 * `settle` resolves when everything that follows from an act has happened and is delivered; `hosted` puts a file where
 * Teams keeps files, and gives its address.
 */
export function teamsClient(
  server: TeamsServer,
  settle: () => Promise<void>,
  hosted: (file: Upload) => string,
): ChatClient {
  const { tenant, acts } = server
  const top = (user: string): TeamsDialog | null => tenant.dialogs.get(user)?.at(-1) ?? null
  const read = (user: string, conversation: TeamsConversation, message: TeamsMessage): Message => {
    const card = cardSeenBy(message, user)
    return {
      id: message.id,
      channel: conversation.id,
      place: places[conversation.type],
      ...(message.thread === null ? {} : { answers: message.thread }),
      headline: linesOf(card)[0] ?? '',
      notification: message.summary,
      text: textOf(card),
      marked: textOf(card, true),
      buttons: buttonsOf(card),
      pictures: [],
      onlyForMe: false,
    }
  }
  const messages = (user: string): readonly Message[] =>
    [...tenant.conversations.values()]
      .filter(({ members }) => members.has(user))
      .flatMap((conversation) =>
        conversation.messages
          .filter(({ from }) => from === null)
          .map((message) => read(user, conversation, message)),
      )
      .sort((one, other) => Number(one.id) - Number(other.id))
  const dialog = (user: string): Dialog | null => {
    const open = top(user)
    return open === null ? null : readDialog(open)
  }

  /** Does it, lets everything follow, and tells what is new on the person's screen. */
  const reacting = async (user: string, act: () => Promise<ActOutcome>): Promise<Reaction> => {
    const before = top(user)?.id
    const outcome = await act()
    if (outcome.outcome === 'failed') throw new Error(`Teams says: ${outcome.problem}`)
    await settle()
    const shown = top(user)
    const open = shown !== null && shown.id !== before ? readDialog(shown) : null
    if (open !== null && open.fields.length > 0) return { shows: 'form', form: open }
    if (open !== null) return { shows: 'saying', title: open.title, text: `${open.title}\n${open.text}` }
    if (outcome.told === null) return { shows: 'nothing' }
    return { shows: 'saying', title: outcome.told.split('\n')[0] ?? '', text: outcome.told }
  }
  const press = (user: string, message: Message, button: Button): Promise<Reaction> => {
    const spot = { conversation: message.channel, message: message.id }
    const { type, data } = addressOf(button)
    return reacting(user, () =>
      type === 'Action.Execute'
        ? acts.executes(user, spot, { verb: 'choice', data })
        : acts.fetches(user, spot, data),
    )
  }

  return {
    messages,
    dialog,
    press,
    pressInDialog: (user, button) => reacting(user, () => acts.submits(user, addressOf(button).data, {})),
    async submit(user, entries) {
      const open = top(user)
      const data = formDataOf(open?.card)
      if (open === null || data === null) throw new Error('there is no form to send')
      const inputs = inputsFrom(open.card, entries, String(data.timezone))
      const missing = inputsOf(open.card).filter(
        ({ id, isRequired }) => isRequired === true && inputs[String(id)] === '',
      )
      if (missing.length > 0)
        return {
          outcome: 'errors',
          errors: Object.fromEntries(
            missing.map(({ id, errorMessage }) => [splitId(id).field, String(errorMessage)]),
          ),
        }
      const outcome = await acts.submits(user, data, inputs)
      if (outcome.outcome === 'failed') throw new Error(`Teams says: ${outcome.problem}`)
      await settle()
      const shown = top(user)
      if (shown === null) return { outcome: 'done' }
      const errors = shown.card === null || formDataOf(shown.card) === null ? {} : errorsOf(shown.card)
      if (Object.keys(errors).length > 0) return { outcome: 'errors', errors }
      const said = readDialog(shown)
      return { outcome: 'saying', title: said.title, text: `${said.title}\n${said.text}` }
    },
    async closeDialogs(user) {
      acts.closes(user)
    },
    setAside(user) {
      const open = tenant.dialogs.get(user) ?? []
      tenant.dialogs.set(user, [])
      return () => void tenant.dialogs.set(user, open)
    },
    async command(user, text) {
      const conversation = tenant.openDirect(user)
      const known = new Set(messages(user).map(({ id }) => id))
      const reaction = await reacting(user, () => acts.says(user, conversation.id, text))
      if (reaction.shows !== 'nothing') return reaction
      const told = messages(user).find(({ id }) => !known.has(id))
      if (told === undefined) return reaction
      // A dialog opens at a press only: the answer has the button for what was typed.
      const [button, ...others] = told.buttons.filter(({ verb }) => verb.startsWith('new:'))
      if (button !== undefined && others.length === 0) return press(user, told, button)
      return { shows: 'saying', title: told.headline, text: told.text }
    },
    remarks: (user, { channel, id }, text) =>
      toldInPrivate(user, () => {
        const conversation = conversationOf(channel)
        if (conversation.type !== 'channel')
          return acts.says(user, channel, text, { attachments: id === null ? [] : [quoting(id, text)] })
        // In a channel the bot hears what it is mentioned in.
        const thread = id === null ? channel : `${channel};messageid=${id}`
        return sends(user, { ...conversation, id: thread }, { type: 'message', text: `${mention} ${text}` })
      }),
    signs: (user, { channel, id }, sign) =>
      toldInPrivate(user, () =>
        sends(user, conversationOf(channel), {
          type: 'messageReaction',
          reactionsAdded: [{ type: sign === 'thumbs_up' ? 'like' : '1f440_eyes' }],
          replyToId: id,
        }),
      ),
    requestsApprovalOf(user, written) {
      const { conversation, message } = writesAmongPeople(tenant, hosted, user, written)
      return reacting(user, () => acts.opensCommand(user, 'requestApproval', { conversation, message }))
    },
    async beginsWithFiles(user, files) {
      const conversation = tenant.openDirect(user)
      const sent = files.map((file) => ({
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: file.name,
        content: { downloadUrl: hosted(file) },
      }))
      await reacting(user, () => acts.says(user, conversation.id, '', { attachments: sent }))
      // Its dialogs take no files: what is sent to the bot waits as a draft.
      const menu = messages(user).at(-1)
      const go = menu?.buttons.find(({ verb }) => verb === 'draft:go')
      if (menu === undefined || go === undefined) throw new Error('the files became no draft')
      await press(user, menu, go)
      return {}
    },
  }

  function conversationOf(id: string): TeamsConversation {
    const found = tenant.conversations.get(id)
    if (found === undefined) throw new Error(`there is no ${id}`)
    return found
  }

  async function sends(user: string, conversation: TeamsConversation, activity: Json): Promise<ActOutcome> {
    const { status } = await server.sender.send(user, conversation, activity)
    return status === 200
      ? { outcome: 'done', told: null }
      : { outcome: 'failed', problem: `status ${status}` }
  }

  /** What comes in the direct messages because of it was said to this person alone. */
  async function toldInPrivate(user: string, act: () => Promise<ActOutcome>): Promise<Reaction> {
    const known = new Set(messages(user).map(({ id }) => id))
    const reaction = await reacting(user, act)
    const told = messages(user).find(({ id, place }) => place === 'direct' && !known.has(id))
    if (reaction.shows !== 'nothing' || told === undefined) return reaction
    return { shows: 'saying', title: told.headline, text: told.text }
  }
}

const mention = '<at>Countersign</at>'

/** How Teams says which message was answered. */
const quoting = (id: string, text: string): Json => ({
  contentType: 'text/html',
  content: `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="${id}"><p>…</p></blockquote><p>${text}</p>`,
})

function addressOf(button: Button): { readonly type: string; readonly data: Json } {
  const address: unknown = JSON.parse(button.address)
  if (typeof address !== 'object' || address === null || !('type' in address) || !('data' in address))
    throw new Error('no button of Teams')
  const { type, data } = address
  return { type: String(type), data: typeof data === 'object' && data !== null ? { ...data } : {} }
}

/** What the dialog's inputs hold when it is sent. Throws for an entry that the form has no field for. */
function inputsFrom(card: unknown, entries: Entries, timezone: string): Record<string, string> {
  const inputs = Object.fromEntries(inputsOf(card).map(({ id, value }) => [String(id), String(value ?? '')]))
  const fields = new Set(
    Object.keys(inputs).flatMap((id) => [splitId(id).field, ...(id.startsWith('kept:') ? [id] : [])]),
  )
  for (const [field, entry] of Object.entries(entries)) {
    if (!fields.has(field)) throw new Error(`no field ${field} among ${[...fields].join(', ')}`)
    // The files that stay are an input of their own.
    if (field.startsWith('kept:')) inputs[field] = valuesOf(entry, timezone).kept ?? ''
    for (const [kind, value] of Object.entries(valuesOf(entry, timezone)))
      if (`${kind}:${field}` in inputs) inputs[`${kind}:${field}`] = value
  }
  return inputs
}

function valuesOf(entry: Entry, timezone: string): Readonly<Record<string, string>> {
  if (typeof entry === 'string') return { text: entry, choice: encoded(entry), choices: encoded(entry) }
  if (isTexts(entry)) {
    const value = entry.map(encodeURIComponent).join(',')
    return { choices: value, kept: value }
  }
  if ('at' in entry) return { ...wallClockAt(timezone, entry.at) }
  throw new Error('Teams’ dialogs take no files')
}

/** Half a character stands for no option. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())
const isTexts = (entry: Exclude<Entry, string>): entry is readonly string[] => Array.isArray(entry)
