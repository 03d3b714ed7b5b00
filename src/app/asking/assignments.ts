import type { GroupId, Instant, PersonId } from '../../domain/flavour.ts'
import type { PassTime } from '../../domain/request/commands.ts'
import { decide } from '../../domain/request/decide.ts'
import type { RequestEvent } from '../../domain/request/events.ts'
import { evolve } from '../../domain/request/evolve.ts'
import { groupsToAssign, groupsToWiden } from '../../domain/request/queries.ts'
import type { Request, RequestState } from '../../domain/request/state.ts'
import { presentOf } from '../absence/availability.ts'
import type { Parts } from '../parts.ts'
import { candidatesOf, thereOf } from './candidates.ts'

/**
 * Who is asked once a command has been decided on: the events that belong into its commit. Empty where nobody is to be
 * chosen, and where everybody who was chosen is there still. Throws `LookupFailed` and `StoreUnavailable`.
 */
export async function assignments(
  parts: Parts,
  request: Request,
  at: Instant,
): Promise<readonly RequestEvent[]> {
  const events: RequestEvent[] = []
  let state = request
  for (const group of groupsToAssign(request)) {
    if (!(await isAnybodyMissing(parts, state, group, at))) continue
    const candidates = await candidatesOf(parts, state, group, at)
    const command = { type: 'assign', group, candidates } as const
    const outcome = decide(command, state, { at, calendar: parts.organisation().calendar })
    if (!outcome.ok) continue
    events.push(...outcome.events)
    state = outcome.events.reduce(evolve, state)
    for (const event of outcome.events) tellOperator(parts, request, event)
  }
  return events
}

/** To choose costs a look at every open request, so it is done only where somebody has to be chosen. */
async function isAnybodyMissing(parts: Parts, request: Request, group: GroupId, at: Instant) {
  const assignment = request.assigned[group]
  if (assignment === undefined) return true
  const there = await thereOf(parts, await parts.directory.membersOf(group), at)
  return !assignment.people.every((person) => there.includes(person) || hasDecided(request, person))
}

const hasDecided = ({ decisions }: Request, person: PersonId) =>
  decisions.some(({ reviewer }) => reviewer === person)

/** A group without anybody who could be asked stalls: somebody should know before its time is over. */
function tellOperator(parts: Parts, { id, number }: Request, event: RequestEvent): void {
  if (event.type !== 'assigned' || event.because !== 'widened') return
  const fields = { request: id, number, group: event.group, people: event.people.length }
  if (event.people.length === 0) parts.log.warn('nobody in the group can be asked', fields)
  else parts.log.info('fewer than needed are there, the whole group is asked', fields)
}

/**
 * The clock's command with the members of the groups that it will ask in full, and with those who took the request and
 * cannot be counted on. Throws `LookupFailed`.
 */
export async function passTimeWith(
  parts: Parts,
  command: PassTime,
  request: RequestState,
  at: Instant,
): Promise<PassTime> {
  if (request === null) return command
  const groups = groupsToWiden(request, at)
  const members = await Promise.all(
    groups.map(async (group) => [group, await parts.directory.membersOf(group)] as const),
  )
  const gone = await goneTakers(parts, request, at)
  return {
    ...command,
    ...(groups.length === 0 ? {} : { members: Object.fromEntries(members) }),
    ...(gone.length === 0 ? {} : { gone }),
  }
}

/** Those who took it and are away, have left, or stood in for somebody who is back. */
async function goneTakers(parts: Parts, request: Request, at: Instant): Promise<readonly PersonId[]> {
  const excluded = [request.requester]
  const gone = await Promise.all(
    Object.entries(request.taken).map(async ([group, { by }]) => {
      const members = await parts.directory.membersOf(group)
      const { there } = await presentOf(members, { group }, { at, excluded }, parts)
      const isThere = there.includes(by) && (await thereOf(parts, [by], at)).length > 0
      return isThere ? [] : [by]
    }),
  )
  return gone.flat()
}
