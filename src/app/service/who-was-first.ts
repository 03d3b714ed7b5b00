import type { Refusal } from '../../domain/request/refusal.ts'
import type { Request } from '../../domain/request/state.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'

/** A decision that is not older than this was made a moment ago, in milliseconds. */
const moment = 60_000

/**
 * A refusal because somebody of the same group was faster says who that was, and in which chat where they have only one.
 * Throws `LookupFailed` where the reader's groups were never known.
 */
export async function namingTheFirst(
  parts: Parts,
  reader: Person,
  { request: { id }, subject }: { readonly request: Request; readonly subject: string | undefined },
  refusal: Refusal,
): Promise<Refusal> {
  if ((refusal.code !== 'group_settled' && refusal.code !== 'not_now') || subject === undefined)
    return refusal
  const request = await loadRequest(parts.store, id)
  const last = request?.decisions.findLast(({ group }) => group === subject)
  if (last === undefined) return refusal
  const isFresh = parts.clock.now() - last.at <= moment
  // Where the request has moved on since, it is not this decision that was in the way.
  if (refusal.code === 'not_now' && !isFresh) return refusal
  const { groups } = await parts.directory.readerOf(reader)
  const { now } = await parts.directory.whoIsWho()
  const first = await parts.people.byId(now(last.reviewer))
  // Who decided for another group may be hidden from the reader.
  if (first === null || first.id === now(reader.id) || !groups.includes(subject)) return refusal
  return {
    code: refusal.code,
    params: {
      ...refusal.params,
      first: first.name,
      chat: chatElsewhere(first, reader),
      ...(isFresh ? { ago: 'moment' } : {}),
    },
  }
}

/** The one chat that somebody has, where the reader is in another at the moment; else empty. */
function chatElsewhere({ identities }: Person, { identities: [here] }: Person): string {
  const [chat, ...more] = new Set(identities.map(({ platform }) => platform))
  return chat === undefined || more.length > 0 || chat === here?.platform ? '' : chat
}
