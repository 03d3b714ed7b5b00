import type { Instant } from '../domain/flavour.ts'
import type { RequestEvent } from '../domain/request/events.ts'
import type { Refusal } from '../domain/request/refusal.ts'
import type { Request } from '../domain/request/state.ts'
import type { HomeView, MediationCard, NoticeCard, RequestCard } from './card.ts'
import type { Cast, Reader } from './cast.ts'
import type { Locale, Plain, Rich } from './text.ts'

/** One request as one reader sees it now. `at` decides which choices are still in time. */
export function requestCard(request: Request, reader: Reader, cast: Cast, at: Instant): RequestCard {
  throw new Error(`not written ${request.status} ${reader.role} ${cast.timezone} ${at}`)
}

/** The card of a group's channel: no decision of a single person is assumed, choices are those of any reviewer. */
export function mediationCard(request: Request, locale: Locale, cast: Cast, at: Instant): MediationCard {
  throw new Error(`not written ${request.status} ${locale} ${cast.timezone} ${at}`)
}

/** The messages that are posted once. Which of them an event causes, and for whom, the app decides. */
export const notices = [
  'review_asked', // reviewer: please decide
  'revised', // reviewer: a new revision, decide anew
  'changes_requested', // requester
  'conditions_offered', // requester
  'approved', // requester and everyone concerned
  'rejected', // requester
  'mediation_opened', // both sides
  'position_stated', // the mediation's conversation
  'resolved', // both sides: agreement
  'escalated', // executive: please rule; both sides: it is with …
  'ruled', // everyone concerned
  'reminder', // whoever is waited for
  'lapsed',
  'withdrawn',
  'revoked',
] as const
export type NoticeKind = (typeof notices)[number]

/** `cause` is the event that the notice is about. */
export function noticeCard(
  notice: NoticeKind,
  request: Request,
  cause: RequestEvent,
  reader: Reader,
  cast: Cast,
  at: Instant,
): NoticeCard {
  throw new Error(
    `not written ${notice} ${request.status} ${cause.type} ${reader.role} ${cast.timezone} ${at}`,
  )
}

/** A refusal as a person reads it: what happened, and what to do next. */
export function refusalText(
  refusal: Refusal,
  locale: Locale,
): { readonly title: Plain; readonly lines: readonly Rich[] } {
  throw new Error(`not written ${refusal.code} ${locale}`)
}

/** A person's overview: what waits for them (nearest deadline first), what they asked for, what is over. */
export function homeView(input: {
  readonly locale: Locale
  readonly name: string
  readonly waiting: readonly Request[]
  readonly mine: readonly Request[]
  readonly mayRequest: boolean
  readonly cast: Cast
}): HomeView {
  throw new Error(`not written ${input.locale}`)
}

/** What happened, in one sentence, after a committed action. */
export function doneText(
  action: 'submitted' | 'revised' | 'decided' | 'ruled' | 'recorded',
  number: number,
  locale: Locale,
): Plain {
  throw new Error(`not written ${action} ${number} ${locale}`)
}

export function helpText(
  command: string,
  locale: Locale,
): { readonly title: Plain; readonly lines: readonly Rich[] } {
  throw new Error(`not written ${command} ${locale}`)
}
