import type { Content } from '../request/content.ts'
import type { Screening } from './types.ts'

/** Codes of the rules that can raise a screening; the view's catalogue has a sentence for each. */
export const screeningReasons = [] as const
export type ScreeningReason = (typeof screeningReasons)[number]

/** The first tier, from the requester's own answers. The rule is in `docs/risk.md`. */
export function screen(content: Content): Screening {
  throw new Error(`not written ${content.kind}`)
}
