import type { Duration } from '../calendar/duration.ts'
import type { GroupId } from '../flavour.ts'
import type { Tier } from '../risk/types.ts'
import type { RequestKind } from './content.ts'

/** How a group chooses who of it is asked first. Everybody else stays eligible all the same. */
export interface AssignPolicy {
  readonly how: 'rotation' | 'least_loaded'
  /** How many are asked; never fewer than settle the group. */
  readonly ask: number
  /** The fraction of the time to respond, between 0 and 1, after which everybody in the group is asked. */
  readonly widenAt: number
}

/** How one group settles. */
export interface GroupPolicy {
  readonly quorum: number
  readonly rejections: number
  readonly respondWithin: Duration
  /** Fractions of the time to respond, each between 0 and 1, ascending. */
  readonly remindAt: readonly number[]
  /** Absent: everybody in the group is asked. */
  readonly assign?: AssignPolicy
  /** Groups of a later stage are asked when those of every earlier one have approved. Absent: 1. */
  readonly stage?: number
}

/** Which groups review what. A condition that is left out holds for everything. */
export interface Route {
  readonly when: {
    readonly kind?: readonly RequestKind[]
    /** A post goes to several platforms: all of them must be among these. */
    readonly platform?: readonly string[]
    /** Of the screening. */
    readonly tier?: readonly Tier[]
  }
  readonly groups: readonly GroupId[]
}

/** How the groups of a request were chosen, with what it takes to choose again for a revision. */
export interface Routing {
  /** The first one that matches counts; where none does, every group reviews. */
  readonly rules: readonly Route[]
  /** The rule that chose the groups, counted from 0; null where none matched. */
  readonly rule: number | null
  /** The groups that are not asked, by the rules that they would be asked under. */
  readonly others: Readonly<Record<GroupId, GroupPolicy>>
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
  /**
   * Approvals of risks from this tier on are marked where they come sooner than this after the reviewer opened the
   * request. Absent: none are, as for requests from before that was noted.
   */
  readonly hasty?: { readonly within: Extract<Duration, { readonly unit: 'elapsed' }>; readonly from: Tier }
  /** Absent: every group reviews every request. */
  readonly routing?: Routing
}
