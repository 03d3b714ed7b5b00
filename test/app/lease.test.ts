import { expect, test } from 'vitest'
import type { Deps } from '../../src/app/deps.ts'
import { createApp } from '../../src/app/runner.ts'
import { RecordingChat } from '../support/app/recording-chat.ts'
import { createWorld, type World } from '../support/app/world.ts'
import { ManualClock } from '../support/clock.ts'
import { hour } from '../support/domain/calendar.ts'

const second = 1_000
const never = () => new Promise<never>(() => {})

/** Another process over the same database, with a clock of its own that shows the same. */
function anotherProcess(world: World, parts: Partial<Deps> = {}) {
  const clock = new ManualClock(world.deps.clock.now())
  return { clock, ...createApp({ ...world.deps, clock, ...parts }) }
}

/** Lets promises that are ready go on until `condition` holds; fails the test when they never get there. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 10_000; turn++) {
    if (await condition()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error('it never happened')
}

/** Moves the clock on as a slow minute does, and lets whoever wakes finish before the next step. */
async function slowly(clock: ManualClock, milliseconds: number, step: () => Promise<void>): Promise<void> {
  for (let gone = 0; gone < milliseconds; gone += second) {
    const before = clock.sleepers
    clock.advance(second)
    if (before.some((at) => at <= clock.now())) await until(() => clock.sleepers.length === before.length)
    await step()
  }
}

test('given a process that died with cards in hand, then ten seconds later the next one has drawn them all', async () => {
  const world = createWorld()
  const stuck = new RecordingChat()
  stuck.deliver = never
  const dead = anotherProcess(world, { chats: [stuck] })
  await world.ask('ada')
  void dead.deliverer.settleAll()
  await until(() => dead.clock.sleepers.length === 1)
  await world.app.deliverer.settleAll()
  expect(world.chat.messages).toEqual([])
  world.deps.clock.advance(10 * second)
  await world.app.deliverer.settleAll()
  expect(world.chat.messages).toHaveLength(4)
})

test('given a delivery that takes a minute, then no other process takes its cards meanwhile', async () => {
  const world = createWorld()
  const other = anotherProcess(world)
  await world.ask('ada')
  const deliver = world.chat.deliver.bind(world.chat)
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  world.chat.deliver = async (delivery) => {
    await answered
    return deliver(delivery)
  }
  const settled = world.app.deliverer.settleAll()
  await until(() => world.deps.clock.sleepers.length === 1)
  await slowly(world.deps.clock, 60 * second, async () => {
    other.clock.set(world.deps.clock.now())
    expect(await other.deliverer.settleAll()).toBe(0)
  })
  answer()
  expect(await settled).toBe(4)
  expect(world.chat.calls).toHaveLength(4)
  expect(world.deps.clock.sleepers).toEqual([])
})

/** A process that took cards, and stood still before it looked at the first until another one had taken them over. */
async function standingStill(world: World) {
  const goingOn = Promise.withResolvers<void>()
  const { read } = world.deps.store
  const still = anotherProcess(world, {
    store: {
      ...world.deps.store,
      async read(request) {
        await goingOn.promise
        return read(request)
      },
    },
  })
  await world.ask('ada')
  const settled = still.deliverer.settleAll()
  await until(() => still.clock.sleepers.length === 1)
  world.deps.clock.advance(10 * second)
  await world.app.deliverer.settleAll()
  return { still, settled, goesOn: () => goingOn.resolve() }
}

test('given a process that stood still with cards in hand, then it posts none that another one has taken over', async () => {
  const world = createWorld()
  const { still, settled, goesOn } = await standingStill(world)
  still.clock.set(world.deps.clock.now())
  goesOn()
  await settled
  expect(world.chat.calls).toHaveLength(4)
})

test('given a process whose clock is behind, so that it believes its lease lasts, then it posts no card that another one has taken over', async () => {
  const world = createWorld()
  const { settled, goesOn } = await standingStill(world)
  const [{ request } = { request: '' }] = await world.deps.store.list({ by: 'updated', limit: 9 })
  const shown = await world.deps.store.cardsOf(request)
  goesOn()
  await settled
  expect(world.chat.calls).toHaveLength(4)
  expect(shown).toHaveLength(4)
  expect(await world.deps.store.cardsOf(request)).toEqual(shown)
})

test('given a process that died with due requests in hand, then time passes for them ten seconds later', async () => {
  const world = createWorld()
  const request = await world.submitted('ada')
  world.deps.clock.advance(8 * hour)
  const dead = anotherProcess(world, { store: { ...world.deps.store, read: never } })
  void dead.timers.runDue()
  await until(() => dead.clock.sleepers.length === 1)
  await world.app.timers.runDue()
  expect((await world.load(request.id)).status).toBe('in_review')
  world.deps.clock.advance(10 * second)
  await world.app.timers.runDue()
  expect((await world.load(request.id)).status).toBe('deadlocked')
})

test('given requests that take a minute to go on, then no other process takes them meanwhile', async () => {
  const world = createWorld()
  await world.submitted('ada')
  await world.submitted('ada')
  world.deps.clock.advance(8 * hour)
  const slow = anotherProcess(world, { store: { ...world.deps.store, read: never } })
  void slow.timers.runDue()
  await until(() => slow.clock.sleepers.length === 1)
  await slowly(slow.clock, 60 * second, async () => {
    world.deps.clock.set(slow.clock.now())
    expect(await world.app.timers.runDue()).toBe(0)
  })
})

test('given a renewal that fails once, then it is logged by its code, and the cards stay taken', async () => {
  const world = createWorld()
  const { renewCards } = world.deps.store
  let failures = 1
  const stuck = new RecordingChat()
  stuck.deliver = never
  const slow = anotherProcess(world, {
    chats: [stuck],
    store: {
      ...world.deps.store,
      renewCards: (query) => (failures-- > 0 ? Promise.reject(new Error('locked')) : renewCards(query)),
    },
  })
  await world.ask('ada')
  void slow.deliverer.settleAll()
  await until(() => slow.clock.sleepers.length === 1)
  await slowly(slow.clock, 20 * second, async () => {
    world.deps.clock.set(slow.clock.now())
    expect(await world.app.deliverer.settleAll()).toBe(0)
  })
  expect(world.logged.filter(({ message }) => message === 'lease not renewed')).toHaveLength(1)
})
