/** What the server tells the page. Types only: both sides import this, so it must not import either. */
export type Json = Readonly<Record<string, unknown>>
export type PageLanguage = 'en' | 'de'

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

/** What the guided tour points at. */
export type TourTarget =
  | { readonly type: 'command'; readonly user: string }
  | {
      readonly type: 'button'
      readonly user: string
      /** The beginning of its action id. */
      readonly action: string
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
}
