import type { GroupId, PersonId } from '../flavour.ts'

/** What the platform says of an account at the moment of the click. */
export type Standing = 'active' | 'guest' | 'external' | 'bot' | 'deactivated'

/** What somebody who is away could decide now, lent to their delegate for that time. */
export interface StandIn {
  /** Who is away. */
  readonly person: PersonId
  /** Groups of theirs for which the configuration lets the delegate stand in. */
  readonly groups: readonly GroupId[]
  readonly executiveLevels: readonly number[]
  /** Other ids of the same person; absent: none. */
  readonly alsoAs?: readonly PersonId[]
}

/**
 * Who acts, with the authority that was looked up when the click arrived. Never read from a button, a cache or the
 * ledger: authority may have been taken away since.
 */
export interface Actor {
  readonly person: PersonId
  /** Other ids of the same person in the ledger, from before their accounts were joined. */
  readonly alsoAs?: readonly PersonId[]
  readonly standing: Standing
  /** May ask for approvals. */
  readonly mayRequest: boolean
  /** Groups that the person may decide for now. */
  readonly groups: readonly GroupId[]
  /** Levels of the chain of executives that the person belongs to now, 1-based. */
  readonly executiveLevels: readonly number[]
  /** People who are away and whom the person stands in for now; absent: none. */
  readonly standsInFor?: readonly StandIn[]
}
