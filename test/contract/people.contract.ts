import { expect, test } from 'vitest'
import type { Identity, PersonRecord } from '../../src/app/ports.ts'
import type { Preferences } from '../../src/domain/person/preferences.ts'
import { type CreateDatabase, givenDatabase } from './database.ts'

const slack: Identity = { platform: 'slack', tenant: 'T1', user: 'U1' }
const teams: Identity = { platform: 'teams', tenant: 'T1', user: 'U1' }
const ada: PersonRecord = {
  id: 'p1',
  name: 'Ada Łovelace 👩‍💻',
  email: 'ada@example.com',
  locale: 'de',
  timezone: 'Europe/Berlin',
  standing: 'active',
  identities: [teams, slack],
}
const ben: PersonRecord = {
  id: 'p2',
  name: 'Ben',
  email: null,
  locale: 'en',
  timezone: null,
  standing: 'guest',
  identities: [{ ...slack, user: 'U2' }],
}

/** Everything that `People` of `src/app/ports.ts` promises. */
export function peopleContract(create: CreateDatabase): void {
  const given = givenDatabase(create)

  test('given people, then they are found by id, account and address, also after a restart', async () => {
    await given.people.save(ada, null)
    await given.people.save(ben, null)
    const { people } = await given.reopen()
    expect(await people.byId('p1')).toEqual(ada)
    expect(await people.byIdentity(slack)).toEqual(ada)
    expect(await people.byIdentity(teams)).toEqual(ada)
    expect(await people.byEmail('ada@example.com')).toEqual(ada)
    expect(await people.byIdentity({ ...slack, user: 'U2' })).toEqual(ben)
  })

  test('given several processes that see a person for the first time at once, then one of them adds them', async () => {
    const sightings: readonly PersonRecord[] = [
      ada,
      { ...ada, id: 'p3', identities: [slack] },
      { ...ada, id: 'p4', email: null },
      { ...ada, id: 'p5', identities: [teams] },
    ]
    const connections = await Promise.all(sightings.map(() => given.connect()))
    const added = await Promise.all(
      sightings.map((sighting, index) => connections[index]?.people.add(sighting)),
    )
    const first = sightings.filter((_, index) => added[index] === true)
    expect(first).toHaveLength(1)
    const there = await Promise.all(sightings.map(({ id }) => given.people.byId(id)))
    expect(there.filter((record) => record !== null)).toEqual(first)
  })

  test.each([
    ['the id', { ...ben, id: 'p1' }],
    ['an account', { ...ben, identities: [{ ...slack, user: 'U9' }, slack] }],
    ['the address', { ...ben, email: 'ada@example.com' }],
  ])('given somebody with %s, when a person is added, then nothing changes', async (_, other) => {
    expect(await given.people.add(ada)).toBe(true)
    expect(await given.people.add(other)).toBe(false)
    expect(await given.people.byId('p1')).toEqual(ada)
    expect(await given.people.byId('p2')).toBeNull()
    expect(await given.people.byIdentity({ ...slack, user: 'U9' })).toBeNull()
    expect(await given.people.add(ben)).toBe(true)
    expect(await given.people.byId('p2')).toEqual(ben)
  })

  test('given nobody of that kind, then nobody is found', async () => {
    await given.people.save(ben, null)
    expect(await given.people.byId('p1')).toBeNull()
    expect(await given.people.byIdentity({ ...slack, user: 'U2', tenant: 'T2' })).toBeNull()
    expect(await given.people.byEmail('ben@example.com')).toBeNull()
  })

  test('given a person who changed, then everything known is replaced', async () => {
    await given.people.save(ada, null)
    const changed: PersonRecord = { ...ben, id: 'p1', identities: [slack] }
    await given.people.save(changed, ada)
    expect(await given.people.byId('p1')).toEqual(changed)
    expect(await given.people.byEmail('ada@example.com')).toBeNull()
    expect(await given.people.byIdentity(teams)).toBeNull()
  })

  test('given two who change one person at the same moment, then what the first said is not lost', async () => {
    await given.people.save(ada, null)
    const joined = { ...ada, identities: [...ada.identities, { ...slack, user: 'U3' }] }
    const renamed = { ...ada, name: 'Ada L.' }
    const changes = [joined, renamed, { ...ada, email: null }]
    const connections = await Promise.all(changes.map(() => given.connect()))
    const saved = await Promise.all(
      changes.map((change, index) => connections[index]?.people.save(change, ada)),
    )
    const first = changes.filter((_, index) => saved[index] === true)
    expect(first).toHaveLength(1)
    expect(await given.people.byId('p1')).toEqual(first[0])
  })

  test.each([
    ['as it never was', { ...ada, name: 'Eve' }],
    ['with its accounts in another order', { ...ada, identities: ada.identities.toReversed() }],
    ['as not there', null],
  ])(
    'given a record that is taken for another, %s, when it is saved, then nothing changes',
    async (_, before) => {
      await given.people.save(ada, null)
      expect(await given.people.save({ ...ada, standing: 'guest', identities: [] }, before)).toBe(false)
      expect(await given.people.byId('p1')).toEqual(ada)
      expect(await given.people.save(ben, ben)).toBe(false)
      expect(await given.people.byId('p2')).toBeNull()
    },
  )

  test('given what somebody chose, then it is kept, also when the platform tells of changes, and replaced as a whole', async () => {
    await given.people.save(ada, null)
    const both = { digest: 540, hours: { from: 600, to: 960 } }
    expect(await given.people.preferencesOf('p1')).toEqual({})
    await given.people.savePreferences('p1', both, {})
    await given.people.save({ ...ada, name: 'Ada L.' }, ada)
    const { people } = await given.reopen()
    expect(await people.preferencesOf('p1')).toEqual(both)
    await people.savePreferences('p1', { digest: 0 }, both)
    expect(await people.preferencesOf('p1')).toEqual({ digest: 0 })
    expect(await people.preferencesOf('nobody')).toEqual({})
  })

  test.each([
    ['chose before', { digest: 540 } as const],
    ['chose nothing before', {}],
    ['gave everything back before', null],
  ])(
    'given somebody who %s, when several processes save a choice at once, then one of them does, and no other',
    async (_, before) => {
      await given.people.save(ada, null)
      if (before === null) {
        expect(await given.people.savePreferences('p1', { digest: 540 }, {})).toBe(true)
        expect(await given.people.savePreferences('p1', {}, { digest: 540 })).toBe(true)
      } else expect(await given.people.savePreferences('p1', before, {})).toBe(true)
      const was = before ?? {}
      const choices = (['en', 'de', 'en'] as const).map((locale, index) => ({
        ...was,
        locale,
        digest: index,
      }))
      const connections = await Promise.all(choices.map(() => given.connect()))
      const saved = await Promise.all(
        choices.map((choice, index) => connections[index]?.people.savePreferences('p1', choice, was)),
      )
      const first = choices.filter((_choice, index) => saved[index] === true)
      expect(first).toHaveLength(1)
      expect(await given.people.preferencesOf('p1')).toEqual(first[0])
      expect(await given.people.savePreferences('p1', {}, was)).toBe(false)
      expect(await given.people.preferencesOf('p1')).toEqual(first[0])
    },
  )

  test('given choices of two people that become those of one, then that happens for both or for none', async () => {
    await given.people.save(ada, null)
    await given.people.save(ben, null)
    const [early, late] = [{ digest: 540 }, { digest: 600 }]
    const all = { locale: 'de', digest: 540 } as const
    await given.people.savePreferences('p2', early, {})
    const chosen = async () => [
      await given.people.preferencesOf('p1'),
      await given.people.preferencesOf('p2'),
    ]
    const move = (before: Preferences, theirs: Preferences) =>
      given.people.savePreferences('p1', all, before, [{ person: 'p2', chosen: theirs }])
    expect([await move({}, late), await move(late, early), await chosen()]).toEqual([
      false,
      false,
      [{}, early],
    ])
    const { people: other } = await given.connect()
    const moved = await Promise.all([
      move({}, early),
      other.savePreferences('p1', late, {}, [{ person: 'p2', chosen: early }]),
    ])
    expect(moved.toSorted()).toEqual([false, true])
    expect(await chosen()).toEqual([moved[0] ? all : late, {}])
  })

  test('given an account that turns out to be somebody else, then it points to that person from now on', async () => {
    await given.people.save(ada, null)
    await given.people.save({ ...ben, identities: [slack, { ...slack, user: 'U2' }] }, null)
    expect((await given.people.byIdentity(slack))?.id).toBe('p2')
    expect((await given.people.byId('p1'))?.identities).toEqual([teams])
  })
}
