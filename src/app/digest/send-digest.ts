import type { DigestTimes } from '../../domain/digest/digest.ts'
import type { Instant } from '../../domain/flavour.ts'
import { digestCard } from '../../view/digest.ts'
import { buildCast } from '../cast.ts'
import { waysTo } from '../deliverer/chat-of.ts'
import { type Lease, mayBegin } from '../lease.ts'
import type { Parts } from '../parts.ts'
import type { DeliveryOutcome, Errand, Person } from '../ports.ts'
import { waitingFor } from '../waiting.ts'
import { digestsOf, planDigest } from './plan-digest.ts'

type DigestOutcome = DeliveryOutcome | { readonly outcome: 'nothing' } | { readonly outcome: 'overtaken' }

/**
 * Sends somebody's digest and plans the next. It is sent only where it is still the one of this day by what the person,
 * their clock and the calendar say now: one that a long outage made late would come at a time that nobody chose.
 * `nothing`: there is none to send. `overtaken`: the lease ended before it was sent. Throws `LookupFailed` and
 * `StoreUnavailable`.
 */
export async function sendDigest(errand: Errand, parts: Parts, lease: Lease): Promise<DigestOutcome> {
  const nothing = { outcome: 'nothing' } as const
  const person = await parts.directory.person(errand.owner)
  const times = person === null ? null : await digestsOf(person, parts)
  if (person === null || times === null) return nothing
  const now = parts.clock.now()
  const digest = Number(errand.subject)
  const keeper = (await parts.directory.whoIsWho()).now(person.id)
  if (keeper !== person.id) {
    // Planned before the accounts were joined: one human gets one digest, which is the present person's.
    await planDigest({ id: keeper }, times, digest - 1, parts)
    return nothing
  }
  await planDigest(person, times, following(digest, now, times), parts)
  if (times.onDayOf(now) !== digest || (await isAway(person, now, parts))) return nothing
  return deliver(errand, person, parts, lease)
}

/** Where days were missed, today's digest is not one of them. */
function following(digest: Instant, now: Instant, times: DigestTimes): Instant {
  const today = times.onDayOf(now)
  return today !== null && digest < today ? today - 1 : Math.max(now, digest)
}

const isAway = async ({ id }: Person, at: Instant, { absences }: Parts) =>
  (await absences.awayAt([id], at)).has(id)

async function deliver(errand: Errand, person: Person, parts: Parts, lease: Lease): Promise<DigestOutcome> {
  const nothing = { outcome: 'nothing' } as const
  if (person.standing !== 'active') return nothing
  const actor = await parts.directory.readerOf(person)
  const { requests: waiting } = await waitingFor(parts, actor, {})
  // Nothing waits any more: but where a message may be there already, it is left as it is.
  if (waiting.length === 0) return nothing
  const { locale } = person
  const cast = await buildCast(waiting, locale, parts)
  const at = parts.clock.now()
  const card = digestCard({ locale, waiting, actor, cast, at, command: parts.organisation().command })
  for (const { chat, identity } of await waysTo(person, null, parts)) {
    if (chat.deliverDigest === undefined) continue
    if (!(await mayBegin(lease, () => parts.store.beginErrand(errand)))) return { outcome: 'overtaken' }
    const to = { type: 'direct', identity } as const
    return chat.deliverDigest({ errandId: errand.id, to, card, uncertain: errand.uncertain })
  }
  return { outcome: 'failed', error: 'no_account' }
}
