/**
 * Risk in the style of ISO 31000 (clause 6.4) and NIST SP 800-30 rev. 1 (appendices G to I): a likelihood and an
 * impact, both 1 to 5, multiplied to a score of 1 to 25, which falls into a tier. `docs/risk.md` is the rule for people.
 */
export type Level = 1 | 2 | 3 | 4 | 5
export const tiers = ['low', 'medium', 'high', 'critical'] as const
/** low: score 1 to 4, medium: 5 to 9, high: 10 to 16, critical: 17 to 25. */
export type Tier = (typeof tiers)[number]

/** What a question says something about: how probable the harm is, or how large. */
export type Factor = 'likelihood' | 'impact'

/** A text in every language that people read Countersign in. */
export type LocalisedText = { readonly en: string; readonly de: string }

export interface AnswerOption {
  readonly id: string
  readonly label: LocalisedText
  /** 0 (no concern) to 4 (severe). */
  readonly points: 0 | 1 | 2 | 3 | 4
  /** The tier cannot be lower than this once the option is chosen, whatever the average says. */
  readonly atLeast?: Tier
}

export interface Question {
  readonly id: string
  readonly text: LocalisedText
  /** Why the question is asked, or how to find out: one line under the field. */
  readonly hint?: LocalisedText
  readonly factor: 'likelihood' | 'impact'
  /** How much the answer counts among the questions of its factor. */
  readonly weight: 1 | 2 | 3
  readonly options: readonly AnswerOption[]
}

/** An immutable version of a group's questions for one kind of request. */
export interface Questionnaire {
  readonly id: string
  readonly version: number
  readonly title: LocalisedText
  readonly questions: readonly Question[]
}

/** Question id to the id of the chosen option. A question without an entry is unanswered. */
export type Answers = Readonly<Record<string, string>>

/** One line of the explanation of a score: which answer moved it, and by how much. */
export interface Reason {
  readonly question: string
  readonly option: string
  readonly factor: 'likelihood' | 'impact'
  /** weight × points: the larger, the more it moved the score. */
  readonly contribution: number
}

/** A group's answers, its likelihood and impact, and what follows from them. */
export interface Assessment {
  readonly questionnaire: { readonly id: string; readonly version: number }
  readonly answers: Answers
  /** True when every question is answered. */
  readonly complete: boolean
  /** What the reviewer judged. */
  readonly judged: { readonly likelihood: Level; readonly impact: Level }
  /** What the answers say; null where no question of that factor was answered. */
  readonly computed: { readonly likelihood: Level | null; readonly impact: Level | null }
  /** The higher of judged and computed, factor by factor: a questionnaire cannot talk a risk down, nor can a hunch. */
  readonly likelihood: Level
  readonly impact: Level
  readonly score: number
  readonly tier: Tier
  /** The answers that moved the score most, strongest first, at most three. */
  readonly reasons: readonly Reason[]
  readonly rationale: string
}

/** The first tier of a request, from what the requester says alone, before anybody assessed it. */
export interface Screening {
  readonly likelihood: Level
  readonly impact: Level
  readonly score: number
  readonly tier: Tier
  /** Codes of the rules that raised it, strongest first; the catalogue has a sentence for each. */
  readonly reasons: readonly string[]
}
