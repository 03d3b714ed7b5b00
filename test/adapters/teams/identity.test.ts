import { describe, expect, test } from 'vitest'
import type { TeamsPerson } from '../../../adapters/sandbox/teams-server/tenant.ts'
import { Conversations } from '../../../adapters/teams/conversations.ts'
import { rosterOf } from '../../../adapters/teams/roster.ts'
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

describe('given somebody who signs in with another name than their mailbox has', () => {
  const twoNames = async () => {
    const wire = await startWire()
    wire.microsoft.tenant.people.set(ben.id, { ...ben, signIn: 'bw@corp.example.com' })
    return wire
  }

  test('when they are asked for, then the mailbox’s address is theirs, and the other name finds nobody', async () => {
    const { teams } = await twoNames()
    expect(await teams.accounts.profile(identityOf(ben))).toMatchObject({ email: ben.mail })
    expect(await teams.accounts.byEmail(ben.mail)).toMatchObject({ identity: identityOf(ben) })
    expect(await teams.accounts.byEmail('bw@corp.example.com')).toBeNull()
  })

  test('when somebody else has that name as their address, then that one is found, and of two who share an address nobody', async () => {
    const { teams, microsoft } = await twoNames()
    microsoft.tenant.people.set(ada.id, { ...ada, mail: 'bw@corp.example.com' })
    expect(await teams.accounts.byEmail('bw@corp.example.com')).toMatchObject({ identity: identityOf(ada) })
    microsoft.tenant.people.set(ada.id, { ...ada, mail: ben.mail })
    expect(await teams.accounts.byEmail(ben.mail)).toBeNull()
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

  test('when nobody consented, then groups and people who never wrote are a failure, and not people who are missing', async () => {
    const { teams, microsoft } = await startWire()
    microsoft.granted.clear()
    await expect(teams.accounts.profile(identityOf(ada))).rejects.toThrow(LookupFailed)
    await expect(teams.accounts.groupMembers(group)).rejects.toThrow(/Authorization_RequestDenied/)
    expect(await teams.accounts.byEmail('ada@example.com')).toBeNull()
  })

  test('when the secret is wrong, then it is a failure', async () => {
    const { teams } = await startWire({
      settings: (settings) => ({ ...settings, credential: { type: 'secret', password: 'wrong' } }),
    })
    await expect(teams.accounts.profile(identityOf(ada))).rejects.toThrow(/invalid_client/)
  })
})

describe('given that nobody consented to Microsoft Graph, and people who wrote to the bot', () => {
  async function withoutConsent() {
    const wire = await startWire()
    wire.microsoft.granted.clear()
    for (const { id } of [ada, ben, guest]) await wire.microsoft.acts.installs(id)
    const changes = (person: TeamsPerson, more: Partial<TeamsPerson>) =>
      wire.microsoft.tenant.people.set(person.id, { ...person, ...more })
    return { ...wire, changes }
  }

  test('when one is asked for, then the chat’s own list says who they are, and finds them by their address', async () => {
    const { teams } = await withoutConsent()
    expect(await teams.accounts.profile(identityOf(ben))).toEqual({
      identity: identityOf(ben),
      name: 'Ben Weiß',
      email: 'ben@example.com',
      locale: 'de',
      timezone: 'Europe/Berlin',
      standing: 'active',
    })
    expect(await teams.accounts.byEmail(' Ben@Example.com')).toMatchObject({ identity: identityOf(ben) })
  })

  test('when it is a guest, then that is said, and their address finds nobody', async () => {
    const { teams } = await withoutConsent()
    expect(await teams.accounts.profile(identityOf(guest))).toMatchObject({ standing: 'guest' })
    expect(await teams.accounts.byEmail(guest.mail)).toBeNull()
  })

  test('when the list does not say that somebody is a full member of this tenant, then they are taken for a guest', async () => {
    const members: Record<string, object> = {
      anonymous: { userRole: 'anonymous' },
      unsaid: { userRole: undefined },
      elsewhere: { tenantId: otherTenant },
      nowhere: { tenantId: undefined },
      external: { userPrincipalName: 'ada_else.example#EXT#@example.onmicrosoft.com' },
      nameless: { userPrincipalName: undefined },
    }
    const stored = new Map<string, string>()
    const conversations = new Conversations({
      getFact: async (key) => stored.get(key) ?? null,
      putFact: async (key, value) => void stored.set(key, value),
      addFact: async () => false,
    })
    const identity = identityOf(ada)
    await conversations.rememberDirect(identity, { serviceUrl: 'https://example.com', conversation: 'a:1' })
    const whole = {
      id: '29:1',
      aadObjectId: ada.id,
      name: ada.name,
      email: ada.mail,
      userPrincipalName: ada.mail,
      userRole: 'user',
      tenantId,
    }
    const standing = async (more: object) => {
      const roster = rosterOf({ conversations, connector: { roster: async () => [{ ...whole, ...more }] } })
      const found = await roster.profile(identity)
      return [found.standing, (await roster.byEmail(tenantId, ada.mail)) !== null]
    }
    for (const [name, more] of Object.entries(members))
      expect([name, ...(await standing(more))]).toEqual([name, 'guest', false])
    expect(await standing({})).toEqual(['active', true])
    await expect(standing({ aadObjectId: ben.id })).rejects.toThrow(LookupFailed)
  })

  test('when somebody got a new address, and another one the old one, then each is found by what they have now', async () => {
    const { teams, changes } = await withoutConsent()
    await teams.accounts.profile(identityOf(ben))
    expect(await teams.accounts.byEmail('ben@example.com')).toMatchObject({ identity: identityOf(ben) })
    changes(ben, { mail: 'ben.neu@example.com' })
    expect(await teams.accounts.byEmail('ben@example.com')).toBeNull()
    changes(ada, { mail: 'ben@example.com' })
    expect(await teams.accounts.profile(identityOf(ada))).toMatchObject({ email: 'ben@example.com' })
    expect(await teams.accounts.byEmail('ben@example.com')).toMatchObject({ identity: identityOf(ada) })
    expect(await teams.accounts.profile(identityOf(ben))).toMatchObject({ email: 'ben.neu@example.com' })
    expect(await teams.accounts.byEmail('ben.neu@example.com')).toMatchObject({ identity: identityOf(ben) })
  })

  test('when the list cannot be had, then nobody is taken for unknown', async () => {
    const { teams, microsoft } = await withoutConsent()
    microsoft.troubles.make({ status: 503, of: /pagedmembers/u })
    await expect(teams.accounts.profile(identityOf(ada))).rejects.toThrow(LookupFailed)
  })
})
