import { expect, test } from 'vitest'
import type { Installation } from '../../src/app/ports.ts'
import { type CreateDatabase, givenDatabase } from './database.ts'

const example: Installation = {
  platform: 'slack',
  tenant: 'T1',
  name: 'Bäcker & Söhne',
  enterprise: 'E1',
  orgWide: false,
  bot: 'UBOT',
  scopes: ['chat:write', 'commands'],
  sealed: 'sealed-1',
  state: 'active',
  installedAt: 1_000,
  installedBy: 'U1',
  gone: null,
}
const organisation: Installation = {
  ...example,
  tenant: 'E2',
  enterprise: 'E2',
  orgWide: true,
  scopes: [],
  state: 'gone',
  installedAt: 500,
  gone: { at: 2_000, because: 'token_revoked' },
}

/** Everything that `Installations` of `src/app/ports.ts` promises. */
export function installationsContract(create: CreateDatabase): void {
  const given = givenDatabase(create)

  test('given two installations, then they are found and listed as they were saved, also after a restart', async () => {
    await given.installations.save(example)
    await given.installations.save(organisation)
    const { installations } = await given.reopen()
    expect(await installations.find('slack', 'T1')).toEqual(example)
    expect(await installations.find('slack', 'T2')).toBeNull()
    expect(await installations.find('teams', 'T1')).toBeNull()
    expect(await installations.list()).toEqual([organisation, example])
  })

  test('given one that is installed again, then the new one replaces it', async () => {
    await given.installations.save({ ...organisation, tenant: 'T1' })
    await given.installations.save(example)
    expect(await given.installations.list()).toEqual([example])
  })

  test('given new tokens since, when something is found out about the old ones, then nothing changes', async () => {
    await given.installations.save({ ...example, sealed: 'sealed-2' })
    const gone: Installation = { ...example, state: 'gone', gone: { at: 2, because: 'token_revoked' } }
    expect(await given.installations.change(gone, 'sealed-1')).toBe(false)
    expect(await given.installations.find('slack', 'T1')).toMatchObject({
      state: 'active',
      sealed: 'sealed-2',
    })
    expect(await given.installations.change({ ...gone, sealed: 'sealed-3' }, 'sealed-2')).toBe(true)
    expect(await given.installations.find('slack', 'T1')).toEqual({ ...gone, sealed: 'sealed-3' })
  })

  test('given one that is removed, then it is gone, and removing it again says so', async () => {
    await given.installations.save(example)
    expect(await given.installations.remove('slack', 'T1')).toBe(true)
    expect(await given.installations.remove('slack', 'T1')).toBe(false)
    expect(await given.installations.change(example, example.sealed)).toBe(false)
    expect(await given.installations.list()).toEqual([])
  })

  test('given a ticket and several processes, then one of them may use it, once and in time', async () => {
    const other = await given.connect()
    await given.installations.addTicket({ hash: 'one', expiresAt: 100 }, 0)
    await given.installations.addTicket({ hash: 'two', expiresAt: 100 }, 0)
    const used = await Promise.all([
      given.installations.spendTicket('one', 99),
      other.installations.spendTicket('one', 99),
    ])
    expect(used.filter(Boolean)).toHaveLength(1)
    expect(await given.installations.spendTicket('two', 100)).toBe(false)
    expect(await given.installations.spendTicket('three', 0)).toBe(false)
  })
}
