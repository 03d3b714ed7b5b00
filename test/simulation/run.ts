/**
 * `npm run simulate -- --seeds 10000` plays that many seeds, says which of them fail, and what they reached; `--from N`
 * begins elsewhere, `--workers N` uses so many threads. `--seed N` plays one and tells what happened, with `--steps` every step.
 * `--short` plays seeds as short as `npm test` does. `--planted` looks for bugs that were put in on purpose.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Coverage } from './checks/coverage.ts'
import { plants } from './planted.ts'
import { inParallel } from './pool.ts'
import { simulate } from './simulate.ts'
import type { Done, Failure, Task } from './task.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    planted: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    steps: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})

const say = (text: string) => process.stdout.write(`${text}\n`)
const workers = Math.max(1, Number(values.workers))
const { short } = values
/** Seeds that a thread plays at once: enough to make handing them out cheap, and few enough to see it go on. */
const chunk = 25

async function one(seed: number): Promise<boolean> {
  const outcome = await simulate(seed, { keep: Number.POSITIVE_INFINITY, short })
  for (const line of values.steps ? outcome.lines : outcome.story) say(line)
  say(`seed ${seed}: ${outcome.steps} steps, trace ${outcome.hash}`)
  for (const violation of outcome.violations) say(`  ${violation}`)
  return outcome.violations.length === 0
}

const replay = (seed: number) => `npm run simulate -- --seed ${seed}${short ? ' --short' : ''}`

async function many(from: number, count: number): Promise<boolean> {
  const began = performance.now()
  const coverage = new Coverage()
  const failed: Failure[] = []
  let played = 0
  let steps = 0
  const tasks = Array.from({ length: Math.ceil(count / chunk) }, (_, index): Task => {
    const first = from + index * chunk
    return { type: 'seeds', from: first, count: Math.min(chunk, from + count - first), short }
  })
  await inParallel(tasks, workers, ({ task, failures, reached, steps: more }: Done) => {
    coverage.addReached(reached)
    played += task.count
    steps += more
    failed.push(...failures)
    for (const { seed, step, violation } of failures) say(`${replay(seed)}   step ${step}: ${violation}`)
    if (played % 500 === 0) say(`${played} seeds, ${failed.length} failed`)
  })
  say('    times  in seeds')
  for (const { label, times, seeds } of coverage.reached)
    say(`${String(times).padStart(9)} ${String(seeds).padStart(9)}  ${label}`)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`${count} seeds, ${steps} steps, ${failed.length} failed, ${seconds} s with ${workers} threads`)
  return failed.length === 0
}

/** A table of the planted bugs, with the first seed that finds each, and what it found. */
async function planted(count: number): Promise<boolean> {
  const found = new Map<number, Failure>()
  const tasks = plants.map((_, index): Task => ({ type: 'plant', index, count }))
  await inParallel(tasks, workers, ({ task, failures: [failure] }) => {
    if (task.type === 'plant' && failure !== undefined) found.set(task.index, failure)
  })
  for (const [index, { name }] of plants.entries()) {
    const failure = found.get(index)
    const where =
      failure === undefined
        ? 'NOT FOUND'
        : `seed ${String(failure.seed).padStart(4)}  ${failure.violation.slice(0, 100)}`
    say(`${name.padEnd(74)} ${where}`)
  }
  say(`${found.size} of ${plants.length} planted bugs found within ${count} seeds`)
  return found.size === plants.length
}

async function play(): Promise<boolean> {
  if (values.planted) return planted(Number(values.seeds))
  return values.seed === undefined
    ? many(Number(values.from), Number(values.seeds))
    : one(Number(values.seed))
}

const good = await play()
process.exitCode = good ? 0 : 1
