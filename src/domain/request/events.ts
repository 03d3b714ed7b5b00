import type { Digest, GroupId, Instant, PersonId, RequestId } from '../flavour.ts'
import type { Assessment, Screening } from '../risk/types.ts'
import type { Rerouting } from '../routing/route.ts'
import type { Content } from './content.ts'
import type { Deadline } from './deadline.ts'
import type { Condition, DeadlockKind, Decision, Ruling, UndoableAct } from './decision.ts'
import type { Policy } from './policy.ts'

/** What a deadline is about; with the group or the level where there are several. */
export type DeadlineKey =
  | `group:${GroupId}`
  | 'requester'
  | 'mediation'
  | 'contest'
  | 'executive'
  | 'validity'

/** What happened. Past tense, complete in itself: replaying needs neither the clock nor the calendar. */
type Body =
  | {
      readonly type: 'submitted'
      readonly request: RequestId
      readonly number: number
      readonly content: Content
      readonly digest: Digest
      readonly screening: Screening
      readonly policy: Policy
      /** Of the groups of the first stage. */
      readonly review: Readonly<Record<GroupId, Deadline>>
      /** Who is kept informed, by the configuration or the requester's wish; absent: nobody. It gives no authority. */
      readonly observers?: readonly PersonId[]
    }
  | {
      readonly type: 'revised'
      readonly revision: number
      readonly content: Content
      readonly digest: Digest
      readonly screening: Screening
      /** New review deadlines; null while a mediation goes on, whose end stands. */
      readonly review: Readonly<Record<GroupId, Deadline>> | null
      /** Groups that review it from now on, because of what it says; absent where there are none. */
      readonly routed?: Rerouting
    }
  /** Every group of the stages before has approved: now these are asked. */
  | {
      readonly type: 'stage_opened'
      readonly stage: number
      readonly review: Readonly<Record<GroupId, Deadline>>
    }
  /**
   * Who of a group is asked from now on. It gives no authority and takes none: whoever belongs to the group may decide.
   * `replaced`: somebody chosen before is not there any more; `widened`: everybody is asked.
   */
  | {
      readonly type: 'assigned'
      readonly group: GroupId
      /** All who are asked now, those who were asked before included. */
      readonly people: readonly PersonId[]
      readonly because: 'rotation' | 'least_loaded' | 'replaced' | 'widened'
    }
  | {
      readonly type: 'decided'
      readonly group: GroupId
      readonly revision: number
      readonly digest: Digest
      readonly decision: Decision
      readonly assessment: Assessment | null
      /** Who is away and lent the authority; absent: it is the reviewer's own. */
      readonly onBehalfOf?: PersonId
      /** True when it replaces the same reviewer's earlier decision on this revision (in mediation only). */
      readonly changed: boolean
      /** When its author opened the request, where that is known; never after the decision. */
      readonly openedAt?: Instant
      /** It was approved together with others, with one confirmation. */
      readonly together?: true
    }
  | { readonly type: 'changes_requested'; readonly respondBy: Deadline }
  | {
      readonly type: 'conditions_offered'
      readonly conditions: readonly Condition[]
      readonly respondBy: Deadline
    }
  | { readonly type: 'conditions_accepted' }
  /** `contestBy` is null when it is final. */
  | { readonly type: 'rejected'; readonly contestBy: Deadline | null }
  | {
      readonly type: 'contested'
      readonly of: 'rejection' | 'conditions'
      readonly reason: string
      readonly wouldAccept: string
    }
  | {
      readonly type: 'deadlocked'
      readonly kind: DeadlockKind
      /** The groups concerned: those in conflict, or those that stayed silent. */
      readonly groups: readonly GroupId[]
      readonly mediation: Deadline
      /** Too few of these groups are there before the deadline: the next who can decide is asked at once. */
      readonly everybodyAway?: true
    }
  | {
      readonly type: 'position_stated'
      readonly side: 'requester' | GroupId
      readonly wouldAccept: string
      /** As for decisions. */
      readonly onBehalfOf?: PersonId
    }
  | { readonly type: 'deadlock_resolved' }
  /**
   * A mis-click was taken back by the person who made it, with everything that followed from it alone. What it was and
   * what followed stay in the ledger. `act` is the version of the event that is taken back.
   */
  | { readonly type: 'decision_undone'; readonly act: number; readonly of: UndoableAct }
  | {
      readonly type: 'escalated'
      readonly level: number
      readonly because: 'mediation_ended' | 'mediation_used' | 'executive_silent' | 'everybody_away'
      readonly respondBy: Deadline
      /** The deadlock itself, where a later stage led to one and the revision had its mediation before. */
      readonly deadlock?: { readonly kind: DeadlockKind; readonly groups: readonly GroupId[] }
    }
  | {
      readonly type: 'ruled'
      readonly level: number
      readonly ruling: Ruling
      /** As for decisions. */
      readonly onBehalfOf?: PersonId
    }
  | {
      readonly type: 'approved'
      readonly basis: 'quorum' | 'conditions_accepted' | 'ruling'
      readonly conditions: readonly Condition[]
      readonly valid: Deadline
    }
  | {
      readonly type: 'condition_met'
      readonly condition: string
      readonly evidence: string
      /** As for decisions. */
      readonly onBehalfOf?: PersonId
    }
  | { readonly type: 'rescheduled'; readonly slot: Instant }
  /** The planned slot came while nobody had decided yet: a new one must be chosen before anything is published. */
  | { readonly type: 'slot_missed'; readonly slot: Instant }
  | { readonly type: 'published'; readonly url: string }
  | { readonly type: 'revoked'; readonly reason: string; readonly onBehalfOf?: PersonId }
  | { readonly type: 'withdrawn'; readonly reason: string; readonly onBehalfOf?: PersonId }
  /** Whoever asked has no open account in any chat any more: others may withdraw it, and confirm what was theirs to do. */
  | { readonly type: 'requester_left' }
  | { readonly type: 'requester_returned' }
  | {
      readonly type: 'lapsed'
      readonly because: 'validity_ended' | 'requester_silent' | 'executives_silent'
    }
  /** Somebody looks after it for the group; in place of whoever did before. */
  | { readonly type: 'taken'; readonly group: GroupId }
  /** `gone`: the clock gives back what was taken by somebody who is away or has left. */
  | { readonly type: 'handed_back'; readonly group: GroupId; readonly because: 'returned' | 'gone' }
  /** The time to contest has passed: the rejection is final. */
  | { readonly type: 'rejection_final' }
  /** `step` counts the reminders of one deadline from 1. */
  | { readonly type: 'reminded'; readonly about: DeadlineKey; readonly step: number }

/** `by` is the person who acted, or `clock`. */
export type RequestEvent = Body & { readonly at: Instant; readonly by: PersonId | 'clock' }
export type RequestEventType = RequestEvent['type']
