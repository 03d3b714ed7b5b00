import type { Instant } from '../flavour.ts'
import { isAtLeast } from '../risk/assess.ts'
import type { Assessment, Screening } from '../risk/types.ts'
import type { DecisionVerb } from './decision.ts'
import type { Policy } from './policy.ts'

/** An approval, with what is known of the moment at which its author opened the request. */
interface Approval {
  readonly verb: DecisionVerb
  readonly assessment: Assessment | null
  readonly screening: Screening
  /** Absent where nobody knows. */
  readonly openedAt?: Instant
  readonly at: Instant
}

/**
 * How soon after opening the request a high risk was approved, in milliseconds, where the policy calls that hasty; null
 * otherwise. It is said of an approval and never hinders one. The risk is that of the screening or, where that is
 * higher, the reviewer's own judgement.
 */
export function hasteOf({ hasty }: Policy, approval: Approval): number | null {
  const { verb, assessment, screening, openedAt, at } = approval
  const approving = verb === 'approve' || verb === 'approve_with_conditions'
  if (hasty === undefined || openedAt === undefined || !approving) return null
  const risky = [screening.tier, assessment?.tier ?? 'low'].some((tier) => isAtLeast(tier, hasty.from))
  const after = at - openedAt
  return risky && after >= 0 && after < hasty.within.milliseconds ? after : null
}
