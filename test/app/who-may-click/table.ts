/**
 * Who may do what, written down by hand from what was promised to people, and from nothing in the program. What is not
 * listed is refused. A card of an earlier revision is good for nothing but withdrawing, which no content matters to.
 */
export const persons = [
  'reviewer',
  'delegate',
  'requester',
  'executive',
  'observer',
  'stranger',
  'removed',
  'deactivated',
  'guest',
  'external',
  'bot',
  'other tenant',
] as const
export type PersonKind = (typeof persons)[number]

export const situations = [
  'in review',
  'changes requested',
  'conditions offered',
  'deadlocked',
  'escalated',
  'approved with conditions',
  'approved',
  'rejected',
  'published',
  'lapsed',
  'revoked',
  'withdrawn',
] as const
export type Situation = (typeof situations)[number]

/** What a button does, and the group or condition that it does it for. */
export const actions = {
  approve: ['approve', 'security'],
  'approve with conditions': ['approve_with_conditions', 'security'],
  'ask for changes': ['request_changes', 'security'],
  reject: ['reject', 'security'],
  take: ['take', 'security'],
  'hand back': ['hand_back', 'security'],
  'speak for the group': ['state_position', 'security'],
  'speak, for whom is not said': ['state_position'],
  'rule to approve': ['rule_approve'],
  'rule to approve with conditions': ['rule_approve_with_conditions'],
  'rule to reject': ['rule_reject'],
  'send back': ['rule_send_back'],
  revise: ['revise'],
  withdraw: ['withdraw'],
  'accept conditions': ['accept_conditions'],
  contest: ['contest'],
  'meet the own condition': ['meet_condition', 'c2.1'],
  "meet the group's condition": ['meet_condition', 'c2.2'],
  reschedule: ['reschedule'],
  publish: ['publish'],
  revoke: ['revoke'],
  'take back what another did': ['undo', '3'],
} as const
export type Action = keyof typeof actions
export const everyAction = Object.keys(actions).filter((name): name is Action => Object.hasOwn(actions, name))

const decisions = ['approve', 'approve with conditions', 'ask for changes', 'reject'] as const
const rulings = ['rule to approve', 'rule to approve with conditions', 'rule to reject', 'send back'] as const

type Row = Partial<Record<'reviewer' | 'requester' | 'executive', readonly Action[]>>
const rows: Readonly<Record<Situation, Row>> = {
  'in review': { reviewer: [...decisions, 'take'], requester: ['revise', 'withdraw'] },
  // Legal asked for them: security may add its own, so that there is one revision for all.
  'changes requested': { reviewer: ['ask for changes'], requester: ['revise', 'withdraw'] },
  'conditions offered': { requester: ['accept conditions', 'contest', 'revise', 'withdraw'] },
  deadlocked: {
    // Whoever names nobody speaks for whom they can: the requester for themselves, a reviewer for the group.
    reviewer: [...decisions, 'speak for the group', 'speak, for whom is not said'],
    requester: ['speak, for whom is not said', 'revise', 'withdraw'],
  },
  escalated: { executive: rulings, requester: ['withdraw'] },
  'approved with conditions': {
    reviewer: ["meet the group's condition", 'revoke'],
    executive: ['revoke'],
    requester: ['meet the own condition', 'reschedule', 'revise', 'withdraw'],
  },
  approved: {
    reviewer: ['revoke'],
    executive: ['revoke'],
    requester: ['publish', 'reschedule', 'revise', 'withdraw'],
  },
  rejected: { requester: ['contest', 'revise', 'withdraw'] },
  published: { reviewer: ['revoke'], executive: ['revoke'] },
  lapsed: {},
  revoked: {},
  withdrawn: {},
}

/** What was done already, so that a second click is answered kindly and changes nothing. */
const repetitions: readonly (readonly [Situation, Action])[] = [
  ['approved with conditions', 'accept conditions'],
  ['withdrawn', 'withdraw'],
]

export type Age = 'current' | 'outdated'
export interface Cell {
  readonly person: PersonKind
  readonly action: Action
  readonly situation: Situation
  readonly age: Age
}
export type Expected = 'may' | 'did' | 'may not'

export function expectedOf({ person, action, situation, age }: Cell): Expected {
  const seen = age === 'current' || action === 'withdraw'
  if (!seen) return 'may not'
  const part = person === 'delegate' ? 'reviewer' : person
  if (part !== 'reviewer' && part !== 'requester' && part !== 'executive') return 'may not'
  if (rows[situation][part]?.includes(action)) return 'may'
  const did = part === 'requester' && repetitions.some(([at, what]) => at === situation && what === action)
  return did ? 'did' : 'may not'
}

/** Whoever may do nothing at all is told that, whatever they pressed. */
export const barred: Partial<Readonly<Record<PersonKind, string>>> = {
  deactivated: 'deactivated',
  guest: 'guest',
  external: 'external',
  bot: 'bot',
  'other tenant': 'external',
}
