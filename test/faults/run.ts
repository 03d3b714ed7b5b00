/**
 * `npm run test:faults -- [--only kills,pauses] [--kills 1000] [--answers 200] [--restarts 10] [--pauses 10]
 * [--timers 10000] [--seed 1]`:
 * breaks everything that may break under two replicas, and prints what was found, a line for each fault as it ends.
 */
import { parseArgs } from 'node:util'
import { faults, wholeExtent } from './faults.ts'
import { localFaults } from './local.ts'
import type { Row } from './play.ts'
import { prepare } from './scene.ts'
import { headings, lineOf } from './table.ts'
import { timerFault } from './timers.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    kills: { type: 'string' },
    answers: { type: 'string' },
    restarts: { type: 'string' },
    pauses: { type: 'string' },
    timers: { type: 'string' },
  },
})

function numberOf(
  name: 'seed' | 'kills' | 'answers' | 'restarts' | 'pauses' | 'timers',
  otherwise: number,
): number {
  const number = Number(values[name] ?? otherwise)
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} must be a whole number`)
  return number
}

const all = [...faults, ...localFaults, timerFault]
const only = values.only?.split(',') ?? all.map(({ name }) => name)
const unknown = only.filter((name) => !all.some((fault) => fault.name === name))
if (unknown.length > 0)
  throw new Error(`there is no fault ${unknown.join(', ')}, but ${all.map(({ name }) => name).join(', ')}`)
const seed = numberOf('seed', Math.floor(Math.random() * 1_000_000))
const extent = {
  kills: numberOf('kills', wholeExtent.kills),
  answers: numberOf('answers', wholeExtent.answers),
  restarts: numberOf('restarts', wholeExtent.restarts),
  pauses: numberOf('pauses', wholeExtent.pauses),
  timers: numberOf('timers', wholeExtent.timers),
}

const rows: Row[] = []
const told = (row: Row) => {
  rows.push(row)
  console.log(lineOf(row))
  for (const fault of row.faults.slice(0, 20)) console.log(`    ${fault}`)
  if (row.faults.length > 20) console.log(`    and ${row.faults.length - 20} more`)
}

const began = performance.now()
console.log(`seed ${seed}`)
const { program, server, clear } = await prepare()
try {
  console.log(headings)
  for (const fault of all.filter(({ name }) => only.includes(name))) {
    console.log(`# ${fault.name}: ${fault.about}`)
    await fault.run({ seed, program, server }, extent, told)
  }
} finally {
  await clear()
}
const wrong = rows.filter((row) => row.faults.length > 0)
console.log(`\n${headings}\n${rows.map(lineOf).join('\n')}`)
console.log(
  `\n${rows.length} runs in ${((performance.now() - began) / 60_000).toFixed(1)} minutes, ${wrong.length} with faults`,
)
for (const row of wrong)
  console.log(`again: npm run test:faults -- --only ${row.fault.split(' ')[0]} --seed ${row.seed}`)
process.exitCode = wrong.length === 0 ? 0 : 1
