import type { Instant } from '../../domain/flavour.ts'
import type { Request, RequestStatus } from '../../domain/request/state.ts'
import type { Tone } from '../card.ts'
import type { Rich } from '../text.ts'

/** What a request's status means for one reader, in words. */
export interface Situation {
  readonly tone: Tone
  /** Nothing that a person typed: it shows on locked screens. */
  readonly headline: string
  readonly status: Rich
  readonly deadline: { readonly at: Instant; readonly label: Rich } | null
  readonly next: readonly Rich[]
}

/** A request that has one of these statuses. */
export type In<Status extends RequestStatus> = Extract<Request, { readonly status: Status }>
