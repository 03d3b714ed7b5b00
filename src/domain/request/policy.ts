import type { Duration } from '../calendar/duration.ts'
import type { GroupId } from '../flavour.ts'
import type { Tier } from '../risk/types.ts'

/** How one group settles. */
export interface GroupPolicy {
  readonly quorum: number
  readonly rejections: number
  readonly respondWithin: Duration
  /** Fractions of the time to respond, each between 0 and 1, ascending. */
  readonly remindAt: readonly number[]
}

/** How one level of the chain of executives is asked. */
export interface ExecutivePolicy {
  readonly respondWithin: Duration
  readonly remindAt: readonly number[]
}

/**
 * The rules that a request was submitted under. Recorded with the submission, so that a later change of the
 * configuration never changes a running request. Members are not part of it: eligibility is looked up at the click.
 */
export interface Policy {
  /** Every group that must approve, in the order shown to people. */
  readonly groups: Readonly<Record<GroupId, GroupPolicy>>
  /** The chain, in order; level 1 is the first. Never empty. */
  readonly executives: readonly ExecutivePolicy[]
  readonly mediation: {
    readonly lasts: Duration
    readonly remindAt: readonly number[]
    readonly rounds: number
  }
  readonly contest: { readonly within: Duration }
  /** How long the requester may take to revise or to answer conditions before the request lapses. */
  readonly requester: { readonly respondWithin: Duration; readonly remindAt: readonly number[] }
  /** After the last executive stayed silent: reminders at this distance, then the request lapses. */
  readonly lastExecutive: { readonly remindEvery: Duration; readonly reminders: number }
  readonly approval: { readonly validFor: Duration }
  /** Approving at this tier or above needs the whole questionnaire and a rationale. */
  readonly questionnaireFrom: Tier
  /** Hide other groups' decisions from a reviewer until the reviewer's own group work is done. */
  readonly independentVotes: boolean
  /** How long a mis-click can be taken back; absent: not at all, as for requests from before that was possible. */
  readonly undo?: { readonly within: Extract<Duration, { readonly unit: 'elapsed' }> }
}
