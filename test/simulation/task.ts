/** What a worker is given to do, and what it gives back; both travel between threads. */
import { Coverage, type Reached } from './checks/coverage.ts'
import { find, plants } from './planted.ts'
import { simulate } from './simulate.ts'

export type Task =
  | { readonly type: 'seeds'; readonly from: number; readonly count: number; readonly short: boolean }
  /** One of the planted bugs, by its place in the list. */
  | { readonly type: 'plant'; readonly index: number; readonly count: number }

/** A seed that did not hold, with the first thing that was wrong. */
export interface Failure {
  readonly seed: number
  readonly step: number
  readonly violation: string
}

export interface Done {
  readonly task: Task
  readonly steps: number
  readonly failures: readonly Failure[]
  readonly reached: readonly Reached[]
}

/** Plays the seeds; of a planted bug, those up to the one that finds it. */
export async function carryOut(task: Task): Promise<Done> {
  const coverage = new Coverage()
  const failures: Failure[] = []
  let steps = 0
  if (task.type === 'seeds')
    for (let seed = task.from; seed < task.from + task.count; seed += 1) {
      const outcome = await simulate(seed, { keep: 10, short: task.short })
      coverage.add(outcome.met)
      steps += outcome.steps
      const [violation] = outcome.violations
      if (violation !== undefined) failures.push({ seed, step: outcome.steps, violation })
    }
  else {
    const plant = plants[task.index]
    const found = plant === undefined ? null : await find(plant, 1, task.count)
    if (found !== null)
      failures.push({ seed: found.seed, step: found.steps, violation: found.violations[0] ?? '' })
  }
  return { task, steps, failures, reached: coverage.reached }
}
