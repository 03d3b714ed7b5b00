import type { Digest, GroupId, Instant, PersonId, RequestId } from '../flavour.ts'
import type { Screening } from '../risk/types.ts'
import type { Revision } from './content.ts'
import type { Deadline } from './deadline.ts'
import type { Condition, DeadlockKind, DecisionRecord, Ruling, UndoableAct } from './decision.ts'
import type { DeadlineKey } from './events.ts'
import type { Policy } from './policy.ts'

/** What one side said in mediation or when contesting. */
export interface Position {
  readonly side: 'requester' | GroupId
  readonly by: PersonId
  /** Who is away and lent the authority; absent: it is the speaker's own. */
  readonly onBehalfOf?: PersonId
  readonly at: Instant
  readonly wouldAccept: string
}

export interface Deadlock {
  readonly kind: DeadlockKind
  readonly groups: readonly GroupId[]
  readonly openedAt: Instant
  /** The latest revision under this deadlock: the one it began on, or a later one made in mediation. */
  readonly revision: number
  /** It began because too few of the groups were there in the whole time to decide. */
  readonly everybodyAway?: true
}

/** An act that its author may still take back, with the request as it was before. */
export interface Undoable {
  readonly act: number
  readonly of: UndoableAct
  readonly by: PersonId
  readonly at: Instant
  readonly before: Request
}

/** An act that was taken back. It counts for nothing, and is not forgotten. */
export interface Undone {
  /** The versions of its event and of the one that took it back. */
  readonly act: number
  readonly undoneBy: number
  readonly of: UndoableAct
  readonly by: PersonId
  readonly at: Instant
  /** The status that it had led to. */
  readonly status: RequestStatus
  /** The conditions that it had led to: their ids are used up. */
  readonly conditions: readonly Condition[]
}

/** Who of a group is asked. */
export interface Assignment {
  readonly people: readonly PersonId[]
  /** `widened`: everybody in the group, also those who join it later. */
  readonly because: 'rotation' | 'least_loaded' | 'replaced' | 'widened'
  readonly at: Instant
}

/** What every request has, whatever its status. */
export interface Dossier {
  readonly id: RequestId
  readonly number: number
  readonly requester: PersonId
  readonly submittedAt: Instant
  /** Since when whoever asked is known to have no open account any more; null while they can be reached. */
  readonly requesterLeft: Instant | null
  /** Who is kept informed and nothing more; never the requester. */
  readonly observers: readonly PersonId[]
  readonly policy: Policy
  /** All revisions, oldest first; the last is the current one. */
  readonly revisions: readonly Revision[]
  /** Of the current revision. */
  readonly screening: Screening
  /** The latest decision of each reviewer on the current revision, in order of arrival. */
  readonly decisions: readonly DecisionRecord[]
  /** Every decision that no longer counts: on earlier revisions, or replaced in mediation. */
  readonly voided: readonly DecisionRecord[]
  /** Everything said in mediation and when contesting, oldest first. */
  readonly positions: readonly Position[]
  readonly contest: {
    readonly of: 'rejection' | 'conditions'
    readonly reason: string
    /** The conditions that were contested, with their ids; absent for a contested rejection. */
    readonly conditions?: readonly Condition[]
  } | null
  readonly deadlocks: readonly Deadlock[]
  readonly rulings: readonly {
    readonly by: PersonId
    /** Who is away and lent the authority; absent: it is the executive's own. */
    readonly onBehalfOf?: PersonId
    readonly level: number
    readonly at: Instant
    readonly ruling: Ruling
  }[]
  /**
   * Who looks after it for a group, and is reminded first. It binds nobody: whoever is `assigned` stays asked, and every
   * member may decide as before.
   */
  readonly taken: Readonly<Record<GroupId, { readonly by: PersonId; readonly at: Instant }>>
  /** A later slot than the current revision's, chosen since; deciding on the content goes on undisturbed. */
  readonly rescheduledTo: Instant | null
  /** The planned slot that passed before anybody had decided, as told to the requester; null while none has. */
  readonly slotMissed: Instant | null
  /** The last stage of groups that was opened on the current revision. */
  readonly stage: number
  /** The last stage whose groups have been asked before, on an earlier revision or before an undo; 0 for none. */
  readonly reached: number
  /** The highest level of executives that was ever asked to rule, also on an earlier revision or before an undo; 0 for none. */
  readonly escalatedTo: number
  /** Who is asked, of the groups that choose; a group without an entry asks everybody. */
  readonly assigned: Readonly<Record<GroupId, Assignment>>
  /** How many reminders of each running deadline were sent. */
  readonly reminded: Readonly<Partial<Record<DeadlineKey, number>>>
  /** The latest act, while nothing was built on it; null otherwise. Whether it is still in time is not said here. */
  readonly undoable: Undoable | null
  /** What was taken back, oldest first. */
  readonly undone: readonly Undone[]
  /** Count of events so far: the version that a card is drawn from. */
  readonly version: number
  readonly lastEventAt: Instant
}

/** An approved or published request's obligations. */
export interface Obligation extends Condition {
  readonly met: {
    readonly by: PersonId
    /** As for positions. */
    readonly onBehalfOf?: PersonId
    readonly at: Instant
    readonly evidence: string
  } | null
}

interface Approval {
  readonly basis: 'quorum' | 'conditions_accepted' | 'ruling'
  readonly approvedAt: Instant
  readonly digest: Digest
  readonly valid: Deadline
  readonly obligations: readonly Obligation[]
}

export type Request = Dossier &
  (
    | { readonly status: 'in_review'; readonly review: Readonly<Record<GroupId, Deadline>> }
    | { readonly status: 'changes_requested'; readonly respondBy: Deadline }
    | {
        readonly status: 'conditions_offered'
        readonly conditions: readonly Condition[]
        readonly respondBy: Deadline
      }
    /** `contestBy` is null when the rejection is final. */
    | { readonly status: 'rejected'; readonly rejectedAt: Instant; readonly contestBy: Deadline | null }
    | { readonly status: 'deadlocked'; readonly deadlock: Deadlock; readonly mediation: Deadline }
    | {
        readonly status: 'escalated'
        readonly deadlock: Deadlock
        readonly level: number
        readonly respondBy: Deadline
      }
    | { readonly status: 'approved'; readonly approval: Approval }
    | {
        readonly status: 'published'
        readonly approval: Approval
        readonly url: string
        readonly publishedAt: Instant
      }
    | {
        readonly status: 'lapsed'
        readonly because: 'validity_ended' | 'requester_silent' | 'executives_silent'
        readonly endedAt: Instant
      }
    | {
        readonly status: 'revoked'
        readonly reason: string
        readonly by: PersonId
        /** As for positions. */
        readonly onBehalfOf?: PersonId
        readonly endedAt: Instant
      }
    | {
        readonly status: 'withdrawn'
        readonly reason: string
        /** The requester, or after they have left somebody who may decide. */
        readonly by: PersonId
        /** As for positions. */
        readonly onBehalfOf?: PersonId
        readonly endedAt: Instant
      }
  )
export type RequestStatus = Request['status']

/** `null` before the first event. */
export type RequestState = Request | null
