import type {
  ConditionDraft,
  Decision,
  DecisionVerb,
  Ruling,
  RulingVerb,
} from '../../domain/request/decision.ts'
import { assess } from '../../domain/risk/assess.ts'
import type { Assessment, Level, Questionnaire } from '../../domain/risk/types.ts'
import { conditionSlots, fieldIds } from '../../view/forms.ts'
import type { Entered, Problems } from './read-values.ts'

/** What a reviewer says. That reasons and conditions are there is the domain's to check. */
export function readDecision(verb: DecisionVerb, entered: Entered): Decision {
  switch (verb) {
    case 'approve':
      return { verb, comment: entered.text(fieldIds.comment) }
    case 'approve_with_conditions':
      return { verb, conditions: readConditions(entered), comment: entered.text(fieldIds.comment) }
    case 'request_changes':
      return { verb, changes: entered.text(fieldIds.changes) }
    case 'reject':
      return {
        verb,
        reason: entered.text(fieldIds.reason),
        wouldAccept: entered.text(fieldIds.wouldAccept),
      }
    default:
      return verb satisfies never
  }
}

/** What an executive says. */
export function readRuling(verb: RulingVerb, entered: Entered): Ruling {
  const reason = entered.text(fieldIds.reason)
  return verb === 'approve_with_conditions'
    ? { verb, conditions: readConditions(entered), reason }
    : { verb, reason }
}

/** Slots without a text are empty ones, whatever was chosen beside it. */
function readConditions(entered: Entered): readonly ConditionDraft[] {
  return Array.from({ length: conditionSlots }, (_, index) => index + 1)
    .map((position): ConditionDraft => {
      const choice = (part: 'owner' | 'due') => entered.choice(fieldIds.condition(position, part))
      return {
        text: entered.text(fieldIds.condition(position, 'text')),
        owner: choice('owner') === 'group' ? 'group' : 'requester',
        due: choice('due') === 'after_publication' ? 'after_publication' : 'before_publication',
      }
    })
    .filter(({ text }) => text !== '')
}

/**
 * The group's risk assessment, or null where the reviewer entered none of it. Half a judgement is a problem of the
 * missing half: without it there is no score.
 */
export function readAssessment(
  questionnaire: Questionnaire | null,
  entered: Entered,
  problems: Problems,
): Assessment | null {
  if (questionnaire === null) return null
  const answers = answersOf(questionnaire, entered)
  const likelihood = levelOf(entered.choice(fieldIds.likelihood))
  const impact = levelOf(entered.choice(fieldIds.impact))
  const rationale = entered.text(fieldIds.rationale)
  const nothing = Object.keys(answers).length === 0 && rationale === ''
  if (nothing && likelihood === null && impact === null) return null
  if (likelihood === null) problems.add(fieldIds.likelihood, 'required')
  if (impact === null) problems.add(fieldIds.impact, 'required')
  if (likelihood === null || impact === null) return null
  return assess(questionnaire, { answers, likelihood, impact, rationale })
}

function answersOf(questionnaire: Questionnaire, entered: Entered): Readonly<Record<string, string>> {
  return Object.fromEntries(
    questionnaire.questions.flatMap(({ id }) => {
      const option = entered.choice(fieldIds.question(id))
      return option === null ? [] : [[id, option] as const]
    }),
  )
}

const levels: readonly Level[] = [1, 2, 3, 4, 5]
const levelOf = (id: string | null): Level | null => levels.find((level) => String(level) === id) ?? null
