import type { RequestId } from '../../domain/flavour.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import type { Locale } from '../../view/text.ts'
import { lookupFailed } from '../directory/directory.ts'
import type { Parts } from '../parts.ts'
import { type Identity, LookupFailed, type Person } from '../ports.ts'
import type { RefusedAnswer } from '../service.ts'
import { refused } from './answers.ts'

/**
 * Runs a use case for whoever is behind the account now. Whatever look-up fails on the way, the answer is a refusal
 * that offers to try again. Every other fault, `StoreUnavailable` among them, is the adapter's to tell.
 */
export async function asking<Answer>(
  parts: Parts,
  identity: Identity,
  use: (person: Person) => Promise<Answer>,
): Promise<Answer | RefusedAnswer> {
  const identified = await parts.directory.personOf(identity)
  if (!identified.ok) return refused(identified.refusal, identified.locale)
  try {
    return await use(identified.person)
  } catch (fault) {
    if (!(fault instanceof LookupFailed)) throw fault
    parts.log.warn('look-up failed', { platform: identity.platform })
    return refused(lookupFailed, identified.person.locale)
  }
}

/** A refused click: whatever card it came from may be out of date, so the request's cards are drawn again. */
export async function refusedClick(
  parts: Parts,
  request: RequestId,
  refusal: Refusal,
  locale: Locale,
): Promise<RefusedAnswer> {
  if (refusal.code !== 'unknown_request') {
    await parts.store.redraw(request, parts.clock.now())
    parts.wake.notify()
  }
  return refused(refusal, locale)
}
