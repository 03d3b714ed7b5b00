import type { GroupId, PersonId } from '../../domain/flavour.ts'
import { isOpen } from '../../domain/request/queries.ts'
import { knownAs } from '../../domain/request/same-person.ts'
import type { Request } from '../../domain/request/state.ts'
import { presentOf } from '../absence/availability.ts'
import type { Parts } from '../parts.ts'
import { unique } from './participants.ts'

/** Everybody who may be told of one request, as known when its cards are chosen. */
export interface Roster {
  /**
   * Members of the policy's groups, with the delegates of those who are away in their place; the requester is never
   * among them.
   */
  readonly members: Readonly<Record<GroupId, readonly PersonId[]>>
  /** Executives by level, level 1 first, likewise. */
  readonly executives: readonly (readonly PersonId[])[]
  /** Groups whose channel gets the group's card too. */
  readonly channels: readonly GroupId[]
}

const nobody: Roster = { members: {}, executives: [], channels: [] }

/**
 * The people of a request. Nobody new is told of one that is over, so nothing is looked up for it.
 * Throws `LookupFailed` when a list was never known: a commit without it would lose cards for good.
 */
export async function rosterOf(
  request: Request,
  deps: Pick<Parts, 'organisation' | 'directory' | 'absences' | 'clock'>,
): Promise<Roster> {
  if (!isOpen(request)) return nobody
  const groups = Object.keys(request.policy.groups)
  const at = deps.clock.now()
  const excluded = [request.requester]
  const who = await deps.directory.whoIsWho()
  /** Each person once, by the id under which the request knows them. */
  const known = (ids: readonly PersonId[]) =>
    unique(ids.map((id) => knownAs(request, who.now(id), who.othersOf(who.now(id))))).filter(
      (id) => id !== request.requester,
    )
  /** Without those who are away, unless that leaves nobody: nothing may rest unseen. */
  const asked = async (ids: readonly PersonId[], lent: { group: GroupId } | { level: number }) => {
    const people = known(ids)
    const { there } = await presentOf(people, lent, { at, excluded }, deps)
    return there.length > 0 ? known(there) : people
  }
  const levelOf = async (level: number) =>
    level <= levelReached(request) ? asked(await deps.directory.executivesOf(level), { level }) : []
  const [members, executives] = await Promise.all([
    Promise.all(groups.map(async (group) => asked(await deps.directory.membersOf(group), { group }))),
    Promise.all(request.policy.executives.map((_, index) => levelOf(index + 1))),
  ])
  return {
    members: Object.fromEntries(groups.map((group, index) => [group, members[index] ?? []])),
    executives,
    channels: deps
      .organisation()
      .groups.filter(({ id, channel }) => channel !== null && groups.includes(id))
      .map(({ id }) => id),
  }
}

/** The highest level of executives that was asked so far; 0 while nobody was. */
export function levelReached(request: Request): number {
  return request.status === 'escalated' ? request.level : 0
}
