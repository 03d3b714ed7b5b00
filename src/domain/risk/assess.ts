import type { Answers, Assessment, Level, Questionnaire, Tier } from './types.ts'

/**
 * A group's assessment from what the reviewer entered. The rule is in `docs/risk.md`.
 * Answers to unknown questions or with unknown options are ignored.
 */
export function assess(
  questionnaire: Questionnaire,
  entered: {
    readonly answers: Answers
    readonly likelihood: Level
    readonly impact: Level
    readonly rationale: string
  },
): Assessment {
  throw new Error(`not written ${questionnaire.id} ${entered.likelihood}`)
}

/** The tier of a score of 1 to 25. */
export function tierOf(score: number): Tier {
  throw new Error(`not written ${score}`)
}

/** True when `tier` is `floor` or worse. */
export function isAtLeast(tier: Tier, floor: Tier): boolean {
  throw new Error(`not written ${tier} ${floor}`)
}
