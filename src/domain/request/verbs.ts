/** Everything that a person can do with a request through a button. The name is stable: buttons carry it. */
export const verbs = [
  'approve',
  'approve_with_conditions',
  'request_changes',
  'reject',
  'revise',
  'withdraw',
  'accept_conditions',
  'contest',
  'state_position',
  'rule_approve',
  'rule_approve_with_conditions',
  'rule_reject',
  'rule_send_back',
  'meet_condition',
  'reschedule',
  'publish',
  'revoke',
  'undo',
  'take',
  'hand_back',
] as const
export type Verb = (typeof verbs)[number]
