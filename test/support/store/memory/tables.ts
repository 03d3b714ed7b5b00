import type { Draft, Installation, Preferences, RequestSummary, StoredEvent, Waiting } from './types.ts'

/** A card as the database keeps it: what the port shows of it, and what only claiming needs. */
export interface CardRecord {
  readonly sequence: number
  readonly id: string
  readonly request: string
  readonly recipient: string
  readonly purpose: string
  readonly living: boolean
  wanted: number
  delivered: number
  reference: string | null
  shown: string | null
  nextAttemptAt: number
  attempts: number
  lastError: string | null
  uncertain: boolean
  parked: boolean
  held: boolean
  /** 0: not asked for; 1: to be drawn again without an event; 2: the claim in progress draws it again. */
  redraw: 0 | 1 | 2
  /** The version that was wanted when it was claimed. */
  claimed: number
  claim: number
  leaseUntil: number | null
}

export interface RequestRecord {
  readonly events: StoredEvent[]
  summary: RequestSummary
  dueAt: number | null
  leaseUntil: number | null
  /** For whom it waited, and at which version. */
  waiting?: { readonly version: number; readonly waits: readonly Waiting[] }
}

export interface ErrandRecord {
  readonly id: string
  readonly type: 'offer' | 'complete' | 'digest'
  readonly draft: string
  readonly owner: string
  readonly subject: string
  readonly reason: string | null
  reference: string | null
  attempts: number
  uncertain: boolean
  claim: number
  nextAttemptAt: number | null
  leaseUntil: number | null
  done: boolean
}

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly locale: 'en' | 'de'
  readonly timezone: string | null
  readonly standing: 'active' | 'guest' | 'external' | 'bot' | 'deactivated'
}

/** Everything that outlives a process. */
export interface Tables {
  readonly requests: Map<string, RequestRecord>
  readonly numbers: Map<number, string>
  readonly dedupe: Map<string, { readonly request: string; readonly at: number }>
  readonly cards: CardRecord[]
  readonly cardsOf: Map<string, CardRecord[]>
  readonly cardById: Map<string, CardRecord>
  readonly facts: Map<string, string>
  readonly counters: Map<string, number>
  readonly drafts: Map<string, Draft>
  readonly errands: Map<string, ErrandRecord>
  readonly streams: Map<
    string,
    {
      readonly topic: string
      readonly person: string
      readonly events: import('./types.ts').StoredDirectoryEvent[]
      currentUntil: number | null
    }
  >
  readonly people: Map<string, PersonRow>
  readonly identities: Map<string, { readonly person: string; readonly position: number }>
  readonly preferences: Map<string, Preferences>
  readonly blobs: Map<
    string,
    {
      readonly bytes: Uint8Array
      readonly mimeType: string
      readonly name: string
      readonly source: string | null
    }
  >
  readonly installations: Map<string, Installation>
  readonly tickets: Map<string, number>
}

export const emptyTables = (): Tables => ({
  requests: new Map(),
  numbers: new Map(),
  dedupe: new Map(),
  cards: [],
  cardsOf: new Map(),
  cardById: new Map(),
  facts: new Map(),
  counters: new Map(),
  drafts: new Map(),
  errands: new Map(),
  streams: new Map(),
  people: new Map(),
  identities: new Map(),
  preferences: new Map(),
  blobs: new Map(),
  installations: new Map(),
  tickets: new Map(),
})
