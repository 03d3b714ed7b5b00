import { encodePreferences } from '../../codec/preferences.ts'
import type { PersonId } from '../../domain/flavour.ts'
import type { Preferences } from '../../domain/person/preferences.ts'
import type { Deps } from '../deps.ts'
import { readWhoIsWho } from '../directory/joined.ts'
import type { Chosen, People } from '../ports.ts'

const isSame = (one: Preferences, other: Preferences): boolean =>
  encodePreferences(one) === encodePreferences(other)

/** Own choices before those of others, the first one's before the second one's. */
function together(others: readonly Chosen[], own: Preferences): Preferences {
  let all = own
  for (const { chosen } of others) all = { ...chosen, ...all }
  return all
}

/**
 * People whose accounts were joined have one set of choices: those of the person that stayed count, and where it chose
 * nothing, those of the joined ones. What is chosen from then on stands for all of them.
 */
export function withJoinedChoices(deps: Pick<Deps, 'people' | 'store' | 'clock'>): People {
  const { people } = deps
  /** Only those who chose something. */
  const chosenBy = async (ids: readonly PersonId[]): Promise<readonly Chosen[]> => {
    const found: Chosen[] = []
    for (const id of ids) {
      const chosen = await people.preferencesOf(id)
      if (!isSame(chosen, {})) found.push({ person: id, chosen })
    }
    return found
  }
  return {
    ...people,
    async preferencesOf(id) {
      const { now, othersOf } = await readWhoIsWho(deps)
      const keeper = now(id)
      const others = await chosenBy(othersOf(keeper))
      return together(others, await people.preferencesOf(keeper))
    },
    async savePreferences(id, chosen, before) {
      const { now, othersOf } = await readWhoIsWho(deps)
      const keeper = now(id)
      const others = await chosenBy(othersOf(keeper))
      const own = await people.preferencesOf(keeper)
      if (!isSame(together(others, own), before)) return false
      // What is given back from now on does not come back from a joined account.
      return people.savePreferences(keeper, chosen, own, others)
    },
  }
}
