import type { Digest, GroupId, Instant, RequestId } from '../domain/flavour.ts'
import type { Media, RequestKind } from '../domain/request/content.ts'
import type { Verb } from '../domain/request/verbs.ts'
import type { Tier } from '../domain/risk/types.ts'
import type { AbsenceView } from './absence.ts'
import type { HomeLook, HomeSectionId } from './home-look.ts'
import type { Inline, Locale, Plain, Rich } from './text.ts'

/** What a card is for: who looks at it, and why. */
export type CardRole = 'requester' | 'reviewer' | 'executive' | 'observer'

/** What the request's situation means for the reader: colours, icons and sort order hang on it. */
export type Tone = 'waiting' | 'action' | 'positive' | 'negative' | 'conflict' | 'over'

export interface Fact {
  readonly label: Plain
  readonly value: Rich
}

/** One run of a word-by-word comparison with the previous revision. */
export interface Change {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: Plain
}

/** One thing that the requester answered: the exact content, in the order that approvers read it. */
export interface ContentField {
  readonly label: Plain
  readonly value: Rich
  /** Word by word against the previous revision; null where nothing changed or there is no previous one. */
  readonly changes: readonly Change[] | null
  /** `body` is what would be published; it is set off from facts about it. */
  readonly emphasis: 'body' | 'fact'
}

/** Where one side stands. */
export interface PositionLine {
  readonly group: GroupId | 'requester' | 'executive'
  readonly name: Plain
  readonly state:
    | 'pending'
    | 'approved'
    | 'approved_with_conditions'
    | 'changes_requested'
    | 'rejected'
    | 'hidden'
    | 'ruled'
    | 'stated'
  /** The state in words, with who and when. */
  readonly summary: Rich
  /** Reason, risk tier and score, conditions, what the side would accept: one line each. */
  readonly details: readonly Rich[]
  /** Further answers that speak for the risk's tier; the strongest one is among `details`. For whoever asks for all. */
  readonly evidence: readonly Rich[]
}

export interface Risk {
  readonly tier: Tier
  /** For example "Medium (6 of 25)". */
  readonly label: Plain
  /** Why, strongest first. */
  readonly reasons: readonly Plain[]
}

export interface Choice {
  /** `details` and `template` change nothing of the request: they show it, or begin another one like it. */
  readonly verb: Verb | 'details' | 'template'
  /** Set when the person chooses for one of several things: a group to decide for, a condition to confirm. */
  readonly subject?: string
  readonly label: Plain
  readonly style: 'primary' | 'danger' | 'normal'
  /**
   * What happens next: `form` opens a form, `confirm` asks once with `consequence` as the text and then acts, `act`
   * acts at once.
   */
  readonly then: 'form' | 'confirm' | 'act'
  readonly consequence?: Plain
}

/** Asked once of whoever has several chats, beside all that is about the request. */
export interface ChatQuestion {
  readonly line: Rich
  readonly options: readonly { readonly chat: 'slack' | 'teams'; readonly label: Plain }[]
}

/** One request as one reader sees it now. A pure function of state, reader and locale. */
export interface RequestCard {
  readonly type: 'request'
  readonly request: RequestId
  readonly number: number
  readonly version: number
  readonly digest: Digest
  readonly role: CardRole
  readonly locale: Locale
  readonly tone: Tone
  /** For example "Post #142 needs your decision". Also the notification text. */
  readonly headline: Plain
  /** First words of the content, so that people recognise it. */
  readonly title: Plain
  readonly status: Rich
  /** The question in one sentence, for executives only; null elsewhere. */
  readonly question: Rich | null
  readonly facts: readonly Fact[]
  readonly need: readonly Fact[]
  readonly content: readonly ContentField[]
  readonly media: readonly Media[]
  /** A sentence on what the previous revision was and what became of it; null on a first revision. */
  readonly revisionNote: Rich | null
  readonly risk: Risk | null
  readonly positions: readonly PositionLine[]
  /** For an executive: what happens at each choice. */
  readonly consequences: readonly Fact[]
  readonly deadline: { readonly at: Instant; readonly label: Rich } | null
  /** What is waited for and what to do next: never empty while the request is open. */
  readonly next: readonly Rich[]
  readonly choices: readonly Choice[]
  /** Where the reader wants their cards; absent where that is not asked (any more). */
  readonly chatQuestion?: ChatQuestion
}

/** A message that is an event by nature and is never edited: a reminder, an outcome, a statement in mediation. */
export interface NoticeCard {
  readonly type: 'notice'
  readonly request: RequestId
  readonly number: number
  readonly locale: Locale
  readonly tone: Tone
  readonly headline: Plain
  readonly lines: readonly Rich[]
  readonly choices: readonly Choice[]
  readonly version: number
  readonly digest: Digest
}

/** The opening message of a mediation: both sides' need, risk, reasons and conditions side by side. */
export interface MediationCard {
  readonly type: 'mediation'
  readonly request: RequestId
  readonly number: number
  readonly version: number
  readonly digest: Digest
  readonly locale: Locale
  readonly tone: Tone
  readonly headline: Plain
  readonly title: Plain
  readonly status: Rich
  /** Two or more sides, the requester's first; none where others read along. */
  readonly sides: readonly {
    readonly name: Plain
    readonly wants: readonly Fact[]
    readonly accepts: readonly Rich[]
  }[]
  readonly deadline: { readonly at: Instant; readonly label: Rich } | null
  readonly next: readonly Rich[]
  readonly choices: readonly Choice[]
}

/** A draft that its owner may go on with, as one line. */
export interface DraftOffer {
  readonly draft: string
  readonly kind: RequestKind
  /** From when, from where, and how it begins. */
  readonly line: Rich
  readonly go: Plain
  readonly discard: Plain
}

/** A message that offers a draft to its owner, and later says what became of it. */
export interface DraftCard {
  readonly type: 'draft'
  readonly version: number
  readonly locale: Locale
  readonly tone: Tone
  readonly headline: Plain
  readonly lines: readonly Rich[]
  /** Null once there is nothing to go on with. */
  readonly offer: DraftOffer | null
}

export type Card = RequestCard | NoticeCard | MediationCard

/** One request in a list, with a way to open it. */
export interface ListItem {
  readonly request: RequestId
  readonly number: number
  readonly tone: Tone
  readonly line: readonly Inline[]
  readonly detail: readonly Inline[]
}

/** One message a day with all that waits for somebody, instead of one for each. Posted once and never edited. */
export interface DigestCard {
  readonly type: 'digest'
  readonly version: number
  readonly locale: Locale
  readonly tone: Tone
  readonly headline: Plain
  readonly lines: readonly Rich[]
  /** The nearest deadline first. */
  readonly items: readonly ListItem[]
  /** How many more wait than are listed, in words; null where all are. */
  readonly more: Plain | null
}

/** A person's own overview. */
export interface HomeView {
  readonly locale: Locale
  readonly greeting: Plain
  readonly sections: readonly {
    readonly title: Plain
    readonly empty: Plain
    /** The groups for which several of them can be approved with one confirmation. */
    readonly together?: readonly { readonly group: GroupId; readonly label: Plain }[]
    /** Where the list has more than one page: which it is, in words, and the ones beside it. */
    readonly paging?: {
      readonly section: HomeSectionId
      readonly line: Plain
      readonly next: { readonly page: number; readonly label: Plain } | null
      readonly previous: { readonly page: number; readonly label: Plain } | null
    }
    readonly items: readonly ListItem[]
  }[]
  readonly actions: readonly { readonly action: 'new_post' | 'new_channel'; readonly label: Plain }[]
  /** Newest first. */
  readonly drafts?: readonly DraftOffer[]
  /** What is recorded of the reader's own absence, with what they can do about it. */
  readonly absence?: AbsenceView
  /** What can be chosen about the overview itself; absent where it is shown as it is. */
  readonly controls?: {
    readonly look: HomeLook
    /** Empty where there is too little to choose from. */
    readonly filters: readonly HomeChoice[]
    /** Null where there is too little to search in. */
    readonly search: { readonly label: Plain; readonly placeholder: Plain; readonly value: string } | null
    readonly language: HomeChoice
    readonly digest: HomeChoice
    /** Absent for people who have one chat only. */
    readonly chat?: HomeChoice
  }
}

/** One of several, where the first is "all" or "as it is"; its id is empty. */
export interface HomeChoice {
  readonly id: 'kind' | 'platform' | 'tier' | 'group' | 'language' | 'digest' | 'chat'
  readonly label: Plain
  readonly options: readonly { readonly id: string; readonly label: Plain }[]
  readonly value: string
}
