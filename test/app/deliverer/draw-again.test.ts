import { expect, test } from 'vitest'
import { cardAt, verbsAt } from '../../support/app/screens.ts'
import { createWorld } from '../../support/app/world.ts'
import { groupPolicy, policy } from '../../support/domain/build.ts'
import { minute } from '../../support/domain/calendar.ts'

const independent = policy({
  groups: { security: groupPolicy({ quorum: 2 }), legal: groupPolicy() },
  independentVotes: true,
  undo: { within: { unit: 'elapsed', milliseconds: minute } },
})

test('given the time to undo ends while a card is on its way, when it has arrived, then it is drawn again', async () => {
  const world = createWorld({ organisation: { policy: independent } })
  const request = await world.submitted('ada')
  await world.approve('sec1', request, 'security')
  const own = world.chat.messages.find(({ place }) => place === '@sec1')?.cardId
  const onItsWay = (card: string) => {
    if (card === own) world.deps.clock.advance(1)
    return null
  }
  world.chat.trouble(onItsWay, onItsWay, onItsWay, onItsWay)
  world.deps.clock.advance(minute - 1)
  await world.settle()
  await world.settle()
  expect(verbsAt(world.chat, '@sec1')).not.toContain('undo')
  const legal = cardAt(world.chat, '@sec1').positions.find(({ group }) => group === 'legal')
  expect(legal?.state).toBe('pending')
})
