import type { PersonId } from '../../domain/flavour.ts'
import type { WhoIsWho } from '../../domain/person/accounts.ts'
import type { Actor } from '../../domain/request/actor.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import type { Locale } from '../../view/text.ts'
import type { Deps } from '../deps.ts'
import { type Identity, LookupFailed, type Person } from '../ports.ts'
import { createGroupLists } from './group-lists.ts'
import { createIdentify } from './identify.ts'
import { readWhoIsWho } from './joined.ts'
import { createReferences, type ListAge } from './references.ts'
import { createRosters, type Rosters } from './rosters.ts'

export type Identified =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly refusal: Refusal; readonly locale: Locale }

/** Who a person is across accounts, and what they may do. */
export interface Directory extends Rosters {
  /** Asks the platform now. An account that it does not know is a stranger; one that it cannot look up is refused. */
  personOf(identity: Identity): Promise<Identified>
  /** The same for an account that somebody acts with at this moment: from now on they are reached there first. */
  actingPersonOf(identity: Identity): Promise<Identified>
  /** The person's authority at this moment, never from a cache. Throws `LookupFailed`. */
  actorOf(person: Person): Promise<Actor>
  /**
   * The same from lists of the last five minutes, for showing things and opening forms: nothing is recorded by it, and
   * what it says is checked again where something is. Throws `LookupFailed` only where a list was never known.
   */
  readerOf(person: Person): Promise<Actor>
  /** Whoever has this id in the ledger, with the accounts and the standing that they have now. */
  person(id: PersonId): Promise<Person | null>
  /** Which persons of the ledger are one, as it is now. */
  whoIsWho(): Promise<WhoIsWho>
  /** Asks for every list anew, because the platform says that members have changed. Never throws `LookupFailed`. */
  refresh(): Promise<void>
  /** The active member with this address; null when no platform knows one. Throws `LookupFailed`. */
  personByEmail(email: string): Promise<Person | null>
}

type DirectoryDeps = Pick<Deps, 'store' | 'people' | 'accounts' | 'ids' | 'clock' | 'organisation' | 'log'>

export const lookupFailed: Refusal = { code: 'lookup_failed', params: {} }

export function createDirectory(deps: DirectoryDeps): Directory {
  const identify = createIdentify(deps)
  const lists = createGroupLists(deps)
  const references = createReferences(deps, identify, lists)
  const rosters = createRosters(deps, references)

  const actorBy = async (age: ListAge, person: Person): Promise<Actor> => {
    if (person.standing !== 'active') return powerless(person)
    const { groups, executives, requesters } = deps.organisation()
    const others = (await readWhoIsWho(deps)).othersOf(person.id)
    const [inGroups, inLevels, mayRequest] = await Promise.all([
      Promise.all(groups.map(({ members }) => references.name(members, person, age))),
      Promise.all(executives.map(({ members }) => references.name(members, person, age))),
      requesters === 'everyone' ? true : references.name(requesters, person, age),
    ])
    return {
      person: person.id,
      ...(others.length === 0 ? {} : { alsoAs: others }),
      standing: person.standing,
      mayRequest,
      groups: groups.filter((_, index) => inGroups[index] === true).map(({ id }) => id),
      executiveLevels: levelsWhere(inLevels),
    }
  }

  const identified = async (
    identity: Identity,
    ask: (identity: Identity) => Promise<Person | null>,
  ): Promise<Identified> => {
    try {
      const person = await ask(identity)
      if (person !== null) return { ok: true, person }
      const refusal: Refusal = { code: 'external', params: {} }
      return { ok: false, refusal, locale: await identify.localeOf(identity) }
    } catch (fault) {
      if (!(fault instanceof LookupFailed)) throw fault
      deps.log.warn('account not looked up', { platform: identity.platform })
      return { ok: false, refusal: lookupFailed, locale: await identify.localeOf(identity) }
    }
  }

  return {
    ...rosters,
    async person(id) {
      const keeper = (await readWhoIsWho(deps)).now(id)
      const person = await deps.people.byId(keeper)
      return person === null ? null : { ...person, id }
    },
    whoIsWho: () => readWhoIsWho(deps),
    personByEmail: async (email) => (await references.people([{ type: 'email', email }]))[0] ?? null,
    personOf: (identity) => identified(identity, identify.ofIdentity),
    actingPersonOf: (identity) => identified(identity, identify.ofActing),
    async refresh() {
      lists.forget()
      rosters.forget()
      await rosters.prepare()
    },
    actorOf: (person) => actorBy('now', person),
    readerOf: (person) => actorBy('lately', person),
  }
}

const levelsWhere = (belongs: readonly boolean[]) =>
  belongs.flatMap((belongsHere, index) => (belongsHere ? [index + 1] : []))

/** No look-up is spent on somebody who may do nothing. */
const powerless = ({ id, standing }: Person): Actor => ({
  person: id,
  standing,
  mayRequest: false,
  groups: [],
  executiveLevels: [],
})
