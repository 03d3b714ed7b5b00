import {
  type AccountDirectory,
  type Identity,
  LookupFailed,
  type Platform,
  type Profile,
} from '../../../src/app/ports.ts'

const tenant = 'T1'

/** A platform's user directory in memory. Accounts are named by their user id. */
export class AccountBook implements AccountDirectory {
  readonly platform: Platform
  /** While true, every look-up fails. */
  down = false
  /** While true, only the look-ups of groups fail. */
  groupsDown = false
  /** How often the members of a group were asked for. */
  groupLookups = 0
  readonly #profiles = new Map<string, Profile>()
  readonly #groups = new Map<string, readonly string[]>()

  constructor(platform: Platform = 'slack') {
    this.platform = platform
  }

  /** Adds an account, or changes it. Active, with the address `<user>@example.com`, unless said otherwise. */
  account(user: string, parts: Partial<Omit<Profile, 'identity'>> = {}): Identity {
    const identity = this.identity(user)
    const before = this.#profiles.get(user)
    this.#profiles.set(user, {
      identity,
      name: user,
      email: `${user}@example.com`,
      locale: 'en',
      timezone: 'Europe/Berlin',
      standing: 'active',
      ...before,
      ...parts,
    })
    return identity
  }

  /** From now on the platform does not know the account. */
  forget(user: string): void {
    this.#profiles.delete(user)
  }

  group(reference: string, ...users: readonly string[]): void {
    this.#groups.set(reference, users)
  }

  identity(user: string): Identity {
    return { platform: this.platform, tenant, user }
  }

  async profile({ user }: Identity): Promise<Profile | null> {
    this.#answer()
    return this.#profiles.get(user) ?? null
  }

  async byEmail(email: string): Promise<Profile | null> {
    this.#answer()
    return [...this.#profiles.values()].find((profile) => profile.email === email) ?? null
  }

  async groupMembers(reference: string): Promise<readonly Identity[] | null> {
    this.groupLookups += 1
    if (this.groupsDown) throw new LookupFailed('the groups are down')
    this.#answer()
    return this.#groups.get(reference)?.map((user) => this.identity(user)) ?? null
  }

  #answer(): void {
    if (this.down) throw new LookupFailed('the directory is down')
  }
}
