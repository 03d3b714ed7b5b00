import { expect, test } from 'vitest'
import { StoreUnavailable } from '../../../src/app/ports.ts'
import { createWorld } from '../../support/app/world.ts'

test('given an absence that nobody looked at before it was taken back, then what was drawn meanwhile is drawn again', async () => {
  const world = createWorld()
  const request = await world.submitted('ada')
  const { store } = world.deps
  const identity = world.accounts.identity('sec1')
  const away = { identity, words: 'until tomorrow', delegate: world.accounts.identity('sec2') }
  const list = store.list.bind(store)
  store.list = () => Promise.reject(new StoreUnavailable('locked'))
  await world.app.service.goAway({ ...away, dedupeKey: 'away' }).catch(() => {})
  store.list = list
  const redrawn: string[] = []
  const redraw = store.redraw.bind(store)
  store.redraw = (id, ...rest) => {
    redrawn.push(id)
    return redraw(id, ...rest)
  }
  expect(await world.app.service.comeBack({ identity, absence: null, dedupeKey: 'back' })).toMatchObject({
    outcome: 'absence',
  })
  await world.app.availability.look()
  expect(redrawn).toContain(request.id)
})
