import type { GroupId, Instant, PersonId } from '../../domain/flavour.ts'
import type { Away } from '../../domain/request/commands.ts'
import { unique } from '../cards/participants.ts'
import type { Directory } from '../directory/directory.ts'
import type { Absences } from './absences.ts'

/** Who is there of a list of people, with the delegates of those who are not. */
export interface Present {
  /** Who should be asked: those who are there, then the delegates of those who are not. */
  readonly there: readonly PersonId[]
  /** When the first of them is back, where nobody is there. */
  readonly backAt: Instant | null
}

type Lent = { readonly group: GroupId } | { readonly level: number }
interface AvailabilityDeps {
  readonly directory: Pick<Directory, 'delegations'>
  readonly absences: Absences
}

/**
 * Of these people, who can be asked at `at` for a group or a level. A delegate who is away too, or who may not be asked
 * (`excluded`: the requester), is nobody; a delegate of a delegate is never looked for. Throws `LookupFailed`.
 */
export async function presentOf(
  people: readonly PersonId[],
  lent: Lent,
  { at, excluded }: { readonly at: Instant; readonly excluded: readonly PersonId[] },
  deps: AvailabilityDeps,
): Promise<Present> {
  const back = await deps.absences.backAt(people, at)
  const present = people.filter((person) => !back.has(person))
  if (back.size === 0) return { there: present, backAt: null }
  const delegates = (await deps.directory.delegations())
    .filter(({ standIn }) => back.has(standIn.person) && lends(standIn, lent))
    .map(({ delegate }) => delegate)
    .filter((delegate) => !excluded.includes(delegate))
  const alsoAway = await deps.absences.awayAt(delegates, at)
  const there = unique([...present, ...delegates.filter((delegate) => !alsoAway.has(delegate))])
  return { there, backAt: there.length > 0 ? null : Math.min(...back.values()) }
}

const lends = (standIn: { groups: readonly GroupId[]; executiveLevels: readonly number[] }, lent: Lent) =>
  'group' in lent ? standIn.groups.includes(lent.group) : standIn.executiveLevels.includes(lent.level)

/** What a decider needs to know of a request's groups and of the level that is asked. Throws `LookupFailed`. */
export async function awayFor(
  about: {
    readonly groups: readonly { readonly id: GroupId; readonly decided: readonly PersonId[] }[]
    readonly levels: number
    readonly requester: PersonId
  },
  at: Instant,
  deps: AvailabilityDeps & { readonly directory: Directory },
): Promise<Away> {
  const groups: Record<GroupId, Instant> = {}
  const executives: Record<number, Instant> = {}
  for (const { id, decided } of about.groups) {
    const excluded = [about.requester, ...decided]
    const members = (await deps.directory.membersOf(id)).filter((member) => !excluded.includes(member))
    const { backAt } = await presentOf(members, { group: id }, { at, excluded }, deps)
    if (members.length > 0 && backAt !== null) groups[id] = backAt
  }
  for (let level = 1; level <= about.levels; level += 1) {
    const excluded = [about.requester]
    const members = (await deps.directory.executivesOf(level)).filter((one) => one !== about.requester)
    const { backAt } = await presentOf(members, { level }, { at, excluded }, deps)
    if (members.length > 0 && backAt !== null) executives[level] = backAt
  }
  return { groups, executives }
}
