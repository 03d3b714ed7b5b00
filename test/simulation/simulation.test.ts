import { expect, test } from 'vitest'
import { Coverage } from './checks/coverage.ts'
import { simulate } from './simulate.ts'

/** Half as long as those of `npm run simulate`, which are played by the thousand. */
const seeds = 500

/** Long ways, which so few short histories may all miss; `npm run simulate` goes them. */
const seldom = [
  'requester contests',
  'too many rounds',
  'resolved in mediation',
  'published',
  'revoked',
  'lapsed',
  'requester left',
]

// Pure computing, nothing to wait for: the limit is for machines that have other things to do.
const long = { timeout: 600_000 }

test('given the same seed twice, then every step is the same', long, async () => {
  for (const seed of [7, 39, 68]) {
    const [one, other] = [await simulate(seed), await simulate(seed)]
    expect(other.hash).toBe(one.hash)
    expect(one.steps).toBeGreaterThan(100)
  }
  expect((await simulate(7)).hash).not.toBe((await simulate(8)).hash)
})

test(`given ${seeds} seeds, then everything that was promised holds after every step`, long, async () => {
  const coverage = new Coverage()
  const broken: string[] = []
  for (let seed = 1; seed <= seeds; seed += 1) {
    const outcome = await simulate(seed, { keep: 10, short: true })
    coverage.add(outcome.met)
    const [first] = outcome.violations
    if (first !== undefined) broken.push(`npm run simulate -- --short --seed ${seed}: ${first}`)
  }
  expect(broken).toEqual([])
  // A simulation that meets nothing shows nothing.
  const missing = coverage.reached.filter(({ times }) => times === 0).map(({ label }) => label.trim())
  expect(missing.filter((label) => !seldom.includes(label))).toEqual([])
})
