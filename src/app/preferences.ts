import { decodePreferences, encodePreferences } from '../codec/preferences.ts'
import type { PersonId } from '../domain/flavour.ts'
import type { Deps } from './deps.ts'
import type { Person, Preferences } from './ports.ts'

/** The one place for what a person has chosen: a fact of the store, so that every store keeps it. */
const factOf = (person: PersonId) => `preferences:${person}`

export const preferencesOf = async (person: PersonId, { store }: Pick<Deps, 'store'>): Promise<Preferences> =>
  decodePreferences(await store.getFact(factOf(person)))

export const savePreferences = (
  person: PersonId,
  chosen: Preferences,
  { store }: Pick<Deps, 'store'>,
): Promise<void> => store.putFact(factOf(person), encodePreferences(chosen))

/** The person as they want to be spoken to. */
export async function asPreferred(person: Person, deps: Pick<Deps, 'store'>): Promise<Person> {
  const { locale } = await preferencesOf(person.id, deps)
  return locale === undefined ? person : { ...person, locale }
}
