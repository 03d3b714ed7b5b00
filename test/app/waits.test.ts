import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waitsFor } from '../../src/app/service/roles.ts'
import { keysOf, waitsOf } from '../../src/app/waits.ts'
import { isOpen } from '../../src/domain/request/queries.ts'
import { peopleAt } from '../domain/model/absences.ts'
import { type Entry, play } from '../domain/model/history.ts'
import { histories } from '../domain/model/property.ts'
import { product } from '../domain/model/subject.ts'
import type { World } from '../domain/model/world.ts'

/** Requests that wait for somebody and that their keys would not find. */
function hidden({ after, at }: Entry, world: World): readonly string[] {
  if (after === null || !isOpen(after)) return []
  const waits = new Set(waitsOf(after).map(({ key }) => key))
  return peopleAt(world, at)
    .filter((actor) => actor.person !== after.requester && waitsFor(after, actor, at))
    .filter((actor) => !keysOf(actor).some((key) => waits.has(key)))
    .map(
      (actor) => `${after.status}: ${actor.person} of ${actor.groups.join()} not among ${[...waits].join()}`,
    )
}

test('given any state and any person, when it waits for them, then it is found under one of their keys', () => {
  let waiting = 0
  const found = fc.property(histories, ([world, steps]) => {
    const entries = play(product, world, steps.slice(0, 25), () => {})
    for (const { after, at } of entries)
      if (after !== null) waiting += peopleAt(world, at).filter((actor) => waitsFor(after, actor, at)).length
    expect(entries.flatMap((entry) => hidden(entry, world))).toEqual([])
  })
  fc.assert(found, { numRuns: 150 })
  expect(waiting).toBeGreaterThan(500)
})
