/** Requesters who have left the company's chats while what they asked for is not over. */
import type { Instant, PersonId, RequestId } from '../../domain/flavour.ts'
import { isAside } from '../directory/aside.ts'
import { loadRequests } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { RequestSummary } from '../ports.ts'

/** Nothing tells when somebody is deactivated: each account is asked about this often. */
const lookEvery = 5 * 60_000
/** Open requests that are looked at; the nearest deadlines first. */
const openLimit = 1_000
/** Published requests that are looked at for something left to do; the latest first. */
const publishedLimit = 200
const fact = 'departed'

type Tell = (parts: Parts, request: RequestId, requester: 'there' | 'left') => Promise<void>

/**
 * Gives what looks, every few minutes, whether whoever asked is still there, and has what changed recorded with each
 * request of theirs. An account that cannot be looked up is as it was. Throws `StoreUnavailable`.
 */
export function lookingForDeparted(parts: Parts, tell: Tell): () => Promise<void> {
  let last: Instant | null = null
  return async () => {
    const now = parts.clock.now()
    if (last !== null && now - last < lookEvery && now >= last) return
    last = now
    const open = await parts.store.list({ open: true, by: 'deadline', limit: openLimit })
    const awaited = [...open, ...(await stillOwing(parts))]
    const requesters = [...new Set(awaited.map(({ requester }) => requester))].sort()
    const left: PersonId[] = []
    for (const requester of requesters) if (await hasLeft(parts, requester)) left.push(requester)
    const before = (await parts.store.getFact(fact))?.split(' ').filter((id) => id !== '') ?? []
    const changed = requesters.filter((person) => left.includes(person) !== before.includes(person))
    for (const { request, requester } of awaited)
      if (changed.includes(requester)) await tell(parts, request, left.includes(requester) ? 'left' : 'there')
    // Last, so that a crash before it lets everything be done once more.
    if (left.join(' ') !== before.join(' ')) await parts.store.putFact(fact, left.join(' '))
  }
}

/** Whether none of the person's accounts is in use any more. Of several, a guest's is not: nobody acts with it. */
async function hasLeft(parts: Parts, id: PersonId): Promise<boolean> {
  const known = await parts.directory.person(id)
  for (const identity of known?.identities ?? []) await parts.directory.personOf(identity)
  const person = await parts.directory.person(id)
  if (person === null || person.identities.length < 2) return person?.standing === 'deactivated'
  const aside = await Promise.all(person.identities.map((identity) => isAside(identity, parts)))
  return aside.every((isIt) => isIt)
}

/** What is over but for conditions that are due after publication. */
async function stillOwing({ store }: Parts): Promise<readonly RequestSummary[]> {
  const published = await store.list({ statuses: ['published'], by: 'updated', limit: publishedLimit })
  const ids = published.map(({ request }) => request)
  const owing = (await loadRequests(store, ids)).filter(
    (request) =>
      request.status === 'published' && request.approval.obligations.some(({ met }) => met === null),
  )
  return published.filter(({ request }) => owing.some(({ id }) => id === request))
}
