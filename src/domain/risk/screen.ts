import type { Content } from '../request/content.ts'
import { tierOf, toLevel } from './assess.ts'
import type { ScreeningRule, ScreeningTable } from './screening-rules.ts'
import { channelScreening, postScreening } from './screening-rules.ts'
import type { Factor, Level, Screening } from './types.ts'

export type { ScreeningReason } from './screening-rules.ts'
export { screeningReasons } from './screening-rules.ts'

/** The first tier, from the requester's own answers. The rule is in `docs/risk.md`. */
export function screen(content: Content): Screening {
  switch (content.kind) {
    case 'post':
      return screenBy(postScreening, content)
    case 'channel':
      return screenBy(channelScreening, content)
  }
}

function screenBy<Screened>(table: ScreeningTable<Screened>, content: Screened): Screening {
  const applying = table.rules.filter((rule) => rule.applies(content))
  const { likelihood, impact } = levels(table, applying)
  const score = likelihood * impact
  return { likelihood, impact, score, tier: tierOf(score), reasons: strongestFirst(table, applying) }
}

function levels<Screened>(
  { base }: ScreeningTable<Screened>,
  rules: readonly ScreeningRule<Screened>[],
): { readonly likelihood: Level; readonly impact: Level } {
  const level = (factor: Factor): Level => {
    const raised = Math.max(base[factor], ...rules.map(({ raisesTo }) => raisesTo?.[factor] ?? 1))
    return toLevel(rules.reduce((total, { adds }) => total + (adds?.[factor] ?? 0), raised))
  }
  return { likelihood: level('likelihood'), impact: level('impact') }
}

/** By the score that each rule would give alone; among equals in the order of the table. */
function strongestFirst<Screened>(
  table: ScreeningTable<Screened>,
  rules: readonly ScreeningRule<Screened>[],
): readonly string[] {
  const alone = (rule: ScreeningRule<Screened>): number => {
    const { likelihood, impact } = levels(table, [rule])
    return likelihood * impact
  }
  return [...rules].sort((left, right) => alone(right) - alone(left)).map(({ reason }) => reason)
}
