import { describe, expect, test } from 'vitest'
import { createDirectory } from '../../../src/app/directory/directory.ts'
import type { Identity, Person } from '../../../src/app/ports.ts'
import { AccountBook } from '../../support/app/account-book.ts'
import { email, group } from '../../support/app/organisation.ts'
import { createWorld, type World } from '../../support/app/world.ts'

/** The same world with a second platform, and what the directory makes of an account. */
function twoPlatforms(world: World = createWorld()) {
  const teams = new AccountBook('teams')
  const directory = createDirectory({ ...world.deps, accounts: [world.accounts, teams] })
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
    await createDirectory(world.deps).readerOf(eve)
    world.accounts.down = true
    const restarted = createDirectory(world.deps)
    expect((await restarted.readerOf(eve)).groups).toEqual(['legal'])
    await expect(restarted.actorOf(eve)).rejects.toThrow('down')
  })

  test('when the platform stops answering, then cards go to the members last known, also after a restart', async () => {
    const { world, directory } = twoPlatforms(createWorld({ organisation: { groups } }))
    world.accounts.group('S1', 'legal1', 'eve')
    const members = await directory.membersOf('legal')
    expect(members).toHaveLength(2)
    world.accounts.down = true
    expect(await createDirectory(world.deps).membersOf('legal')).toEqual(members)
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
