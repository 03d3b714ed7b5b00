import { expect, test } from 'vitest'
import { saying } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

test('given a reviewer in Teams who types for a digest, then the review waits for it, and a row of it opens the request', async () => {
  const { mara, lena, clock } = await startTeamsStack()
  expect(await lena.commands('sammelnachricht 09:30')).toMatchObject(saying('Gespeichert'))
  await clock.strikes('Mon 15:00')
  const post = await mara.asksForPost()
  expect(lena.news()).toEqual([])
  await clock.strikes('Tue 09:30')
  const told = lena.news()
  expect(told).toHaveLength(2)
  expect(told[1]).toContain('Eine Anfrage wartet auf Sie')
  expect(lena.sees(post).headline).toContain('braucht Ihre Entscheidung')
  await clock.strikes('Tue 14:00')
  expect(lena.news()).toEqual([])
})
