/** What the server tells the page. Types only: both sides import this, so it must not import either. */
export type Json = Readonly<Record<string, unknown>>
export type PageLanguage = 'en' | 'de'
export type ChatName = 'slack' | 'teams'

export interface PersonaSummary {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly title: Readonly<Record<PageLanguage, string>>
  readonly department: 'marketing' | 'security' | 'legal' | 'executive' | 'other'
  readonly kind: 'member' | 'guest' | 'deactivated' | 'bot'
  readonly locale: string
  readonly timezone: string
  readonly hue: number
  readonly unread: number
  /** Which client the page shows of this person. */
  readonly chat: ChatName
  /** Whether the visitor may have this person read in the other chat. */
  readonly switchable: boolean
}

export interface FileView {
  readonly id: string
  readonly name: string
  readonly mimeType: string
  readonly bytes: number
}

export interface MessageView {
  readonly ts: string
  readonly user: string
  readonly text: string
  readonly blocks: readonly Json[]
  readonly threadTs: string | null
  readonly edited: boolean
  readonly onlyForYou: boolean
  readonly files: readonly FileView[]
  readonly reactions: readonly { readonly name: string; readonly count: number }[]
}

export interface ConversationView {
  readonly id: string
  readonly type: 'im' | 'mpim' | 'public' | 'private'
  readonly name: string
  /** Ids of the others in it, the app's included. */
  readonly others: readonly string[]
  readonly hasApp: boolean
  readonly unread: number
  readonly lastTs: string | null
  readonly messages: readonly MessageView[]
}

export interface ViewView {
  readonly id: string
  readonly hash: string
  readonly definition: Json
}

/** One person's Slack client. */
export interface ClientView {
  readonly user: string
  readonly conversations: readonly ConversationView[]
  /** The lowest first. */
  readonly modals: readonly ViewView[]
  readonly home: ViewView | null
}

export interface TeamsMessageView {
  readonly id: string
  /** Id of a persona; null for the bot. */
  readonly from: string | null
  /** Epoch milliseconds. */
  readonly at: number
  /** The message at the head of the thread that it is in; null for what heads one, and outside of channels. */
  readonly thread: string | null
  readonly text: string
  /** What a notification says of it. */
  readonly summary: string
  /** An Adaptive Card: this person's own view of it where they have one. */
  readonly card: Json | null
  /** Whether the client asks for this person's own view when the message is looked at. */
  readonly refreshes: boolean
  readonly edits: number
  readonly files: readonly string[]
}

export interface TeamsConversationView {
  readonly id: string
  readonly type: 'personal' | 'groupChat' | 'channel'
  /** Of a channel; empty where people call it by who is in it. */
  readonly name: string
  /** Ids of the personas in it besides the reader. */
  readonly others: readonly string[]
  readonly unread: number
  readonly messages: readonly TeamsMessageView[]
}

export interface TeamsDialogView {
  readonly id: string
  readonly title: string
  /** Null for a dialog that only says `text`. */
  readonly card: Json | null
  readonly text: string
}

/** One person's Teams client. */
export interface TeamsClientView {
  readonly user: string
  readonly conversations: readonly TeamsConversationView[]
  /** What stands in front of everything else. */
  readonly dialog: TeamsDialogView | null
}

/** What the guided tour points at. */
export type TourTarget =
  | { readonly type: 'command'; readonly user: string }
  | {
      readonly type: 'button'
      readonly user: string
      /** The beginning of its action id in Slack. */
      readonly action: string
      /** What it does, as the button of a card in Teams says. */
      readonly verb: string
      /** The same choice may stand in several conversations: this kind is where the story shows it. */
      readonly where: 'im' | 'mpim'
    }
  | { readonly type: 'clock' }
  | { readonly type: 'none' }

export interface TourStepView {
  readonly id: string
  /** Whose clients should be seen, the acting one first. */
  readonly personas: readonly string[]
  readonly target: TourTarget
}

export interface TourView {
  readonly status: 'offered' | 'running' | 'finished' | 'closed'
  readonly steps: readonly TourStepView[]
  readonly current: number
  readonly busy: boolean
  /** A code of the page's texts; null when all is well. */
  readonly problem: string | null
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly hue: number
  readonly isBot: boolean
}

export interface Snapshot {
  readonly version: number
  /** Epoch milliseconds of the sandbox's clock when this was made. */
  readonly now: number
  readonly timezone: string
  readonly workspace: string
  readonly command: string
  readonly app: { readonly user: string; readonly name: string }
  readonly connected: boolean
  readonly errors: number
  readonly personas: readonly PersonaSummary[]
  readonly people: readonly Person[]
  readonly tour: TourView
  readonly clients: readonly ClientView[]
  readonly teamsClients: readonly TeamsClientView[]
  /** Whether Teams lets the bot create group chats; null where there is no Teams. */
  readonly groupChats: boolean | null
  /** Calls that Teams will answer with "too many"; null where there is no Teams. */
  readonly throttled: number | null
}
