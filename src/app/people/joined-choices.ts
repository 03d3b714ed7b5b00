import type { Preferences } from '../../domain/person/preferences.ts'
import type { Deps } from '../deps.ts'
import { readWhoIsWho } from '../directory/joined.ts'
import type { People } from '../ports.ts'

/**
 * People whose accounts were joined have one set of choices: those of the person that stayed count, and where it chose
 * nothing, those of the joined ones. What is chosen from then on stands for all of them.
 */
export function withJoinedChoices(deps: Pick<Deps, 'people' | 'store' | 'clock'>): People {
  const { people } = deps
  return {
    ...people,
    async preferencesOf(id) {
      const { now, othersOf } = await readWhoIsWho(deps)
      const keeper = now(id)
      let chosen: Preferences = {}
      for (const other of othersOf(keeper).toReversed())
        chosen = { ...chosen, ...(await people.preferencesOf(other)) }
      return { ...chosen, ...(await people.preferencesOf(keeper)) }
    },
    async savePreferences(id, chosen) {
      const { now, othersOf } = await readWhoIsWho(deps)
      const keeper = now(id)
      await people.savePreferences(keeper, chosen)
      // What was given back must not come back from a joined account.
      for (const other of othersOf(keeper)) await people.savePreferences(other, {})
    },
  }
}
