import type { DigestTimes } from '../../domain/digest/digest.ts'
import type { Instant, PersonId } from '../../domain/flavour.ts'
import type { MinuteOfDay } from '../../domain/person/preferences.ts'
import { readWhoIsWho } from '../directory/joined.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'

type DigestParts = Pick<Parts, 'people' | 'organisation' | 'store'>

/** One for each digest of each person: adding it twice changes nothing, so no process sends what another has sent. */
export const digestId = (person: PersonId, digest: Instant): string => `digest:${person}:${digest}`

/** When the person gets their digests; null where they want single messages. */
export async function digestsOf(
  { id, timezone }: Person,
  { people, organisation }: DigestParts,
): Promise<DigestTimes | null> {
  const { digest } = await people.preferencesOf(id)
  return digest === undefined ? null : organisation().digestsIn(timezone, digest)
}

/** When digests at this time of the day come, for somebody who is about to choose it. */
export const digestsAt = (
  { timezone }: Person,
  minute: MinuteOfDay,
  { organisation }: Pick<Parts, 'organisation'>,
): DigestTimes => organisation().digestsIn(timezone, minute)

/** Has the first digest of whoever the person is now after `at` sent when its time comes, whatever was planned before. */
export async function planDigest(
  { id }: Pick<Person, 'id'>,
  times: DigestTimes,
  at: Instant,
  deps: Pick<Parts, 'store' | 'clock'>,
): Promise<void> {
  const digest = times.next(at)
  if (digest === null) return
  const owner = (await readWhoIsWho(deps)).now(id)
  const errand = { type: 'digest', draft: '', owner, subject: String(digest), reason: null } as const
  await deps.store.addErrand({ id: digestId(owner, digest), ...errand }, digest)
}
