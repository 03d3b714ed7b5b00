import type { GroupId, Instant } from '../flavour.ts'
import type { Actor } from './actor.ts'
import type { Revision } from './content.ts'
import type { Condition, GroupOutcome } from './decision.ts'
import type { DeadlineKey } from './events.ts'
import type { Request } from './state.ts'
import type { Verb } from './verbs.ts'

/** The revision that counts. */
export function currentRevision(request: Request): Revision {
  throw new Error(`not written ${request.status}`)
}

/** How each required group stands on the current revision, in the policy's order. */
export function groupOutcomes(request: Request): Readonly<Record<GroupId, GroupOutcome>> {
  throw new Error(`not written ${request.status}`)
}

/** The conditions of all approving groups on the current revision, merged: same text from two groups stays two. */
export function mergedConditions(request: Request): readonly Condition[] {
  throw new Error(`not written ${request.status}`)
}

/** When the request next needs `pass_time`: its nearest reminder or deadline. Null when it rests for good. */
export function nextDueAt(request: Request): Instant | null {
  throw new Error(`not written ${request.status}`)
}

/** The nearest deadline that a person must meet, and whom it waits for. Null when nobody is waited for. */
export function waitingFor(
  request: Request,
): { readonly key: DeadlineKey; readonly dueAt: Instant; readonly groups: readonly GroupId[] } | null {
  throw new Error(`not written ${request.status}`)
}

/** True until a final state is reached. An approved request is open until it is published or lapses. */
export function isOpen(request: Request): boolean {
  throw new Error(`not written ${request.status}`)
}

/** The slot that counts now: the rescheduled one, or the current revision's. Null for "as soon as approved". */
export function plannedSlot(request: Request): Instant | null {
  throw new Error(`not written ${request.status}`)
}

/** A verb that the actor may use now; `subject` is the group decided for, or the condition confirmed. */
export interface AllowedVerb {
  readonly verb: Verb
  readonly subject?: string
}

/**
 * What this person may do now, in the order shown. Agrees with `decide` by construction and by property test: a verb
 * offered is never refused for who or when, only for what was typed; a verb not offered is refused.
 */
export function allowedVerbs(request: Request, actor: Actor, at: Instant): readonly AllowedVerb[] {
  throw new Error(`not written ${request.status} ${actor.person} ${at}`)
}

/**
 * Whether this reader may see another group's decision now (independent votes). The requester, executives on an
 * escalated request and observers of a final state see everything; a reviewer of a group that is still pending, with
 * no decision of their own on this revision, sees no other group's decision while `in_review`.
 */
export function maySeeDecisionOf(request: Request, reader: Actor, group: GroupId): boolean {
  throw new Error(`not written ${request.status} ${reader.person} ${group}`)
}
