/**
 * Why a command changes nothing. Refusals are ordinary outcomes, not faults: each has a stable code, for which the
 * catalogue (`src/view/catalogue`) has a sentence in every language that says what happened and what to do next.
 */
export const refusalCodes = [
  'unknown_request', // no such request
  'already_exists', // the same submission twice
  'draft_gone', // discarded, forgotten, or another person's (raised by the app)
  'stale_revision', // the person saw an earlier revision than the current one
  'already_decided', // this reviewer decided on this revision
  'group_settled', // the group needs no further decision on this revision
  'not_your_turn', // groups of an earlier stage have not approved yet
  'not_reviewer', // not a member of that group now
  'not_involved', // has nothing to do with the request, and wants to see it
  'not_executive', // not in the chain of executives up to the current level now
  'not_requester', // only the requester may do this
  'may_not_request', // not among the configured requesters
  'own_request', // nobody decides on their own request
  'two_groups', // nobody decides for two groups on one request
  'decided_as_reviewer', // an executive who decided on it as a reviewer
  'guest',
  'external',
  'bot',
  'deactivated',
  'lookup_failed', // the directory did not answer: refused, retry offered (raised by the app)
  'not_now', // the request's status does not allow it (params.status)
  'reason_required',
  'would_accept_required', // a rejection or a contest without what would make it acceptable
  'changes_required', // a change request without what to change
  'conditions_required', // approval with conditions without any
  'questionnaire_required', // approving at this tier needs every answer and a rationale (params.tier)
  'unchanged', // a revision equal to the current one
  'unreadable_chat', // no chat in which the person has an account (raised by the app)
  'unreadable_digest', // no time of the day for a digest (raised by the app)
  'unreadable_hours', // hours of one's own that are none (raised by the app)
  'send_back_used', // a request is sent back once
  'contest_closed', // too late to contest
  'already_contested', // contested once already
  'conditions_open', // obligations due before publication are not met (params.count)
  'unknown_condition',
  'condition_already_met',
  'not_condition_owner',
  'slot_passed', // the planned slot passed before the approval: choose a new one first
  'slot_in_past', // the chosen slot is not in the future
  'slot_earlier', // an earlier slot than the planned one is a change of the request: revise
  'invalid_url',
  'needs_own_look', // too much of a risk to be approved together with others
  'nothing_together', // no low risk is there (any more) to be approved together with others
  'undo_not_yours', // nothing of this person's to take back
  'undo_overtaken', // something else has happened since
  'undo_late', // the moment in which a mis-click can be taken back is over
  'not_taken', // only whoever took it for the group hands it back
  'not_away', // nothing to come back from
  'absence_past', // an absence that ends before now
  'absence_order', // an absence that ends before it begins
  'absence_too_long', // longer than the configuration allows (params.days)
  'absence_too_far', // begins in more than a year
  'absence_unreadable', // words that are no date (params.words; raised by the app)
  'absence_no_such_day', // 30 February (params.words; raised by the app)
  'absence_hour_skipped', // the clocks jump over that hour (params.words, params.instead; raised by the app)
  'delegate_self',
  'delegate_unknown', // nobody by that name (raised by the app)
  'delegate_not_member', // a guest, a stranger, a bot, or somebody who left
  'delegate_not_eligible', // the configuration does not name them (params.who: who could)
  'delegate_away', // away in that time too (params.who: who could)
  'delegation_circular', // each would stand in for the other, perhaps over several people
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export interface Refusal {
  readonly code: RefusalCode
  /** Values for the sentence: never secrets, never request content. */
  readonly params: Readonly<Record<string, string | number>>
}

/** A command's outcome: events to record (none where the command is a harmless repetition), or a refusal. */
export type Outcome<Event> =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal }
