import { absenceAt } from '../../domain/absence/absence.ts'
import type { PersonId } from '../../domain/flavour.ts'
import type { WhoIsWho } from '../../domain/person/accounts.ts'
import type { Actor, StandIn } from '../../domain/request/actor.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import type { Locale } from '../../view/text.ts'
import type { Absences } from '../absence/absences.ts'
import { createEligibility, type Eligibility, lendsNothing } from '../absence/eligibility.ts'
import type { Deps } from '../deps.ts'
import { type Identity, LookupFailed, type Person } from '../ports.ts'
import { asPreferred } from '../preferences.ts'
import { createGroupLists } from './group-lists.ts'
import { createIdentify } from './identify.ts'
import { readWhoIsWho } from './joined.ts'
import { createReferences, type ListAge } from './references.ts'
import { createRosters, type Rosters } from './rosters.ts'

export type Identified =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly refusal: Refusal; readonly locale: Locale }

/** Who a person is across accounts, and what they may do. */
export interface Directory extends Rosters, Eligibility {
  /**
   * Who stands in for whom at this moment, as far as the configuration lets them, by lists of the last five minutes.
   * Gives no authority. Throws `LookupFailed` only where a list was never known.
   */
  delegations(): Promise<readonly { readonly delegate: PersonId; readonly standIn: StandIn }[]>
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
  /** Whoever has this address on some platform, guests and closed accounts included. Throws `LookupFailed`. */
  accountsByEmail(email: string): Promise<readonly Person[]>
}

type DirectoryDeps = Pick<
  Deps,
  'store' | 'people' | 'accounts' | 'ids' | 'clock' | 'organisation' | 'log'
> & { readonly absences: Absences }

export const lookupFailed: Refusal = { code: 'lookup_failed', params: {} }

export function createDirectory(deps: DirectoryDeps): Directory {
  const identify = createIdentify(deps)
  const lists = createGroupLists(deps)
  const references = createReferences(deps, identify, lists)
  const rosters = createRosters(deps, references)
  const eligibility = createEligibility(deps, references)

  /** Absences of this moment for which somebody stands in, whether or not they may. */
  const delegated = async () => {
    const at = deps.clock.now()
    const { now } = await readWhoIsWho(deps)
    return [...(await deps.absences.said(at))].flatMap(([absent, list]) => {
      const delegate = absenceAt(list, at)?.delegate ?? null
      // Nobody stands in for themselves by another account.
      if (delegate === null || now(delegate) === now(absent)) return []
      return [{ absent: now(absent), delegate: now(delegate) }]
    })
  }

  /** The person now, or null where they are no active member (any more). */
  const activePerson = async (id: PersonId, age: ListAge): Promise<Person | null> => {
    const known = await deps.people.byId(id)
    const [identity] = known?.identities ?? []
    const person = age === 'now' && identity !== undefined ? await identify.ofIdentity(identity) : known
    return person?.standing === 'active' ? person : null
  }

  const standInsOf = async (age: ListAge, person: Person): Promise<readonly StandIn[]> => {
    const { now, othersOf } = await readWhoIsWho(deps)
    const lent = (await delegated()).filter(({ delegate }) => delegate === now(person.id))
    const standIns = await Promise.all(
      lent.map(async ({ absent }) => {
        const lender = await activePerson(absent, age)
        if (lender === null) return null
        const standIn = await eligibility.standIn(lender, person, age)
        const others = othersOf(absent)
        return others.length === 0 ? standIn : { ...standIn, alsoAs: others }
      }),
    )
    return standIns.filter((standIn) => standIn !== null).filter((standIn) => !lendsNothing(standIn))
  }

  const actorBy = async (age: ListAge, person: Person): Promise<Actor> => {
    if (person.standing !== 'active') return powerless(person)
    const { groups, executives, requesters } = deps.organisation()
    const [inGroups, inLevels, mayRequest] = await Promise.all([
      Promise.all(groups.map(({ members }) => references.name(members, person, age))),
      Promise.all(executives.map(({ members }) => references.name(members, person, age))),
      requesters === 'everyone' ? true : references.name(requesters, person, age),
    ])
    const standsInFor = await standInsOf(age, person)
    const others = (await readWhoIsWho(deps)).othersOf(person.id)
    return {
      person: person.id,
      ...(others.length === 0 ? {} : { alsoAs: others }),
      standing: person.standing,
      mayRequest,
      groups: groups.filter((_, index) => inGroups[index] === true).map(({ id }) => id),
      executiveLevels: levelsWhere(inLevels),
      ...(standsInFor.length === 0 ? {} : { standsInFor }),
    }
  }

  const identified = async (
    identity: Identity,
    ask: (identity: Identity) => Promise<Person | null>,
  ): Promise<Identified> => {
    try {
      const person = await ask(identity)
      if (person !== null) return { ok: true, person: await asPreferred(person, deps) }
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
    ...eligibility,
    async delegations() {
      const found = await Promise.all(
        (await delegated()).map(async ({ absent, delegate }) => {
          const [lender, person] = await Promise.all([
            activePerson(absent, 'lately'),
            activePerson(delegate, 'lately'),
          ])
          if (lender === null || person === null) return null
          return { delegate, standIn: await eligibility.standIn(lender, person, 'lately') }
        }),
      )
      return found.filter((each) => each !== null).filter(({ standIn }) => !lendsNothing(standIn))
    },
    async person(id) {
      const { now, accountsOf } = await readWhoIsWho(deps)
      const record = await deps.people.byId(now(id))
      if (record === null) return null
      // Who the person is and which accounts they have has to be of one moment: otherwise a card leaves for the accounts of
      // whoever stayed, and nobody closes it where it was.
      const identities = accountsOf(record.id, record.identities)
      return { ...(await asPreferred(record, deps)), id, identities }
    },
    whoIsWho: () => readWhoIsWho(deps),
    personByEmail: async (email) => (await references.people([{ type: 'email', email }]))[0] ?? null,
    accountsByEmail: references.accounts,
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
