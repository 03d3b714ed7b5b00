import type { Deps } from '../deps.ts'
import { readWhoIsWho } from '../directory/joined.ts'
import type { Identity, Person } from '../ports.ts'

/** Whom an operator means. */
export interface Found {
  /** As the accounts are now. */
  readonly person: Person
  /** The one account that was named; null where an address was, which names all of them. */
  readonly account: Identity | null
}

/** `slack:T0123/U0123` or `teams:<tenant>/<user>`. */
const accountPattern = /^(slack|teams):([^\s/:]+)\/([^\s/:]+)$/

export const accountText = ({ platform, tenant, user }: Identity): string => `${platform}:${tenant}/${user}`

/** Finds somebody by address or account, among those who were seen. Null where nobody was. */
export async function findPerson(
  named: string,
  deps: Pick<Deps, 'people' | 'store' | 'clock'>,
): Promise<Found | null> {
  const text = named.trim()
  const [, platform, tenant = '', user = ''] = accountPattern.exec(text) ?? []
  const who = await readWhoIsWho(deps)
  const account: Identity | null =
    platform === 'slack' || platform === 'teams'
      ? { platform, tenant, user: platform === 'teams' ? user.toLowerCase() : user }
      : null
  const record =
    account === null ? await deps.people.byEmail(text.toLowerCase()) : await deps.people.byIdentity(account)
  if (record === null) return null
  const keeper = who.now(record.id)
  const person = keeper === record.id ? record : await deps.people.byId(keeper)
  return person === null ? null : { person, account }
}
