import { describe, expect, test } from 'vitest'
import { StoreUnavailable } from '../../src/app/ports.ts'
import { cardAt } from '../support/app/screens.ts'
import { createWorld } from '../support/app/world.ts'
import { groupPolicy, policy } from '../support/domain/build.ts'
import { hour, minute } from '../support/domain/calendar.ts'

/** Lets promises that are ready go on until `condition` holds; fails the test when they never get there. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 10_000; turn++) {
    if (await condition()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error('it never happened')
}

describe('given running loops', () => {
  test('when somebody submits, then the cards come at once, and the reminder by the clock', async () => {
    const world = createWorld()
    world.app.start()
    await world.ask('ada')
    await until(() => world.chat.messages.length === 4)
    await until(() => world.deps.clock.sleepers.length === 2)
    world.deps.clock.advance(4 * hour)
    await until(() => world.chat.messages.length === 7)
    await world.app.stop()
    expect(world.deps.clock.sleepers).toEqual([])
  })

  test('when the database is locked for a while, then it is logged, waited for, and gone on', async () => {
    const world = createWorld()
    await world.submitted('ada')
    const { store, clock } = world.deps
    const claimDue = store.claimDue.bind(store)
    let refusals = 3
    store.claimDue = (query) =>
      refusals-- > 0 ? Promise.reject(new StoreUnavailable('locked')) : claimDue(query)
    clock.advance(4 * hour)
    world.app.start()
    await until(() => {
      clock.advance(1_000)
      return world.chat.messages.length === 7
    })
    await world.app.stop()
    const pauses = world.logged.filter(({ message }) => message === 'timers interrupted')
    expect(pauses.map(({ fields }) => fields)).toEqual([
      { code: 'store_locked', pauseMs: 1_000 },
      { code: 'store_locked', pauseMs: 2_000 },
      { code: 'store_locked', pauseMs: 4_000 },
    ])
  })
})

describe('given a hundred cards to deliver', () => {
  test('when the program is stopped, then it finishes what it is sending, and the next one has the rest at once', async () => {
    const world = createWorld()
    for (let round = 0; round < 25; round++) await world.ask('ada')
    const deliver = world.chat.deliver.bind(world.chat)
    let stopped: Promise<void> | undefined
    world.chat.deliver = (delivery) => {
      stopped ??= world.app.deliverer.stop()
      return deliver(delivery)
    }
    world.app.deliverer.start()
    await until(() => stopped !== undefined)
    await stopped
    expect(world.chat.messages.length).toBeLessThanOrEqual(4)
    await world.settle()
    expect(world.chat.messages).toHaveLength(100)
  })
})

describe('given a clock that was a day ahead and is set right', () => {
  test('when somebody decides then, then people see it at once and not a day later', async () => {
    const world = createWorld()
    const right = world.deps.clock.now()
    world.deps.clock.advance(24 * hour)
    const request = await world.submitted('ada')
    world.deps.clock.set(right + 60_000)
    await world.fill('ada', 'withdraw', request, {})
    await world.settle()
    expect(cardAt(world.chat, '@sec1').version).toBe(2)
  })
})

describe('given one request that cannot be read', () => {
  test('when time passes, then the others go on and it is tried again later', async () => {
    const world = createWorld()
    const poisoned = await world.submitted('ada')
    const healthy = await world.submitted('ada')
    const { store, clock } = world.deps
    const read = store.read.bind(store)
    store.read = (id) => (id === poisoned.id ? Promise.reject(new Error('malformed event')) : read(id))
    clock.advance(8 * hour)
    await world.app.timers.runDue()
    expect((await world.load(healthy.id)).status).toBe('deadlocked')
    expect(JSON.stringify(world.logged)).not.toContain('malformed event')
    store.read = read
    clock.advance(60_000)
    await world.app.timers.runDue()
    expect((await world.load(poisoned.id)).status).toBe('deadlocked')
  })
})

describe('given a reviewer who takes a decision back while everybody of their group counts as away', () => {
  const start = async () => {
    const forgiving = policy({
      groups: { security: groupPolicy(), legal: groupPolicy() },
      undo: { within: { unit: 'elapsed', milliseconds: minute } },
    })
    const world = createWorld({ organisation: { policy: forgiving } })
    const request = await world.submitted('ada')
    await world.approve('sec1', request, 'security')
    for (const user of ['sec1', 'sec2'])
      expect(
        await world.app.service.goAway({
          identity: world.accounts.identity(user),
          words: 'until Friday',
          delegate: null,
          dedupeKey: `${user} is away`,
        }),
      ).toMatchObject({ outcome: 'absence' })
    await world.later(minute / 2)
    const decided = await world.load(request.id)
    const act = String(decided.undoable?.act)
    expect(await world.click('sec1', 'undo', decided, { subject: act })).toMatchObject({ outcome: 'done' })
    await world.later(0)
    return { world, request }
  }

  test('when they decide otherwise, then that counts: they are there', async () => {
    const { world, request } = await start()
    expect(await world.approve('sec1', request, 'security')).toMatchObject({ outcome: 'done' })
    expect((await world.load(request.id)).status).toBe('in_review')
  })

  test('when they do not, then an executive is asked soon, and not only when the time to respond is over', async () => {
    const { world, request } = await start()
    expect((await world.load(request.id)).status).toBe('in_review')
    for (let gone = 0; gone < 12; gone += 1) await world.later(minute)
    expect((await world.load(request.id)).status).toBe('escalated')
  })
})
