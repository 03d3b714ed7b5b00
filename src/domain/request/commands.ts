import type { WorkingTime } from '../calendar/duration.ts'
import type { Digest, GroupId, Instant, PersonId, RequestId } from '../flavour.ts'
import type { Assessment, Screening } from '../risk/types.ts'
import type { Candidate } from '../routing/choose.ts'
import type { Actor } from './actor.ts'
import type { Content } from './content.ts'
import type { Decision, Ruling } from './decision.ts'
import type { Policy } from './policy.ts'

/**
 * Where so many of those who could still decide are away now, and nobody stands in, that the others are too few: when
 * enough are back. What is not listed has enough.
 */
export interface Away {
  readonly groups: Readonly<Record<GroupId, Instant>>
  /** By level, counted from 1. */
  readonly executives: Readonly<Record<number, Instant>>
}

/** What a decider may look at besides the command and the state: the time, and the organisation's calendar. */
export interface Context {
  readonly at: Instant
  readonly calendar: WorkingTime
  /** Absent where nothing is known of absences. */
  readonly away?: Away
}

/** A person's command. `digest` is that of the revision the person saw; an outdated one is refused. */
type By<Body> = Body & { readonly actor: Actor }
type Seeing<Body> = By<Body> & { readonly digest: Digest }

export type Submit = By<{
  readonly type: 'submit'
  readonly request: RequestId
  /** The short number that people say, unique in the installation. */
  readonly number: number
  readonly content: Content
  readonly digest: Digest
  readonly screening: Screening
  readonly policy: Policy
  /** Who is to be kept informed; absent: nobody. */
  readonly observers?: readonly PersonId[]
}>
export type Revise = By<{
  readonly type: 'revise'
  /** The revision that the person started from. */
  readonly from: Digest
  readonly content: Content
  readonly digest: Digest
  readonly screening: Screening
}>
export type Decide = Seeing<{
  readonly type: 'decide'
  readonly group: GroupId
  readonly decision: Decision
  readonly assessment: Assessment | null
  /** When the reviewer opened the request's details or this form on this revision, where that is known. */
  readonly openedAt?: Instant
  /** One of several approved with one confirmation: refused for whatever needs a look of its own. */
  readonly together?: true
}>
export type AcceptConditions = Seeing<{
  readonly type: 'accept_conditions'
  /**
   * Ids of the conditions that the person saw. The revision's digest does not cover them, so that without this list
   * a click on an old card could accept conditions changed in mediation. Other ids than the current ones are refused.
   */
  readonly conditions?: readonly string[]
}>
export type Contest = Seeing<{
  readonly type: 'contest'
  readonly reason: string
  readonly wouldAccept: string
}>
/** In mediation: what one side would accept. `side` is the group that a reviewer speaks for. */
export type StatePosition = Seeing<{
  readonly type: 'state_position'
  readonly side: 'requester' | GroupId
  readonly wouldAccept: string
}>
export type Rule = Seeing<{ readonly type: 'rule'; readonly ruling: Ruling }>
export type MeetCondition = Seeing<{
  readonly type: 'meet_condition'
  readonly condition: string
  readonly evidence: string
}>
export type Reschedule = Seeing<{ readonly type: 'reschedule'; readonly slot: Instant }>
export type Publish = Seeing<{ readonly type: 'publish'; readonly url: string }>
export type Revoke = Seeing<{ readonly type: 'revoke'; readonly reason: string }>
/** Takes one's own latest act back; `act` is the version of its event, so that an old button takes nothing else back. */
export type Undo = Seeing<{ readonly type: 'undo'; readonly act: number }>
export type Withdraw = By<{ readonly type: 'withdraw'; readonly reason: string }>
/** A reviewer looks after it for the group, or takes it over from a colleague. */
export type Take = Seeing<{ readonly type: 'take'; readonly group: GroupId }>
export type HandBack = Seeing<{ readonly type: 'hand_back'; readonly group: GroupId }>
/**
 * The clock's own command: whatever is due at `context.at` happens. `members` are those of the groups for which it is
 * time to ask everybody, without the requester; they are recorded as asked. `gone` are people who took it and
 * whom nobody can count on any more, because they are away or have left.
 */
export type PassTime = {
  readonly type: 'pass_time'
  readonly members?: Readonly<Record<GroupId, readonly PersonId[]>>
  readonly gone?: readonly PersonId[]
  /** Whether whoever asked still has an open account, as looked up; absent: not looked up. */
  readonly requester?: 'there' | 'left'
}
/**
 * Chooses who of a group is asked, or who instead of somebody who is not there any more. Changes nothing where nobody is
 * missing, so that it may follow every other command.
 */
export type Assign = {
  readonly type: 'assign'
  readonly group: GroupId
  /** Everybody in the group, in the order of the configuration. */
  readonly candidates: readonly Candidate[]
}

export type PersonCommand =
  | Submit
  | Revise
  | Decide
  | AcceptConditions
  | Contest
  | StatePosition
  | Rule
  | MeetCondition
  | Reschedule
  | Publish
  | Revoke
  | Undo
  | Withdraw
  | Take
  | HandBack
/** What the program does by itself. It never decides anything about the request. */
export type ClockCommand = PassTime | Assign
export type Command = PersonCommand | ClockCommand
