/** Every fault that is injected into two replicas on PostgreSQL, by name. */
import { setTimeout as pause } from 'node:timers/promises'
import { skewed } from '../support/process/skewed.ts'
import { killing } from './kills.ts'
import { type CallFate, calm, fair } from './platforms.ts'
import { type Inject, type Part, play, type Row } from './play.ts'
import type { SceneOptions } from './scene.ts'
import type { Fate } from './tap.ts'

export interface Extent {
  readonly kills: number
  /** Replies of PostgreSQL to a commit that are swallowed. */
  readonly answers: number
  readonly restarts: number
  readonly pauses: number
  readonly timers: number
}

/** As often as the promise says. */
export const wholeExtent: Extent = { kills: 1_000, answers: 200, restarts: 10, pauses: 10, timers: 10_000 }

export interface Fault {
  readonly name: string
  /** What is done, in words. */
  readonly about: string
  run(base: SceneOptions, extent: Extent, told: (row: Row) => void): Promise<void>
}

/** How many forms people send while a fault goes on that has no number of its own. */
const forms = 25
/** So many kills share one database: what is checked at the end of each is the whole of it. */
const killsAtOnce = 50
/** Longer than a lease, in milliseconds; see `leaseFor`. */
const standstill = 9_500

const one =
  (
    name: string,
    inject: (extent: Extent) => Inject,
    more: Partial<Parameters<typeof play>[1]> = {},
  ): Fault['run'] =>
  async (base, extent, told) =>
    told(await play(name, { ...base, ...more }, inject(extent)))

async function underWay({ scene }: Part): Promise<void> {
  await scene.moments.next({ moment: 'form', times: 4 }, 30_000)
}
async function untilForms({ scene }: Part, times: number): Promise<void> {
  await scene.moments.next({ moment: 'form', times }, times * 4_000)
}

/** The reply to a commit never arrives: the server never had it, or carried it out and the connection broke or fell silent. */
const swallowing =
  ({ answers }: Extent): Inject =>
  async (part) => {
    const { scene } = part
    await underWay(part)
    let left = answers
    scene.fate = (statement): Fate => {
      const isCommit = statement === 'commit'
      if (!isCommit) return scene.chance.likely(0.01) ? 'lose' : 'pass'
      if (left === 0 || scene.chance.likely(0.4)) return 'pass'
      left -= 1
      const draw = scene.chance.draw()
      return draw < 0.65 ? 'lose' : draw < 0.95 ? 'refuse' : 'silence'
    }
    const until = Date.now() + 30_000 + answers * 3_000
    while (left > 0 && Date.now() < until) await untilForms(part, 3)
    scene.fate = () => 'pass'
    await part.noteStrays()
    return answers - left
  }

const restarting =
  ({ restarts }: Extent): Inject =>
  async (part) => {
    const { scene } = part
    for (let number = 1; number <= restarts; number += 1) {
      await untilForms(part, 3)
      await pause(scene.chance.below(1_500))
      await scene.server.restart()
      await part.noteStrays()
      await part.check(`after restart ${number}`)
      for (const tap of scene.taps) if (scene.chance.likely(0.3)) tap.cut()
    }
    return restarts
  }

/** Paused in the middle of a delivery, and resumed when its lease is over and the other one has taken its work. */
const pausing =
  ({ pauses }: Extent): Inject =>
  async (part) => {
    const { scene } = part
    await underWay(part)
    const occasions = [
      'done claim cards',
      'sql begin delivery',
      'done begin delivery',
      'answer chat.postMessage',
      'sql settle card',
      'sql commit',
      'done claim timers',
    ]
    for (let number = 0; number < pauses; number += 1) {
      const moment = occasions[number % occasions.length] ?? ''
      const held = scene.moments.next({ moment, times: 1 + scene.chance.below(5) }, 6_000)
      await held
      const victim = scene.replicas[scene.subject() ?? 0]
      victim?.pause()
      await part.noteStrays()
      await pause(standstill)
      victim?.resume()
      await pause(400)
      await part.noteStrays()
      await part.check(`after pause ${number + 1}`)
    }
    return pauses
  }

const skewing: Inject = async (part) => {
  await untilForms(part, forms)
  const [first, second] = part.scene.replicas
  for (const replica of [first, second]) {
    await replica?.kill()
    await part.noteStrays()
    await untilForms(part, 5)
    await replica?.start()
  }
  return 2
}

/** Calls to both chats meet this for a while; people go on clicking. */
const troubling =
  (fate: (draw: number) => CallFate, milliseconds: number): Inject =>
  async (part) => {
    const { scene } = part
    await underWay(part)
    const { weather, counts } = scene.platforms
    const before = counts.calls.well
    weather.call = () => fate(scene.chance.draw())
    await pause(milliseconds)
    Object.assign(weather, fair())
    await part.noteStrays()
    const all = Object.values(counts.calls).reduce((sum, number) => sum + number, 0)
    return all - Math.max(before, counts.calls.well)
  }

const deliveringTwice: Inject = async (part) => {
  const { weather, counts } = part.scene.platforms
  Object.assign(weather, { ...calm(), twin: 1, again: 1, heldUp: 400 })
  await untilForms(part, forms)
  return counts.repeated + counts.reordered
}

/** PostgreSQL answers each insert as it does when its disk is full. */
const fillingUp: Inject = async (part) => {
  const { scene } = part
  await scene.books.run(`create function refuse_growth() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
  const times = 5
  for (let number = 1; number <= times; number += 1) {
    await untilForms(part, 3)
    for (const table of ['event', 'card', 'fact'])
      await scene.books.run(
        `create trigger no_room before insert or update on ${table} for each statement execute function refuse_growth()`,
      )
    await pause(2_000)
    await part.noteStrays()
    for (const table of ['event', 'card', 'fact']) await scene.books.run(`drop trigger no_room on ${table}`)
    await part.check(`after full disk ${number}`)
  }
  return times
}

/** The second replica's clock is wrong by so many milliseconds. */
export const secondSkewed = (by: number) => (replica: number) => (replica === 1 ? skewed(by) : {})

export const faults: readonly Fault[] = [
  {
    name: 'kills',
    about: 'kill -9 at random and before and after every named step',
    async run(base, { kills }, told) {
      for (let done = 0; done < kills; done += killsAtOnce) {
        const some = Math.min(killsAtOnce, kills - done)
        const seed = base.seed + done / killsAtOnce
        told(await play(`kills ${done + 1}-${done + some}`, { ...base, seed }, killing({ kills: some })))
      }
    },
  },
  { name: 'answers', about: 'replies of PostgreSQL to commits swallowed', run: one('answers', swallowing) },
  { name: 'restarts', about: 'PostgreSQL crashed and started again', run: one('restarts', restarting) },
  { name: 'pauses', about: 'a replica paused and resumed past its lease', run: one('pauses', pausing) },
  {
    name: 'ahead',
    about: 'one replica’s clock 45 s ahead, each killed once',
    run: one('ahead', () => skewing, {
      environment: secondSkewed(45_000),
    }),
  },
  {
    name: 'behind',
    about: 'one replica’s clock 45 s behind, each killed once',
    run: one('behind', () => skewing, {
      environment: secondSkewed(-45_000),
    }),
  },
  {
    name: 'hanging',
    about: 'Slack and Teams do not answer, having done what was asked or not',
    run: one(
      'hanging',
      () => troubling((draw) => (draw < 0.2 ? 'hanging' : draw < 0.35 ? 'mute' : 'well'), 15_000),
      {
        rightWithin: 40_000,
      },
    ),
  },
  {
    name: 'broken',
    about: 'connections to Slack and Teams break after they did what was asked',
    run: one('broken', () => troubling((draw) => (draw < 0.3 ? 'lost' : 'well'), 15_000), {
      rightWithin: 40_000,
    }),
  },
  {
    name: 'storm',
    about: 'Slack and Teams answer 429',
    run: one('storm', () => troubling((draw) => (draw < 0.8 ? 'throttled' : 'well'), 15_000), {
      pardoned: /"code":"(ratelimited|TooManyRequests|Http429)"/,
      rightWithin: 40_000,
    }),
  },
  {
    name: 'deliveries',
    about: 'every delivery twice at once, once more later, and out of order',
    run: one('deliveries', () => deliveringTwice),
  },
  {
    name: 'full',
    about: 'PostgreSQL has no room',
    run: one('full', () => fillingUp, { pardoned: /"code":"(store_full|full)"/, rightWithin: 40_000 }),
  },
]
