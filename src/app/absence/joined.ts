import type { PersonId } from '../../domain/flavour.ts'
import type { WhoIsWho } from '../../domain/person/accounts.ts'

/** More than anybody says in a lifetime. */
const step = 1_000_000

/** Every id of the person, the present one first, in an order that stays. */
export const streamsOf = (person: PersonId, { now, othersOf }: WhoIsWho): readonly PersonId[] => {
  const keeper = now(person)
  return [keeper, ...[...othersOf(keeper)].sort()]
}

/** The number of an absence among those of all joined accounts; `place` is that of its stream. */
export const numberedFor = (absence: number, place: number): number => absence + place * step

/** The reverse. */
export const numberedIn = (absence: number): { readonly place: number; readonly absence: number } => ({
  place: Math.floor(absence / step),
  absence: absence % step,
})
