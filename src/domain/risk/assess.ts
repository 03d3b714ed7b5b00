import type {
  AnswerOption,
  Answers,
  Assessment,
  Factor,
  Level,
  Question,
  Questionnaire,
  Reason,
  Tier,
} from './types.ts'
import { tiers } from './types.ts'

/** The highest score of each tier but the last; `docs/risk.md` shows them as a matrix. */
const upperBounds: Readonly<Record<Exclude<Tier, 'critical'>, number>> = { low: 4, medium: 9, high: 16 }
const reasonsShown = 3

interface Chosen {
  readonly question: Question
  readonly option: AnswerOption
}

/** An answer that forbids any tier below `tier`. */
export interface Floor {
  readonly question: string
  readonly option: string
  readonly tier: Tier
}

/**
 * A group's assessment from what the reviewer entered. The rule is in `docs/risk.md`.
 * Answers to unknown questions or with unknown options are ignored, and left out of the result's `answers`.
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
  const chosen = chosenOptions(questionnaire, entered.answers)
  const computed = { likelihood: factorLevel(chosen, 'likelihood'), impact: factorLevel(chosen, 'impact') }
  const likelihood = higher(entered.likelihood, computed.likelihood)
  const impact = higher(entered.impact, computed.impact)
  const score = likelihood * impact
  return {
    questionnaire: { id: questionnaire.id, version: questionnaire.version },
    answers: Object.fromEntries(chosen.map(({ question, option }) => [question.id, option.id])),
    complete: chosen.length === questionnaire.questions.length,
    judged: { likelihood: entered.likelihood, impact: entered.impact },
    computed,
    likelihood,
    impact,
    score,
    tier: floorsOf(questionnaire, entered.answers).reduce(
      (tier, floor) => worse(tier, floor.tier),
      tierOf(score),
    ),
    reasons: strongest(chosen),
    rationale: entered.rationale,
  }
}

/** The tier of a score of 1 to 25. A score above 25 counts as critical, one below 1 as low. */
export function tierOf(score: number): Tier {
  if (score <= upperBounds.low) return 'low'
  if (score <= upperBounds.medium) return 'medium'
  if (score <= upperBounds.high) return 'high'
  return 'critical'
}

/** True when `tier` is `floor` or worse. */
export function isAtLeast(tier: Tier, floor: Tier): boolean {
  return tiers.indexOf(tier) >= tiers.indexOf(floor)
}

/** The chosen options that forbid a lower tier, worst first; among equals in the order of the questions. */
export function floorsOf(questionnaire: Questionnaire, answers: Answers): readonly Floor[] {
  return chosenOptions(questionnaire, answers)
    .flatMap(({ question, option }) =>
      option.atLeast === undefined
        ? []
        : [{ question: question.id, option: option.id, tier: option.atLeast }],
    )
    .sort((left, right) => tiers.indexOf(right.tier) - tiers.indexOf(left.tier))
}

/** A number brought into the five levels. Anything that is not a whole number is rounded half up first. */
export function toLevel(value: number): Level {
  const rounded = Math.floor(value + 0.5)
  if (rounded <= 1) return 1
  if (rounded === 2 || rounded === 3 || rounded === 4) return rounded
  return 5
}

function chosenOptions(questionnaire: Questionnaire, answers: Answers): readonly Chosen[] {
  return questionnaire.questions.flatMap((question) => {
    const option = question.options.find(({ id }) => id === answers[question.id])
    return option === undefined ? [] : [{ question, option }]
  })
}

/** Unanswered questions count neither as 0 nor as 4: the average is over what is known. */
function factorLevel(chosen: readonly Chosen[], factor: Factor): Level | null {
  const answered = chosen.filter(({ question }) => question.factor === factor)
  const weights = sum(answered.map(({ question }) => question.weight))
  return weights === 0 ? null : toLevel(1 + sum(answered.map(contribution)) / weights)
}

function strongest(chosen: readonly Chosen[]): readonly Reason[] {
  return chosen
    .map((each) => ({
      question: each.question.id,
      option: each.option.id,
      factor: each.question.factor,
      contribution: contribution(each),
    }))
    .filter((reason) => reason.contribution > 0)
    .sort((left, right) => right.contribution - left.contribution) // stable: ties keep the questions' order
    .slice(0, reasonsShown)
}

function contribution({ question, option }: Chosen): number {
  return question.weight * option.points
}

function higher(judged: Level, computed: Level | null): Level {
  return computed !== null && computed > judged ? computed : judged
}

function worse(left: Tier, right: Tier): Tier {
  return isAtLeast(left, right) ? left : right
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
