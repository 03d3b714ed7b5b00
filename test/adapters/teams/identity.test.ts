import { describe, expect, test } from 'vitest'
import { LookupFailed } from '../../../src/app/ports.ts'
import { ada, ben, gone, guest, otherTenant, startWire, tenantId } from '../../support/teams/wire.ts'

const identityOf = ({ id }: { id: string }, tenant = tenantId) =>
  ({ platform: 'teams', tenant, user: id }) as const
const group = 'eeeeeeee-0000-4000-8000-000000000005'

describe('given an account of the tenant', () => {
  test('when it is asked for, then it is told as Entra tells it now', async () => {
    const { teams } = await startWire()
    expect(await teams.accounts.profile(identityOf(ben))).toEqual({
      identity: identityOf(ben),
      name: 'Ben Weiß',
      email: 'ben@example.com',
      locale: 'de',
      timezone: null,
      standing: 'active',
    })
    expect(await teams.accounts.byEmail(' Ada@Example.com ')).toMatchObject({ identity: identityOf(ada) })
  })

  test('when the person wrote before, then their client’s language and time zone count', async () => {
    const { teams, microsoft } = await startWire()
    await microsoft.acts.installs(ben.id)
    expect(await teams.accounts.profile(identityOf(ben))).toMatchObject({
      locale: 'de',
      timezone: 'Europe/Berlin',
    })
  })

  test('when it is a guest’s or was closed, then that is said', async () => {
    const { teams } = await startWire()
    expect(await teams.accounts.profile(identityOf(guest))).toMatchObject({ standing: 'guest' })
    expect(await teams.accounts.profile(identityOf(gone))).toMatchObject({ standing: 'deactivated' })
  })

  test('when nobody has it, or it is of another tenant, then there is nobody', async () => {
    const { teams } = await startWire()
    const nobody = { id: '99999999-0000-4000-8000-000000000000' }
    expect(await teams.accounts.profile(identityOf(nobody))).toBeNull()
    expect(await teams.accounts.profile(identityOf(ada, otherTenant))).toBeNull()
    expect(await teams.accounts.byEmail("o'hara@example.com")).toBeNull()
  })
})

describe('given a group of Entra', () => {
  test('when its members are asked for, then every page is read', async () => {
    const { teams, microsoft } = await startWire()
    microsoft.tenant.groups.set(group, new Set([ada.id, ben.id, guest.id, gone.id, ada.id]))
    const members = await teams.accounts.groupMembers(group)
    expect(members?.map(({ user }) => user)).toEqual([ada.id, ben.id, guest.id, gone.id])
  })

  test('when there is no such group, then there is none', async () => {
    const { teams } = await startWire()
    expect(await teams.accounts.groupMembers(group)).toBeNull()
  })
})

describe('given that Microsoft Graph does not answer', () => {
  for (const trouble of [{ status: 503 }, { status: 429, retryAfter: 60 }, { status: 0 }])
    test(`when it says ${trouble.status || 'nothing'}, then nobody is taken for unknown`, async () => {
      const { teams, microsoft } = await startWire()
      microsoft.troubles.make({ ...trouble, of: /graph/u, times: 3 })
      await expect(teams.accounts.profile(identityOf(ada))).rejects.toThrow(LookupFailed)
      await expect(teams.accounts.byEmail('ada@example.com')).rejects.toThrow(LookupFailed)
      await expect(teams.accounts.groupMembers(group)).rejects.toThrow(LookupFailed)
      expect(await teams.accounts.profile(identityOf(ada))).not.toBeNull()
    })

  test('when nobody consented, then it is a failure and not a person who is missing', async () => {
    const { teams, microsoft } = await startWire()
    microsoft.granted.clear()
    await expect(teams.accounts.profile(identityOf(ada))).rejects.toThrow(/Authorization_RequestDenied/)
  })

  test('when the secret is wrong, then it is a failure', async () => {
    const { teams } = await startWire({
      settings: (settings) => ({ ...settings, credential: { type: 'secret', password: 'wrong' } }),
    })
    await expect(teams.accounts.profile(identityOf(ada))).rejects.toThrow(/invalid_client/)
  })
})
