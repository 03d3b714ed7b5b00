import fc from 'fast-check'
import { checkEntry, checkSilence } from './check.ts'
import { type Entry, play } from './history.ts'
import { type Step, steps } from './steps.ts'
import type { Subject } from './subject.ts'
import { type World, worlds } from './world.ts'

export const histories: fc.Arbitrary<[World, Step[]]> = fc.tuple(
  worlds,
  fc.array(steps, { minLength: 1, maxLength: 60, size: 'max' }),
)

/** Every invariant, after every command of a random history, and then in silence to its end. */
export function everyInvariantHolds(subject: Subject, seen: (entry: Entry) => void = () => {}) {
  return fc.property(histories, ([world, moves]) => {
    const entries = play(subject, world, moves, checkEntry)
    for (const entry of entries) seen(entry)
    const last = entries.at(-1)
    if (last !== undefined) checkSilence(last, subject, world)
  })
}
