/**
 * What the use cases need from outside, as small interfaces. One implementation per adapter, one contract suite per
 * interface (`test/contract/`). Everything that crosses is data: no callback runs inside a transaction.
 */
import type { AbsenceEvent } from '../domain/absence/events.ts'
import type { Digest, Instant, PersonId, RequestId } from '../domain/flavour.ts'
import type { AccountsEvent } from '../domain/person/accounts.ts'
import type { Preferences } from '../domain/person/preferences.ts'
import type { Standing } from '../domain/request/actor.ts'
import type { Media, RequestKind } from '../domain/request/content.ts'
import type { RequestEvent } from '../domain/request/events.ts'
import type { Card, DigestCard, DraftCard } from '../view/card.ts'
import type { FormValues } from '../view/form.ts'
import type { Locale, Plain } from '../view/text.ts'

export type Platform = 'slack' | 'teams'

export interface Clock {
  now(): Instant
  /** Resolves when `now()` has reached `at`, or when `signal` aborts, whichever is first. Never rejects. */
  sleepUntil(at: Instant, signal: AbortSignal): Promise<void>
}

export interface Ids {
  /** A new unguessable identifier that sorts by time of creation (ULID). */
  next(): string
}

// ---------------------------------------------------------------- people

/** One account on one platform. */
export interface Identity {
  readonly platform: Platform
  /** Slack team or enterprise id, or Entra tenant id. */
  readonly tenant: string
  readonly user: string
}

/** A person as far as the platform tells; `id` is Countersign's own. */
export interface Person {
  readonly id: PersonId
  readonly name: string
  /** Lower case; null where the platform does not tell. */
  readonly email: string | null
  readonly locale: Locale
  /** IANA name; null where the platform does not tell. */
  readonly timezone: string | null
  readonly standing: Standing
  readonly identities: readonly Identity[]
}

export type PersonRecord = Person

/** What somebody chose for themselves. */
export interface Chosen {
  readonly person: PersonId
  readonly chosen: Preferences
}

/** Who was seen, across platforms. Kept in the store. */
export interface People {
  byId(id: PersonId): Promise<PersonRecord | null>
  byIdentity(identity: Identity): Promise<PersonRecord | null>
  byEmail(email: string): Promise<PersonRecord | null>
  /**
   * Keeps a person who was never seen. False, with nothing changed, where the id, one of the identities or the address is
   * in the records already: another process was first, and who that is has to be read again.
   */
  add(person: PersonRecord): Promise<boolean>
  /**
   * Replaces what `before` says is there, or, with null, nothing; identities of the record point to it from now on. False,
   * with nothing changed, where something else is there: another process was first, and what it said must not be lost.
   */
  save(person: PersonRecord, before: PersonRecord | null): Promise<boolean>
  /** What the person chose; nothing where they never chose. */
  preferencesOf(id: PersonId): Promise<Preferences>
  /**
   * Replaces all that they chose, where that is `before`. False, with nothing changed, where it is not: another process was
   * first, and what was chosen there must not be lost. In the same step those in `instead`, whose choices these are from now
   * on, have none of their own any more, if theirs are still what is said there. The person must be known.
   */
  savePreferences(
    id: PersonId,
    preferences: Preferences,
    before: Preferences,
    instead?: readonly Chosen[],
  ): Promise<boolean>
}

/** A platform account, asked afresh. */
export interface Profile {
  readonly identity: Identity
  readonly name: string
  /** Only an address that the platform has verified. */
  readonly email: string | null
  readonly locale: Locale | null
  readonly timezone: string | null
  readonly standing: Standing
  /** What the person tells of themselves now; absent where the platform has no such thing. */
  readonly status?: Status | null
}

/** A line that a person shows beside their name. */
export interface Status {
  /** With its colons, `:palm_tree:`; empty where there is none. */
  readonly emoji: string
  readonly text: string
  /** When the platform takes it away by itself; null where it does not. */
  readonly until: Instant | null
}

/** A look-up that could not be carried out: not the same as "there is none". */
export class LookupFailed extends Error {
  override readonly name = 'LookupFailed'
  readonly code = 'lookup_failed'
}

/** The look-up needs a workspace that is not connected (any more), so that trying again soon does not help. */
export class NotConnected extends LookupFailed {
  readonly connected = false
}

/**
 * One platform's user directory, asked over the network each time.
 * Every method throws `LookupFailed` when the platform did not answer; `null` means that it answered "unknown".
 */
export interface AccountDirectory {
  readonly platform: Platform
  /**
   * False where the account's workspace is not connected (any more), so that nothing can be asked about it. Absent where
   * there is only one workspace, which is always connected.
   */
  connected?(identity: Identity): Promise<boolean>
  /**
   * Tries what was found disconnected and may have been so by a passing mistake, ever more rarely; `now` in epoch
   * milliseconds. True where a workspace is connected that was not at the last look, whoever connected it.
   */
  recover?(now: Instant): Promise<boolean>
  profile(identity: Identity): Promise<Profile | null>
  byEmail(email: string): Promise<Profile | null>
  /** Members of a platform group such as a Slack user group; null when there is no such group. */
  groupMembers(groupReference: string): Promise<readonly Identity[] | null>
}

// ---------------------------------------------------------------- store

/** An event as stored: `version` counts from 1 within its request, without gaps. */
export interface StoredEvent {
  readonly version: number
  readonly event: RequestEvent
}

/**
 * Whom a card is for: a person's direct messages, a group's configured channel, or the mediation's conversation of
 * this request (which the deliverer opens on first use).
 */
export type Recipient =
  | { readonly type: 'person'; readonly person: PersonId }
  | { readonly type: 'channel'; readonly group: string }
  /** `beside`: the second conversation, on this platform, of those whom the first one's platform does not reach. */
  | { readonly type: 'mediation'; readonly beside?: Platform }

/**
 * What a card shows. `living` cards are edited in place for the request's whole life; a `notice` is posted once, and
 * `about` (the version of the event that caused it) tells several apart.
 */
export type CardPurpose =
  | { readonly type: 'living'; readonly view: 'requester' | 'review' | 'brief' | 'mediation' | 'observer' }
  | { readonly type: 'notice'; readonly notice: string; readonly about: number }

export interface CardKey {
  readonly request: RequestId
  readonly recipient: Recipient
  readonly purpose: CardPurpose
}

export interface CardRow extends CardKey {
  readonly id: string
  /** The request version that the card should show. */
  readonly wanted: number
  /** The version that it shows; 0 when it was never delivered. */
  readonly delivered: number
  /** The platform's own address of the message (JSON of the adapter); null before the first delivery. */
  readonly reference: string | null
  /**
   * What the message at `reference` certainly looks like, as the adapter's own digest. Null when that is not certain:
   * after an attempt that was not settled as delivered, and where somebody asked for the card to be drawn again.
   */
  readonly shown: string | null
  readonly nextAttemptAt: Instant
  readonly attempts: number
  readonly lastError: string | null
  /** True when an attempt began whose outcome is unknown: look before posting again. */
  readonly uncertain: boolean
  /** Not tried any more until an operator or a new version wakes it. */
  readonly parked: boolean
  /** Which taking of the card this is: counts up with each `claimCards`. */
  readonly claim: number
}

/** A card as whoever took it knows it. It is theirs until it is settled, or taken again because the lease has ended. */
export type HeldCard = Pick<CardRow, 'id' | 'claim'>

export type AssignedEvent = Extract<RequestEvent, { readonly type: 'assigned' }>

export interface Commit {
  readonly request: RequestId
  /** The number of events the decision was based on; 0 for a new request. */
  readonly expectedVersion: number
  /** At least one. */
  readonly events: readonly RequestEvent[]
  /** Created where missing. All living cards of the request become out of date in the same transaction anyway. */
  readonly cards: readonly CardKey[]
  /** When the request next needs the clock; null when it rests for good. */
  readonly dueAt: Instant | null
  /** What lists and searches show without folding the request. */
  readonly summary: RequestSummary
  /** Identifies the inbound action; a second commit with the same key is a `duplicate`. Kept at least seven days. */
  readonly dedupeKey: string | null
  readonly at: Instant
}
export type CommitResult =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly reason: 'conflict' | 'duplicate' }

export interface RequestSummary {
  readonly request: RequestId
  readonly number: number
  readonly kind: string
  readonly status: string
  readonly title: string
  readonly requester: PersonId
  readonly open: boolean
  /** The nearest deadline that a person must meet; null when there is none. */
  readonly deadline: Instant | null
  readonly updatedAt: Instant
}

/** By when a request waits for somebody. Who a key stands for is the application's business. */
export interface Waiting {
  readonly key: string
  readonly dueAt: Instant
}

/** For whom a request waits, as it is at this version. */
export interface WaitingNote {
  readonly request: RequestId
  readonly version: number
  readonly waits: readonly Waiting[]
}

/** `dueAt`: the nearest of the keys that were asked about. */
export type WaitingSummary = RequestSummary & { readonly dueAt: Instant }

export type CardSettlement =
  /** `version` is the version that was drawn, which may be newer than the wanted one at claim time. */
  | {
      readonly outcome: 'delivered'
      readonly version: number
      readonly reference: string
      /** When the card is to be drawn again without an event, because it offers something that ends then. */
      readonly againAt?: Instant
      /** What the message looks like now, where the adapter says it. */
      readonly shown?: string
    }
  /** Nothing to show to this recipient (any more). */
  | { readonly outcome: 'nothing'; readonly version: number }
  | {
      readonly outcome: 'retry'
      readonly at: Instant
      readonly error: string
      readonly uncertain: boolean
      /** False where the card was only held back behind another one: that is no attempt of its own. */
      readonly attempted?: false
    }
  | { readonly outcome: 'parked'; readonly error: string }
  /**
   * Nothing was tried, because the recipient's own time for it has not come. It holds back no other card, and a change
   * of the request in the meantime has it looked at again at once.
   */
  | { readonly outcome: 'held'; readonly until: Instant }

export const draftSources = ['typed', 'message', 'tool', 'workflow'] as const
/** Where a draft came from: its owner's typing, a message of the chat, another program, or a workflow's step. */
export type DraftSource = (typeof draftSources)[number]

/** A request that is not asked for yet. Only its owner ever sees it. */
export interface Draft {
  /** The request that becomes of it has the same id, so that one draft never becomes two requests. */
  readonly id: string
  readonly owner: PersonId
  readonly kind: RequestKind
  /** As typed, unchecked. Files in it that were added are not fetched yet; those that were are in `media`. */
  readonly values: FormValues
  readonly media: readonly Media[]
  readonly source: DraftSource
  /** The name of the program that proposed it; null otherwise. */
  readonly origin: string | null
  readonly updatedAt: Instant
}

/**
 * Something to do on a platform beside cards. `offer`: keep a message in the owner's direct messages as the draft is.
 * `complete`: tell the workflow whose step `subject` is how the request ended. `digest`: tell the owner what waits for
 * them; `subject` is the instant that it is for, and each has an errand of its own, so that none is sent twice.
 */
export interface Errand {
  readonly id: string
  readonly type: 'offer' | 'complete' | 'digest'
  /** Empty where there is none. */
  readonly draft: string
  readonly owner: PersonId
  /** The step's id on its platform, or the instant of a digest; empty for an offer. */
  readonly subject: string
  /** Why there is no draft at all; null where there is or was one. */
  readonly reason: string | null
  readonly reference: string | null
  readonly attempts: number
  readonly uncertain: boolean
  /** Which taking of the errand this is: counts up with each `claimErrands`. */
  readonly claim: number
}

/** An errand as whoever took it knows it. It is theirs until it is settled, or taken again because the lease has ended. */
export type HeldErrand = Pick<Errand, 'id' | 'claim'>
/** An errand as it is planned. */
export type PlannedErrand = Omit<Errand, 'reference' | 'attempts' | 'uncertain' | 'claim'>

export type ErrandSettlement =
  /** Until a request of the draft is there (has ended, for `complete`), or the draft is gone. */
  | { readonly outcome: 'waits'; readonly reference: string | null }
  | { readonly outcome: 'done' }
  | {
      readonly outcome: 'retry'
      readonly at: Instant
      readonly error: string
      readonly uncertain: boolean
      /** False where it was not tried at all, which counts as no attempt. */
      readonly attempted?: false
    }

/** What the ledger keeps of people, beside what it keeps of requests. */
export type DirectoryEvent = AbsenceEvent | AccountsEvent
/** The subjects that a person has a stream of events about. */
export type DirectoryTopic = 'absence' | 'accounts'

/** One person's events about one subject. */
export interface DirectoryStream {
  readonly topic: DirectoryTopic
  readonly person: PersonId
}

export interface DirectoryCommit {
  readonly stream: DirectoryStream
  /** The number of events the decision was based on; 0 for a new stream. */
  readonly expectedVersion: number
  /** At least one. */
  readonly events: readonly DirectoryEvent[]
  /** Until when the stream says something of the present or the future; what is over is not looked through again. */
  readonly currentUntil: Instant
  /** Shares its meaning, and its keys, with those of requests. */
  readonly dedupeKey: string | null
  readonly at: Instant
}

export interface StoredDirectoryEvent {
  readonly version: number
  readonly event: DirectoryEvent
}

/** The append-only ledger of what is recorded about people. */
export interface DirectoryLedger {
  /** Appends in one durable transaction. Throws `StoreUnavailable`. */
  commitDirectory(commit: DirectoryCommit): Promise<CommitResult>
  /** Oldest first; empty when nothing was recorded. */
  readDirectory(stream: DirectoryStream): Promise<readonly StoredDirectoryEvent[]>
  /** The whole of each stream of the topic that says something of the time after `at`, in the order of the persons' ids. */
  currentDirectory(
    topic: DirectoryTopic,
    at: Instant,
  ): Promise<readonly { readonly person: PersonId; readonly events: readonly StoredDirectoryEvent[] }[]>
}

/**
 * Text with NUL or half of a surrogate pair is refused with `CodecError` `unstorable_text` wherever it is to be stored, and
 * found nowhere. Keys, ids and references have 2,000 bytes at most: PostgreSQL's indexes hold no more.
 */
export interface Store extends DirectoryLedger {
  /**
   * Appends events, marks cards and sets the due time in one durable transaction: when the promise resolves with
   * `ok`, the events survive a power cut. Throws `StoreUnavailable` when the database cannot be written.
   */
  commit(commit: Commit): Promise<CommitResult>
  /** Oldest first; empty when there is no such request. */
  read(request: RequestId): Promise<readonly StoredEvent[]>
  /** The same for several requests at once; those that do not exist are left out. */
  readAll(requests: readonly RequestId[]): Promise<ReadonlyMap<RequestId, readonly StoredEvent[]>>
  /** The latest choices of who is asked, of all requests, newest first; those of one instant by request, last one first. */
  latestAssignments(limit: number): Promise<readonly AssignedEvent[]>
  /** A short number that no other call returns; gaps are possible. */
  nextNumber(): Promise<number>
  requestByNumber(number: number): Promise<RequestId | null>
  /** True when an action with this key was committed. */
  seen(dedupeKey: string): Promise<boolean>
  /** The request that the action with this key was committed to; null when there was no such action. */
  requestOf(dedupeKey: string): Promise<RequestId | null>

  /**
   * Requests whose `dueAt` is not after `now`, earliest first, leased until `leaseUntil` so that another process does
   * not take them too. A later commit or the end of the lease frees them.
   */
  claimDue(query: { now: Instant; leaseUntil: Instant; limit: number }): Promise<readonly RequestId[]>
  /** Extends the leases of those that are still taken, never shortens one; those that are free stay so. */
  renewDue(query: { requests: readonly RequestId[]; leaseUntil: Instant }): Promise<void>
  /** The earliest instant at which `claimDue` could return something; null when nothing is planned. */
  nextDueAt(): Promise<Instant | null>

  /** Cards that show less than wanted and whose next attempt is not after `now`, leased like due requests. */
  claimCards(query: { now: Instant; leaseUntil: Instant; limit: number }): Promise<readonly CardRow[]>
  /** Extends the leases of those that are still taken, never shortens one; those that are free stay so. */
  renewCards(query: { cards: readonly string[]; leaseUntil: Instant }): Promise<void>
  /**
   * Says before a platform call that its outcome is about to be unknown, so that a crash leaves a trace. False, with
   * nothing changed, where the card is not theirs any more, whatever their clock says of the lease. Throws for an unknown
   * card.
   */
  beginDelivery(card: HeldCard): Promise<boolean>
  /**
   * Only the report of whoever has the card counts. Of one that was overtaken no more is kept than where its message is,
   * and that only where no other message is known. Throws for an unknown card.
   */
  settleCard(card: HeldCard, settlement: CardSettlement): Promise<void>
  /** Has every held card of the recipient looked at again, because what they were held for is different now. */
  releaseCards(recipient: Recipient, at: Instant): Promise<void>
  nextCardAt(): Promise<Instant | null>
  cardsOf(request: RequestId): Promise<readonly CardRow[]>
  /** The request whose card, or notice, is the message at this reference; null when none is. */
  requestOfCard(reference: string): Promise<RequestId | null>
  parkedCards(limit: number): Promise<readonly CardRow[]>
  /** Has cards that were parked with this error tried again at `at`, as if for the first time. */
  wakeParked(error: string, at: Instant): Promise<void>
  /**
   * Creates cards without an event, where a commit counted on another way of telling people that turned out closed.
   * Those that exist stay as they are.
   */
  addCards(cards: readonly CardKey[], version: number, at: Instant): Promise<void>
  /**
   * Makes living cards of a request out of date without an event, for example to redraw a stale one: those of these
   * recipients, of whom some may have none, or all where no recipients are given.
   */
  redraw(request: RequestId, at: Instant, recipients?: readonly Recipient[]): Promise<void>

  /** The same for these recipients' living cards of all open requests, in one statement. */
  redrawOpen(recipients: readonly Recipient[], at: Instant): Promise<void>

  /** Requests for lists: newest first unless `by: 'deadline'`. */
  list(query: {
    requester?: PersonId
    open?: boolean
    statuses?: readonly string[]
    by: 'deadline' | 'updated'
    limit: number
  }): Promise<readonly RequestSummary[]>

  /**
   * Open requests that may wait for somebody, each part the nearest deadline first. `noted`: those that were last noted to
   * wait for one of the keys. `unread`: those that have changed since, or were never noted, whomever they wait for. One
   * request may be in both.
   */
  waitingFor(query: { keys: readonly string[]; limit: number }): Promise<{
    readonly noted: readonly WaitingSummary[]
    readonly unread: readonly RequestSummary[]
  }>
  /** Replaces what is noted of these requests, except of those that have changed since the version that was read. */
  noteWaiting(notes: readonly WaitingNote[]): Promise<void>
  /** Requests that one of these people decided or ruled on, the latest decision first. */
  decidedBy(people: readonly PersonId[], limit: number): Promise<readonly RequestId[]>

  /** Small facts with a key, such as the conversation opened for a mediation. */
  getFact(key: string): Promise<string | null>
  putFact(key: string, value: string): Promise<void>
  /** Keeps a fact that there is none of yet. False, with nothing changed, where there is one: it happened before. */
  addFact(key: string, value: string): Promise<boolean>

  /**
   * Inserts or replaces, and adds the errands that are not there yet, in one transaction. False, with nothing changed,
   * where the id is another person's draft or already a request.
   */
  saveDraft(
    draft: Draft,
    errands: readonly Pick<Errand, 'id' | 'type' | 'subject'>[],
    at: Instant,
  ): Promise<boolean>
  /** Null when there is none (any more), or when a request became of it. */
  draft(id: string): Promise<Draft | null>
  /** Newest first, without those that a request became of. */
  draftsOf(owner: PersonId, limit: number): Promise<readonly Draft[]>
  /** Its errands then find it gone. */
  dropDraft(id: string): Promise<void>
  /** Drops drafts that were last changed before, and those that a request became of. */
  pruneDrafts(before: Instant): Promise<void>
  /** An errand without a draft; nothing happens where there is one of this id. */
  addErrand(errand: PlannedErrand, at: Instant): Promise<void>
  errand(id: string): Promise<Errand | null>
  /** Errands that are due, leased like cards: their next attempt has come, or what they wait for. */
  claimErrands(query: { now: Instant; leaseUntil: Instant; limit: number }): Promise<readonly Errand[]>
  /** Extends the leases of those that are still taken, never shortens one; those that are free stay so. */
  renewErrands(query: { errands: readonly string[]; leaseUntil: Instant }): Promise<void>
  /**
   * Says before a platform call that its outcome is about to be unknown. False, with nothing changed, where the errand is
   * not theirs any more, whatever their clock says of the lease, or gone.
   */
  beginErrand(errand: HeldErrand): Promise<boolean>
  /**
   * Only the report of whoever has the errand counts. Of one that was overtaken no more is kept than where its message is,
   * and that only where no other message is known. Nothing happens where the errand is gone.
   */
  settleErrand(errand: HeldErrand, settlement: ErrandSettlement): Promise<void>
  /** The earliest next attempt of an errand that does not wait; null when there is none. */
  nextErrandAt(): Promise<Instant | null>

  /** Throws when the database cannot be read and written. */
  check(): Promise<void>
  /** Forgets dedupe keys, and digests that are done, older than `before`. */
  prune(before: Instant): Promise<void>
  close(): Promise<void>
}

export const storeUnavailableCodes = [
  'locked',
  'read_only',
  'full',
  'unreachable',
  'media_unreachable',
  'media_refused',
] as const

/** The database is locked, read-only, full or gone, or the store of media is: nothing was written, the caller may try again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly code: (typeof storeUnavailableCodes)[number]
  constructor(code: StoreUnavailable['code'], options?: ErrorOptions) {
    super(code.startsWith('media') ? code.replace('_', ' ') : `database ${code.replace('_', ' ')}`, options)
    this.code = code
  }
}

/** What operators watch: counts and instants, never content and never who. */
export interface Figures {
  readonly requests: readonly { readonly kind: string; readonly status: string; readonly count: number }[]
  /** Cards that show less than they should, those parked left out. */
  readonly waitingCards: number
  /** Since when the card waits that waits longest; null when none does. */
  readonly oldestWaitingCardAt: Instant | null
  /** By the code of the last failure, without its details. */
  readonly parkedCards: readonly { readonly code: string; readonly count: number }[]
  /** Open requests whose time had come at the instant asked about and that the clock has not looked at since. */
  readonly overdue: number
  readonly oldestOverdueAt: Instant | null
}

/** Kept beside `Store`, because only operators ask for it. Throws `StoreUnavailable`. */
export interface Statistics {
  figures(now: Instant): Promise<Figures>
}

// ---------------------------------------------------------------- installations

export const installationStates = ['pending', 'active', 'gone'] as const
/** `pending`: the operator has not allowed it yet. `gone`: the platform does not take its token any more. */
export type InstallationState = (typeof installationStates)[number]

/** One workspace, or one whole organisation, that the app is installed in. */
export interface Installation {
  readonly platform: Platform
  /** As in the identities of its people: the organisation's id where it is installed org-wide, else the workspace's. */
  readonly tenant: string
  readonly name: string
  /** The organisation that it belongs to, or is; null for a workspace of its own. */
  readonly enterprise: string | null
  readonly orgWide: boolean
  /** The bot's own account there. */
  readonly bot: string
  readonly scopes: readonly string[]
  /** Its tokens, encrypted; see `Vault`. Different for every installation and every encryption. */
  readonly sealed: string
  readonly state: InstallationState
  readonly installedAt: Instant
  /** The account that installed it. */
  readonly installedBy: string
  /** When and why it was found gone; null unless it is. */
  readonly gone: { readonly at: Instant; readonly because: string } | null
}

/** Where the app is installed. Kept in the store. Throws `StoreUnavailable`. */
export interface Installations {
  find(platform: Platform, tenant: string): Promise<Installation | null>
  /** Oldest first. */
  list(): Promise<readonly Installation[]>
  /** Inserts or replaces. */
  save(installation: Installation): Promise<void>
  /**
   * Replaces it unless its tokens were replaced since: false, with nothing changed, where `sealed` is not what is stored.
   * So nothing that was found out about an old token touches a new installation.
   */
  change(installation: Installation, sealed: string): Promise<boolean>
  /** False when there was none. */
  remove(platform: Platform, tenant: string): Promise<boolean>
  /** Remembers the hash of a ticket for an installation that somebody begins. Forgets those that have expired. */
  addTicket(ticket: { hash: string; expiresAt: Instant }, now: Instant): Promise<void>
  /** True once for each ticket, and only before it expires, whichever process asks. */
  spendTicket(hash: string, now: Instant): Promise<boolean>
}

/** Encrypts what must not be readable in a copy of the database. */
export interface Vault {
  /** `about` must be given again to open it, so that one ciphertext cannot stand in for another. */
  seal(text: string, about: string): string
  open(sealed: string, about: string): Unsealed
}

export type Unsealed =
  /** `current`: encrypted with the key that is used now. */
  | { readonly outcome: 'opened'; readonly text: string; readonly current: boolean }
  /** No key of the configuration has this id. */
  | { readonly outcome: 'unknown_key'; readonly key: string }
  /** It was changed, belongs to something else, or is no ciphertext. */
  | { readonly outcome: 'damaged' }

/** Vouches for text that comes back through other people's hands. */
export interface Signer {
  /** Letters, digits, `-`, `_` and one dot. The same for the same text as long as the key is the same. */
  sign(text: string): string
  /** True for a signature of exactly this text by any of the keys; takes as long whatever of it is wrong. */
  isSignedBy(text: string, signature: string): boolean
}

/** Throws `StoreUnavailable`. */
export interface Blobs {
  /** Stores bytes under their SHA-256; storing the same bytes twice is harmless, and the first description stays. */
  put(bytes: Uint8Array, about: { mimeType: string; name: string; source: string | null }): Promise<Digest>
  /** Throws `MediaDamaged` when the bytes are not those of the hash any more. */
  get(
    sha256: Digest,
  ): Promise<{ bytes: Uint8Array; mimeType: string; name: string; source: string | null } | null>
  /** Where the bytes came from, without reading them; null when that, or the bytes, are unknown. */
  sourceOf(sha256: Digest): Promise<string | null>
}

/** Media in the database, which can be moved elsewhere. */
export interface MovableBlobs extends Blobs {
  /** Hashes behind `after`, in their order, `limit` at most; from the first one where it is null. */
  listed(after: Digest | null, limit: number): Promise<readonly Digest[]>
  /** Removing what is not there is harmless. */
  remove(sha256: Digest): Promise<void>
}

/** Fetches the bytes of a file that a person attached in the chat. */
export interface Attachments {
  fetch(
    file: { id: string },
    limits: { maxBytes: number },
  ): Promise<
    | { ok: true; bytes: Uint8Array; name: string; mimeType: string; source: string }
    | { ok: false; reason: 'too_large' | 'unavailable' | 'not_found' }
  >
}

// ---------------------------------------------------------------- chat

export type DeliveryOutcome =
  | {
      readonly outcome: 'delivered'
      readonly reference: string
      /** A digest of how the message looks, if the adapter can tell: it comes back with the next delivery. */
      readonly shown?: string
      /** Nothing looks different, so the platform was not asked. */
      readonly unchanged?: true
    }
  /** `uncertain`: the platform may have taken it. */
  | {
      readonly outcome: 'retry'
      readonly afterMs: number
      readonly error: string
      readonly uncertain: boolean
      /** The trouble is this card's and not the platform's: the recipient's other cards need not wait for it. */
      readonly ownFault?: true
      /** The person, or somebody for them, lets the bot write nothing here: another chat of theirs may be open. */
      readonly closed?: true
    }
  | { readonly outcome: 'failed'; readonly error: string; readonly closed?: true }

/** Where to deliver: an account's direct messages, a channel of the configuration, or an opened conversation. */
export type Destination =
  | { readonly type: 'direct'; readonly identity: Identity }
  /** `reaches`: who must be notified, where others read along and whatever is written notifies nobody by itself. */
  | { readonly type: 'channel'; readonly channel: string; readonly reaches?: readonly Reached[] }

/** Somebody of a channel, by the name that the message calls them. */
export interface Reached {
  readonly identity: Identity
  readonly name: string
}

/** Somebody for whom a card looks different from what everybody sees, and how it looks for them at present. */
export interface CardReader {
  readonly identity: Identity
  readonly card: Card
}

/** One platform, as the deliverer uses it. Retries nothing by itself. */
export interface Chat {
  readonly platform: Platform
  /** Whether this is the reference of a message in this chat. Absent where there is no other chat. */
  owns?(reference: string): boolean
  /**
   * A web address that opens the message at this reference, or at least the conversation that it is in; null where there
   * is none, or it cannot be found out now. Never throws.
   */
  linkTo?(reference: string): Promise<string | null>
  /**
   * False where nothing can reach this account, because its workspace is not connected (any more). Absent where there is
   * only one workspace, which is always connected.
   */
  reaches?(identity: Identity): Promise<boolean>
  /**
   * Posts the card, or edits the message at `reference` so that it shows it. With `uncertain` it first looks whether
   * the message of `cardId` already exists. `thread` is the reference of a message to answer to. `shown` is what an
   * earlier delivery said that the message looks like, or null: where it would look the same again, nothing is sent.
   * `readers`: for whom the card looks different where several see it, the most concerned first; see `perPerson`.
   */
  deliver(delivery: {
    cardId: string
    to: Destination
    card: Card
    reference: string | null
    thread: string | null
    shown?: string | null
    uncertain: boolean
    readers?: readonly CardReader[]
  }): Promise<DeliveryOutcome>
  /**
   * True where one message of several people can look different for some of them: their clients ask for what it is for
   * them, which is `Service.look`. It must be right for those whose clients do not.
   */
  readonly perPerson?: true
  /** Opens (or finds again) one conversation of the bot and these people. */
  openConversation(
    people: readonly Identity[],
  ): Promise<
    | { readonly outcome: 'opened'; readonly channel: string }
    | { readonly outcome: 'retry'; readonly afterMs: number; readonly error: string }
    | { readonly outcome: 'failed'; readonly error: string }
  >
  /**
   * Who of these people reads the channel: a thread there takes the place of a conversation that may not be opened.
   * Absent where the bot may always open one.
   */
  readersOf?(
    channel: string,
    people: readonly Identity[],
  ): Promise<
    | { readonly outcome: 'found'; readonly people: readonly Identity[] }
    | { readonly outcome: 'retry'; readonly afterMs: number; readonly error: string }
    | { readonly outcome: 'failed'; readonly error: string }
  >
  /** The largest number of people, besides the bot, in one such conversation. */
  readonly conversationSize: number
  /** Like `deliver`, for a message about a draft. Absent where the platform has no such messages. */
  offerDraft?(delivery: {
    errandId: string
    to: Destination
    card: DraftCard
    reference: string | null
    uncertain: boolean
  }): Promise<DeliveryOutcome>
  /** Posts somebody's digest; with `uncertain` it first looks, where the platform can, whether it is there already. */
  deliverDigest?(delivery: {
    errandId: string
    to: Destination
    card: DigestCard
    uncertain: boolean
  }): Promise<DeliveryOutcome>
  /**
   * Tells a workflow of the platform that its step is finished. A step that is finished already, or that is gone, is
   * `delivered`. Absent where the platform has no such steps.
   */
  completeStep?(step: string, result: StepResult): Promise<DeliveryOutcome>
}

/** What a waiting workflow is told: the outcome, or, for a draft that nobody sent, why there is none. */
export type StepResult =
  | {
      readonly ok: true
      readonly number: number
      readonly request: RequestId
      readonly outcome: 'approved' | 'rejected' | 'withdrawn' | 'lapsed'
    }
  | { readonly ok: false; readonly error: Plain }

// ---------------------------------------------------------------- log

/** Structured log without content: ids, codes and numbers only. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}
