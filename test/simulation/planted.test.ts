import { expect, test } from 'vitest'
import { find, plants } from './planted.ts'

/** Those that show soon; `npm run simulate -- --planted` looks for all of them. */
const soon = [
  'a lost update: the version that was decided on is not compared',
  'the clock runs ahead by ten minutes',
  'the store is not told when a request needs the clock',
  'a decision on an outdated revision is taken',
  'leases are not respected: a card is taken twice',
  'after an unknown outcome nobody looks before posting again',
  'nobody is told',
]

test.each(soon)(
  'given this mistake, then the simulation finds it: %s',
  { timeout: 120_000 },
  async (name) => {
    const plant = plants.find((one) => one.name === name)
    if (plant === undefined) throw new Error(`no mistake is called ${name}`)
    expect((await find(plant, 1, 60))?.violations[0]).toBeDefined()
  },
)
