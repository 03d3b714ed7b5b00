/**
 * Many thousands of random histories: `node test/domain/model/run.ts --runs 20000 [--seed 7]`.
 * Prints what was reached; exits with 1 and the shortest failing history when an invariant does not hold.
 */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { everyInvariantHolds } from './property.ts'
import { product } from './subject.ts'
import { Tally } from './tally.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20000' }, seed: { type: 'string' } },
})
const numRuns = Number(values.runs)
const seed = values.seed === undefined ? Date.now() | 0 : Number(values.seed)
if (!Number.isSafeInteger(numRuns) || numRuns < 1 || !Number.isSafeInteger(seed)) {
  console.error('--runs and --seed are whole numbers')
  process.exit(2)
}

const tally = new Tally()
let histories = 0
const property = everyInvariantHolds(product, tally.count).beforeEach(() => {
  histories += 1
  if (histories % 1000 === 0) process.stderr.write(`${histories} of ${numRuns}\n`)
})
const result = fc.check(property, { numRuns, seed })
console.log(`seed ${seed}: ${result.numRuns} histories, ${tally.commands} commands`)
for (const [title, counts] of Object.entries({
  Events: tally.events,
  'Statuses after a command': tally.statuses,
  Refusals: tally.refusals,
})) {
  console.log(`\n${title}`)
  for (const [name, times] of [...counts].sort(([, a], [, b]) => b - a)) {
    console.log(`  ${String(times).padStart(9)}  ${name}`)
  }
}
console.log(result.failed ? `\n${fc.defaultReportMessage(result)}` : '\nEvery invariant held.')
process.exitCode = result.failed ? 1 : 0
