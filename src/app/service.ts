/**
 * What an adapter may ask of the application. Adapters translate a platform's payload into these calls and draw what
 * comes back; they decide nothing. Every method looks the person up afresh.
 */
import type { Digest, RequestId } from '../domain/flavour.ts'
import type { RequestKind } from '../domain/request/content.ts'
import type { RefusalCode } from '../domain/request/refusal.ts'
import type { Verb } from '../domain/request/verbs.ts'
import type { Choice, HomeView, RequestCard } from '../view/card.ts'
import type { FieldErrors, Form, FormPurpose, FormValues } from '../view/form.ts'
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
  submit(input: {
    identity: Identity
    purpose: FormPurpose
    values: FormValues
    dedupeKey: string
  }): Promise<{ outcome: 'errors'; errors: FieldErrors } | DoneAnswer | RefusedAnswer>

  /**
   * The whole request as this person may see it: nothing shortened. A number that the person may not see is answered
   * as one that there is not, since anybody can guess numbers.
   */
  details(
    input: { identity: Identity } & ({ request: RequestId } | { number: number }),
  ): Promise<{ outcome: 'card'; card: RequestCard } | RefusedAnswer>

  /** The person's overview, for App Home and "mine". */
  home(input: { identity: Identity }): Promise<{ outcome: 'home'; home: HomeView } | RefusedAnswer>

  /** Text for the slash command's `help`. */
  help(input: { identity: Identity }): Promise<{ locale: Locale; title: Plain; lines: readonly Rich[] }>
}
