import type { GroupId, PersonId } from '../flavour.ts'

/** What the platform says of an account at the moment of the click. */
export type Standing = 'active' | 'guest' | 'external' | 'bot' | 'deactivated'

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
}
