import type { PersonId } from '../domain/flavour.ts'
import type { Preferences } from '../domain/person/preferences.ts'
import type { Deps } from './deps.ts'
import { CommitContention } from './faults.ts'
import type { Parts } from './parts.ts'
import type { Person } from './ports.ts'

const tries = 10

/** The person as they want to be spoken to. */
export async function asPreferred(person: Person, { people }: Pick<Deps, 'people'>): Promise<Person> {
  const { locale } = await people.preferencesOf(person.id)
  return locale === undefined ? person : { ...person, locale }
}

/**
 * Changes what somebody chose: two choices at once must not undo each other. One after the other in this process, and
 * from the start again when another one was faster. Throws `StoreUnavailable`, or `CommitContention` after ten lost tries.
 */
export async function changePreferences(
  { people, lanes }: Pick<Parts, 'people' | 'lanes'>,
  person: PersonId,
  change: (before: Preferences) => Preferences,
): Promise<void> {
  await lanes.run(`preferences:${person}`, async () => {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const before = await people.preferencesOf(person)
      if (await people.savePreferences(person, change(before), before)) return
    }
    throw new CommitContention(`${tries} choices of others in a row`)
  })
}
