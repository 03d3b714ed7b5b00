/** Faults of one machine: its database is a file. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from './faults.ts'
import { type Inject, play } from './play.ts'

const times = 5
/** Longer than a write waits for another program, in milliseconds. */
const held = 3_500

/** Another program writes, and takes its time. */
const locking: Inject = async (part) => {
  for (let number = 1; number <= times; number += 1) {
    await part.scene.moments.next({ moment: 'form', times: 4 }, 20_000)
    const release = await part.scene.books.hold()
    await pause(held)
    await release()
    await part.noteStrays()
    await part.check(`after lock ${number}`)
  }
  return times
}

const fillingUp: Inject = async (part) => {
  const [replica] = part.scene.replicas
  for (let number = 1; number <= times; number += 1) {
    await part.scene.moments.next({ moment: 'form', times: 4 }, 20_000)
    replica?.signal('SIGUSR2')
    await pause(held)
    await part.noteStrays()
    replica?.signal('SIGUSR2')
    await part.check(`after full disk ${number}`)
  }
  return times
}

export const localFaults: readonly Fault[] = [
  {
    name: 'sqlite-locked',
    about: 'another program holds the file of one machine',
    run: async (base, _extent, told) =>
      told(
        await play(
          'sqlite-locked',
          { ...base, inFile: true, pardoned: /"code":"(store_)?locked"/, rightWithin: 40_000 },
          locking,
        ),
      ),
  },
  {
    name: 'sqlite-full',
    about: 'the disk of one machine is full',
    run: async (base, _extent, told) =>
      told(
        await play(
          'sqlite-full',
          {
            ...base,
            inFile: true,
            pardoned: /"code":"(store_)?full"/,
            rightWithin: 40_000,
            environment: () => ({
              NODE_OPTIONS: `--import=${new URL('./full-disk.ts', import.meta.url).href}`,
            }),
          },
          fillingUp,
        ),
      ),
  },
]
