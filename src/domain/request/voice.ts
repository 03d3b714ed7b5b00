/** Whose authority somebody speaks with: their own, or that of a person who is away and whom they stand in for. */
import type { GroupId, PersonId } from '../flavour.ts'
import type { Actor, StandIn } from './actor.ts'
import type { DecisionRecord } from './decision.ts'
import type { Dossier } from './state.ts'

/** Who says something, and the person who is away whose authority it is said with; none: the speaker's own. */
export interface Voice {
  readonly by: PersonId
  readonly onBehalfOf?: PersonId
}

/** Whether the person was heard in this record, in person or through a delegate. */
export function isHeardIn(record: DecisionRecord, person: PersonId): boolean {
  return record.reviewer === person || record.onBehalfOf === person
}

/** The decisions in which one of the two people behind a voice was heard: nobody's authority counts twice. */
export function heardBefore(
  records: readonly DecisionRecord[],
  { by, onBehalfOf }: Voice,
): readonly DecisionRecord[] {
  return records.filter(
    (record) => isHeardIn(record, by) || (onBehalfOf !== undefined && isHeardIn(record, onBehalfOf)),
  )
}

/**
 * The voices with which a person may speak for a group: the own one, or else those of the people they stand in for.
 * Whoever asks lends no authority: nobody decides on their own request through somebody else.
 */
export function voicesFor(request: Dossier, actor: Actor, group: GroupId): readonly Voice[] {
  if (actor.groups.includes(group)) return [{ by: actor.person }]
  return lenders(request, actor)
    .filter(({ groups }) => groups.includes(group))
    .map(({ person }) => ({ by: actor.person, onBehalfOf: person }))
}

/** The groups that the person may speak for, with their own authority or with another's. */
export function groupsOf(request: Dossier, actor: Actor): readonly GroupId[] {
  return [...new Set([...actor.groups, ...lenders(request, actor).flatMap(({ groups }) => groups)])]
}

/** The levels of executives that the person may speak for. Who decided as a reviewer lends no such authority. */
export function levelsOf(request: Dossier, actor: Actor): readonly number[] {
  return [
    ...new Set([
      ...actor.executiveLevels,
      ...rulingLenders(request, actor).flatMap(({ executiveLevels }) => executiveLevels),
    ]),
  ]
}

/** With whose authority the person rules at that level. */
export function voiceAtLevel(request: Dossier, actor: Actor, level: number): Voice {
  const by = actor.person
  if (actor.executiveLevels.includes(level)) return { by }
  const lender = rulingLenders(request, actor).find(({ executiveLevels }) => executiveLevels.includes(level))
  return lender === undefined ? { by } : { by, onBehalfOf: lender.person }
}

/** With whose authority the person stops a request: their own as far as they may decide on it, or else another's. */
export function guardianVoice(request: Dossier, actor: Actor): Voice {
  const by = actor.person
  const decides = (groups: readonly GroupId[], levels: readonly number[]) =>
    levels.length > 0 || groups.some((group) => Object.hasOwn(request.policy.groups, group))
  if (decides(actor.groups, actor.executiveLevels)) return { by }
  const reviewing = lenders(request, actor).find(({ groups }) => decides(groups, []))
  const lender =
    reviewing ?? rulingLenders(request, actor).find(({ executiveLevels }) => decides([], executiveLevels))
  return lender === undefined ? { by } : { by, onBehalfOf: lender.person }
}

const rulingLenders = (request: Dossier, actor: Actor) =>
  lenders(request, actor).filter(
    ({ person }) => ![...request.decisions, ...request.voided].some((record) => isHeardIn(record, person)),
  )

function lenders(request: Dossier, { person, standsInFor = [] }: Actor): readonly StandIn[] {
  return standsInFor.filter((lender) => lender.person !== request.requester && lender.person !== person)
}
