/** What a chat client shows, and what a person can do in it: the same words for every platform. */
import { expect } from 'vitest'
import type { Instant } from '../../../src/domain/flavour.ts'

export interface Button {
  readonly label: string
  /** What it does: a verb of the product such as `approve`, or a way in such as `new:post`, `mine`, `open`. */
  readonly verb: string
  /** The group decided for or the condition confirmed; null where the button names none. */
  readonly subject: string | null
  /** What the person is asked before it acts; null where it acts or opens a form at once. */
  readonly asks: string | null
  /** The platform's own address of the button, for its client only. */
  readonly address: string
}

/** A message as one person has it on the screen. */
export interface Message {
  readonly id: string
  readonly channel: string
  /** `direct`: with the bot alone; `conversation`: with some others; `channel`: a channel of the workspace. */
  readonly place: 'direct' | 'conversation' | 'channel'
  /** In a channel: the message at the head of the thread that it is in; absent where it heads one itself. */
  readonly answers?: string
  /** Its heading; empty where it has none. */
  readonly headline: string
  /** What a notification or a locked screen shows of it. */
  readonly notification: string
  /** Everything there is to read but the buttons, heading included, a line each. */
  readonly text: string
  /** The same with what is struck through as `[-gone-]` and what is bold as `{+new+}`. */
  readonly marked: string
  readonly buttons: readonly Button[]
  /** Pictures that are shown, by their alternative text. */
  readonly pictures: readonly string[]
  readonly onlyForMe: boolean
}

/** What somebody enters into a field: text or an option's id, several ids, a time, or files. */
export type Entry =
  | string
  | readonly string[]
  | { readonly at: Instant }
  | { readonly files: readonly Upload[] }
/** Field id to what is entered; fields left out stay as they are. */
export type Entries = Readonly<Record<string, Entry>>

export interface Upload {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

export interface Field {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly required: boolean
  /** What stands in it already: text, an option's id, several ids, or a time in epoch milliseconds. */
  readonly value: string | number | readonly string[] | null
  readonly options: readonly { readonly id: string; readonly label: string }[]
}

/** What is open in front of everything else: a form, or something to be read. */
export interface Dialog {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly fields: readonly Field[]
  readonly buttons: readonly Button[]
}

/** What a press of a button leads to, once everything that follows from it has happened. */
export type Reaction =
  | { readonly shows: 'form'; readonly form: Dialog }
  /** Something to be read, title included: in a dialog, or in a message that only this person sees. */
  | { readonly shows: 'saying'; readonly title: string; readonly text: string }
  | { readonly shows: 'nothing' }

/** What became of a form that was sent. */
export type Submitted =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'saying'; readonly title: string; readonly text: string }
  /** Field id to the sentence beside it. The form stays open with everything typed. */
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }

/** For comparing: something to be read that holds these words, whether a button or a form led to it. */
export const saying = (words: string) => ({ text: expect.stringContaining(words) })

/** One platform's client, for whoever sits in front of it. `user` is the platform's id of the account. */
export interface ChatClient {
  /** Oldest first. */
  messages(user: string): readonly Message[]
  /** Presses what the message showed when it was read, even if it shows something else by now. */
  press(user: string, message: Message, button: Button): Promise<Reaction>
  /** Presses a button of the open dialog. */
  pressInDialog(user: string, button: Button): Promise<Reaction>
  dialog(user: string): Dialog | null
  submit(user: string, entries: Entries): Promise<Submitted>
  closeDialogs(user: string): Promise<void>
  /** The person goes to another window; calling what comes back brings the open dialogs in front again. */
  setAside(user: string): () => void
  /** Writes the command with this text after it. */
  command(user: string, text: string): Promise<Reaction>
  /** Writes in answer to a message; with the id null, beside all of them. */
  remarks(user: string, to: Answered, text: string): Promise<Reaction>
  /** Signs a message. */
  signs(user: string, message: Pick<Message, 'channel' | 'id'>, sign: Sign): Promise<Reaction>
  /** Requests approval for a message that a colleague wrote, with its menu. */
  requestsApprovalOf(user: string, written: Written): Promise<Reaction>
  /** Opens the form for a post that is to have files; gives what is still to be entered for them. */
  beginsWithFiles(user: string, files: readonly Upload[]): Promise<Entries>
}

/** Where somebody answers something. */
export interface Answered {
  readonly channel: string
  readonly id: string | null
}

export type Sign = 'thumbs_up' | 'eyes'

/** What a colleague wrote, as people read it; addresses in it are links. */
export interface Written {
  readonly text: string
  readonly files?: readonly Upload[]
}

/** Everything on a message or dialog that can be pressed, as its labels. */
export const labels = ({ buttons }: Pick<Message, 'buttons'>): readonly string[] =>
  buttons.map(({ label }) => label)

/** Everything on it that can be pressed, as verbs, without the look at the whole request and without `undo`. */
export const verbs = ({ buttons }: Pick<Message, 'buttons'>): readonly string[] =>
  buttons.map(({ verb }) => verb).filter((verb) => !['details', 'template', 'undo'].includes(verb))

/** Whether it offers to take back what was just done, as the card of whoever did it does for a minute. */
export const offersUndo = ({ buttons }: Pick<Message, 'buttons'>): boolean =>
  buttons.some(({ verb }) => verb === 'undo')
