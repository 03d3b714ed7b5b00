import type { Condition, ConditionDraft } from '../domain/request/decision.ts'
import type { Obligation } from '../domain/request/state.ts'
import { sentence } from './rich.ts'
import { instant, requesterOf, type Sight, speakerOf } from './sight.ts'
import type { Rich } from './text.ts'

/** Who has to meet it: the requester, the group that asked for it, or for an executive's condition the groups. */
function ownerOf(sight: Sight, { owner }: ConditionDraft, from: Condition['from']): Rich {
  const group =
    from === 'executive' ? sentence(sight.messages.terms.reviewingGroups) : sentence(sight.cast.group(from))
  if (owner === 'group') return group
  const requester = requesterOf(sight)
  return sight.request.requesterLeft === null
    ? [requester]
    : sight.messages.absence.ownerLeft(requester, group)
}

/** A condition as a reviewer or an executive wrote it. */
export const draftLine = (sight: Sight, draft: ConditionDraft, from: Condition['from']): Rich =>
  sight.messages.positions.condition(
    sight.messages.terms.conditionDue[draft.due],
    ownerOf(sight, draft, from),
    draft.text,
  )

/** A condition of the merged list. `position` counts from 1 and is the number that its button carries. */
export const conditionLine = (sight: Sight, condition: Condition, position: number): Rich =>
  sight.messages.positions.numberedCondition(
    position,
    sight.messages.terms.conditionDue[condition.due],
    ownerOf(sight, condition, condition.from),
    condition.text,
  )

export function obligationLine(sight: Sight, obligation: Obligation, position: number): Rich {
  const line = conditionLine(sight, obligation, position)
  const { met } = obligation
  return met === null
    ? line
    : sight.messages.positions.conditionMet(line, speakerOf(sight, met), instant(sight, met.at), met.evidence)
}
