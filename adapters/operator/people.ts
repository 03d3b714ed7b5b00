/** `countersign people`: which accounts are one person, and the operator's word on it. */
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { readClaims } from '../../src/app/directory/claims.ts'
import { accountText, type Found, findPerson } from '../../src/app/people/find.ts'
import {
  type Joining,
  joinPeople,
  type Parting,
  type PeopleDeps,
  partAccount,
} from '../../src/app/people/join.ts'
import type { Person } from '../../src/app/ports.ts'
import { complain, say } from '../cli/terminal.ts'
import { createIds } from '../system/ids.ts'
import { databaseOrComplain, type Variables } from './common.ts'
import { clockOf, type Database, openDatabase } from './database.ts'

export type PeopleCommand =
  | { readonly do: 'list' }
  | { readonly do: 'show'; readonly one: string }
  | { readonly do: 'join'; readonly one: string; readonly other: string }
  | { readonly do: 'part'; readonly one: string }

export interface PeopleOptions {
  readonly json: boolean
  /** Asks nothing back. */
  readonly yes: boolean
  /** Why, for the ledger. */
  readonly because: string
}

/** `countersign people [show <who> | join <kept> <other> | part <account>]`. */
export async function managePeople(
  command: PeopleCommand,
  options: PeopleOptions,
  variables: Variables,
): Promise<number> {
  const address = databaseOrComplain(variables)
  if (address === null) return 1
  try {
    const database = await openDatabase(address)
    try {
      return await carryOut(command, options, database)
    } finally {
      await database.close()
    }
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}

async function carryOut(command: PeopleCommand, options: PeopleOptions, database: Database): Promise<number> {
  const clock = await clockOf(database)
  const deps: PeopleDeps = { ...database, clock, ids: createIds(clock) }
  if (command.do === 'list') return listClaims(deps, options)
  const one = await foundOrComplain(command.one, deps)
  if (one === null) return 1
  if (command.do === 'show') {
    say(options.json ? JSON.stringify(shown(one.person)) : inWords(one.person))
    return 0
  }
  if (command.do === 'part') return part(one, options, deps)
  const other = await foundOrComplain(command.other, deps)
  return other === null ? 1 : join(one.person, other.person, options, deps)
}

async function foundOrComplain(named: string, deps: PeopleDeps): Promise<Found | null> {
  const found = await findPerson(named, deps)
  if (found === null)
    complain(
      `Nobody who was seen so far is ${visible(named)}. Name an e-mail address, slack:T…/U… or teams:<tenant>/<user>.`,
    )
  return found
}

/** Who claims whose address: what an operator can do something about. */
async function listClaims(deps: PeopleDeps, { json }: PeopleOptions): Promise<number> {
  const claims = await readClaims(deps)
  const pairs = await Promise.all(
    claims.map(async ({ people, at }) => ({
      at,
      people: (await Promise.all(people.map((id) => deps.people.byId(id)))).filter((one) => one !== null),
    })),
  )
  // A person without accounts was joined since.
  const open = pairs.filter(({ people }) => people.every(({ identities }) => identities.length > 0))
  if (json) {
    say(
      JSON.stringify(
        open.map(({ at, people }) => ({ at, people: people.map(shown) })),
        null,
        2,
      ),
    )
    return 0
  }
  if (open.length === 0) say('No two people claim one address.')
  for (const { people } of open) say(people.map(inWords).join('\n  whose address is claimed by ').trim())
  return 0
}

const shown = ({ id, name, email, standing, identities }: Person) => ({
  id,
  name,
  email,
  standing,
  accounts: identities.map(accountText),
})

/** Names come from the platforms: nothing in them may move the cursor. */
const visible = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '�')

const inWords = ({ name, email, standing, identities }: Person): string =>
  `${visible(name)} (${email ?? 'no address'}${standing === 'active' ? '' : `, ${standing}`}): ${identities.map(accountText).join(', ')}`

async function join(kept: Person, other: Person, options: PeopleOptions, deps: PeopleDeps): Promise<number> {
  const question = `${inWords(kept)}\n${inWords(other)}\nThese become one person, ${visible(kept.name)}. Nobody's earlier decisions change.`
  if (!(await confirmed(question, options))) return 1
  const joining = await joinPeople(kept, other, wordOf(options), deps)
  if (joining.outcome === 'joined') {
    say(
      options.json
        ? JSON.stringify({ ok: true, person: shown(joining.person) })
        : `Joined. ${inWords(joining.person)}`,
    )
    return 0
  }
  return failed(whyNotJoined(joining), joining.outcome, options)
}

function whyNotJoined(joining: Exclude<Joining, { outcome: 'joined' }>): string {
  switch (joining.outcome) {
    case 'same':
      return 'They are one person already.'
    case 'not_active':
      return `${visible(joining.person.name)} is ${joining.person.standing}: only full members are joined.`
    case 'both_heard':
      return `Both have asked for or decided on ${joining.numbers.map((number) => `#${number}`).join(', ')}, and one human would count twice. Nothing is changed. Have the request withdrawn, revised or finished first; then join them.`
    case 'conflict':
      return 'Something else was recorded about them at this moment. Look again: countersign people show.'
    default:
      return joining satisfies never
  }
}

async function part({ person, account }: Found, options: PeopleOptions, deps: PeopleDeps): Promise<number> {
  if (account === null)
    return failed(
      `An address names all accounts. Name the one that is somebody else's: ${person.identities.map(accountText).join(' or ')}`,
      'which_account',
      options,
    )
  const text = accountText(account)
  const question = `${inWords(person)}\n${text} becomes somebody else, and no address joins them again. Nobody's earlier decisions change.`
  if (!(await confirmed(question, options))) return 1
  const parting = await partAccount(person, account, wordOf(options), deps)
  if (parting.outcome === 'parted') {
    say(
      options.json
        ? JSON.stringify({ ok: true, person: shown(parting.person) })
        : `Parted. ${inWords(parting.person)}`,
    )
    return 0
  }
  return failed(whyNotParted(parting, text), parting.outcome, options)
}

function whyNotParted(parting: Exclude<Parting, { outcome: 'parted' }>, account: string): string {
  switch (parting.outcome) {
    case 'only_account':
      return `${account} is the only account of its person.`
    case 'part_joined':
      return `Others were joined to ${account}. Part the joined one instead: ${parting.accounts.join(' or ')}`
    case 'conflict':
      return 'Something else was recorded about them at this moment. Look again: countersign people show.'
    default:
      return parting satisfies never
  }
}

function failed(message: string, code: string, { json }: PeopleOptions): number {
  if (json) say(JSON.stringify({ ok: false, code, message }))
  else complain(message)
  return 1
}

/** The account of the operating system: who did it stands in the ledger. */
const wordOf = ({ because }: PeopleOptions) => ({ operator: userInfo().username || 'unknown', because })

/** Asks at a terminal; elsewhere nobody could answer, and `--yes` is needed. */
async function confirmed(question: string, { yes, json }: PeopleOptions): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY || json) {
    complain('Nobody can be asked here. Add --yes when you are sure.')
    return false
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes)$/i.test((await terminal.question(`${question}\nGo on? [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
