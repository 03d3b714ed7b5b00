import type { Instant, PersonId } from '../flavour.ts'

/** One account on one platform. */
export interface Account {
  readonly platform: 'slack' | 'teams'
  /** The Slack workspace or organisation, or the Entra tenant. */
  readonly tenant: string
  readonly user: string
}

type Body =
  /** What `joined` decided before stays theirs; from now on their accounts are the stream's person. */
  | { readonly type: 'accounts_joined'; readonly joined: PersonId; readonly accounts: readonly Account[] }
  /** The account is `to` from now on, and no address makes it the stream's person again. */
  | { readonly type: 'account_parted'; readonly account: Account; readonly to: PersonId }

/** What an operator said of a person's accounts. `by` is who, as the operating system names them; `because` is why. */
export type AccountsEvent = Body & { readonly at: Instant; readonly by: string; readonly because: string }

/** What was said of one person's accounts and still holds. */
export interface Accounts {
  readonly joined: readonly { readonly person: PersonId; readonly accounts: readonly Account[] }[]
  readonly parted: readonly { readonly account: Account; readonly to: PersonId }[]
}

export const noAccounts: Accounts = { joined: [], parted: [] }

export function sameAccount(one: Account, other: Account): boolean {
  return one.platform === other.platform && one.tenant === other.tenant && one.user === other.user
}

export function evolveAccounts(state: Accounts, event: AccountsEvent): Accounts {
  switch (event.type) {
    case 'accounts_joined': {
      const { joined: person, accounts } = event
      const others = state.joined.filter((each) => each.person !== person)
      const isJoined = (account: Account) => accounts.some((each) => sameAccount(each, account))
      return {
        joined: [...others, { person, accounts }],
        parted: state.parted.filter(({ account }) => !isJoined(account)),
      }
    }
    case 'account_parted': {
      const { account, to } = event
      const joined = state.joined.map(({ person, accounts }) => ({
        person,
        accounts: accounts.filter((each) => !sameAccount(each, account)),
      }))
      return {
        // Whoever has no account left among these is somebody else again.
        joined: joined.filter(({ accounts }) => accounts.length > 0),
        parted: [...state.parted.filter((each) => !sameAccount(each.account, account)), { account, to }],
      }
    }
    default:
      return event satisfies never
  }
}

/** Replays the stream of one person, oldest event first. */
export function foldAccounts(events: Iterable<AccountsEvent>): Accounts {
  let state = noAccounts
  for (const event of events) state = evolveAccounts(state, event)
  return state
}

/** Who is who, over all persons. */
export interface WhoIsWho {
  /** Whose accounts these are now: the person itself unless it was joined to another one. */
  now(person: PersonId): PersonId
  /** Every other id under which the same person is in the ledger. */
  othersOf(person: PersonId): readonly PersonId[]
  /** Whether the account came to its person by being joined, and not by its address. */
  isJoined(account: Account): boolean
  /** Who the account is since it was parted from this person; null where it was not. */
  partedTo(account: Account, from: PersonId): PersonId | null
  /**
   * The accounts of somebody whom `now` gives, where `recorded` are those in the records: these follow what was said only
   * a moment later, or, where the command was cut short, when an account is seen next.
   */
  accountsOf(person: PersonId, recorded: readonly Account[]): readonly Account[]
}

/** Reads the streams of all persons together. A circle, which no command makes, ends where it began. */
export function whoIsWho(streams: ReadonlyMap<PersonId, Accounts>): WhoIsWho {
  const keeper = new Map<PersonId, PersonId>()
  for (const [person, { joined }] of streams) for (const each of joined) keeper.set(each.person, person)
  const now = (person: PersonId): PersonId => {
    const seen = new Set<PersonId>()
    let current = person
    for (let next = keeper.get(current); next !== undefined && !seen.has(next); next = keeper.get(current)) {
      seen.add(next)
      current = next
    }
    return current
  }
  const partedTo = (account: Account, from: PersonId): PersonId | null =>
    streams.get(from)?.parted.find((each) => sameAccount(each.account, account))?.to ?? null
  /** Every account that was said to be the person's, by joining it or by parting it from somebody else. */
  const givenTo = (person: PersonId): readonly Account[] =>
    [...streams].flatMap(([owner, { joined, parted }]) => [
      ...(now(owner) === person ? joined.flatMap(({ accounts }) => accounts) : []),
      ...parted.filter(({ to }) => now(to) === person).map(({ account }) => account),
    ])
  return {
    now,
    othersOf: (person) => {
      const kept = now(person)
      const same = [kept, ...[...keeper.keys()].filter((other) => now(other) === kept)]
      return [...new Set(same)].filter((other) => other !== person)
    },
    isJoined: (account) =>
      [...streams.values()].some(({ joined }) =>
        joined.some(({ accounts }) => accounts.some((each) => sameAccount(each, account))),
      ),
    partedTo,
    accountsOf: (person, recorded) => {
      const all = [...recorded, ...givenTo(person)].filter((account) => partedTo(account, person) === null)
      return all.filter((account, index) => all.findIndex((each) => sameAccount(each, account)) === index)
    },
  }
}
