import { expect, test } from 'vitest'
import { CommitContention } from '../../../src/app/faults.ts'
import { joinPeople } from '../../../src/app/people/join.ts'
import type { People } from '../../../src/app/ports.ts'
import { createApp } from '../../../src/app/runner.ts'
import { createWorld, type World } from '../../support/app/world.ts'

const as = (world: World, user: string) => ({ identity: world.accounts.identity(user) })

/** Another process over the same database, in which something else happens right before the first choice is written. */
function interrupted(world: World, happens: () => Promise<unknown>, times = 1) {
  let left = times
  const people: People = {
    ...world.deps.people,
    async savePreferences(...choice) {
      left -= 1
      if (left >= 0) await happens()
      return world.deps.people.savePreferences(...choice)
    },
  }
  return createApp({ ...world.deps, people }).service
}

const personOf = async (world: World, user: string) => {
  const found = await world.app.directory.personOf(world.accounts.identity(user))
  if (!found.ok) throw new Error(found.refusal.code)
  return found.person
}

test('given somebody who chooses two things at the same moment, which two processes are told, then both are kept', async () => {
  const world = createWorld()
  const { id } = await personOf(world, 'sec1')
  const { chooseLanguage, prefer } = world.app.service
  const hours = interrupted(world, () => chooseLanguage({ ...as(world, 'sec1'), locale: 'de' }))
  await hours.prefer({ ...as(world, 'sec1'), wish: { about: 'hours', text: '9-15' } })
  const language = interrupted(world, () =>
    prefer({ ...as(world, 'sec1'), wish: { about: 'digest', text: '10:00' } }),
  )
  await language.chooseLanguage({ ...as(world, 'sec1'), locale: 'en' })
  expect(await world.deps.people.preferencesOf(id)).toEqual({
    hours: { from: 540, to: 900 },
    digest: 600,
    locale: 'en',
  })
})

test('given two accounts that were joined, when a choice of the second is given back while something else is chosen, then it does not come back', async () => {
  const world = createWorld()
  const [kept, other] = [await personOf(world, 'sec1'), await personOf(world, 'eve')]
  const { prefer } = world.app.service
  await prefer({ ...as(world, 'eve'), wish: { about: 'digest', text: '10:00' } })
  await prefer({ ...as(world, 'sec1'), wish: { about: 'hours', text: '9-15' } })
  await joinPeople(kept, other, { operator: 'root', because: 'one human' }, world.deps)
  const language = interrupted(world, () =>
    prefer({ ...as(world, 'eve'), wish: { about: 'digest', text: 'off' } }),
  )
  await language.chooseLanguage({ ...as(world, 'sec1'), locale: 'de' })
  const chosen = await Promise.all([kept, other].map(({ id }) => world.deps.people.preferencesOf(id)))
  expect(chosen).toEqual([{ hours: { from: 540, to: 900 }, locale: 'de' }, {}])
})

test('given choices that others overtake again and again, then it ends as a fault, and nothing of theirs is lost', async () => {
  const world = createWorld()
  const { id } = await personOf(world, 'sec1')
  let hour = 0
  const others = () => {
    hour += 1
    return world.app.service.prefer({ ...as(world, 'sec1'), wish: { about: 'digest', text: `${hour}:00` } })
  }
  const choice = interrupted(world, others, 20).chooseLanguage({ ...as(world, 'sec1'), locale: 'de' })
  await expect(choice).rejects.toThrow(CommitContention)
  expect(await world.deps.people.preferencesOf(id)).toEqual({ digest: hour * 60 })
})
