/**
 * What an adapter may ask of the application. Adapters translate a platform's payload into these calls and draw what
 * comes back; they decide nothing. Every method looks the person up afresh.
 */
import type { Digest, GroupId, RequestId } from '../domain/flavour.ts'
import type { RequestKind } from '../domain/request/content.ts'
import type { RefusalCode } from '../domain/request/refusal.ts'
import type { Verb } from '../domain/request/verbs.ts'
import type { AbsenceView } from '../view/absence.ts'
import type { Card, Choice, DraftOffer, HomeView, NoticeCard, RequestCard } from '../view/card.ts'
import type { Chosen, HomeLook, HomeRoom } from '../view/cards.ts'
import type { FieldErrors, Form, FormPurpose, FormValues, PlatformFile } from '../view/form.ts'
import type { Locale, Plain, Rich } from '../view/text.ts'
import type { Identity } from './ports.ts'

/** A refusal in the person's language: what happened, and what to do next. */
export interface RefusedAnswer {
  readonly outcome: 'refused'
  readonly code: RefusalCode
  readonly locale: Locale
  readonly title: Plain
  readonly lines: readonly Rich[]
}

/** It is in the ledger. `message` says so in one sentence. */
export interface DoneAnswer {
  readonly outcome: 'done'
  readonly locale: Locale
  readonly request: RequestId
  readonly number: number
  readonly message: Plain
  /** After asking or revising: who decides by when, and whether the planned slot can be met. */
  readonly told?: {
    readonly lines: readonly Rich[]
    /** What the requester may do about it at once. */
    readonly choices: readonly Choice[]
    readonly version: number
    readonly digest: Digest
  }
}

/** What became of several requests, and the ways to those that need another look. */
export interface ToldAnswer {
  readonly outcome: 'told'
  readonly locale: Locale
  readonly lines: readonly Rich[]
  readonly open: readonly { readonly request: RequestId; readonly label: Plain }[]
}

/** Where a click came from: who, on which request, having seen which revision. A claim, not authority. */
export interface Click {
  readonly identity: Identity
  readonly request: RequestId
  readonly verb: Verb
  readonly digest: Digest
  readonly subject?: string
  /** Unique for the platform's delivery of this action; the same for each redelivery. */
  readonly dedupeKey: string
}

/**
 * A form that is not empty when it opens. `fetching` means that files are still to be fetched: open the form at once,
 * call `fetchDraftFiles` and put its form in place of this one.
 */
export interface FilledForm {
  readonly outcome: 'form'
  readonly form: Form
  readonly draft: string
  readonly fetching: boolean
}

/** What is recorded of the person's absence, in words, with the buttons for it. */
export interface AbsenceAnswer {
  readonly outcome: 'absence'
  readonly view: AbsenceView
}

export interface Service {
  /** The empty form for a new request. */
  compose(input: {
    identity: Identity
    kind: RequestKind
  }): Promise<{ outcome: 'form'; form: Form } | RefusedAnswer>

  /**
   * What follows a click on a choice: a form to fill in, or, where the choice needs none, the action itself. Refused
   * clicks have marked the person's card to be redrawn before this resolves.
   */
  choose(click: Click): Promise<{ outcome: 'form'; form: Form } | DoneAnswer | RefusedAnswer>

  /**
   * A filled-in form. `errors` are shown beside the fields with everything typed kept. `done` means committed.
   * The same `dedupeKey` twice gives `done` twice and one event.
   */
  submit(input: { identity: Identity; purpose: FormPurpose; values: FormValues; dedupeKey: string }): Promise<
    | { outcome: 'errors'; errors: FieldErrors }
    /** Something is left to be asked, on top of this form. */
    | { outcome: 'form'; form: Form }
    | ToldAnswer
    | AbsenceAnswer
    | DoneAnswer
    | RefusedAnswer
  >

  /** The form for approving several low risks for a group with one confirmation. */
  approveSeveral(input: {
    identity: Identity
    group: GroupId
  }): Promise<{ outcome: 'form'; form: Form } | RefusedAnswer>

  /**
   * The whole request as this person may see it: nothing shortened. A number that the person may not see is answered
   * as one that there is not, since anybody can guess numbers.
   */
  details(
    input: { identity: Identity } & ({ request: RequestId } | { number: number }),
  ): Promise<{ outcome: 'card'; card: RequestCard } | RefusedAnswer>

  /**
   * What somebody's client shows in place of a message of ours that is on the screen: the card as it is for this person,
   * by the authority that they have at this moment. Of a card in a place of several, whoever has no part in the request,
   * or cannot be looked up, gets what everybody sees there; of one person's own card nobody else gets anything.
   * `card` is the id of its delivery. `inPlace`: the message is the one that is kept for this card, so that whoever sees
   * it has seen what everybody sees.
   */
  look(input: {
    identity: Identity
    request: RequestId
    card: string
    inPlace: boolean
  }): Promise<{ outcome: 'card'; card: Card } | RefusedAnswer>

  /**
   * Where the message is that is kept up to date for a card, as the platform's chat gives it; null before there is one, or
   * where there is no such card. Not `certain` while an attempt to deliver it has no known outcome.
   */
  keptAt(input: {
    request: RequestId
    card: string
  }): Promise<{ readonly reference: string; readonly certain: boolean } | null>

  /** Whether a message, as the platform's chat names it, is kept for some card or notice. */
  isKept(input: { reference: string }): Promise<boolean>

  /** The form for a post, with what a message of the chat holds. What of it cannot be taken is said in the form. */
  composeFromMessage(input: {
    identity: Identity
    text: string
    link: string | null
    files: readonly PlatformFile[]
  }): Promise<FilledForm | RefusedAnswer>

  /** The form with the answers of a finished request of one's own, without its slot. */
  composeFromRequest(input: { identity: Identity; request: RequestId }): Promise<FilledForm | RefusedAnswer>

  /** The form as the person left it. Refused where the draft is gone, or became a request. */
  continueDraft(input: { identity: Identity; draft: string }): Promise<FilledForm | RefusedAnswer>

  /** Fetches the files of a draft. The form is complete then, and says what could not be taken. */
  fetchDraftFiles(input: { identity: Identity; draft: string }): Promise<FilledForm | RefusedAnswer>

  /** The draft is forgotten, also when it was gone already. */
  discardDraft(input: {
    identity: Identity
    draft: string
  }): Promise<{ outcome: 'discarded'; locale: Locale; title: Plain; message: Plain } | RefusedAnswer>

  /**
   * Keeps what was typed so far, for a form that is or may be left without being sent. Does nothing where nothing was
   * typed, for forms other than those for a new request, or for somebody unknown. Never throws.
   */
  keepDraft(input: { identity: Identity; purpose: FormPurpose; values: FormValues }): Promise<void>

  /** Another program proposes a request to somebody, who gets it as a draft, with a message. */
  proposeDraft(input: {
    email: string
    kind: RequestKind
    text: string
    link: string | null
    /** Its name, as people are told it. */
    tool: string
  }): Promise<{ outcome: 'proposed'; draft: string } | { outcome: 'nobody' } | RefusedAnswer>

  /**
   * A workflow's step asks somebody to ask for an approval. The step's id may come again and counts once. Whatever comes
   * of it, the workflow is told once there is an outcome.
   */
  beginStep(input: {
    step: string
    identity: Identity
    /** Null where the workflow says something that is no kind. */
    kind: RequestKind | null
    text: string
    link: string | null
  }): Promise<void>

  /** What is recorded of the person's own absence: for App Home, and for "away" alone. */
  absence(input: { identity: Identity }): Promise<AbsenceAnswer | RefusedAnswer>

  /** The form for an absence, with what is recorded where it changes one. */
  openAbsence(input: {
    identity: Identity
    changes: number | null
  }): Promise<{ outcome: 'form'; form: Form } | RefusedAnswer>

  /**
   * Records an absence as typed: "until Friday, delegate …". `delegate` is the account that the chat found in the
   * words; null where it found none. The same `dedupeKey` twice is recorded once.
   */
  goAway(input: {
    identity: Identity
    words: string
    delegate: Identity | null
    dedupeKey: string
  }): Promise<AbsenceAnswer | RefusedAnswer>

  /** Ends an absence, or takes it back where it has not begun; null means the present one, or else the next. */
  comeBack(input: {
    identity: Identity
    absence: number | null
    dedupeKey: string
  }): Promise<AbsenceAnswer | RefusedAnswer>

  /** The person's overview, for App Home and "mine"; for a page of its own unless said otherwise. */
  home(input: {
    identity: Identity
    look?: HomeLook
    room?: HomeRoom
  }): Promise<{ outcome: 'home'; home: HomeView } | RefusedAnswer>

  /** The person's language from now on, for cards that are there already too; null: as the platform says. */
  chooseLanguage(input: {
    identity: Identity
    locale: Locale | null
    look?: HomeLook
    room?: HomeRoom
  }): Promise<{ outcome: 'home'; home: HomeView } | RefusedAnswer>

  /**
   * Something that a person typed or signed with, which never decides anything. Where it sounds like an approval of
   * somebody who may decide, gives what to tell them in private, once for each revision and place; else null. Never throws.
   */
  remark(input: {
    identity: Identity
    /** As typed; a reaction as `:name:`. */
    text: string
    /** The reference of the message that it answers, as the platform's chat gives it; null when it answers none. */
    card: string | null
    /** A conversation is with the bot, or a mediation's; whatever is said in a channel outside of threads is other talk. */
    place: 'conversation' | 'channel'
  }): Promise<NoticeCard | null>

  /** Changes what the person chose for themselves; what they typed is read here, in every language. */
  prefer(input: {
    identity: Identity
    wish: { readonly about: Chosen['about']; readonly text: string }
  }): Promise<{ outcome: 'preferred'; locale: Locale; title: Plain; message: Plain } | RefusedAnswer>

  /** Text for the slash command's `help`, and what the person may go on with. */
  help(input: {
    identity: Identity
  }): Promise<{ locale: Locale; title: Plain; lines: readonly Rich[]; drafts?: readonly DraftOffer[] }>
}
