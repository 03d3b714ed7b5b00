/** The messages that are posted once. Which of them an event causes, and for whom, the app decides. */
export const notices = [
  'review_asked', // reviewer: please decide
  'widened', // whoever was asked first: the whole group is asked now
  'revised', // reviewer: a new revision, decide anew
  'changes_requested', // requester
  'conditions_offered', // requester
  'approved', // requester and everyone concerned
  'rejected', // requester
  'mediation_opened', // both sides
  'position_stated', // the mediation's conversation
  'resolved', // both sides: agreement
  'escalated', // executive: please rule; both sides: it is with …
  'ruled', // everyone concerned
  'reminder', // whoever is waited for
  'slot_missed', // requester: the planned time passed undecided
  'undone', // everyone who was told: what had been decided is taken back
  'lapsed',
  'withdrawn',
  'revoked',
] as const
export type NoticeKind = (typeof notices)[number]
