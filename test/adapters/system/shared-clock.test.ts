import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openPostgresStore } from '../../../adapters/store-postgres/open.ts'
import { shareClock } from '../../../adapters/system/shared-clock.ts'
import { temporaryPostgresDatabase } from '../../support/postgres/database.ts'
import { recordingLog } from '../../support/stack/log.ts'

const start = 1_900_000_000_000

/** A machine beside a database: time passes only where a question takes some. */
function machineBeside(settings: { aheadMs: number; goes?: number; comes?: number }) {
  const state = { passed: 0, away: false, goes: 0, comes: 0, databaseAhead: 0, ...settings }
  const log = recordingLog()
  return {
    state,
    log,
    truth: () => start + state.databaseAhead + state.passed,
    share: () =>
      shareClock({
        async ask() {
          state.passed += state.goes
          if (state.away) throw new Error('away')
          const told = start + state.databaseAhead + state.passed
          state.passed += state.comes
          return told
        },
        elapsed: () => 77 + state.passed,
        machine: () => start + state.passed + state.aheadMs,
        log,
      }),
  }
}

test('given machines whose clocks are wrong by any time, and answers of any length, then each is right to within the fastest answer', async () => {
  const milliseconds = fc.integer({ min: 0, max: 2_000 })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.array(fc.record({ goes: milliseconds, comes: milliseconds }), { minLength: 3, maxLength: 12 }),
      async (aheadMs, [first = { goes: 0, comes: 0 }, ...later]) => {
        const { state, share, truth } = machineBeside({ aheadMs, ...first })
        const clock = await share()
        let fastest = first.goes + first.comes
        for (const answer of later) {
          Object.assign(state, answer)
          await clock.compare()
          fastest = Math.min(fastest, answer.goes + answer.comes)
        }
        expect(Math.abs(clock.now() - truth())).toBeLessThanOrEqual(fastest + 1)
        expect(Math.abs(clock.machineAheadMs() - aheadMs)).toBeLessThanOrEqual(fastest + 1)
      },
    ),
  )
})

test('given a clock that agrees with the database, when it is asked slowly, then the time does not jump', async () => {
  const { state, share, truth } = machineBeside({ aheadMs: 0 })
  const clock = await share()
  Object.assign(state, { goes: 1_900, comes: 10 })
  await clock.compare()
  expect(clock.now()).toBe(truth())
})

test('given a machine whose clock is set while it runs, then nothing changes but what the operator is told, once', async () => {
  const { state, share, truth, log } = machineBeside({ aheadMs: 0 })
  const clock = await share()
  expect(log.entries()).toEqual([])
  state.aheadMs = 3_600_000
  expect(clock.now()).toBe(truth())
  await clock.compare()
  await clock.compare()
  expect(log.entries()).toMatchObject([{ level: 'warn', fields: { aheadMs: 3_600_000 } }])
})

test('given a fail-over to a server with another clock, then the next answer brings its time, and a silent server the old one', async () => {
  const { state, share, truth } = machineBeside({ aheadMs: 0 })
  const clock = await share()
  state.away = true
  await clock.compare()
  expect(clock.now()).toBe(truth())
  Object.assign(state, { away: false, databaseAhead: -60_000 })
  await clock.compare()
  expect(clock.now()).toBe(truth())
})

test('given a database that does not answer at the start, then there is no clock', async () => {
  const { state, share } = machineBeside({ aheadMs: 0 })
  state.away = true
  await expect(share()).rejects.toThrow('away')
})

test('given two replicas on one PostgreSQL, of which one machine’s clock is a day ahead, then both say the same time', async () => {
  const database = await temporaryPostgresDatabase()
  onTestFinished(database.drop)
  const replica = async (machine: () => number) => {
    const { now, close } = await openPostgresStore({ url: database.url })
    onTestFinished(close)
    return shareClock({ ask: now, machine, log: recordingLog() })
  }
  const [right, wrong] = await Promise.all([replica(Date.now), replica(() => Date.now() + 86_400_000)])
  const asked = right.now()
  const said = wrong.now()
  const answered = right.now()
  // To within the round trip of either, which is here far below a second.
  expect(said).toBeGreaterThan(asked - 1_000)
  expect(said).toBeLessThan(answered + 1_000)
  expect(wrong.machineAheadMs()).toBeGreaterThan(86_390_000)
})
