import type { AccountsEvent } from '../../domain/person/accounts.ts'
import { foldAccounts, type WhoIsWho, whoIsWho } from '../../domain/person/accounts.ts'
import type { Deps } from '../deps.ts'
import type { DirectoryEvent } from '../ports.ts'

/** Which persons of the ledger an operator said to be one, and which accounts to be somebody else's. As it is now. */
export async function readWhoIsWho(deps: Pick<Deps, 'store' | 'clock'>): Promise<WhoIsWho> {
  const streams = await deps.store.currentDirectory('accounts', deps.clock.now())
  return whoIsWho(
    new Map(
      streams.map(({ person, events }) => [
        person,
        foldAccounts(events.map(({ event }) => event).filter(isAccountsEvent)),
      ]),
    ),
  )
}

export const isAccountsEvent = (event: DirectoryEvent): event is AccountsEvent =>
  event.type === 'accounts_joined' || event.type === 'account_parted'
