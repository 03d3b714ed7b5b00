import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { plantedBugs } from './planted-bugs.ts'
import { everyInvariantHolds } from './property.ts'

/** Histories that may be needed to notice any of them. */
const maxRuns = 2_000
const needed = new Map<string, number>()

afterAll(() => {
  const rows = [...needed].map(([name, runs]) => `${String(runs).padStart(6)}  ${name}`)
  console.log(['  runs  planted bug', ...rows].join('\n'))
})

test.each(plantedBugs)(
  'given a decider in which $name, when histories are tried, then it is noticed',
  (bug) => {
    // The first failure is enough; the shortest one would take a hundred times as long.
    const result = fc.check(everyInvariantHolds(bug.subject), {
      numRuns: maxRuns,
      seed: 1,
      endOnFailure: true,
    })
    needed.set(bug.name, result.numRuns)
    expect(result.failed, `${bug.name} was not noticed in ${maxRuns} histories`).toBe(true)
  },
)
