/**
 * `npm run simulate -- --seeds 10000` plays that many seeds and says which of them fail; `--from N` begins elsewhere.
 * `--seed N` plays one and prints everything that happened. `--planted` looks for bugs that were put in on purpose.
 */
import { parseArgs } from 'node:util'
import { Coverage } from './checks/coverage.ts'
import { find, plants } from './planted.ts'
import { type Outcome, simulate } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    planted: { type: 'boolean', default: false },
  },
})

const say = (text: string) => process.stdout.write(`${text}\n`)

async function one(seed: number): Promise<boolean> {
  const outcome = await simulate(seed, { keep: Number.POSITIVE_INFINITY })
  for (const line of outcome.lines) say(line)
  say(`seed ${seed}: ${outcome.steps} steps, trace ${outcome.hash}`)
  for (const violation of outcome.violations) say(`  ${violation}`)
  return outcome.violations.length === 0
}

async function many(from: number, count: number): Promise<boolean> {
  const began = performance.now()
  const coverage = new Coverage()
  const failed: Outcome[] = []
  let steps = 0
  for (let seed = from; seed < from + count; seed += 1) {
    const outcome = await simulate(seed, { keep: 50 })
    steps += outcome.steps
    coverage.add(outcome.met)
    if (outcome.violations.length > 0) {
      failed.push(outcome)
      say(`seed ${seed}, step ${outcome.steps}: ${outcome.violations[0]}`)
    }
    if ((seed - from + 1) % 500 === 0) say(`${seed - from + 1} seeds, ${failed.length} failed`)
  }
  say('    times  in seeds')
  for (const { label, times, seeds } of coverage.reached)
    say(`${String(times).padStart(9)} ${String(seeds).padStart(9)}  ${label}`)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`${count} seeds, ${steps} steps, ${failed.length} failed, ${seconds} s`)
  return failed.length === 0
}

/** A table of the planted bugs, with the first seed that finds each. */
async function planted(count: number): Promise<boolean> {
  let missed = 0
  for (const plant of plants) {
    const found = await find(plant, 1, count)
    missed += found === null ? 1 : 0
    const where =
      found === null ? 'NOT FOUND' : `seed ${found.seed}, step ${found.steps}: ${found.violations[0]}`
    say(`${plant.name.padEnd(72)} ${where}`)
  }
  say(`${plants.length - missed} of ${plants.length} planted bugs found within ${count} seeds`)
  return missed === 0
}

async function play(): Promise<boolean> {
  if (values.planted) return planted(Number(values.seeds))
  return values.seed === undefined
    ? many(Number(values.from), Number(values.seeds))
    : one(Number(values.seed))
}

const good = await play()
process.exitCode = good ? 0 : 1
