import { type Absence, absenceAt, aheadOf, backAt } from '../../domain/absence/absence.ts'
import type { AbsenceEvent } from '../../domain/absence/events.ts'
import { foldAbsences } from '../../domain/absence/evolve.ts'
import type { Instant, PersonId } from '../../domain/flavour.ts'
import type { Deps } from '../deps.ts'
import { readWhoIsWho } from '../directory/joined.ts'
import type { DirectoryEvent } from '../ports.ts'
import { numberedFor, streamsOf } from './joined.ts'
import type { Statuses } from './statuses.ts'

/** An absence, and how it is known. One that a platform's status tells gives nobody a delegate. */
export type KnownAbsence = Omit<Absence, 'id'> &
  ({ readonly source: 'said'; readonly id: number } | { readonly source: 'status'; readonly id: null })

/** Who is away when. Always as the ledger has it now; what statuses say is a few minutes old at most. */
export interface Absences {
  /** What the person said of the present and the future, then what their status says; by beginning. */
  of(person: PersonId): Promise<readonly KnownAbsence[]>
  /** Those of the people who are away at that instant, each with the absence that covers it. */
  awayAt(people: readonly PersonId[], at: Instant): Promise<ReadonlyMap<PersonId, KnownAbsence>>
  /**
   * For those of the people who are away at `at`: when each is back, over absences that follow one another. To ask
   * whether somebody is away for a whole span, compare with its end.
   */
  backAt(people: readonly PersonId[], at: Instant): Promise<ReadonlyMap<PersonId, Instant>>
  /** What everybody said that is not over at `at`, by person as the accounts are now. */
  said(at: Instant): Promise<ReadonlyMap<PersonId, readonly Absence[]>>
}

type AbsencesDeps = Pick<Deps, 'store' | 'clock'> & { readonly statuses: Statuses }

export function createAbsences(deps: AbsencesDeps): Absences {
  const said = async (at: Instant) => {
    const [streams, who] = await Promise.all([deps.store.currentDirectory('absence', at), readWhoIsWho(deps)])
    const lists = new Map<PersonId, readonly Absence[]>()
    for (const { person, events } of streams) {
      const keeper = who.now(person)
      const place = streamsOf(keeper, who).indexOf(person)
      const { list } = foldAbsences(events.map(({ event }) => event).filter(isAbsenceEvent))
      const own = aheadOf(list, at).map((absence) => ({ ...absence, id: numberedFor(absence.id, place) }))
      const before = lists.get(keeper) ?? []
      lists.set(
        keeper,
        [...before, ...own].sort((one, other) => one.from - other.from),
      )
    }
    return lists
  }

  const known = async (people: readonly PersonId[], at: Instant) => {
    const [words, statuses, { now }] = await Promise.all([
      said(at),
      deps.statuses.of(people),
      readWhoIsWho(deps),
    ])
    return new Map(
      people.map((person) => {
        const status = statuses.get(person)
        const fromStatus: readonly KnownAbsence[] =
          status === undefined || status.until <= at
            ? []
            : [{ ...status, delegate: null, source: 'status', id: null }]
        const own = (words.get(now(person)) ?? []).map(
          (absence): KnownAbsence => ({ ...absence, source: 'said' }),
        )
        return [person, [...own, ...fromStatus]] as const
      }),
    )
  }

  return {
    said,
    async of(person) {
      const at = deps.clock.now()
      return (await known([person], at)).get(person) ?? []
    },
    async awayAt(people, at) {
      const away = new Map<PersonId, KnownAbsence>()
      for (const [person, absences] of await known(people, at)) {
        const absence = absenceAt(absences, at)
        if (absence !== null) away.set(person, absence)
      }
      return away
    },
    async backAt(people, at) {
      const back = new Map<PersonId, Instant>()
      for (const [person, absences] of await known(people, at)) {
        const there = backAt(absences, at)
        if (there > at) back.set(person, there)
      }
      return back
    },
  }
}

const absenceTypes: readonly string[] = ['went_away', 'absence_changed', 'came_back']
export const isAbsenceEvent = (event: DirectoryEvent): event is AbsenceEvent =>
  absenceTypes.includes(event.type)
