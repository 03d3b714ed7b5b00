import type { Instant, PersonId } from '../../domain/flavour.ts'
import { type Accounts, type AccountsEvent, foldAccounts } from '../../domain/person/accounts.ts'
import { heardOn } from '../../domain/request/same-person.ts'
import type { Deps } from '../deps.ts'
import { forgetClaims } from '../directory/claims.ts'
import { isAccountsEvent, readWhoIsWho } from '../directory/joined.ts'
import { loadRequests } from '../load.ts'
import type { CommitResult, DirectoryEvent, Identity, Person } from '../ports.ts'
import { accountText } from './find.ts'

export type PeopleDeps = Pick<Deps, 'store' | 'people' | 'clock' | 'ids'>

/** Who says so, as the operating system names them, and why. */
export interface Word {
  readonly operator: string
  readonly because: string
}

export type Joining =
  | { readonly outcome: 'joined'; readonly person: Person }
  /** They are one person already. */
  | { readonly outcome: 'same' }
  /** A guest, a stranger, a bot or a closed account stays by itself. */
  | { readonly outcome: 'not_active'; readonly person: Person }
  /** Both were heard on these open requests, so that one human would count twice. */
  | { readonly outcome: 'both_heard'; readonly numbers: readonly number[] }
  /** Somebody else said something of the same people at this moment. */
  | { readonly outcome: 'conflict' }

/** No end: until it is taken back. */
const forGood: Instant = 8_640_000_000_000_000
/** More than any organisation has open at once. */
const all = 100_000

type Ids = readonly PersonId[]

/** On which open requests ids of both sides were heard, by number. */
async function bothHeard(one: Ids, other: Ids, { store }: PeopleDeps): Promise<readonly number[]> {
  const open = await store.list({ open: true, by: 'deadline', limit: all })
  const requests = await loadRequests(
    store,
    open.map(({ request }) => request),
  )
  return requests
    .filter((request) => [one, other].every((ids) => heardOn(request, ids).length > 0))
    .map(({ number }) => number)
}

/**
 * Makes the accounts of `other` accounts of `kept`. What each decided stays in the ledger under the id that decided it;
 * from now on a request knows the one person by whichever id it met first.
 */
export async function joinPeople(
  kept: Person,
  other: Person,
  word: Word,
  deps: PeopleDeps,
): Promise<Joining> {
  if (kept.id === other.id) {
    // Said again, perhaps because the command was cut short after the ledger had it and before the cards were drawn.
    await redrawAll([kept.id, ...(await readWhoIsWho(deps)).othersOf(kept.id)], deps)
    return { outcome: 'same' }
  }
  for (const person of [kept, other])
    if (person.standing !== 'active') return { outcome: 'not_active', person }
  const who = await readWhoIsWho(deps)
  const [one, two] = [kept, other].map(({ id }) => [id, ...who.othersOf(id)])
  const heard = () => bothHeard(one ?? [], two ?? [], deps)
  const before = await heard()
  if (before.length > 0) return { outcome: 'both_heard', numbers: before }
  const { identities: accounts } = other
  const said = await say(kept.id, { type: 'accounts_joined', joined: other.id, accounts }, word, deps)
  if (!said.ok) return { outcome: 'conflict' }
  // A click that was under way may have been heard in between: better parted than counted twice.
  const since = await heard()
  if (since.length > 0) {
    for (const account of accounts)
      await say(kept.id, { type: 'account_parted', account, to: other.id }, word, deps)
    return { outcome: 'both_heard', numbers: since }
  }
  const person = await keep(kept, (now) => [...withoutAccounts(now, accounts), ...accounts], deps)
  await forgetClaims([kept.id, other.id], deps)
  await redrawAll([kept.id, other.id], deps)
  return { outcome: 'joined', person }
}

export type Parting =
  | { readonly outcome: 'parted'; readonly account: Identity; readonly person: Person }
  /** Nothing would be left, or nobody is there to part from. */
  | { readonly outcome: 'only_account' }
  /** Other accounts were joined to this one's person: one of those is the one to part. */
  | { readonly outcome: 'part_joined'; readonly accounts: readonly string[] }
  | { readonly outcome: 'conflict' }

/**
 * Makes the account somebody else's: whoever it was before it was joined, or a new person. What the person did so far
 * stays theirs. No address makes the two one again; only a new join does.
 */
export async function partAccount(
  person: Person,
  account: Identity,
  word: Word,
  deps: PeopleDeps,
): Promise<Parting> {
  if (person.identities.length < 2) return { outcome: 'only_account' }
  const { joined } = await accountsOf(person, deps)
  const text = accountText(account)
  const from = joined.find(({ accounts }) => accounts.some((each) => accountText(each) === text))
  if (from === undefined && joined.length > 0)
    return {
      outcome: 'part_joined',
      accounts: joined.flatMap(({ accounts }) => accounts.map(accountText)),
    }
  const to = from?.person ?? deps.ids.next()
  const said = await say(person.id, { type: 'account_parted', account, to }, word, deps)
  if (!said.ok) return { outcome: 'conflict' }
  const fresh: Person = { ...person, id: to, email: null, identities: [] }
  await keep(person, (now) => withoutAccounts(now, [account]), deps)
  const parted = await keep(fresh, (now) => [...withoutAccounts(now, [account]), account], deps)
  await forgetClaims([person.id, parted.id], deps)
  await redrawAll([person.id, parted.id], deps)
  return { outcome: 'parted', account, person: parted }
}

/** More than ever want to save one person at a moment. */
const attempts = 20

/**
 * Gives the person other accounts in the records, whatever else is saved of them at this moment; `unknown` as they are
 * given, where the records do not have them yet. What the ledger says stands already: where the records cannot follow,
 * the next sight of an account brings them up to date.
 */
async function keep(
  unknown: Person,
  accountsOf: (now: Person) => readonly Identity[],
  { people }: PeopleDeps,
): Promise<Person> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const record = await people.byId(unknown.id)
    const now = record ?? unknown
    const person = { ...now, identities: accountsOf(now) }
    if (await people.save(person, record)) return person
  }
  return unknown
}

const withoutAccounts = ({ identities }: Person, accounts: readonly Identity[]): readonly Identity[] =>
  identities.filter((each) => !accounts.some((account) => accountText(account) === accountText(each)))

async function accountsOf(person: Person, { store }: PeopleDeps): Promise<Accounts> {
  const events = await store.readDirectory({ topic: 'accounts', person: person.id })
  return foldAccounts(events.map(({ event }) => event).filter(isAccountsEvent))
}

type Said = Pick<Extract<AccountsEvent, { type: 'accounts_joined' }>, 'type' | 'joined' | 'accounts'>
type Parted = Pick<Extract<AccountsEvent, { type: 'account_parted' }>, 'type' | 'account' | 'to'>

async function say(
  person: PersonId,
  said: Said | Parted,
  { operator, because }: Word,
  { store, clock }: PeopleDeps,
): Promise<CommitResult> {
  const at = clock.now()
  const stream = { topic: 'accounts', person } as const
  const history = await store.readDirectory(stream)
  const event: DirectoryEvent = { ...said, at, by: `operator:${operator}`, because }
  return store.commitDirectory({
    stream,
    expectedVersion: history.length,
    events: [event],
    currentUntil: forGood,
    dedupeKey: null,
    at,
  })
}

/** Their cards say what they may do now, where they are reached now. */
async function redrawAll(people: Ids, { store, clock }: PeopleDeps): Promise<void> {
  const recipients = people.map((person) => ({ type: 'person', person }) as const)
  await store.redrawOpen(recipients, clock.now())
}
