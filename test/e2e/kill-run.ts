/** `node test/e2e/kill-run.ts [--kills 200] [--seed 1]`: the kill test for as long as one likes, with a table. */
import { parseArgs } from 'node:util'
import { type Kill, tellKillStory } from '../support/process/kill-story.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' } },
})
const kills = Number(values.kills)
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
if (!Number.isSafeInteger(kills) || kills < 0 || !Number.isSafeInteger(seed))
  throw new Error('--kills and --seed must be whole numbers')

const widths = [5, 38, 13, 8, 8, 10, 7]
const line = (cells: readonly (string | number)[]) =>
  console.log(cells.map((cell, index) => String(cell).padEnd(widths[index] ?? 0)).join(''))
const lineOf = ({ number, occasion, acknowledged, events, leased, uncertain, faults }: Kill) => {
  line([number, occasion, acknowledged, events, leased, uncertain, faults.length])
  for (const fault of faults) console.log(`     ${fault}`)
}

console.log(`seed ${seed}, ${kills} kills`)
line(['kill', 'when', 'acknowledged', 'events', 'in hand', 'uncertain', 'faults'])
const began = performance.now()
const report = await tellKillStory({ seed, kills, told: lineOf })
const minutes = ((performance.now() - began) / 60_000).toFixed(1)

console.log(
  `\n${report.requests} requests, ${report.events} events, ${report.cards} cards in ${minutes} minutes`,
)
console.log(
  Object.entries(report.clicks)
    .map(([name, count]) => `${name} ${count}`)
    .join(', '),
)
const stopped = report.endings.every(({ code }) => code === 0)
console.log(stopped ? 'stopped with code 0 whenever asked' : `endings: ${JSON.stringify(report.endings)}`)
console.log(report.faults.length === 0 ? 'no fault' : report.faults.join('\n'))
process.exitCode = stopped && report.faults.length === 0 ? 0 : 1
