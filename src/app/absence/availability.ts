import type { GroupId, Instant, PersonId } from '../../domain/flavour.ts'
import type { Away } from '../../domain/request/commands.ts'
import { unique } from '../cards/participants.ts'
import type { Directory } from '../directory/directory.ts'
import type { Absences } from './absences.ts'

/** Who is there of a list of people, with the delegates of those who are not. */
export interface Present {
  /** Who should be asked: those who are there, then the delegates of those who are not. */
  readonly there: readonly PersonId[]
  /** Where fewer are there than are needed: when, as far as is known, enough are; null where enough are there. */
  readonly backAt: Instant | null
}

type Lent = { readonly group: GroupId } | { readonly level: number }
interface AvailabilityDeps {
  readonly directory: Pick<Directory, 'delegations'>
  readonly absences: Absences
}

interface Question {
  readonly at: Instant
  /** Who may not be asked, as a delegate either: the requester, and who was heard already. */
  readonly excluded: readonly PersonId[]
  /** How many voices it takes; never more than there are people on the list. 1 unless said otherwise. */
  readonly needed?: number
}

/**
 * Of these people, who can be asked at `at` for a group or a level. A delegate who is away too, or who may not be asked,
 * is nobody; a delegate of a delegate is never looked for. Throws `LookupFailed`.
 */
export async function presentOf(
  people: readonly PersonId[],
  lent: Lent,
  { at, excluded, needed = 1 }: Question,
  deps: AvailabilityDeps,
): Promise<Present> {
  const back = await deps.absences.backAt(people, at)
  if (back.size === 0) return { there: people, backAt: null }
  const lenders = (await deps.directory.delegations()).filter(
    ({ standIn, delegate }) =>
      back.has(standIn.person) && lends(standIn, lent) && !excluded.includes(delegate),
  )
  const alsoAway = await deps.absences.awayAt(
    lenders.map(({ delegate }) => delegate),
    at,
  )
  const thereAt = (when: Instant): readonly PersonId[] => {
    const isBack = (person: PersonId) => (back.get(person) ?? at) <= when
    const delegates = lenders.filter(
      ({ standIn, delegate }) => !isBack(standIn.person) && !alsoAway.has(delegate),
    )
    return unique([...people.filter(isBack), ...delegates.map(({ delegate }) => delegate)])
  }
  const there = thereAt(at)
  const wanted = Math.min(needed, people.length)
  if (there.length >= wanted) return { there, backAt: null }
  // With the last return everybody is there, so that one of them is enough.
  const returns = [...back.values()].sort((one, other) => one - other)
  return { there, backAt: returns.find((when) => thereAt(when).length >= wanted) ?? null }
}

const lends = (standIn: { groups: readonly GroupId[]; executiveLevels: readonly number[] }, lent: Lent) =>
  'group' in lent ? standIn.groups.includes(lent.group) : standIn.executiveLevels.includes(lent.level)

/** A group that is to decide, as far as it has. */
export interface AskedGroup {
  readonly id: GroupId
  /** Who cannot be heard any more: heard already, for this group or another one, in person or through a delegate. */
  readonly heard: readonly PersonId[]
  /** How many approvals are missing. */
  readonly needed: number
}

/** What a decider needs to know of a request's groups and of the level that is asked. Throws `LookupFailed`. */
export async function awayFor(
  about: {
    readonly groups: readonly AskedGroup[]
    readonly levels: number
    readonly requester: PersonId
  },
  at: Instant,
  deps: AvailabilityDeps & { readonly directory: Directory },
): Promise<Away> {
  const groups: Record<GroupId, Instant> = {}
  const executives: Record<number, Instant> = {}
  for (const { id, heard, needed } of about.groups) {
    const excluded = [about.requester, ...heard]
    const members = (await deps.directory.membersOf(id)).filter((member) => !excluded.includes(member))
    const { backAt } = await presentOf(members, { group: id }, { at, excluded, needed }, deps)
    if (backAt !== null) groups[id] = backAt
  }
  for (let level = 1; level <= about.levels; level += 1) {
    const excluded = [about.requester]
    const members = (await deps.directory.executivesOf(level)).filter((one) => one !== about.requester)
    const { backAt } = await presentOf(members, { level }, { at, excluded }, deps)
    if (backAt !== null) executives[level] = backAt
  }
  return { groups, executives }
}
