import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../../../src/domain/request/commands.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'
import { play } from './history.ts'
import { interleave, oneByOne } from './interleaving.ts'
import { histories } from './property.ts'
import { commandOf, type Step, steps } from './steps.ts'
import { product } from './subject.ts'
import type { World } from './world.ts'

const clientSteps = fc.array(steps, { minLength: 1, maxLength: 5 })

/** What the clients want, worked out from the state that both of them see at first. */
function commandsOf(
  moves: readonly Step[],
  state: RequestState,
  at: number,
  world: World,
): readonly Command[] {
  return moves.map((step) => commandOf(step, { state, at, lastAccepted: null }, world))
}

function property(onConflict: 'retry' | 'commit anyway') {
  const turns = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 40 })
  return fc.property(histories, clientSteps, clientSteps, turns, ([world, moves], left, right, order) => {
    const last = play(product, world, moves.slice(0, 12), () => {}).at(-1)
    if (last === undefined) return
    const { after: start, at } = last
    const clients = [left, right].map((steps) => commandsOf(steps, start, at, world))
    const together = interleave(product, world, start, clients, order, at, onConflict)
    const commands = together.effects.map(({ command }) => command)
    const apart = oneByOne(product, world, start, commands, at)
    expect(canonicalize(together)).toBe(canonicalize(apart))
  })
}

test('given two people at once, when one is late and retries, then it is as if they had come one after the other', () => {
  fc.assert(property('retry'), { numRuns: 400 })
})

test('given two people at once, when one committed without looking again, then the property would notice', () => {
  const result = fc.check(property('commit anyway'), { numRuns: 400, seed: 20_260_105, endOnFailure: true })
  expect(result.failed).toBe(true)
})
