import type { PersonId } from '../domain/flavour.ts'
import type { Deps } from './deps.ts'
import type { Identity, Platform } from './ports.ts'

/**
 * The accounts to mention people by on one platform. Whoever has none there is left out: the renderer then writes the
 * name.
 */
export async function accountsOf(
  ids: readonly PersonId[],
  platform: Platform,
  deps: Pick<Deps, 'people'>,
): Promise<ReadonlyMap<PersonId, Identity>> {
  const people = await Promise.all([...new Set(ids)].map((id) => deps.people.byId(id)))
  const accounts = new Map<PersonId, Identity>()
  for (const person of people) {
    const account = person?.identities.find((identity) => identity.platform === platform)
    if (person !== null && account !== undefined) accounts.set(person.id, account)
  }
  return accounts
}
