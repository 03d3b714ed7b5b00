/** How gladly somebody does what is offered to them, relative to everything else that anybody could do. */
import type { Random } from '../engine/random.ts'
import type { Act } from './act.ts'

export type Temper = 'agreeable' | 'careful' | 'strict' | 'fickle'

/** An organisation in which everybody thinks alike would know no conflicts, and one of quarrellers no approvals. */
export const temperOf = (random: Random): Temper =>
  random.pick(['agreeable', 'agreeable', 'agreeable', 'careful', 'careful', 'strict', 'fickle'] as const)

/** How often somebody looks at what a message showed before it was edited, as clients do for a while. */
export const staleness = 0.12

type Decisions = Readonly<Record<'approve' | 'conditions' | 'changes' | 'reject', number>>

const decisions: Readonly<Record<Temper, Decisions>> = {
  agreeable: { approve: 40, conditions: 4, changes: 1, reject: 1 },
  careful: { approve: 8, conditions: 30, changes: 4, reject: 2 },
  strict: { approve: 4, conditions: 2, changes: 8, reject: 30 },
  fickle: { approve: 12, conditions: 12, changes: 8, reject: 12 },
}

/** What others wait for is done gladly; what begins everything anew, or ends it, seldom, or nothing would get far. */
export function weightOf(verb: Act['verb'], temper: Temper): number {
  const { approve, conditions, changes, reject } = decisions[temper]
  switch (verb) {
    case 'approve':
    case 'rule_approve':
      return approve
    case 'approve_with_conditions':
    case 'rule_approve_with_conditions':
      return conditions
    case 'request_changes':
    case 'rule_send_back':
      return changes
    case 'reject':
    case 'rule_reject':
      return reject
    case 'accept_conditions':
      return temper === 'strict' ? 10 : 40
    case 'contest':
      return temper === 'agreeable' ? 10 : 30
    case 'publish':
    case 'meet_condition':
      return 25
    case 'revise':
    case 'undo':
      return 4
    case 'take':
    case 'hand_back':
    case 'state_position':
    case 'reschedule':
      return 8
    case 'withdraw':
    case 'revoke':
      return 0.6
    case 'details':
    case 'template':
      return 0
    case null:
      return 10
    default:
      return verb satisfies never
  }
}
