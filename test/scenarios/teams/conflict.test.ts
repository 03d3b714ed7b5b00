import { expect, test } from 'vitest'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

const no = { reason: 'The claim is not proven.', wouldAccept: 'A study that proves it.' }

test('given groups that conflict in Teams, then the sides meet in one chat, and an executive rules when they do not agree', async () => {
  const { mara, sam, lena, carla, clock } = await startTeamsStack()
  const post = await mara.asksForPost()
  await sam.rejects(post, no)
  await lena.approves(post)
  for (const person of [mara, sam, lena]) expect(person.isInConversationAbout(post)).toBe(true)
  expect(carla.isInConversationAbout(post)).toBe(false)
  expect(mara.conversationAbout(post).text).toContain('A study that proves it.')
  await clock.passes('8wh')
  expect(carla.sees(post).text).toContain('The claim is not proven.')
  await carla.rules(post, 'approve', 'The fair will not wait.')
  expect(mara.sees(post).headline).toContain('is approved')
})

test('given that nobody allowed the bot to open chats, then the sides are told one by one', async () => {
  const { mara, sam, lena, teams, parks, log } = await startTeamsStack()
  parks()
  log.expects(/card parked .*Authorization_RequestDenied/)
  teams.granted.delete('Chat.Create')
  const post = await mara.asksForPost()
  await sam.rejects(post, no)
  await lena.approves(post)
  for (const person of [mara, sam, lena]) {
    expect(person.isInConversationAbout(post)).toBe(false)
    expect(person.about(post).length).toBeGreaterThan(1)
  }
})
