/**
 * For whom a request waits, in keys that a store can look up. They only narrow what is folded: whether it really waits
 * for somebody is decided by the fold, with the authority of that moment. So a key too many costs a fold, and a key too
 * few would hide a request; a property test compares them with what the fold says.
 */
import type { GroupId, Instant } from '../domain/flavour.ts'
import type { Actor } from '../domain/request/actor.ts'
import { askedOf, groupOutcomes, groupsAsked, isOpen, waitingFor } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import type { Waiting } from './ports.ts'

/** A deadline that does not run. */
const never: Instant = Number.MAX_SAFE_INTEGER

type InReview = Extract<Request, { readonly status: 'in_review' }>

const ofGroup = (group: GroupId) => `group:${group}`
const ofLevel = (level: number) => `level:${level}`
const ofPerson = (person: string) => `person:${person}`

/** Every key under which requests of others may wait for this person: their own, and those of people they stand in for. */
export function keysOf({ person, alsoAs = [], groups, executiveLevels, standsInFor = [] }: Actor) {
  const lent = standsInFor.flatMap((lender) => [
    ...lender.groups.map(ofGroup),
    ...lender.executiveLevels.map(ofLevel),
  ])
  const own = [...[person, ...alsoAs].map(ofPerson), ...groups.map(ofGroup), ...executiveLevels.map(ofLevel)]
  return [...new Set([...own, ...lent])]
}

/** For whom, beside its requester, a request waits, and by when. */
export function waitsOf(request: Request): readonly Waiting[] {
  const dueAt = waitingFor(request)?.dueAt ?? never
  const nearest = new Map<string, Instant>()
  for (const wait of waitsIn(request, dueAt))
    nearest.set(wait.key, Math.min(wait.dueAt, nearest.get(wait.key) ?? never))
  return isOpen(request) ? [...nearest].map(([key, due]) => ({ key, dueAt: due })) : []
}

function waitsIn(request: Request, dueAt: Instant): readonly Waiting[] {
  const all = () => Object.keys(request.policy.groups).map((group) => ({ key: ofGroup(group), dueAt }))
  switch (request.status) {
    case 'in_review':
      return reviewsIn(request, dueAt)
    case 'changes_requested':
    case 'deadlocked':
      return all()
    case 'escalated':
      return request.policy.executives.map((_level, index) => ({ key: ofLevel(index + 1), dueAt }))
    case 'approved':
      // Also what the requester promised: should they leave, whoever asked for it confirms it.
      return request.approval.obligations
        .filter(({ met }) => met === null)
        .flatMap(({ from }) => (from === 'executive' ? all() : [{ key: ofGroup(from), dueAt }]))
    default:
      return []
  }
}

/** Where some people of a group are asked, the others are left in peace, although they may decide. */
function reviewsIn(request: InReview, otherwise: Instant): readonly Waiting[] {
  const outcomes = groupOutcomes(request)
  return groupsAsked(request)
    .filter((group) => outcomes[group] === 'pending')
    .flatMap((group) => {
      const dueAt = request.review[group]?.dueAt ?? otherwise
      const keys = askedOf(request, group)?.map(ofPerson) ?? [ofGroup(group)]
      return keys.map((key) => ({ key, dueAt }))
    })
}
