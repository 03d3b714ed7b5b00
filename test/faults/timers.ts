/** Ten thousand timers over two processes that are killed again and again: each fires once, and never before its time. */
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openPostgresStore } from '../../adapters/store-postgres/open.ts'
import { fold } from '../../src/app/load.ts'
import type { Store, StoredEvent } from '../../src/app/ports.ts'
import { createApp } from '../../src/app/runner.ts'
import { summaryOf } from '../../src/app/summary.ts'
import { nextDueAt } from '../../src/domain/request/queries.ts'
import { typedPost } from '../support/app/typed.ts'
import { ManualClock } from '../support/clock.ts'
import { CountingIds } from '../support/ids.ts'
import { chanceOf } from '../support/process/chance.ts'
import type { Ledger } from '../support/process/ledger.ts'
import { streamsOf } from '../support/process/ledger.ts'
import { type Program, startProgram } from '../support/process/program.ts'
import { type Books, openBooks } from './books.ts'
import { firingsOf } from './checks.ts'
import type { Fault } from './faults.ts'
import type { Row } from './play.ts'
import type { SceneOptions } from './scene.ts'
import { respondWithin, timerHouse } from './timer-house.ts'

/** They are due within so many milliseconds, evenly, from so many on. */
const spread = 60_000
const ahead = 20_000
/** How long firing may go on after the last one was due, in milliseconds. A hang must end. */
const patience = 300_000
const program = fileURLToPath(new URL('./timer-process.ts', import.meta.url))

export const timerFault: Fault = {
  name: 'timers',
  about: '10,000 timers over two processes, each killed again and again',
  run: async (base, extent, told) => told(await fireAll(base, extent.timers)),
}

async function fireAll({ seed, server }: SceneOptions, count: number): Promise<Row> {
  const chance = chanceOf(seed)
  const name = `timers_${seed}_${Date.now().toString(36)}`
  const administrator = openBooks(server.url)
  await administrator.run(`create database ${name}`)
  const address = new URL(server.url)
  address.pathname = `/${name}`
  const books = openBooks(address.href)
  const lives: Program[] = []
  const start = () => {
    const life = startProgram([address.href], {}, process.cwd(), program)
    lives.push(life)
    return life
  }
  try {
    const from = await plant(address.href, count)
    const running = [start(), start()]
    let kills = 0
    while (Date.now() < from + spread) {
      const victim = chance.below(2)
      // It has begun: a process that is killed while it starts has no timer in hand.
      await running[victim]?.printed(/the timers run/)
      await pause(200 + chance.below(4_000))
      running[victim]?.signal('SIGKILL')
      kills += 1
      running[victim] = start()
    }
    await allFired(books, count)
    for (const life of running) life.signal('SIGTERM')
    await Promise.all(lives.map(({ ended }) => ended))
    return rowOf(await books.read(), {
      seed,
      count,
      kills,
      complaints: lives.map(({ output }) => output.stderr),
    })
  } finally {
    for (const life of lives) life.signal('SIGKILL')
    await Promise.all(lives.map(({ ended }) => ended))
    await administrator.run(`drop database ${name} with (force)`)
  }
}

/** One request is asked for as people do; the others are the same with ids, numbers and times of their own. */
async function plant(url: string, count: number): Promise<number> {
  const database = await openPostgresStore({ url })
  const { store, people, blobs } = database
  const at = 1_900_000_000_000
  const ids = new CountingIds()
  const house = timerHouse()
  const app = createApp({ ...house, store, people, blobs, clock: new ManualClock(at), ids })
  const identity = { platform: 'slack', tenant: 'T1', user: 'ada' } as const
  const purpose = { type: 'compose', kind: 'post' } as const
  const answer = await app.service.submit({ identity, purpose, values: typedPost(), dedupeKey: 'the-first' })
  if (answer.outcome !== 'done') throw new Error(`not submitted: ${JSON.stringify(answer)}`)
  const history = await store.read(answer.request)
  await app.stop()
  const from = Date.now() + ahead
  const numbers = Array.from({ length: count }, (_, index) => index)
  const commitNext = async (): Promise<void> => {
    for (let index = numbers.pop(); index !== undefined; index = numbers.pop())
      await copy(
        store,
        history,
        `timer-${index}`,
        from - respondWithin + Math.floor((index * spread) / count) - at,
      )
  }
  await Promise.all(Array.from({ length: 8 }, commitNext))
  await database.close()
  return from
}

async function copy(
  store: Store,
  history: readonly StoredEvent[],
  request: string,
  by: number,
): Promise<void> {
  const number = await store.nextNumber()
  const moved = history.map(({ version, event }): StoredEvent => {
    const later = shifted(event, by)
    return { version, event: later.type === 'submitted' ? { ...later, request, number } : later }
  })
  const state = fold(moved)
  if (state === null) throw new Error('nothing was submitted')
  const result = await store.commit({
    request,
    expectedVersion: 0,
    events: moved.map(({ event }) => event),
    cards: [],
    dueAt: nextDueAt(state),
    summary: summaryOf(state),
    dedupeKey: null,
    at: state.lastEventAt,
  })
  if (!result.ok) throw new Error(`not planted: ${result.reason}`)
}

/** Everything that is an instant, moved; lengths of time are far smaller numbers. */
function shifted<Value>(value: Value, by: number): Value {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'number' && inner > 1_000_000_000_000 ? inner + by : inner,
  )
  const copied: Value = JSON.parse(text)
  return copied
}

async function allFired(books: Books, count: number): Promise<void> {
  const until = Date.now() + patience
  while (
    Date.now() < until &&
    (await books.count(`select count(*) as n from event where by = 'clock'`)) < count
  )
    await pause(500)
}

function rowOf(
  ledger: Ledger,
  run: { seed: number; count: number; kills: number; complaints: readonly string[] },
): Row {
  const firings = [...streamsOf(ledger)]
    .filter(([request]) => request.startsWith('timer-'))
    .map(([request, events]) => ({ request, fired: firingsOf(events) }))
  const early = firings.flatMap(({ fired }) => fired.filter(({ at, due }) => due === null || at < due))
  const missed = firings.filter(({ fired }) => fired.length === 0)
  const twice = firings.filter(({ fired }) => fired.length > 1)
  const latest = Math.max(0, ...firings.flatMap(({ fired }) => fired.map(({ at, due }) => at - (due ?? at))))
  return {
    fault: `timers, ${run.kills} kills`,
    seed: run.seed,
    injected: run.count,
    acknowledged: 0,
    events: ledger.events.length,
    lost: 0,
    doubled: twice.length,
    races: 0,
    early: early.length,
    missed: missed.length,
    wrongCards: 0,
    doublesInSlack: 0,
    doublesInTeams: 0,
    ambiguous: 0,
    rightAfter: latest,
    faults: [
      ...early.map(({ type, at, due }) => `early: ${type} at ${at}, due at ${due}`),
      ...missed.map(({ request }) => `missed: ${request}`),
      ...twice.map(({ request, fired }) => `${request} fired ${fired.length} times`),
      ...(firings.length === run.count ? [] : [`${firings.length} of ${run.count} were planted`]),
      ...run.complaints.filter((text) => /error|fault/i.test(text) && !/store_unreachable/.test(text)),
    ],
  }
}
