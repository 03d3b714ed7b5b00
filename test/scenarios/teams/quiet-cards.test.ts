import { expect, test } from 'vitest'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

test('given an event that nobody can see on a card, then no card is edited, and the next visible one edits them again', async () => {
  const { mara, sam, teams, clock } = await startTeamsStack()
  const edits = () =>
    [...teams.tenant.conversations.values()]
      .flatMap(({ messages }) => messages)
      .reduce((sum, { edits: of }) => sum + of, 0)
  const post = await mara.asksForPost()
  await clock.strikes('Mon 12:59')
  const before = edits()
  await clock.strikes('Mon 13:00')
  sam.isTold(post, /decision/)
  expect(edits()).toBe(before)
  await sam.approves(post)
  expect(edits()).toBeGreaterThan(before)
  expect(mara.sees(post).text).toContain('Approved by Sam Okafor')
})
