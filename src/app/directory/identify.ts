import type { Locale } from '../../view/text.ts'
import { cleanText } from '../clean-text.ts'
import type { Deps } from '../deps.ts'
import { createLanes } from '../lanes.ts'
import { type Identity, LookupFailed, type Person, type Profile } from '../ports.ts'

/** Finds out who is behind an account. */
export interface Identify {
  /**
   * The person of this account, with name, address and standing as the platform says now. Null when the platform does
   * not know the account. Throws `LookupFailed`.
   */
  ofIdentity(identity: Identity): Promise<Person | null>
  /** The same for an account that its owner uses at this moment, to be reached there from now on. */
  ofActing(identity: Identity): Promise<Person | null>
  /** The person of an account that was just asked for; remembered as seen. */
  ofProfile(profile: Profile): Promise<Person>
  /** The language to answer in when nothing fresh is known. Never throws `LookupFailed`. */
  localeOf(identity: Identity): Promise<Locale>
}

/** Whether somebody still has an address; where not, which one they have, and what they are now. */
type Holding =
  | { readonly holds: true }
  | { readonly holds: false; readonly email: string | null; readonly standing: Person['standing'] }

type IdentifyDeps = Pick<Deps, 'people' | 'accounts' | 'ids' | 'organisation' | 'log'>

export function createIdentify(deps: IdentifyDeps): Identify {
  const lanes = createLanes()
  const directoryOf = (identity: Identity) =>
    deps.accounts.find(({ platform }) => platform === identity.platform)

  const ofProfile = (profile: Profile) =>
    // One at a time: two first sights of one person side by side would make two people of them.
    lanes.run('people', async () => {
      const email = joiningEmail(profile)
      const known = await deps.people.byIdentity(profile.identity)
      const found = email === null ? null : await deps.people.byEmail(email)
      const before = found === null || found.id === known?.id ? null : await holdingOf(found, email)
      const owner = before?.holds === false ? null : found
      const record = known ?? owner
      const id = record?.id ?? deps.ids.next()
      if (found !== null && before?.holds === false) await release(found, before, id)
      if (known !== null && owner !== null && owner.id !== known.id) {
        // Two people of the ledger cannot become one. Without the address neither gains the other's authority.
        deps.log.warn('two people claim one address', { people: [known.id, owner.id] })
        return remember(known, { ...personFrom(known.id, known, profile), email: null }, profile)
      }
      return remember(record, personFrom(id, record, profile), profile)
    })

  /**
   * Whether the person still has the address, asked now of every account: an address is given to a successor, to another
   * account of somebody who has a new one, and whoever gets it must not become who had it. Where a workspace or platform
   * is not connected any more it cannot say that somebody left. Throws `LookupFailed`.
   */
  const holdingOf = async ({ identities, standing }: Person, email: string | null): Promise<Holding> => {
    const accounts = await Promise.all(
      identities.map(async (identity): Promise<Profile | 'gone' | 'unsaid'> => {
        const directory = directoryOf(identity)
        if (directory === undefined) return 'unsaid'
        if (directory.connected !== undefined && !(await directory.connected(identity))) return 'unsaid'
        const profile = await directory.profile(identity)
        return profile === null || profile.standing === 'deactivated' ? 'gone' : profile
      }),
    )
    const alive = accounts.filter((account) => typeof account === 'object')
    if (alive.some((account) => joiningEmail(account) === email)) return { holds: true }
    const unsaid = accounts.includes('unsaid') && standing !== 'deactivated'
    // Nobody who is asked denies it, and not all can be asked.
    if (alive.length === 0 && unsaid) return { holds: true }
    const now = alive.map(joiningEmail).find((address) => address !== null) ?? null
    return { holds: false, email: now, standing: alive[0]?.standing ?? 'deactivated' }
  }

  /**
   * Takes the address from a person who left, or who has another one now. Whoever has it now is somebody else: what the
   * predecessor asked for and decided stays the predecessor's.
   */
  const release = async (predecessor: Person, now: Holding & { holds: false }, successor: string) => {
    deps.log.info('address passed to somebody else', { people: [predecessor.id, successor] })
    // The new address of a predecessor may be another person's in the records; their own next look-up settles that.
    const free = now.email !== null && (await deps.people.byEmail(now.email)) === null
    await deps.people.save({ ...predecessor, email: free ? now.email : null, standing: now.standing })
  }

  const personFrom = (id: string, before: Person | null, profile: Profile): Person => ({
    id,
    name: cleanText(profile.name, 'one') || '…',
    email: joiningEmail(profile) ?? (profile.standing === 'deactivated' ? before?.email : undefined) ?? null,
    locale: profile.locale ?? before?.locale ?? deps.organisation().locale,
    timezone: profile.timezone ?? before?.timezone ?? null,
    standing: profile.standing,
    identities: withIdentity(before?.identities ?? [], profile.identity),
  })

  /** Saves what changed. The answer is what this account is now; the record keeps what another account of it is. */
  const remember = async (before: Person | null, person: Person, profile: Profile) => {
    const elsewhere = person.identities.length > 1 && profile.standing !== 'active'
    const record =
      elsewhere && before !== null ? { ...person, standing: before.standing, email: before.email } : person
    if (JSON.stringify(record) !== JSON.stringify(before)) await deps.people.save(record)
    return person
  }

  const ofIdentity = async (identity: Identity): Promise<Person | null> => {
    const directory = directoryOf(identity)
    if (directory === undefined) throw new LookupFailed(`no directory for ${identity.platform}`)
    const profile = await directory.profile(identity)
    return profile === null ? null : ofProfile(profile)
  }

  /** The account in use comes first. */
  const reachedAt = async (person: Person, identity: Identity): Promise<Person> => {
    const [first] = person.identities
    if (first === undefined || person.standing !== 'active' || sameIdentity(first, identity)) return person
    return lanes.run('people', async () => {
      const record = await deps.people.byId(person.id)
      const used = record?.identities.find((known) => sameIdentity(known, identity))
      if (record === null || used === undefined) return person
      const identities = [used, ...record.identities.filter((known) => !sameIdentity(known, identity))]
      await deps.people.save({ ...record, identities })
      return { ...person, identities }
    })
  }

  return {
    ofProfile,
    ofIdentity,
    async ofActing(identity) {
      const person = await ofIdentity(identity)
      return person === null ? null : reachedAt(person, identity)
    },
    async localeOf(identity) {
      const known = await deps.people.byIdentity(identity)
      return known?.locale ?? deps.organisation().locale
    },
  }
}

/**
 * The address by which accounts of several platforms are one person: verified by the platform, and of a full member of
 * a configured workspace. A guest or a stranger with a colleague's address stays a guest or a stranger.
 */
function joiningEmail(profile: Profile): string | null {
  return profile.standing === 'active' ? (profile.email?.trim().toLowerCase() ?? null) : null
}

/** A new account comes first: it is the one the person uses now, while an older one may have been closed. */
function withIdentity(identities: readonly Identity[], identity: Identity): readonly Identity[] {
  return identities.some((known) => sameIdentity(known, identity)) ? identities : [identity, ...identities]
}

export function sameIdentity(one: Identity, other: Identity): boolean {
  return one.platform === other.platform && one.tenant === other.tenant && one.user === other.user
}
