import type { Instant, PersonId } from '../../domain/flavour.ts'
import type { Deps } from '../deps.ts'
import { LookupFailed, type Status } from '../ports.ts'

/** A time that somebody's status on a platform tells to be away. */
export interface StatusAbsence {
  readonly from: Instant
  readonly until: Instant
}

/** What the statuses on the platforms say of absences, where the configuration wants to know. */
export interface Statuses {
  /** Of those of the people whose status says that they are away now. Never throws `LookupFailed`. */
  of(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, StatusAbsence>>
}

/** How old a status may be that is relied on, in milliseconds. */
const keptFor = 5 * 60_000
/** A status without an end is asked for again and again; meanwhile it counts for this long. */
const openEnd = 86_400_000

export function createStatuses(
  deps: Pick<Deps, 'people' | 'accounts' | 'clock' | 'organisation' | 'log'>,
): Statuses {
  const kept = new Map<PersonId, { readonly askedAt: Instant; readonly status: Status | null }>()

  const statusOf = async (person: PersonId): Promise<Status | null> => {
    const known = kept.get(person)
    const now = deps.clock.now()
    if (known !== undefined && now - known.askedAt < keptFor) return known.status
    const status = await ask(person).catch((fault: unknown) => {
      if (!(fault instanceof LookupFailed)) throw fault
      deps.log.warn('status not asked, the last known one counts', { person })
      return known?.status ?? null
    })
    kept.set(person, { askedAt: now, status })
    return status
  }

  const ask = async (id: PersonId): Promise<Status | null> => {
    const person = await deps.people.byId(id)
    for (const identity of person?.identities ?? []) {
      const directory = deps.accounts.find(({ platform }) => platform === identity.platform)
      const profile = await directory?.profile(identity)
      if (profile?.status !== undefined && profile.status !== null) return profile.status
    }
    return null
  }

  return {
    async of(people) {
      const words = deps.organisation().absenceFromStatus ?? []
      if (words.length === 0) return new Map()
      const now = deps.clock.now()
      const away = new Map<PersonId, StatusAbsence>()
      const statuses = await Promise.all(
        people.map(async (person) => [person, await statusOf(person)] as const),
      )
      for (const [person, status] of statuses) {
        if (status === null || !tells(status, words)) continue
        const until = status.until ?? now + openEnd
        if (until > now) away.set(person, { from: now, until })
      }
      return away
    },
  }
}

/** Plain comparison only: an emoji must be the very one, words must occur in the text, whatever their case. */
function tells(status: Status, words: readonly string[]): boolean {
  const text = status.text.toLowerCase()
  return words.some((word) =>
    /^:[^:\s]+:$/u.test(word) ? status.emoji === word : text.includes(word.toLowerCase()),
  )
}
