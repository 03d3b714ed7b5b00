import type { Digest, GroupId, Instant, PersonId } from '../flavour.ts'
import type { Assessment } from '../risk/types.ts'

/** An obligation attached to an approval, as a reviewer or an executive writes it. */
export interface ConditionDraft {
  readonly text: string
  readonly owner: 'requester' | 'group'
  readonly due: 'before_publication' | 'after_publication'
}

/** An obligation of the merged list; `id` is unique in its request and never reused. */
export interface Condition extends ConditionDraft {
  readonly id: string
  /** The group that asked for it, or the executive. */
  readonly from: GroupId | 'executive'
}

/** What a reviewer says. A rejection says what would make it acceptable, a change request what to change. */
export type Decision =
  | { readonly verb: 'approve'; readonly comment: string }
  | {
      readonly verb: 'approve_with_conditions'
      readonly conditions: readonly ConditionDraft[]
      readonly comment: string
    }
  | { readonly verb: 'request_changes'; readonly changes: string }
  | { readonly verb: 'reject'; readonly reason: string; readonly wouldAccept: string }
export type DecisionVerb = Decision['verb']

/** What an executive says; final, except that a request may be sent back once. */
export type Ruling =
  | { readonly verb: 'approve'; readonly reason: string }
  | {
      readonly verb: 'approve_with_conditions'
      readonly conditions: readonly ConditionDraft[]
      readonly reason: string
    }
  | { readonly verb: 'reject'; readonly reason: string }
  | { readonly verb: 'send_back'; readonly reason: string }
export type RulingVerb = Ruling['verb']

/** A decision as recorded: by one reviewer, for one group, on one revision. */
export interface DecisionRecord {
  readonly reviewer: PersonId
  /** Who is away and lent the authority; absent: it is the reviewer's own. */
  readonly onBehalfOf?: PersonId
  readonly group: GroupId
  readonly revision: number
  readonly digest: Digest
  readonly at: Instant
  readonly decision: Decision
  readonly assessment: Assessment | null
  /** How soon after opening the request it was approved, in milliseconds, where the policy calls that hasty. */
  readonly hastyAfter?: number
  /** It was approved together with others, with one confirmation. */
  readonly together?: true
}

/** How a group stands on the current revision. */
export type GroupOutcome =
  | 'pending'
  | 'approved'
  | 'approved_with_conditions'
  | 'changes_requested'
  | 'rejected'
export type DeadlockKind = 'disagreement' | 'contested' | 'stalled' | 'rounds'

/** What can be taken back within a moment: a decision, a position, or the acceptance of conditions. */
export const undoableActs = ['decision', 'position', 'acceptance'] as const
export type UndoableAct = (typeof undoableActs)[number]
