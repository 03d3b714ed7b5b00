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
  /** The person of an account that was just asked for; remembered as seen. */
  ofProfile(profile: Profile): Promise<Person>
  /** The language to answer in when nothing fresh is known. Never throws `LookupFailed`. */
  localeOf(identity: Identity): Promise<Locale>
}

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
      const passes = found !== null && found.id !== known?.id && (await isGone(found))
      const owner = passes ? null : found
      const before = known ?? owner
      const id = before?.id ?? deps.ids.next()
      if (passes) await release(found, id)
      if (known !== null && owner !== null && owner.id !== known.id) {
        // Two people of the ledger cannot become one. Without the address neither gains the other's authority.
        deps.log.warn('two people claim one address', { people: [known.id, owner.id] })
        return remember(known, { ...personFrom(known.id, known, profile), email: null }, profile)
      }
      return remember(before, personFrom(id, before, profile), profile)
    })

  /** Whether every account of the person is, asked now, deactivated or unknown. Throws `LookupFailed`. */
  const isGone = async ({ identities }: Person): Promise<boolean> => {
    const gone = await Promise.all(
      identities.map(async (identity) => {
        const directory = directoryOf(identity)
        // A platform that is not configured any more cannot say that somebody left.
        if (directory === undefined) return false
        const profile = await directory.profile(identity)
        return profile === null || profile.standing === 'deactivated'
      }),
    )
    return gone.every((one) => one)
  }

  /**
   * Takes the address from a person who left. The successor is somebody else: what the predecessor asked for and
   * decided stays the predecessor's.
   */
  const release = async (predecessor: Person, successor: string) => {
    deps.log.info('address passed to a successor', { people: [predecessor.id, successor] })
    await deps.people.save({ ...predecessor, email: null, standing: 'deactivated' })
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

  return {
    ofProfile,
    async ofIdentity(identity) {
      const directory = directoryOf(identity)
      if (directory === undefined) throw new LookupFailed(`no directory for ${identity.platform}`)
      const profile = await directory.profile(identity)
      return profile === null ? null : ofProfile(profile)
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
