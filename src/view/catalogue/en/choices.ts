import type { Choice } from '../../card.ts'

/** Buttons. At most 24 characters where possible: Slack cuts longer ones on narrow screens. */
export const choices = {
  label: {
    approve: 'Approve',
    approve_with_conditions: 'Approve with conditions',
    request_changes: 'Request changes',
    reject: 'Reject',
    revise: 'Revise',
    withdraw: 'Withdraw',
    accept_conditions: 'Accept conditions',
    contest: 'Contest',
    state_position: 'Say what is acceptable',
    rule_approve: 'Approve',
    rule_approve_with_conditions: 'Approve with conditions',
    rule_reject: 'Reject',
    rule_send_back: 'Send back once',
    meet_condition: 'Condition is met',
    reschedule: 'Choose a new time',
    publish: 'Mark as published',
    revoke: 'Revoke approval',
    undo: 'Undo',
    take: 'I take it',
    hand_back: 'Hand back',
    open: 'Open request',
    details: 'Details',
    template: 'Use as template',
  } satisfies Record<Choice['verb'] | 'open', string>,
  /** Where a reviewer decides for more than one group. */
  forGroup: (label: string, group: string): string => `${label}: ${group}`,
  numberedCondition: (position: number): string => `Condition ${position} is met`,
  takeOver: 'Take over',
  openChannel: 'Mark as opened',
  consequence: {
    approve: 'Your group approves exactly this revision. You can add a comment.',
    approve_with_conditions:
      'Your group approves this revision if the requester accepts your conditions. You write them next.',
    request_changes: 'The request goes back to the requester, who revises it. You say next what to change.',
    reject: 'You say next why, and what would make it acceptable. The requester can contest it.',
    revise:
      'You change the request. All groups decide on the new revision, earlier decisions no longer count.',
    withdraw: 'The request ends without an approval. This cannot be undone.',
    accept_conditions:
      'You commit yourself to meet these conditions. The request is approved, and conditions due before publication must be met first.',
    contest: 'Both sides try to agree. If they cannot, an executive decides, and that ruling is final.',
    state_position: 'Both sides see what you would accept.',
    rule_approve: 'The request is approved. Your ruling is final.',
    rule_approve_with_conditions: 'The request is approved with your conditions. Your ruling is final.',
    rule_reject: 'The request is rejected. Your ruling is final and cannot be contested.',
    rule_send_back: 'The requester revises it once more and the groups decide anew.',
    meet_condition: 'You confirm that the condition is met, and say how.',
    reschedule: 'Only the planned time changes, to a later one. Decisions stay valid.',
    publish: 'You enter the address, and everyone concerned can see it.',
    revoke: 'The approval ends at once. You say next why.',
    undo: 'What you have just done no longer counts. The record keeps it, and that you took it back.',
    take: 'A colleague has taken it. You look after it instead, and everybody in the group sees that.',
    hand_back: 'Nobody in particular looks after it any more.',
    details: 'Shows the whole request.',
    template: 'Opens a new form with the same answers. This request stays as it is.',
  } satisfies Record<Choice['verb'], string>,
  inMediation: {
    approve: 'Your group approves exactly this revision. Once every group does, the deadlock ends at once.',
    approve_with_conditions:
      'Your group approves this revision with conditions, which you write next. Once every group approves, the deadlock ends.',
    request_changes: 'You say next what to change. The mediation goes on, and the requester can revise.',
    reject: 'You say next why, and what would make it acceptable. The mediation goes on.',
    revise:
      'You change the request. All groups decide on the new revision. The mediation still ends as planned.',
  },
  reviseApproved: 'The approval is given up. All groups decide on the new revision.',
  withdrawApproved: 'The approval is given up and the request ends. This cannot be undone.',
  openChannelConsequence: 'You enter the address of the channel, and everyone concerned can see it.',
}
