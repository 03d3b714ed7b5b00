import { expect, test } from 'vitest'
import { fieldIds } from '../../../src/view/forms.ts'
import { email } from '../../support/app/organisation.ts'
import { noticesAt, placesOf } from '../../support/app/screens.ts'
import { text, typedPost, typedReason, typedRejection } from '../../support/app/typed.ts'
import { createWorld, type World } from '../../support/app/world.ts'
import { day, hour } from '../../support/domain/calendar.ts'

const chain = [
  { members: [email('cmo'), email('cfo')], delegates: [email('eve')] },
  { members: [email('ceo')] },
]

function worldWithChain(): World {
  const world = createWorld({ organisation: { executives: chain } })
  world.accounts.account('cfo')
  return world
}

async function conflict(world: World) {
  const request = await world.submitted('ada')
  await world.fill('sec1', 'reject', request, typedRejection, { subject: 'security' })
  await world.approve('legal1', request, 'legal')
  await world.settle()
  return world.load(request.id)
}

const executives = (world: World) =>
  placesOf(world.chat).filter((place) => ['@cmo', '@cfo', '@ceo', '@eve'].includes(place))

test('given an executive who is away, when a request comes to their level, then their delegate hears of it, and nobody of the chain before', async () => {
  const world = worldWithChain()
  for (const user of ['cmo', 'eve']) await world.app.directory.personOf(world.accounts.identity(user))
  const said = await world.app.service.goAway({
    identity: world.accounts.identity('cmo'),
    words: 'until Friday',
    delegate: world.accounts.identity('eve'),
    dedupeKey: 'away',
  })
  expect(said).toMatchObject({ outcome: 'absence' })
  await conflict(world)
  expect(executives(world)).toEqual([])
  await world.later(8 * hour)
  expect(executives(world)).toEqual(['@cfo', '@eve'])
  await world.later(8 * hour)
  expect(executives(world)).toEqual(['@ceo', '@cfo', '@eve'])
})

test('given a brief that could not be delivered yet, when another executive rules first, then it is not sent any more', async () => {
  const world = worldWithChain()
  const request = await conflict(world)
  world.deps.clock.advance(8 * hour)
  await world.app.timers.runDue()
  expect(await world.fill('cmo', 'rule_approve', request, typedReason)).toMatchObject({ outcome: 'done' })
  await world.settle()
  expect((await world.load(request.id)).status).toBe('approved')
  expect(executives(world)).toEqual([])
})

test('given a request that an executive sent back, when it comes to them again, then they have a message that rings', async () => {
  const world = worldWithChain()
  const request = await conflict(world)
  await world.later(8 * hour)
  await world.fill('cmo', 'rule_send_back', request, typedReason)
  await world.settle()
  expect(noticesAt(world.chat, '@cmo')).toEqual([])
  const changed = typedPost({ [fieldIds.text]: text('Hall 5') })
  await world.fill('ada', 'revise', await world.load(request.id), changed)
  // Nobody decides: the review ends, and then the mediation of it.
  await world.later(day)
  await world.later(day)
  expect((await world.load(request.id)).status).toBe('escalated')
  const [again] = noticesAt(world.chat, '@cmo')
  expect(again?.headline).toContain('needs your ruling')
})
