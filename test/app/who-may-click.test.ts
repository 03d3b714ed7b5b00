import { describe, expect, test } from 'vitest'
import { broughtInto } from './who-may-click/house.ts'
import { press } from './who-may-click/press.ts'
import { barred, type Cell, everyAction, expectedOf, persons, situations } from './who-may-click/table.ts'

/**
 * Each person, with each button, on a current and on an outdated card, in each situation and in both chats; by the button
 * and by its form sent at once. The expected answers are in a table that nothing in the program knows of.
 */
describe.each(situations)('given a request that is %s', (situation) => {
  test('then each person may click on what is theirs, and on nothing else, in both chats', async () => {
    const brought = await broughtInto(situation)
    const wrong: string[] = []
    for (const person of persons)
      for (const action of everyAction)
        for (const age of ['current', 'outdated'] as const)
          for (const platform of ['slack', 'teams'] as const)
            for (const way of ['button', 'form'] as const) {
              const cell: Cell = { person, action, situation, age }
              const expected = expectedOf(cell)
              const found = await press(brought, cell, platform, way)
              const code = barred[person]
              const told = code === undefined || found.code === code
              const kept = expected === 'may' ? way === 'button' || found.recorded : !found.recorded
              if (found.is !== expected || !told || !kept)
                wrong.push(`${person}, ${action}, ${age} card, ${platform}, ${way}: ${JSON.stringify(found)}`)
            }
    expect(wrong).toEqual([])
  })
})
