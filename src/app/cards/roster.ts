import type { GroupId, PersonId } from '../../domain/flavour.ts'
import { isOpen } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import { voiceOn } from '../../domain/request/voice.ts'
import type { Deps } from '../deps.ts'
import type { Directory } from '../directory/directory.ts'

/** Everybody who may be told of one request, as known when its cards are chosen. */
export interface Roster {
  /** Members of the policy's groups; the requester is never among them. */
  readonly members: Readonly<Record<GroupId, readonly PersonId[]>>
  /** Executives by level, level 1 first; the requester is never among them. */
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
  deps: Pick<Deps, 'organisation'> & {
    readonly directory: Pick<Directory, 'membersOf' | 'executivesOf' | 'whoIsWho'>
  },
): Promise<Roster> {
  if (!isOpen(request)) return nobody
  const groups = Object.keys(request.policy.groups)
  const who = await deps.directory.whoIsWho()
  // Each person once, by the id under which the request knows them.
  const others = (ids: readonly PersonId[]) => {
    const voices = ids.map((id) => voiceOn(request, who.now(id), who.othersOf(who.now(id))))
    return [...new Set(voices)].filter((id) => id !== request.requester)
  }
  const [members, executives] = await Promise.all([
    Promise.all(groups.map((group) => deps.directory.membersOf(group))),
    Promise.all(
      request.policy.executives.map((_, index) =>
        index < levelReached(request) ? deps.directory.executivesOf(index + 1) : [],
      ),
    ),
  ])
  return {
    members: Object.fromEntries(groups.map((group, index) => [group, others(members[index] ?? [])])),
    executives: executives.map(others),
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
