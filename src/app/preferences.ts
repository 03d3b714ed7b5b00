import type { Deps } from './deps.ts'
import type { Person } from './ports.ts'

/** The person as they want to be spoken to. */
export async function asPreferred(person: Person, { people }: Pick<Deps, 'people'>): Promise<Person> {
  const { locale } = await people.preferencesOf(person.id)
  return locale === undefined ? person : { ...person, locale }
}
