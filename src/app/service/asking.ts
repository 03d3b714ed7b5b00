import type { PersonId } from '../../domain/flavour.ts'
import type { Refusal, RefusalCode } from '../../domain/request/refusal.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Locale } from '../../view/text.ts'
import { lookupFailed } from '../directory/directory.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import { type Identity, LookupFailed, type Person, type Recipient } from '../ports.ts'
import type { DoneAnswer, RefusedAnswer } from '../service.ts'
import { done, refused } from './answers.ts'
import { namingTheFirst } from './who-was-first.ts'

/**
 * Runs a use case for whoever is behind the account now. Whatever look-up fails on the way, the answer is a refusal
 * that offers to try again, unless `before` knows that this very click is in the ledger: nobody is told that it is not.
 * Every other fault, `StoreUnavailable` among them, is the adapter's to tell.
 */
export async function asking<Answer>(
  parts: Parts,
  identity: Identity,
  use: (person: Person) => Promise<Answer>,
  before: (locale: Locale) => Promise<Answer | null> = async () => null,
): Promise<Answer | RefusedAnswer> {
  const unknown = async (locale: Locale) => (await before(locale)) ?? refused(lookupFailed, locale)
  const identified = await parts.directory.actingPersonOf(identity)
  if (!identified.ok)
    return identified.refusal.code === lookupFailed.code
      ? unknown(identified.locale)
      : refused(identified.refusal, identified.locale)
  try {
    return await use(identified.person)
  } catch (fault) {
    if (!(fault instanceof LookupFailed)) throw fault
    parts.log.warn('look-up failed', { platform: identity.platform })
    return unknown(identified.person.locale)
  }
}

/**
 * The answer to a click that is in the ledger already, found without asking any platform; null where it is not. It leaves
 * out what would have to be looked up.
 */
export async function answeredBefore(
  parts: Parts,
  click: { readonly dedupeKey: string; readonly action: Parameters<typeof done>[0] },
  locale: Locale,
): Promise<DoneAnswer | null> {
  const id = await parts.store.requestOf(click.dedupeKey)
  const request = id === null ? null : await loadRequest(parts.store, id)
  return request === null ? null : done(click.action, request, locale)
}

/** Refusals that say that the request has moved on, so that whatever card has not may be anybody's. */
const movedOn: readonly RefusalCode[] = ['stale_revision', 'not_now']

/**
 * A refused click on a request that there is: the card that it came from may be out of date, so that is drawn again.
 * All of them are where the request has moved on; otherwise anybody's click in a channel would cost an edit of each.
 */
export async function refusedClick(
  parts: Parts,
  person: Person,
  click: { readonly request: Request; readonly subject: string | undefined },
  refusal: Refusal,
): Promise<RefusedAnswer> {
  const { othersOf } = await parts.directory.whoIsWho()
  const ids = [person.id, ...othersOf(person.id)]
  const recipients = movedOn.includes(refusal.code) ? undefined : possiblyClicked(ids, click)
  await parts.store.redraw(click.request.id, parts.clock.now(), recipients)
  parts.wake.notify()
  return refused(await namingTheFirst(parts, person, click, refusal), person.locale)
}

/**
 * Where the click may have come from: a click does not say in which conversation. Choices of a group's channel carry the
 * group, except for those about a condition; choices of a mediation carry nothing.
 */
function possiblyClicked(
  ids: readonly PersonId[],
  { request, subject }: { readonly request: Request; readonly subject: string | undefined },
): readonly Recipient[] {
  const own = ids.map((person) => ({ type: 'person', person }) as const)
  const { groups } = request.policy
  const besides = (['slack', 'teams'] as const).map((beside) => ({ type: 'mediation', beside }) as const)
  const channel = (group: string) => ({ type: 'channel', group }) as const
  if (subject !== undefined && Object.hasOwn(groups, subject)) return [...own, channel(subject)]
  return [...own, { type: 'mediation' }, ...besides, ...Object.keys(groups).map(channel)]
}
