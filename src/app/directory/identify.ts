import type { WhoIsWho } from '../../domain/person/accounts.ts'
import type { Locale } from '../../view/text.ts'
import { cleanText } from '../clean-text.ts'
import type { Deps } from '../deps.ts'
import { createLanes } from '../lanes.ts'
import { type Identity, LookupFailed, type Person, type PersonRecord, type Profile } from '../ports.ts'
import { setAside } from './aside.ts'
import { noteClaim } from './claims.ts'
import { readWhoIsWho } from './joined.ts'

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

interface Owner {
  readonly person: Person | null
  readonly kept: PersonRecord | null
}

/** Whose an address is, as far as an account is concerned that has it now. */
type Claimed =
  /** Nobody else's. */
  | { readonly by: 'own' }
  /** The same person's, by another account that was joined to this one. */
  | { readonly by: 'joined' }
  /** Somebody's from whom the operator parted this account: it says nothing about who this is. */
  | { readonly by: 'nobody' }
  /** `record` holds it, whose accounts are `person` now. */
  | { readonly by: 'other'; readonly person: Person; readonly record: Person; readonly email: string }

type IdentifyDeps = Pick<Deps, 'people' | 'accounts' | 'ids' | 'organisation' | 'log' | 'store' | 'clock'>

/** Each further one finds what another process did; more come only where several records have one address. */
const attempts = 5

export function createIdentify(deps: IdentifyDeps): Identify {
  const lanes = createLanes()
  const directoryOf = (identity: Identity) =>
    deps.accounts.find(({ platform }) => platform === identity.platform)

  const ofProfile = (profile: Profile) =>
    // One at a time; what other processes do at once shows in `People.add`, and is looked at then.
    lanes.run('people', async () => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const person = await seen(profile)
        if (person !== null) return person
      }
      throw new LookupFailed('the records of people change too fast')
    })

  /** Null where somebody else kept this person, or one with the same address, a moment ago. */
  const seen = async (profile: Profile): Promise<Person | null> => {
    const who = await readWhoIsWho(deps)
    const { person: known, kept } = await ownerOf(profile.identity, who)
    const claimed = await claimOn(joiningEmail(profile), profile.identity, known, who)
    const before = claimed.by === 'other' ? await holdingOf(claimed.person, claimed.email) : null
    const owner = claimed.by === 'other' && before?.holds === true ? claimed.person : null
    const record = known ?? owner
    const id = record?.id ?? deps.ids.next()
    if (claimed.by === 'other' && before?.holds === false && !(await release(claimed, before, id)))
      return null
    const person = personFrom(id, record, profile)
    if (known !== null && owner !== null) {
      // Two people of the ledger cannot become one. Without the address neither gains the other's authority.
      deps.log.warn('two people claim one address', { people: [known.id, owner.id] })
      await noteClaim([owner.id, known.id], deps)
      return remember(known, kept, { ...person, email: null }, profile)
    }
    const there = known === null ? owner : kept
    if (claimed.by === 'nobody') return remember(record, there, { ...person, email: null }, profile)
    // Whoever has accounts with several addresses keeps each where it was.
    const keeps = record !== null && (claimed.by === 'joined' || who.isJoined(profile.identity))
    const seenAs = keeps ? { ...person, email: record.email ?? person.email } : person
    return remember(record, there, seenAs, profile)
  }

  /**
   * Whom the account belongs to, as the operator said last, and what the records have of them; null where it was never
   * seen.
   */
  const ownerOf = async (identity: Identity, who: WhoIsWho): Promise<Owner> => {
    const record = await deps.people.byIdentity(identity)
    if (record === null) return { person: null, kept: null }
    const keeper = who.now(record.id)
    const id = who.partedTo(identity, keeper) ?? keeper
    if (id === record.id) return { person: record, kept: record }
    const kept = await deps.people.byId(id)
    // The ledger is ahead of the records where a command was cut short.
    return { person: kept ?? { ...record, id, email: null, identities: [] }, kept }
  }

  const claimOn = async (
    email: string | null,
    identity: Identity,
    known: Person | null,
    who: WhoIsWho,
  ): Promise<Claimed> => {
    const record = email === null ? null : await deps.people.byEmail(email)
    if (record === null || email === null || record.id === known?.id) return { by: 'own' }
    const id = who.now(record.id)
    if (known?.id === id) return { by: 'joined' }
    if (who.partedTo(identity, id) !== null) return { by: 'nobody' }
    const person = id === record.id ? record : await deps.people.byId(id)
    return person === null ? { by: 'own' } : { by: 'other', person, record, email }
  }

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
   * predecessor asked for and decided stays the predecessor's. False where the records have changed meanwhile.
   */
  const release = async (
    { person, record }: Extract<Claimed, { by: 'other' }>,
    now: Holding & { holds: false },
    successor: string,
  ): Promise<boolean> => {
    deps.log.info('address passed to somebody else', { people: [person.id, successor] })
    if (record.id !== person.id) return deps.people.save({ ...record, email: null }, record)
    // The new address of a predecessor may be another person's in the records; their own next look-up settles that.
    const free = now.email !== null && (await deps.people.byEmail(now.email)) === null
    const without = { ...person, email: free ? now.email : null, standing: now.standing }
    return deps.people.save(without, person)
  }

  const personFrom = (id: string, before: Person | null, profile: Profile): Person => ({
    id,
    name: nameBy(profile, before),
    email: joiningEmail(profile) ?? (profile.standing === 'deactivated' ? before?.email : undefined) ?? null,
    locale: profile.locale ?? before?.locale ?? deps.organisation().locale,
    timezone: profile.timezone ?? before?.timezone ?? null,
    standing: profile.standing,
    identities: withIdentity(before?.identities ?? [], profile.identity),
  })

  /**
   * Saves what changed. The answer is what this account is now; the record keeps what another account of it is. Null
   * where the records are not `kept` any more, or somebody else was first to keep a new person.
   */
  const remember = async (
    before: Person | null,
    kept: PersonRecord | null,
    person: Person,
    profile: Profile,
  ): Promise<Person | null> => {
    if (before === null) return (await deps.people.add(person)) ? person : null
    const elsewhere = person.identities.length > 1 && profile.standing !== 'active'
    if (person.identities.length > 1) await setAside(profile.identity, elsewhere, deps)
    const record = elsewhere ? { ...person, standing: before.standing, email: before.email } : person
    if (JSON.stringify(record) === JSON.stringify(before)) return person
    return (await deps.people.save(record, kept)) ? person : null
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
      // Where somebody else was faster, it is put first when it is used next.
      return (await deps.people.save({ ...record, identities }, record)) ? { ...person, identities } : person
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

/** Whoever has several accounts goes by the name of the one in use: they are looked up in any order, again and again. */
function nameBy(profile: Profile, before: Person | null): string {
  const [inUse, ...others] = before?.identities ?? []
  const isOther = inUse !== undefined && others.some((known) => sameIdentity(known, profile.identity))
  return isOther && before !== null ? before.name : cleanText(profile.name, 'one') || '…'
}

/** A new account comes first: it is the one the person uses now, while an older one may have been closed. */
function withIdentity(identities: readonly Identity[], identity: Identity): readonly Identity[] {
  return identities.some((known) => sameIdentity(known, identity)) ? identities : [identity, ...identities]
}

export function sameIdentity(one: Identity, other: Identity): boolean {
  return one.platform === other.platform && one.tenant === other.tenant && one.user === other.user
}
