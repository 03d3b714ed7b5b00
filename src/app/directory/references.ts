import type { MemberReference } from '../../config/types.ts'
import type { Deps } from '../deps.ts'
import {
  type AccountDirectory,
  type Identity,
  LookupFailed,
  NotConnected,
  type Person,
  type Platform,
} from '../ports.ts'
import type { GroupLists } from './group-lists.ts'
import { type Identify, sameIdentity } from './identify.ts'
import { readWhoIsWho } from './joined.ts'

/** What a reference of the configuration means at this moment. All methods throw `LookupFailed`. */
export interface References {
  /**
   * Whether the person is named by one of the references. Asks the platforms only where it must; `age` says whether
   * lists of a few minutes ago will do.
   */
  name(references: readonly MemberReference[], person: Person, age: ListAge): Promise<boolean>
  /** Everybody whom the references name and who is an active member, each once, in the order written. */
  people(references: readonly MemberReference[]): Promise<readonly Person[]>
  /** Whoever has this address on some platform, whatever their standing there. */
  accounts(email: string): Promise<readonly Person[]>
}

export type ListAge = Exclude<keyof GroupLists, 'forget'>

export function createReferences(
  deps: Pick<Deps, 'accounts' | 'people' | 'store' | 'clock'>,
  identify: Identify,
  lists: GroupLists,
): References {
  const directoryOf = (platform: Platform) =>
    deps.accounts.find((directory) => directory.platform === platform)

  const names = async (reference: MemberReference, person: Person, age: ListAge): Promise<boolean> => {
    switch (reference.type) {
      case 'email':
        return (await addressesOf(person)).includes(reference.email.trim().toLowerCase())
      case 'slack_user':
        return person.identities.some((identity) => isNamed(identity, reference.id))
      case 'slack_user_group':
        return inGroup('slack', reference.id, person, age)
      case 'entra_group':
        return inGroup('teams', reference.id, person, age)
      default:
        return reference satisfies never
    }
  }

  /** Of every account that was joined to this person as well. */
  const addressesOf = async ({ id, email }: Person): Promise<readonly string[]> => {
    const others = (await readWhoIsWho(deps)).othersOf(id)
    const records = await Promise.all(others.map((other) => deps.people.byId(other)))
    return [email, ...records.map((record) => record?.email ?? null)].filter((address) => address !== null)
  }

  /** Nobody is in a group of a workspace that is not connected; those who are elsewhere go on. */
  const inGroup = async (
    platform: Platform,
    group: string,
    person: Person,
    age: ListAge,
  ): Promise<boolean> => {
    try {
      return holds(await lists[age](platform, group), person)
    } catch (fault) {
      if (fault instanceof NotConnected) return false
      throw fault
    }
  }

  const peopleOf = async (reference: MemberReference): Promise<readonly Person[]> => {
    switch (reference.type) {
      case 'email':
        return byEmail(deps.accounts, identify, reference.email.trim().toLowerCase())
      case 'slack_user':
        return present([await slackUser(directoryOf('slack'), identify, reference.id)])
      case 'slack_user_group':
        return known(await lists.now('slack', reference.id))
      case 'entra_group':
        return known(await lists.now('teams', reference.id))
      default:
        return reference satisfies never
    }
  }

  /** Members seen before as active are not asked for again: a group of fifty would use up a minute's look-ups. */
  const known = async (identities: readonly Identity[]) =>
    present(
      await Promise.all(
        identities.map(async (identity) => {
          const record = await deps.people.byIdentity(identity)
          return record?.standing === 'active' ? record : identify.ofIdentity(identity)
        }),
      ),
    )

  return {
    async name(references, person, age) {
      // Those that need no network first.
      const ordered = [...references].sort((one, other) => Number(isGroup(one)) - Number(isGroup(other)))
      for (const reference of ordered) if (await names(reference, person, age)) return true
      return false
    },
    accounts: (email) => byEmail(deps.accounts, identify, email.trim().toLowerCase()),
    async people(references) {
      const found = (await Promise.all(references.map(peopleOf))).flat()
      const byId = new Map(found.map((person) => [person.id, person]))
      return [...byId.values()].filter(({ standing }) => standing === 'active')
    },
  }
}

/** `U…`, or `T…/U…` where the configuration says in which workspace. */
const isNamed = ({ platform, tenant, user }: Identity, id: string) =>
  platform === 'slack' && (id === user || id === `${tenant}/${user}`)
const isGroup = ({ type }: MemberReference) => type === 'slack_user_group' || type === 'entra_group'
const present = (people: readonly (Person | null)[]) => people.filter((person) => person !== null)
const holds = (members: readonly Identity[], person: Person) =>
  members.some((member) => person.identities.some((identity) => sameIdentity(identity, member)))

/** A platform that does not answer matters only when no other one knows the address. */
async function byEmail(accounts: readonly AccountDirectory[], identify: Identify, email: string) {
  const answers = await Promise.all(
    accounts.map((directory) =>
      directory.byEmail(email).catch((fault: unknown) => {
        if (fault instanceof LookupFailed) return fault
        throw fault
      }),
    ),
  )
  const found: Person[] = []
  for (const answer of answers)
    if (answer !== null && !(answer instanceof LookupFailed)) found.push(await identify.ofProfile(answer))
  const failed = answers.find((answer) => answer instanceof LookupFailed)
  if (found.length === 0 && failed !== undefined) throw failed
  return found
}

/** The configuration names the account alone; its workspace is the one that the bot is installed in. */
async function slackUser(directory: AccountDirectory | undefined, identify: Identify, user: string) {
  const profile = await directory?.profile({ platform: 'slack', tenant: '', user })
  return profile === null || profile === undefined ? null : identify.ofProfile(profile)
}
