import { expect, test } from 'vitest'
import { simulate } from './simulate.ts'

const seeds = 500

// Pure computing, nothing to wait for: the limit is for machines that have other things to do.
const long = { timeout: 300_000 }

test('given the same seed twice, then every step is the same', long, async () => {
  for (const seed of [7, 39, 68]) {
    const [one, other] = [await simulate(seed), await simulate(seed)]
    expect(other.hash).toBe(one.hash)
    expect(one.steps).toBeGreaterThan(100)
  }
  expect((await simulate(7)).hash).not.toBe((await simulate(8)).hash)
})

test(`given ${seeds} seeds, then everything that was promised holds after every step`, long, async () => {
  const met = new Map<string, number>()
  const broken: string[] = []
  for (let seed = 1; seed <= seeds; seed += 1) {
    const outcome = await simulate(seed, { keep: 10 })
    for (const [what, times] of outcome.met) met.set(what, (met.get(what) ?? 0) + times)
    const [first] = outcome.violations
    if (first !== undefined) broken.push(`npm run simulate -- --seed ${seed}: ${first}`)
  }
  expect(broken).toEqual([])
  // A simulation that meets nothing shows nothing.
  for (const what of [
    'decided',
    'revised',
    'deadlocked',
    'reminded',
    'mishap crash',
    'mishap pause',
    'delivery retry',
  ])
    expect(met.get(what), what).toBeGreaterThan(5)
})
