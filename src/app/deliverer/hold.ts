import { reminderTime } from '../../domain/calendar/own-hours.ts'
import type { Instant } from '../../domain/flavour.ts'
import { deadlineOf } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Person, StoredEvent } from '../ports.ts'

/**
 * Until when a card waits for its recipient's own time; null when it goes out now. Only a reminder waits: what is new, and
 * what was decided, does not.
 */
export async function heldUntil(
  { purpose }: CardRow,
  history: readonly StoredEvent[],
  request: Request,
  person: Person | null,
  parts: Pick<Parts, 'clock' | 'organisation' | 'people' | 'directory'>,
): Promise<Instant | null> {
  if (person === null || purpose.type !== 'notice' || purpose.notice !== 'reminder') return null
  const cause = history.find(({ version }) => version === purpose.about)?.event
  const deadline = cause?.type === 'reminded' ? deadlineOf(request, cause.about) : null
  if (deadline === null) return null
  const { now: keeperOf } = await parts.directory.whoIsWho()
  const { hours } = await parts.people.preferencesOf(keeperOf(person.id))
  const now = parts.clock.now()
  const at = reminderTime(now, deadline, parts.organisation().hoursIn(person.timezone, hours ?? null))
  return at > now ? at : null
}
