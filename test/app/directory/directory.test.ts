import { describe, expect, test } from 'vitest'
import { createAbsences } from '../../../src/app/absence/absences.ts'
import { createStatuses } from '../../../src/app/absence/statuses.ts'
import type { Deps } from '../../../src/app/deps.ts'
import { createDirectory } from '../../../src/app/directory/directory.ts'
import type { Identity, Person } from '../../../src/app/ports.ts'
import { AccountBook } from '../../support/app/account-book.ts'
import { email, group } from '../../support/app/organisation.ts'
import { createWorld, type World } from '../../support/app/world.ts'
import { groupPolicy, policy } from '../../support/domain/build.ts'

const twoOfSecurity = { security: groupPolicy({ quorum: 2 }), legal: groupPolicy() }

type Outside = Pick<Deps, 'store' | 'people' | 'accounts' | 'ids' | 'clock' | 'organisation' | 'log'>
const directoryOf = (deps: Outside) =>
  createDirectory({ ...deps, absences: createAbsences({ ...deps, statuses: createStatuses(deps) }) })

/** The same world with a second platform, and what the directory makes of an account. */
function twoPlatforms(world: World = createWorld()) {
  const teams = new AccountBook('teams')
  const directory = directoryOf({ ...world.deps, accounts: [world.accounts, teams] })
  const personOf = async (identity: Identity): Promise<Person> => {
    const identified = await directory.personOf(identity)
    if (!identified.ok) throw new Error(identified.refusal.code)
    return identified.person
  }
  return { world, teams, directory, personOf }
}

describe('given accounts on two platforms', () => {
  test('when two full members have the same verified address, then they are one person', async () => {
    const { world, teams, personOf } = twoPlatforms()
    const inSlack = await personOf(world.accounts.account('ada'))
    const inTeams = await personOf(teams.account('ada-teams', { email: 'Ada@Example.com' }))
    expect(inTeams.id).toBe(inSlack.id)
    expect(inTeams.identities.map(({ platform }) => platform).sort()).toEqual(['slack', 'teams'])
  })

  test('when one person is called differently on each, then they go by the name of the account that they use', async () => {
    const { world, teams, directory, personOf } = twoPlatforms()
    const inSlack = world.accounts.account('ada', { name: 'ada.l' })
    const inTeams = teams.account('ada-teams', { email: 'ada@example.com', name: 'Lovelace, Ada' })
    await personOf(inSlack)
    const { id } = await personOf(inTeams)
    const nameNow = async () => (await world.deps.people.byId(id))?.name
    for (const looked of [inSlack, inTeams, inSlack]) {
      await personOf(looked)
      expect(await nameNow()).toBe('Lovelace, Ada')
    }
    await directory.actingPersonOf(inSlack)
    for (const looked of [inSlack, inTeams]) {
      await personOf(looked)
      expect(await nameNow()).toBe('ada.l')
    }
  })

  test.each(['guest', 'external', 'bot', 'deactivated'] as const)(
    'when one of them is %s, then it stays somebody else without any authority',
    async (standing) => {
      const { world, teams, directory, personOf } = twoPlatforms()
      const reviewer = await personOf(world.accounts.account('sec1'))
      const other = await personOf(teams.account('x', { email: 'sec1@example.com', standing }))
      expect(other.id).not.toBe(reviewer.id)
      expect(await directory.actorOf(other)).toMatchObject({ standing, groups: [], mayRequest: false })
      expect(await directory.actorOf(reviewer)).toMatchObject({ groups: ['security'] })
    },
  )

  test('when a person is seen twice at the same moment for the first time, then there is one of them', async () => {
    const { world, personOf } = twoPlatforms()
    const account = world.accounts.account('new')
    const seen = await Promise.all([personOf(account), personOf(account), personOf(account)])
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1)
  })

  test('when two processes see a person for the first time at once, each on another platform, then there is one of them', async () => {
    const { world, teams, directory } = twoPlatforms()
    const other = directoryOf({ ...world.deps, accounts: [world.accounts, teams] })
    const inSlack = world.accounts.account('new')
    const inTeams = teams.account('new-teams', { email: 'new@example.com' })
    await Promise.all([directory.personOf(inSlack), other.personOf(inTeams), other.personOf(inSlack)])
    const found = await Promise.all(
      [inSlack, inTeams].map((account) => world.deps.people.byIdentity(account)),
    )
    const holder = await world.deps.people.byEmail('new@example.com')
    expect(found).toEqual([holder, holder])
    expect(holder?.identities).toHaveLength(2)
  })

  test('when somebody has another address now, unseen, and a new account gets the old one, then it does not become them', async () => {
    const { world, teams, directory, personOf } = twoPlatforms()
    const reviewer = await personOf(world.accounts.account('sec1'))
    world.accounts.account('sec1', { email: 'renamed@example.com' })
    const other = await personOf(teams.account('x', { email: 'sec1@example.com' }))
    expect(other.id).not.toBe(reviewer.id)
    expect(other.identities).toEqual([teams.identity('x')])
    const again = await personOf(world.accounts.identity('sec1'))
    expect(again).toMatchObject({ id: reviewer.id, email: 'renamed@example.com' })
    // Who decides is named by address, and each has their own.
    expect((await directory.actorOf(again)).groups).toEqual([])
    expect((await directory.actorOf(other)).groups).toEqual(['security'])
  })

  test('when the platform of somebody’s account does not answer, then nobody becomes them in the meantime', async () => {
    const { world, teams, directory, personOf } = twoPlatforms()
    await personOf(world.accounts.account('sec1'))
    world.accounts.down = true
    const answer = await directory.personOf(teams.account('x', { email: 'sec1@example.com' }))
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'lookup_failed' } })
  })

  test('when an account takes over the address of another person, then it does not take over the authority', async () => {
    const { world, directory, personOf } = twoPlatforms()
    await personOf(world.accounts.account('sec1'))
    const eve = await personOf(world.accounts.account('eve'))
    const renamed = await personOf(world.accounts.account('eve', { email: 'sec1@example.com' }))
    expect(renamed.id).toBe(eve.id)
    expect((await directory.actorOf(renamed)).groups).toEqual([])
    expect(world.logged).toContainEqual(expect.objectContaining({ message: 'two people claim one address' }))
  })
})

describe('given somebody who left, whose address is given to a successor', () => {
  const passed = { email: 'sec1@example.com' }

  test.each(['deactivated', 'unknown'] as const)(
    'when the account is %s now, then the successor is a new person with the address, and the old one has nothing',
    async (now) => {
      const { world, directory, personOf } = twoPlatforms()
      const left = await personOf(world.accounts.account('sec1'))
      if (now === 'unknown') world.accounts.forget('sec1')
      else world.accounts.account('sec1', { standing: 'deactivated' })
      const successor = await personOf(world.accounts.account('new', passed))
      expect(successor.id).not.toBe(left.id)
      expect((await directory.actorOf(successor)).groups).toEqual(['security'])
      const before = await directory.person(left.id)
      expect(before).toMatchObject({ email: null, standing: 'deactivated', identities: left.identities })
      expect(world.logged).toContainEqual({
        level: 'info',
        message: 'address passed to somebody else',
        fields: { people: [left.id, successor.id] },
      })
    },
  )

  test('when the successor was seen before under another address, then they stay who they are', async () => {
    const { world, directory, personOf } = twoPlatforms()
    await personOf(world.accounts.account('sec1'))
    const eve = await personOf(world.accounts.account('eve'))
    world.accounts.account('sec1', { standing: 'deactivated' })
    const successor = await personOf(world.accounts.account('eve', passed))
    expect(successor.id).toBe(eve.id)
    expect((await directory.actorOf(successor)).groups).toEqual(['security'])
  })

  test('when the old account is opened again, then it does not take the address back', async () => {
    const { world, directory, personOf } = twoPlatforms()
    const left = await personOf(world.accounts.account('sec1'))
    world.accounts.account('sec1', { standing: 'deactivated' })
    const successor = await personOf(world.accounts.account('new', passed))
    const back = await personOf(world.accounts.account('sec1', { standing: 'active' }))
    expect(back.id).toBe(left.id)
    expect((await directory.actorOf(back)).groups).toEqual([])
    expect((await personOf(world.accounts.identity('new'))).email).toBe(successor.email)
  })

  test('when one of two accounts is still open, or nobody can say, then nothing passes', async () => {
    const { world, teams, directory, personOf } = twoPlatforms()
    const reviewer = await personOf(world.accounts.account('sec1'))
    await personOf(teams.account('sec1-teams', passed))
    world.accounts.account('sec1', { standing: 'deactivated' })
    const eve = await personOf(world.accounts.account('eve', { email: 'eve@example.com' }))
    world.accounts.account('eve', passed)
    teams.down = true
    const refused = await directory.personOf(world.accounts.identity('eve'))
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'lookup_failed' } })
    teams.down = false
    const renamed = await personOf(world.accounts.identity('eve'))
    expect(renamed).toMatchObject({ id: eve.id, email: null })
    expect((await directory.person(reviewer.id))?.email).toBe('sec1@example.com')
  })
})

describe('given a request that a predecessor decided on', () => {
  test('when the successor decides too, then it is a vote of their own', async () => {
    const world = createWorld({ organisation: { policy: policy({ groups: twoOfSecurity }) } })
    const request = await world.submitted('ada')
    await world.approve('sec1', request, 'security')
    world.accounts.account('sec1', { standing: 'deactivated' })
    world.accounts.account('new', { email: 'sec1@example.com' })
    await world.approve('new', request, 'security')
    const { decisions } = await world.load(request.id)
    expect(new Set(decisions.map(({ reviewer }) => reviewer)).size).toBe(2)
  })
})

describe('given a group that is named by a user group of the platform', () => {
  const legal = group('legal', [{ type: 'slack_user_group', id: 'S1' }])
  const groups = [group('security', [email('sec1')]), legal]

  test('when somebody is put in or taken out, then it counts at the next click', async () => {
    const { world, directory, personOf } = twoPlatforms(createWorld({ organisation: { groups } }))
    const eve = await personOf(world.accounts.account('eve'))
    world.accounts.group('S1', 'legal1')
    expect((await directory.actorOf(eve)).groups).toEqual([])
    world.accounts.group('S1', 'legal1', 'eve')
    expect((await directory.actorOf(eve)).groups).toEqual(['legal'])
  })

  test('when several people click at the same moment, then one look-up answers them all', async () => {
    const { world, directory, personOf } = twoPlatforms(createWorld({ organisation: { groups } }))
    world.accounts.group('S1', 'legal1')
    const [eve, legal1] = [
      await personOf(world.accounts.account('eve')),
      await personOf(world.accounts.account('legal1')),
    ]
    const actors = await Promise.all([eve, legal1, eve].map((person) => directory.actorOf(person)))
    expect(actors.map((actor) => actor.groups)).toEqual([[], ['legal'], []])
    expect(world.accounts.groupLookups).toBe(1)
  })

  test('when nobody answers after a restart, then views go by the list last known, and authority by none', async () => {
    const { world, personOf } = twoPlatforms(createWorld({ organisation: { groups } }))
    world.accounts.group('S1', 'eve')
    const eve = await personOf(world.accounts.account('eve'))
    await directoryOf(world.deps).readerOf(eve)
    world.accounts.down = true
    const restarted = directoryOf(world.deps)
    expect((await restarted.readerOf(eve)).groups).toEqual(['legal'])
    await expect(restarted.actorOf(eve)).rejects.toThrow('down')
  })

  test('when the platform stops answering, then cards go to the members last known, also after a restart', async () => {
    const { world, directory } = twoPlatforms(createWorld({ organisation: { groups } }))
    world.accounts.group('S1', 'legal1', 'eve')
    const members = await directory.membersOf('legal')
    expect(members).toHaveLength(2)
    world.accounts.down = true
    expect(await directoryOf(world.deps).membersOf('legal')).toEqual(members)
  })

  test('when the platform never answered, then the list is unknown rather than empty', async () => {
    const { world, directory } = twoPlatforms(createWorld({ organisation: { groups } }))
    world.accounts.down = true
    await expect(directory.membersOf('legal')).rejects.toThrow('down')
    world.accounts.down = false
    world.accounts.group('S1', 'legal1')
    expect(await directory.membersOf('legal')).toHaveLength(1)
  })

  test('when a member is deactivated, then they get no card', async () => {
    const { world, directory } = twoPlatforms(createWorld({ organisation: { groups } }))
    world.accounts.account('eve', { standing: 'deactivated' })
    world.accounts.group('S1', 'legal1', 'eve')
    expect(await directory.membersOf('legal')).toHaveLength(1)
  })
})
