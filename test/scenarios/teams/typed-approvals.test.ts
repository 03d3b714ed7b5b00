import { expect, test } from 'vitest'
import type { Message } from '../../support/stack/index.ts'
import { verbs } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

type Stack = Awaited<ReturnType<typeof startTeamsStack>>

/** Somebody's act beside the buttons, in the conversation of a message. */
async function acts({ teams, settle }: Stack, user: string, { channel }: Message, act: object) {
  const conversation = teams.tenant.conversations.get(channel)
  if (conversation === undefined) throw new Error('there is no such conversation')
  const { status } = await teams.sender.send(user, conversation, { ...act })
  expect(status).toBe(200)
  await settle()
}

const liking = ({ id }: Message, type: string) => ({
  type: 'messageReaction',
  reactionsAdded: [{ type }],
  replyToId: id,
})

test('given a thumbs-up on the group’s card in its channel, then only that person is told, once; other signs and other people are left alone', async () => {
  const stack = await startTeamsStack()
  const { mara, sam, noor } = stack
  const post = await mara.asksForPost()
  const card = sam.channelCardOf(post)
  const before = [sam, noor, mara].map((person) => person.about(post).length)
  const fresh = () =>
    [sam, noor, mara].map((person, index) => person.about(post).length - (before[index] ?? 0))
  await acts(stack, sam.user, card, liking(card, 'heart'))
  await acts(stack, mara.user, mara.sees(post), liking(mara.sees(post), 'like'))
  expect(fresh()).toEqual([0, 0, 0])
  await acts(stack, sam.user, card, liking(card, 'like'))
  await acts(stack, sam.user, card, liking(card, '1f44d_thumbsup-tone3'))
  expect(fresh()).toEqual([1, 0, 0])
  expect(verbs(sam.isTold(post, /not recorded/))).toContain('approve')
})
