import type { GroupId, Instant, PersonId } from '../../domain/flavour.ts'
import { askedOf, groupOutcomes, hasTurn } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Candidate } from '../../domain/routing/choose.ts'
import { loadRequests } from '../load.ts'
import type { Parts } from '../parts.ts'
import { LookupFailed } from '../ports.ts'

/** How many open requests are counted as load, the most urgent first. */
const openLimit = 200
/** How far back is looked for when somebody was asked last. Whoever was not asked since is next in any case. */
const assignmentLimit = 1_000

/**
 * Everybody in the group with what choosing among them needs, in the order of the configuration. All of it comes from
 * the ledger, so that it is the same after a restart and in every process.
 */
export async function candidatesOf(
  parts: Parts,
  request: Request,
  group: GroupId,
  at: Instant,
): Promise<readonly Candidate[]> {
  const members = await parts.directory.membersOf(group)
  const there = await thereOf(parts, members, at)
  const lastAsked = await lastAskedFor(parts, group)
  const load =
    request.policy.groups[group]?.assign?.how === 'least_loaded' ? await loadOf(parts, request) : null
  return members.map((person) => ({
    person,
    available: there.includes(person),
    load: load?.(person) ?? 0,
    askedAgo: lastAsked.get(person) ?? null,
  }))
}

/** Those of the people who may act and are not away. */
export async function thereOf(
  parts: Pick<Parts, 'people' | 'absences'>,
  people: readonly PersonId[],
  at: Instant,
): Promise<readonly PersonId[]> {
  const records = await Promise.all(people.map((person) => parts.people.byId(person)))
  const active = people.filter((_, index) => records[index]?.standing === 'active')
  const away = await parts.absences.awayAt(active, at)
  return active.filter((person) => !away.has(person))
}

/** How many choices ago each person was chosen last. To be asked together with everybody else is no turn. */
async function lastAskedFor(parts: Parts, group: GroupId): Promise<ReadonlyMap<PersonId, number>> {
  const choices = (await parts.store.latestAssignments(assignmentLimit)).filter(
    (event) => event.group === group && event.because !== 'widened',
  )
  const asked = new Map<PersonId, number>()
  for (const [ago, { people }] of choices.entries())
    for (const person of people) if (!asked.has(person)) asked.set(person, ago)
  return asked
}

/** How many other reviews wait for a person: those of groups of theirs that have asked them and have not decided. */
async function loadOf(parts: Parts, besides: Request): Promise<(person: PersonId) => number> {
  const open = await parts.store.list({
    open: true,
    statuses: ['in_review'],
    by: 'deadline',
    limit: openLimit,
  })
  const others = open.map(({ request }) => request).filter((id) => id !== besides.id)
  const waitedFor = await Promise.all(
    (await loadRequests(parts.store, others)).map((request) => waitsForWhom(parts, request)),
  )
  return (person) => waitedFor.filter((people) => people.has(person)).length
}

async function waitsForWhom(parts: Parts, request: Request): Promise<ReadonlySet<PersonId>> {
  const pending = Object.entries(groupOutcomes(request))
    .filter(([group, outcome]) => outcome === 'pending' && hasTurn(request, group))
    .map(([group]) => group)
  const asked = await Promise.all(pending.map((group) => askedOf(request, group) ?? membersOr(parts, group)))
  const done = request.decisions.map(({ reviewer }) => reviewer)
  return new Set(asked.flat().filter((person) => person !== request.requester && !done.includes(person)))
}

/** A list that was never known counts as nobody's load rather than as nobody's request. */
async function membersOr(parts: Parts, group: GroupId): Promise<readonly PersonId[]> {
  return parts.directory.membersOf(group).catch((fault: unknown) => {
    if (fault instanceof LookupFailed) return []
    throw fault
  })
}
