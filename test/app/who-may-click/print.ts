/**
 * Prints who may do what, as the program answers: `node test/app/who-may-click/print.ts`. Whoever is not named is
 * refused, in both chats. Exits with 1 where the table written by hand says otherwise.
 */
import { broughtInto } from './house.ts'
import { press } from './press.ts'
import { type Cell, everyAction, expectedOf, persons, situations } from './table.ts'

let wrong = 0
let cells = 0
for (const situation of situations) {
  const brought = await broughtInto(situation)
  console.log(`\n${situation}`)
  for (const action of everyAction) {
    const who: string[] = []
    for (const person of persons)
      for (const age of ['current', 'outdated'] as const)
        for (const platform of ['slack', 'teams'] as const) {
          const cell: Cell = { person, action, situation, age }
          const { is } = await press(brought, cell, platform, 'button')
          const isRight = is === expectedOf(cell)
          cells += 1
          if (!isRight) wrong += 1
          const where = `${age === 'outdated' ? ' with an old card' : ''}${platform === 'teams' ? ' in Teams' : ''}`
          const did = is === 'did' ? ' (did already)' : ''
          if (!isRight) who.push(`WRONG: ${person}${where} ${is}`)
          else if (is !== 'may not' && platform === 'slack') who.push(`${person}${where}${did}`)
        }
    if (who.length > 0) console.log(`  ${action.padEnd(34)}${who.join(', ')}`)
  }
}
console.log(`\n${cells} clicks in two chats, ${wrong} answered otherwise than the table says`)
if (wrong > 0) process.exitCode = 1
