import type { Floor } from './assess.ts'
import { floorsOf, tierOf } from './assess.ts'
import type { Assessment, Factor, Level, Questionnaire, Tier } from './types.ts'

/** Where the level that counts came from. `both`: the reviewer and the answers agree. */
export type LevelSource = 'judged' | 'answers' | 'both'

export interface LevelExplanation {
  readonly judged: Level
  /** Null where no question of the factor was answered. */
  readonly computed: Level | null
  readonly effective: Level
  readonly source: LevelSource
}

/** Why an assessment has its tier, as data: the view turns it into sentences. */
export interface Explanation {
  readonly likelihood: LevelExplanation
  readonly impact: LevelExplanation
  readonly score: number
  /** The tier by score alone. */
  readonly scoreTier: Tier
  readonly tier: Tier
  /** The answers that lifted the tier above `scoreTier`, worst first; empty where the score alone decides. */
  readonly raisedBy: readonly Floor[]
}

/**
 * Explains an assessment with the questionnaire it was made with. With another questionnaire or version `raisedBy`
 * is empty, because its options cannot be looked up.
 */
export function explain(questionnaire: Questionnaire, assessment: Assessment): Explanation {
  const scoreTier = tierOf(assessment.score)
  const same =
    questionnaire.id === assessment.questionnaire.id &&
    questionnaire.version === assessment.questionnaire.version
  return {
    likelihood: explainLevel(assessment, 'likelihood'),
    impact: explainLevel(assessment, 'impact'),
    score: assessment.score,
    scoreTier,
    tier: assessment.tier,
    raisedBy:
      same && assessment.tier !== scoreTier
        ? floorsOf(questionnaire, assessment.answers).filter(({ tier }) => tier === assessment.tier)
        : [],
  }
}

function explainLevel(assessment: Assessment, factor: Factor): LevelExplanation {
  const judged = assessment.judged[factor]
  const computed = assessment.computed[factor]
  return { judged, computed, effective: assessment[factor], source: sourceOf(judged, computed) }
}

function sourceOf(judged: Level, computed: Level | null): LevelSource {
  if (computed === null || computed < judged) return 'judged'
  return computed === judged ? 'both' : 'answers'
}
