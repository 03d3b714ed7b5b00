import type { Condition, ConditionDraft } from './decision.ts'
import { groupsThatAre } from './quorum.ts'
import { currentRevision } from './revision.ts'
import type { Dossier } from './state.ts'
import { isBlank } from './text.ts'

type Unnumbered = Omit<Condition, 'id'>

/**
 * The conditions of all approving groups on the current revision, in the policy's order of groups. The same text from
 * two groups stays two: each group confirms its own. Within one group it is one.
 */
export function mergedConditions(request: Dossier): readonly Condition[] {
  const groups = groupsThatAre(request, 'approved_with_conditions')
  const drafts = groups.flatMap((from) =>
    request.decisions
      .filter((record) => record.group === from)
      .flatMap(({ decision }) =>
        decision.verb === 'approve_with_conditions' ? unnumbered(decision.conditions, from) : [],
      ),
  )
  return numbered(request, drafts)
}

/** An executive's conditions: these alone bind after a ruling. */
export function rulingConditions(request: Dossier, drafts: readonly ConditionDraft[]): readonly Condition[] {
  return numbered(request, unnumbered(drafts, 'executive'))
}

/** True when exactly these conditions, and no others, were offered and contested on the current revision. */
export function wereContested(request: Dossier, conditions: readonly Condition[]): boolean {
  const contested = contestedHere(request).map(({ id }) => id)
  return conditions.length === contested.length && conditions.every(({ id }) => contested.includes(id))
}

/** True when there is at least one condition and none of them is empty. */
export function areComplete(drafts: readonly ConditionDraft[]): boolean {
  return drafts.length > 0 && drafts.every(({ text }) => !isBlank(text))
}

function unnumbered(drafts: readonly ConditionDraft[], from: Condition['from']): readonly Unnumbered[] {
  return drafts.map(({ text, owner, due }) => ({ text, owner, due, from }))
}

/**
 * Gives ids `c<revision>.<n>`. What was offered on this revision before, and contested or taken back, keeps its id as
 * long as it stays word for word; everything else gets a number never used before.
 */
function numbered(request: Dossier, drafts: readonly Unnumbered[]): readonly Condition[] {
  const known = [...contestedHere(request), ...takenBackHere(request)]
  const distinct = drafts.filter(
    (draft, index) => drafts.findIndex((other) => isSame(draft, other)) === index,
  )
  let last = Math.max(0, ...known.map(({ id }) => Number(id.slice(prefix(request).length))))
  return distinct.map((draft) => {
    const offered = known.find((condition) => isSame(condition, draft))
    if (offered !== undefined) return offered
    last += 1
    return { id: `${prefix(request)}${last}`, ...draft }
  })
}

function contestedHere(request: Dossier): readonly Condition[] {
  return (request.contest?.conditions ?? []).filter(({ id }) => id.startsWith(prefix(request)))
}

function takenBackHere(request: Dossier): readonly Condition[] {
  return request.undone
    .flatMap(({ conditions }) => conditions)
    .filter(({ id }) => id.startsWith(prefix(request)))
}

function prefix(request: Dossier): string {
  return `c${currentRevision(request).number}.`
}

function isSame(left: Unnumbered, right: Unnumbered): boolean {
  return (
    left.text === right.text &&
    left.owner === right.owner &&
    left.due === right.due &&
    left.from === right.from
  )
}
