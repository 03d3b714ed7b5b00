import { reminderTime } from '../../domain/calendar/own-hours.ts'
import { type Asked, type DigestTimes, digestTooLate, heldForDigest } from '../../domain/digest/digest.ts'
import type { Instant } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import type { Deadline } from '../../domain/request/deadline.ts'
import { deadlineOf, groupOutcomes, groupsOf } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import { digestId, digestsOf, planDigest } from '../digest/plan-digest.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Person, StoredEvent } from '../ports.ts'
import { waitsFor } from '../service/roles.ts'
import { isShownAlready } from './move.ts'

/** When a card goes out; `never`: what it says, the person hears otherwise or need not hear any more. */
export type Timing =
  | { readonly when: 'now' }
  | { readonly when: 'later'; readonly until: Instant }
  | { readonly when: 'never' }

const now: Timing = { when: 'now' }
const later = (until: Instant | null): Timing => (until === null ? now : { when: 'later', until })

/**
 * Whether a card waits for its recipient's own time. Reminders wait for their working hours. Whoever wants a digest gets
 * no reminder that a digest makes needless, and is asked for a review with the digest, unless that would be too late.
 * What was decided never waits.
 */
export async function timingOf(
  row: CardRow,
  history: readonly StoredEvent[],
  request: Request,
  person: Person | null,
  parts: Parts,
): Promise<Timing> {
  if (person === null) return now
  const { purpose } = row
  const cause = history.find(
    ({ version }) => version === (purpose.type === 'notice' ? purpose.about : 0),
  )?.event
  const deadline = cause?.type === 'reminded' ? deadlineOf(request, cause.about) : null
  if (deadline !== null) return ofReminder(deadline, person, parts)
  const asks =
    purpose.type === 'living'
      ? purpose.view === 'review' && row.reference === null && !(await isShownAlready(row, parts))
      : cause?.type === 'revised'
  return asks ? ofReview(request, person, parts) : now
}

async function ofReminder(deadline: Deadline, person: Person, parts: Parts): Promise<Timing> {
  const digests = await digestsOf(person, parts)
  if (digests !== null && (await isInDigest(deadline, person, digests, parts))) return { when: 'never' }
  const { hours } = await parts.people.preferencesOf(person.id)
  const at = parts.clock.now()
  const best = reminderTime(at, deadline.dueAt, parts.organisation().hoursIn(person.timezone, hours ?? null))
  return later(best > at ? best : null)
}

/** Whether a digest has told of it, or comes in time to. One from before it was wanted has told nobody anything. */
async function isInDigest(
  { startedAt, dueAt }: Deadline,
  person: Person,
  digests: DigestTimes,
  { clock, store, directory }: Parts,
): Promise<boolean> {
  const at = clock.now()
  const { now: keeperOf } = await directory.whoIsWho()
  const next = digests.next(at)
  if (next !== null && next < dueAt) return true
  const latest = digests.latest(at)
  return (
    latest !== null &&
    latest > startedAt &&
    (await store.errand(digestId(keeperOf(person.id), latest))) !== null
  )
}

async function ofReview(request: Request, person: Person, parts: Parts): Promise<Timing> {
  const digests = await digestsOf(person, parts)
  if (digests === null) return now
  const at = parts.clock.now()
  const actor = await parts.directory.readerOf(person)
  // It was settled before the person heard of it: then they have nothing to hear.
  if (!waitsFor(request, actor, at)) return { when: 'never' }
  const asked = askedOf(request, actor, person)
  const until = asked === null ? null : heldForDigest(asked, at, digests)
  // Whatever was planned before: nothing may wait for a digest that nobody sends.
  if (until !== null) await planDigest(person, digests, at, parts)
  return later(until)
}

/** Since when, and until when, the person is asked for a review; null when they are asked for none. */
function askedOf(request: Request, actor: Actor, { id }: Person): Asked | null {
  if (request.status !== 'in_review') return null
  const outcomes = groupOutcomes(request)
  const asked = groupsOf(request, actor).flatMap((group) => {
    const deadline = request.review[group]
    if (deadline === undefined || outcomes[group] !== 'pending') return []
    const assigned = request.assigned[group]
    const since = assigned?.people.includes(id) === true ? assigned.at : 0
    return [{ since: Math.max(deadline.startedAt, since), deadline: deadline.dueAt }]
  })
  if (asked.length === 0) return null
  return {
    since: Math.max(...asked.map(({ since }) => since)),
    deadline: Math.min(...asked.map(({ deadline }) => deadline)),
  }
}

/** The digest that a review did not wait for, as long as it is still to come; null where it waited or need not have. */
export async function digestNotWaitedFor(
  request: Request,
  actor: Actor,
  person: Person,
  parts: Parts,
): Promise<Instant | null> {
  const asked = askedOf(request, actor, person)
  const digests = asked === null ? null : await digestsOf(person, parts)
  if (asked === null || digests === null) return null
  const digest = digestTooLate(asked, digests)
  return digest !== null && digest > parts.clock.now() ? digest : null
}
