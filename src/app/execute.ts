import type { GroupId, Instant, RequestId } from '../domain/flavour.ts'
import type { Away, Command } from '../domain/request/commands.ts'
import { decide } from '../domain/request/decide.ts'
import type { DecisionRecord, DecisionVerb } from '../domain/request/decision.ts'
import type { RequestEvent } from '../domain/request/events.ts'
import { evolve } from '../domain/request/evolve.ts'
import { groupsToAssign, isOpen, nextDueAt } from '../domain/request/queries.ts'
import type { Refusal } from '../domain/request/refusal.ts'
import type { Request, RequestState } from '../domain/request/state.ts'
import { type AskedGroup, awayFor } from './absence/availability.ts'
import { assignments, passTimeWith } from './asking/assignments.ts'
import { cardsFor } from './cards/cards.ts'
import { rosterOf } from './cards/roster.ts'
import { talkAbout } from './conversation.ts'
import { CommitContention } from './faults.ts'
import { fold, loadRequest } from './load.ts'
import type { Parts } from './parts.ts'
import { type CommitResult, LookupFailed, type StoredEvent } from './ports.ts'
import { summaryOf } from './summary.ts'

const tries = 10

export type Execution =
  /** In the ledger: now, or, for a repetition, before. */
  | { readonly outcome: 'recorded'; readonly request: Request }
  /** The very same action had been committed before; `request` is null when that was for another stream. */
  | { readonly outcome: 'duplicate'; readonly request: RequestState }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly request: RequestState }

/**
 * Carries out one command: load, decide, commit against the version that was decided on, and from the start again when
 * somebody else was faster. Resolves with `recorded` only after the events are durable.
 * Throws `StoreUnavailable`, `LookupFailed` (nobody could be found to tell), or `CommitContention` after ten lost tries.
 */
export async function execute(
  parts: Parts,
  id: RequestId,
  command: Command,
  dedupeKey: string | null,
): Promise<Execution> {
  return parts.lanes.run(id, async () => {
    for (let attempt = 1; attempt <= tries; attempt++) {
      const execution = await attemptOnce(parts, id, command, dedupeKey)
      if (execution !== 'conflict') return execution
    }
    throw new CommitContention(`${tries} conflicts in a row`)
  })
}

async function attemptOnce(
  parts: Parts,
  id: RequestId,
  command: Command,
  dedupeKey: string | null,
): Promise<Execution | 'conflict'> {
  const history = await parts.store.read(id)
  const before = fold(history)
  // A clock that was set back must not put an event before its cause.
  const at = Math.max(parts.clock.now(), before?.lastEventAt ?? 0)
  const asked = command.type === 'pass_time' ? await passTimeWith(parts, command, before, at) : command
  const away = await awayOf(parts, command, before, at)
  const { calendar } = parts.organisation()
  const outcome = decide(asked, before, { at, calendar, ...(away === null ? {} : { away }) })
  if (!outcome.ok) {
    // Delivered twice at once: the other delivery has changed what this one was judged by.
    const repeated = dedupeKey !== null && (await parts.store.seen(dedupeKey))
    return repeated
      ? { outcome: 'duplicate', request: before }
      : { outcome: 'refused', refusal: outcome.refusal, request: before }
  }
  const decided = outcome.events.reduce<RequestState>(evolve, before)
  if (decided === null) throw new Error('a command on nothing gave no events')
  if (outcome.events.length === 0 && command.type !== 'pass_time')
    return { outcome: 'recorded', request: decided }
  // One after the other, so that two requests at once do not both choose whoever was not asked for longest.
  const inTurn = <Result>(work: () => Promise<Result>) =>
    groupsToAssign(decided).length === 0 ? work() : parts.lanes.run('assignments', work)
  return inTurn(async () => {
    const events = [...outcome.events, ...(await assignments(parts, decided, at))]
    return record(parts, { id, before, history, events, dedupeKey })
  })
}

interface Decided {
  readonly id: RequestId
  readonly before: RequestState
  readonly history: readonly StoredEvent[]
  readonly events: readonly RequestEvent[]
  readonly dedupeKey: string | null
}

async function record(parts: Parts, decided: Decided): Promise<Execution | 'conflict'> {
  const { id, before, events } = decided
  const request = events.reduce<RequestState>(evolve, before)
  if (request === null) throw new Error('a command on nothing gave no events')
  if (events.length === 0) return { outcome: 'recorded', request }
  const result = await commit(parts, decided, request)
  if (result.ok) {
    tellOperator(parts, request, events)
    parts.wake.notify()
    return { outcome: 'recorded', request }
  }
  if (result.reason === 'conflict') return 'conflict'
  return { outcome: 'duplicate', request: await loadRequest(parts.store, id) }
}

/** Who keeps the members in order should know that too few were there, before people ask why an executive was. */
function tellOperator({ log }: Parts, { id }: Request, events: readonly RequestEvent[]): void {
  for (const event of events)
    if (event.type === 'deadlocked' && event.everybodyAway === true)
      log.warn('too few are there, the executives were asked at once', { request: id, groups: event.groups })
    else if (event.type === 'escalated' && event.because === 'everybody_away' && event.level > 1)
      log.warn('too few are there, the next level was asked at once', { request: id, level: event.level })
}

/** Null where nothing waits for anybody, or where lists are not known: absences are then not counted. */
async function awayOf(
  parts: Parts,
  command: Command,
  before: RequestState,
  at: Instant,
): Promise<Away | null> {
  const policy = command.type === 'submit' ? command.policy : before?.policy
  const requester = command.type === 'submit' ? command.actor.person : before?.requester
  if (policy === undefined || requester === undefined || (before !== null && !isOpen(before))) return null
  const groups = Object.entries(policy.groups).map(([id, { quorum }]) =>
    askedGroup(id, quorum, before, command.type === 'revise'),
  )
  try {
    return await awayFor({ groups, levels: policy.executives.length, requester }, at, parts)
  } catch (fault) {
    if (!(fault instanceof LookupFailed)) throw fault
    parts.log.warn('absences not counted, a list is not known')
    return null
  }
}

function askedGroup(id: GroupId, quorum: number, before: RequestState, isRevising: boolean): AskedGroup {
  const all = [...(before?.decisions ?? []), ...(before?.voided ?? [])]
  // A revision voids the decisions, but nobody is heard for two groups on one request.
  const own = isRevising ? [] : (before?.decisions ?? []).filter(({ group }) => group === id)
  const heard = [...own, ...all.filter(({ group }) => group !== id)]
  const approvals = own.filter(({ decision }) => isApproval(decision.verb))
  return { id, heard: heard.flatMap(peopleBehind), needed: Math.max(1, quorum - approvals.length) }
}

const isApproval = (verb: DecisionVerb) => verb === 'approve' || verb === 'approve_with_conditions'
const peopleBehind = ({ reviewer, onBehalfOf }: DecisionRecord) =>
  onBehalfOf === undefined ? [reviewer] : [reviewer, onBehalfOf]

async function commit(
  parts: Parts,
  { before, history, events, dedupeKey }: Decided,
  request: Request,
): Promise<CommitResult> {
  const expectedVersion = history.length
  const stored: readonly StoredEvent[] = events.map((event, index) => ({
    version: expectedVersion + index + 1,
    event,
  }))
  const roster = await rosterOf(request, parts)
  const talk = await talkAbout(request, roster, parts)
  return parts.store.commit({
    request: request.id,
    expectedVersion,
    events,
    cards: cardsFor({ request, before, roster, ...talk, events: stored }),
    dueAt: nextDueAt(request),
    summary: summaryOf(request),
    dedupeKey,
    // Not the events' time: with a clock that was set back, cards would wait until it has caught up.
    at: parts.clock.now(),
  })
}
