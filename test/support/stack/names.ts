import type { ChatClient, Dialog, Message, Reaction, Submitted } from './screen.ts'

/** Between two chats a name says where somebody is, as nobody can be mentioned there: “Lena Brandt (Teams)”. */
const places = / \((?:Slack|Teams)\)/gu
const named = (text: string): string => text.replace(places, '')

/** A client that shows names alone, for sentences that hold wherever people are. */
export function withNamesAlone(client: ChatClient): ChatClient {
  const shown = new WeakMap<Message, Message>()
  const read = (message: Message): Message => {
    const { headline, notification, text, marked } = message
    const plain = {
      ...message,
      headline: named(headline),
      notification: named(notification),
      text: named(text),
      marked: named(marked),
    }
    shown.set(plain, message)
    return plain
  }
  const opened = <D extends Dialog | null>(dialog: D): D =>
    dialog === null ? dialog : { ...dialog, text: named(dialog.text) }
  const told = <R extends Reaction | Submitted>(result: R): R => {
    if ('form' in result) return { ...result, form: opened(result.form) }
    return 'text' in result ? { ...result, title: named(result.title), text: named(result.text) } : result
  }
  /** What was shown is pressed as it stood there. */
  const behind = (message: Message): Message => shown.get(message) ?? message
  return {
    ...client,
    messages: (user) => client.messages(user).map(read),
    dialog: (user) => opened(client.dialog(user)),
    press: async (user, message, button) => told(await client.press(user, behind(message), button)),
    pressInDialog: async (user, button) => told(await client.pressInDialog(user, button)),
    submit: async (user, entries) => told(await client.submit(user, entries)),
    command: async (user, text) => told(await client.command(user, text)),
  }
}
