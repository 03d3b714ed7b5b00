import type { GroupId, PersonId } from '../../flavour.ts'
import { type Candidate, choose } from '../../routing/choose.ts'
import type { Assign, Context } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, stampOf } from '../outcome.ts'
import type { AssignPolicy } from '../policy.ts'
import { groupsThatAre } from '../quorum.ts'
import type { Outcome } from '../refusal.ts'
import { hasTurn } from '../stages.ts'
import type { Request } from '../state.ts'

/** Never refused: it follows other commands, and there may be nothing for it to do. */
export function assign(command: Assign, request: Request, context: Context): Outcome<RequestEvent> {
  const { group, candidates } = command
  const rules = request.policy.groups[group]?.assign
  if (rules === undefined || !groupsToAssign(request).includes(group)) return accepted()
  const assignment = assignmentOf(request, group, rules, candidates)
  if (assignment === null) return accepted()
  return accepted({ type: 'assigned', group, ...assignment, ...stampOf(context, 'clock') })
}

/** The groups of which only some people are asked, or nobody yet, and whose decision is waited for in the review. */
export function groupsToAssign(request: Request): readonly GroupId[] {
  if (request.status !== 'in_review') return []
  return groupsThatAre(request, 'pending').filter(
    (group) =>
      hasTurn(request, group) &&
      request.policy.groups[group]?.assign !== undefined &&
      request.assigned[group]?.because !== 'widened',
  )
}

type Assignment = Pick<Extract<RequestEvent, { readonly type: 'assigned' }>, 'people' | 'because'>

/** Where fewer are there than must be asked, everybody is: a request that nobody is asked about would only stall. */
function assignmentOf(
  request: Request,
  group: GroupId,
  { how, ask }: AssignPolicy,
  candidates: readonly Candidate[],
): Assignment | null {
  const eligible = candidates.filter(({ person }) => mayEverDecide(request, group, person))
  const before = request.assigned[group]?.people ?? null
  const kept = (before ?? []).filter(
    (person) => hasDecided(request, person) || eligible.some((one) => one.person === person && one.available),
  )
  const missing = ask - kept.length
  if (before !== null && missing <= 0) return null
  const inTurn = eligible.filter(
    ({ person }) => !kept.includes(person) && !isAskedForAnother(request, group, person),
  )
  const chosen = choose(how, missing, inTurn)
  if (chosen.length < missing) {
    const everybody = eligible.map(({ person }) => person)
    return { people: [...new Set([...kept, ...everybody])], because: 'widened' }
  }
  return { people: [...kept, ...chosen], because: before === null ? how : 'replaced' }
}

const hasDecided = ({ decisions }: Request, person: PersonId) =>
  decisions.some(({ reviewer }) => reviewer === person)

/** Neither the requester nor somebody who spoke for another group. */
function mayEverDecide(request: Request, group: GroupId, person: PersonId): boolean {
  const records = [...request.decisions, ...request.voided]
  return (
    person !== request.requester &&
    records.every((record) => record.reviewer !== person || record.group === group)
  )
}

/** Whoever is asked for one group cannot decide for another too. */
function isAskedForAnother(request: Request, group: GroupId, person: PersonId): boolean {
  return Object.entries(request.assigned).some(
    ([other, { people, because }]) => other !== group && because !== 'widened' && people.includes(person),
  )
}
