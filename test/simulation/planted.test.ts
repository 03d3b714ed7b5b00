import { expect, test } from 'vitest'
import { find, plants } from './planted.ts'

/** Those that show within a few seeds; `npm run simulate -- --planted` looks for all of them. */
const late = [
  'deliveries are not told apart: no click is recognised when it comes again',
  'one rejection settles every group',
  'a decision on an outdated revision is taken',
  'after an unknown outcome nobody looks before posting again',
  'a conflict is called a repetition',
  'somebody who has left is remembered as they were',
]
const soon = plants.map(({ name }) => name).filter((name) => !late.includes(name))

test.each(soon)(
  'given this mistake, then the simulation finds it: %s',
  { timeout: 120_000 },
  async (name) => {
    const plant = plants.find((one) => one.name === name)
    if (plant === undefined) throw new Error(`no mistake is called ${name}`)
    expect((await find(plant, 1, 60))?.violations[0]).toBeDefined()
  },
)
