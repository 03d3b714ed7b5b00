import type { Fact } from './card.ts'
import { sentence } from './rich.ts'
import { executivesOf, groupsThatAre, instant, may, namesOfGroups, requesterOf, type Sight } from './sight.ts'
import { asPlain, type Rich } from './text.ts'

/** The executive's question in one sentence; null for everybody who has nothing to rule. */
export function questionOf(sight: Sight): Rich | null {
  const { request, messages, kind, nameInside } = sight
  if (request.status !== 'escalated' || sight.role !== 'executive') return null
  const { question } = messages
  const against = groupsThatAre(sight, 'rejected', 'changes_requested')
  const inFavour = groupsThatAre(sight, 'approved', 'approved_with_conditions')
  const names = namesOfGroups(sight, against)
  if (against.length > 0) {
    return inFavour.length > 0
      ? question.againstAndFor(
          nameInside,
          kind,
          names,
          against.length,
          namesOfGroups(sight, inFavour),
          inFavour.length,
        )
      : question.against(nameInside, kind, names, against.length)
  }
  const silent = groupsThatAre(sight, 'pending')
  if (silent.length > 0) return question.silent(nameInside, kind, namesOfGroups(sight, silent))
  if (request.contest?.of === 'conditions') {
    const groups = groupsThatAre(sight, 'approved_with_conditions')
    return question.conditions(nameInside, kind, namesOfGroups(sight, groups), requesterOf(sight))
  }
  return question.rounds(nameInside, kind, sight.revision.number)
}

/** What happens at each ruling, and without one. */
export function consequencesOf(sight: Sight): readonly Fact[] {
  const { request, messages, kind } = sight
  if (request.status !== 'escalated' || !may(sight, 'rule_approve')) return []
  const { consequences, choices } = messages
  const fact = (label: string, value: Rich): Fact => ({ label: asPlain(label), value })
  const by = instant(sight, request.respondBy.dueAt)
  const isLast = request.level >= request.policy.executives.length
  return [
    fact(choices.label.rule_approve, sentence(consequences.approve(kind))),
    fact(choices.label.rule_approve_with_conditions, sentence(consequences.approve_with_conditions(kind))),
    fact(choices.label.rule_reject, sentence(consequences.reject(kind))),
    ...(may(sight, 'rule_send_back')
      ? [fact(choices.label.rule_send_back, sentence(consequences.send_back))]
      : []),
    fact(
      consequences.silence,
      isLast
        ? consequences.silenceLast(by)
        : consequences.silenceNext(executivesOf(sight, request.level + 1), by),
    ),
  ]
}
