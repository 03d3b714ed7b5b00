/** Since when somebody has had a request before them, so that an approval in a hurry can be told from one with care. */
import type { Instant, PersonId } from '../../domain/flavour.ts'
import { currentRevision } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import { isAtLeast } from '../../domain/risk/assess.ts'
import type { Parts } from '../parts.ts'
import { StoreUnavailable } from '../ports.ts'

const keyOf = (request: Request, person: PersonId) =>
  `opened:${request.id}:${currentRevision(request).digest}:${person}`

/**
 * Notes that somebody opened the details of this revision, where that may matter later; the first time stands. Whoever
 * only looks is not kept from it by a database that cannot be written.
 */
export async function noteOpening(parts: Parts, request: Request, person: PersonId): Promise<void> {
  const { hasty } = request.policy
  if (hasty === undefined || !isAtLeast(request.screening.tier, hasty.from)) return
  await note(parts, request, person)
}

/** The same for the form of an approval, in which the reviewer may judge the risk to be higher than it looked. */
export async function noteApproving(parts: Parts, request: Request, person: PersonId): Promise<void> {
  if (request.policy.hasty !== undefined) await note(parts, request, person)
}

async function note(parts: Parts, request: Request, person: PersonId): Promise<void> {
  try {
    await parts.store.addFact(keyOf(request, person), String(parts.clock.now()))
  } catch (fault) {
    if (!(fault instanceof StoreUnavailable)) throw fault
    parts.log.warn('an opening was not noted', { code: fault.code })
  }
}

/** When this person opened this revision for the first time; null where that was not noted. */
export async function notedOpening(
  parts: Parts,
  request: Request,
  person: PersonId,
): Promise<Instant | null> {
  const noted = await parts.store.getFact(keyOf(request, person))
  return noted !== null && Number.isSafeInteger(Number(noted)) ? Number(noted) : null
}

/** Since when this person has known this revision: from before, or from now on. */
export async function openedSince(parts: Parts, request: Request, person: PersonId): Promise<Instant> {
  const now = parts.clock.now()
  return Math.min((await notedOpening(parts, request, person)) ?? now, now)
}
