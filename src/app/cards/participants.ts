import type { GroupId, PersonId } from '../../domain/flavour.ts'
import { askedOf, groupsAsked } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Roster } from './roster.ts'

/** Whoever decided on the current revision, each once, in order of arrival. */
export function deciders(request: Request): readonly PersonId[] {
  return unique(request.decisions.map(({ reviewer }) => reviewer))
}

/**
 * Who of the groups whose turn it is has been asked: those chosen, or all members where nobody was. Everybody else in
 * them may decide as well, and is left in peace.
 */
export function askedPeople(request: Request, roster: Roster): readonly PersonId[] {
  return unique(groupsAsked(request).flatMap((group) => askedIn(request, roster, group)))
}

/** The same for one group. Whoever has left it is not asked any more. */
export function askedIn(request: Request, roster: Roster, group: GroupId): readonly PersonId[] {
  const members = roster.members[group] ?? []
  return askedOf(request, group)?.filter((person) => members.includes(person)) ?? members
}

/** Whoever ever decided, earlier revisions included: they are told how it ended. */
export function everDecided(request: Request): readonly PersonId[] {
  return unique([...request.decisions, ...request.voided].map(({ reviewer }) => reviewer))
}

/**
 * Whom a mediation concerns, the most important first, because a conversation holds only so many: the requester, those
 * who decided, then the members of the groups concerned for which nobody speaks yet.
 */
export function participants(request: Request, roster: Roster): readonly PersonId[] {
  const concerned = request.deadlocks.at(-1)?.groups ?? []
  const speakers = concerned.flatMap((group) => speakersOf(request, roster, group))
  return unique([request.requester, ...deciders(request), ...speakers])
}

/** Who decided for the group last; all its members where nobody did, or where whoever did has left. */
function speakersOf(request: Request, roster: Roster, group: GroupId): readonly PersonId[] {
  const members = roster.members[group] ?? []
  const decided = [...request.decisions, ...request.voided]
    .filter((record) => record.group === group)
    .map(({ reviewer }) => reviewer)
  const speakers = decided.filter((reviewer) => members.includes(reviewer))
  return speakers.length > 0 ? unique(speakers) : members
}

export const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)]
