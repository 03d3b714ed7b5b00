import { expect, test } from 'vitest'
import { saying, startStack } from '../../support/stack/everywhere.ts'

test('given a decision, when the same person sends the same form from another window, then it is recorded once, and they are told that it counts', async () => {
  const { mara, sam, database } = await startStack()
  const post = await mara.asksForPost()
  await sam.presses(post, 'approve')
  const returns = sam.turnsToAnotherWindow()
  await sam.approves(post)
  returns()
  expect(await sam.sends({})).toMatchObject(saying('Your decision on this revision is recorded and counts.'))
  const request = await database.store.requestByNumber(post)
  expect(await database.store.read(request ?? '')).toHaveLength(2)
})

test('given a decision, when the same person decides otherwise from another window, then the first one stands', async () => {
  const { mara, lena } = await startStack()
  const post = await mara.asksForPost()
  const old = lena.sees(post)
  await lena.presses(post, 'reject')
  const returns = lena.turnsToAnotherWindow()
  await lena.approves(post)
  returns()
  const second = await lena.sends({ reason: 'Doch nicht.', would_accept: 'Anders.' })
  expect(second).toMatchObject(saying('Sie haben schon entschieden'))
  await lena.closes()
  expect(await lena.presses(post, 'approve', { on: old })).toMatchObject(
    saying('Sie haben schon entschieden'),
  )
  expect(mara.sees(post).text).toContain('Legal: Approved by Lena Brandt')
})

test('given both groups and the requester acting at the same moment, then what everybody sees is one order of it', async () => {
  const { mara, sam, lena, database } = await startStack()
  const post = await mara.asksForPost()
  await Promise.all([
    sam.presses(post, 'approve'),
    lena.presses(post, 'reject'),
    mara.presses(post, 'withdraw'),
  ])
  const results = await Promise.all([
    sam.sends({}),
    lena.sends({ reason: 'Nein.', would_accept: 'Ja.' }),
    mara.sends({}),
  ])
  const request = await database.store.requestByNumber(post)
  const types = (await database.store.read(request ?? '')).map(({ event }) => event.type)
  const decided = results.slice(0, 2).filter(({ outcome }) => outcome === 'done').length
  expect(types.filter((type) => type === 'decided')).toHaveLength(decided)
  expect(types.at(-1)).toBe('withdrawn')
  expect(results[2]).toEqual({ outcome: 'done' })
  expect(mara.sees(post).headline).toContain('was withdrawn')
})
