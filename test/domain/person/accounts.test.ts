import { describe, expect, test } from 'vitest'
import {
  type Account,
  type AccountsEvent,
  foldAccounts,
  whoIsWho,
} from '../../../src/domain/person/accounts.ts'

const account = (user: string): Account => ({ platform: 'slack', tenant: 'T1', user })
const [one, two, three] = [account('one'), account('two'), account('three')]
const said = { at: 0, by: 'operator:root', because: 'because' }
const join = (joined: string, ...accounts: readonly Account[]): AccountsEvent => ({
  ...said,
  type: 'accounts_joined',
  joined,
  accounts,
})
const part = (parted: Account, to: string): AccountsEvent => ({
  ...said,
  type: 'account_parted',
  account: parted,
  to,
})
const known = (streams: Readonly<Record<string, readonly AccountsEvent[]>>) =>
  whoIsWho(new Map(Object.entries(streams).map(([person, events]) => [person, foldAccounts(events)])))

describe('given records that are behind what an operator said', () => {
  test.each([
    { what: 'nothing', streams: {}, person: 'A', recorded: [one], accounts: [one] },
    { what: 'a join', streams: { A: [join('B', two)] }, person: 'A', recorded: [one], accounts: [one, two] },
    {
      what: 'a join of somebody to whom another was joined',
      streams: { A: [join('B', two)], B: [join('C', three)] },
      person: 'A',
      recorded: [one],
      accounts: [one, two, three],
    },
    {
      what: 'a parting, for whoever had the account',
      streams: { A: [join('B', two), part(two, 'B')] },
      person: 'A',
      recorded: [one, two],
      accounts: [one],
    },
    {
      what: 'a parting, for whoever gets it',
      streams: { A: [join('B', two), part(two, 'B')] },
      person: 'B',
      recorded: [],
      accounts: [two],
    },
    {
      what: 'a parting that was taken back',
      streams: { A: [join('B', two), part(two, 'B'), join('B', two)] },
      person: 'A',
      recorded: [one],
      accounts: [one, two],
    },
    {
      what: 'a parting, and a join to somebody else',
      streams: { A: [join('B', two), part(two, 'B')], C: [join('B', two)] },
      person: 'C',
      recorded: [three],
      accounts: [three, two],
    },
  ])('when that was $what, then the person has the accounts that were said', (given) => {
    expect(known(given.streams).accountsOf(given.person, given.recorded)).toEqual(given.accounts)
  })

  test('when they have followed, then each account is there once, the one in use first', () => {
    expect(known({ A: [join('B', two)] }).accountsOf('A', [two, one])).toEqual([two, one])
  })
})
