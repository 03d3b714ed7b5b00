import { expect, test } from 'vitest'
import { verbs } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

test('given somebody in Teams who is kept informed, then they have one card that asks nothing and shows how it ends', async () => {
  const { mara, tom, sam, lena } = await startTeamsStack()
  const post = await mara.asksForPost({ keep_informed: 'tom@example.com' })
  expect(verbs(tom.sees(post)).filter((verb) => verb !== 'details')).toEqual([])
  expect(tom.news()).toHaveLength(1)
  await sam.approves(post)
  await lena.approves(post)
  expect(tom.sees(post).headline).toContain('ist freigegeben')
  expect(tom.news()).toEqual([])
})
