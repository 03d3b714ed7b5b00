import { expect, test } from 'vitest'
import type { Deps } from '../../src/app/deps.ts'
import type { Chat, Errand } from '../../src/app/ports.ts'
import { createApp } from '../../src/app/runner.ts'
import { RecordingChat } from '../support/app/recording-chat.ts'
import { createWorld, type World } from '../support/app/world.ts'
import { ManualClock } from '../support/clock.ts'

const second = 1_000

/** Another process over the same database, with a clock of its own that shows the same. */
function anotherProcess(world: World, parts: Partial<Deps>) {
  const clock = new ManualClock(world.deps.clock.now())
  return { clock, ...createApp({ ...world.deps, clock, ...parts }) }
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000; turn++) {
    if (condition()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error('it never happened')
}

type Told = Errand['type']

/** A chat that says by whom it was told what. */
const chatOf = (told: Told[], answer: () => Promise<void> = async () => {}): Chat => {
  const tell = async (type: Told) => {
    told.push(type)
    await answer()
    return { outcome: 'delivered', reference: `m-${type}` } as const
  }
  return Object.assign(new RecordingChat(), {
    offerDraft: () => tell('offer'),
    completeStep: () => tell('complete'),
    deliverDigest: () => tell('digest'),
  })
}

/** A world in which one errand of every type is due. */
async function createBusyWorld() {
  const world = createWorld()
  const { service } = world.app
  await world.submitted('ada')
  await service.prefer({
    identity: world.accounts.identity('sec1'),
    wish: { about: 'digest', text: '10:00' },
  })
  world.deps.clock.advance(3 * 3_600_000)
  await service.proposeDraft({
    email: 'ada@example.com',
    kind: 'post',
    text: 'A plan',
    link: null,
    tool: 'planner',
  })
  await world.deps.store.addErrand(
    { id: 'complete:1', type: 'complete', draft: '', owner: '', subject: '1', reason: 'guest' },
    world.deps.clock.now(),
  )
  return world
}

/** A process that stands still right after it has taken everything that is due. */
function standingStill(world: World, told: Told[]) {
  const goOn = Promise.withResolvers<void>()
  const { claimErrands } = world.deps.store
  const taken: string[] = []
  const process = anotherProcess(world, {
    chats: [chatOf(told)],
    store: {
      ...world.deps.store,
      async claimErrands(query) {
        const errands = await claimErrands(query)
        taken.push(...errands.map(({ id }) => id))
        await goOn.promise
        return errands
      },
    },
  })
  return { ...process, taken, goOn: goOn.resolve }
}

test.each([
  { about: 'that stood still past its lease', itsClock: 'right' },
  { about: 'whose clock is behind, so that it believes its lease lasts', itsClock: 'behind' },
])('given a process $about, then it tells nobody what another one has told', async ({ itsClock }) => {
  const world = await createBusyWorld()
  const [late, told]: Told[][] = [[], []]
  const slow = standingStill(world, late ?? [])
  const quick = anotherProcess(world, { chats: [chatOf(told ?? [])] })
  const settled = slow.deliverer.settleAll()
  await until(() => slow.taken.length > 0)
  await quick.deliverer.settleAll()
  expect(told).toEqual([])
  quick.clock.advance(10 * second)
  await quick.deliverer.settleAll()
  if (itsClock === 'right') slow.clock.set(quick.clock.now())
  slow.goOn()
  await settled
  expect(slow.taken).toHaveLength(3)
  expect([late, told?.toSorted()]).toEqual([[], ['complete', 'digest', 'offer']])
})

test('given a message about a draft that takes a minute, then no other process sends it as well', async () => {
  const world = await createBusyWorld()
  const [slowly, told]: Told[][] = [[], []]
  const answered = Promise.withResolvers<void>()
  const slow = anotherProcess(world, { chats: [chatOf(slowly ?? [], () => answered.promise)] })
  const quick = anotherProcess(world, { chats: [chatOf(told ?? [])] })
  const settled = slow.deliverer.settleAll()
  await until(() => (slowly ?? []).length === 1)
  for (let gone = 0; gone < 60; gone += 2) {
    const [next] = slow.clock.sleepers
    slow.clock.set(Math.max(slow.clock.now() + 2 * second, next ?? 0))
    await until(() => slow.clock.sleepers.some((at) => at > slow.clock.now()))
    quick.clock.set(slow.clock.now())
    await quick.deliverer.settleAll()
  }
  expect(told).toEqual([])
  answered.resolve()
  await settled
  expect(slowly?.toSorted()).toEqual(['complete', 'digest', 'offer'])
})
