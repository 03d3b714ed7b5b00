import { expect, test } from 'vitest'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

const no = { reason: 'The claim is not proven.', wouldAccept: 'A study that proves it.' }
const creating = /^POST .*\/graph\/v1\.0\/chats/u

type Stack = Awaited<ReturnType<typeof startTeamsStack>>

const chatsOf = ({ teams }: Stack) =>
  [...teams.tenant.conversations.values()].filter(({ type }) => type === 'groupChat')

async function conflict({ mara, sam, lena }: Stack) {
  const post = await mara.asksForPost()
  await sam.rejects(post, no)
  await lena.approves(post)
  return post
}

/** Each of the sides has the mediation in front once: in the chat, and nowhere else but on their own card. */
function expectOnce({ mara, sam, lena }: Stack, post: number) {
  for (const person of [mara, sam, lena]) {
    const places = person.about(post).map(({ place }) => place)
    expect(places.filter((place) => place !== 'channel').sort()).toEqual(['conversation', 'direct'])
  }
}

test('given that nobody hears what became of a chat that was created, when Teams tells that the bot is in it, then it is used, and there is no second one', async () => {
  const stack = await startTeamsStack()
  stack.teams.troubles.make({ status: 0, of: creating, done: true })
  const post = await conflict(stack)
  expect(chatsOf(stack)).toHaveLength(1)
  await stack.clock.passes('1m')
  expect(chatsOf(stack)).toHaveLength(1)
  expectOnce(stack, post)
})

test('given that Teams never tells either, when half a minute has passed, then the sides meet in another chat, and nothing was said in the first', async () => {
  const stack = await startTeamsStack()
  stack.teams.tenant.policy.tellsOfChats = false
  stack.teams.troubles.make({ status: 0, of: creating, done: true })
  const post = await conflict(stack)
  expect(chatsOf(stack).map(({ messages }) => messages.length)).toEqual([0])
  await stack.clock.passes('1m')
  await stack.clock.passes('1m')
  expect(chatsOf(stack).map(({ messages }) => messages.length)).toEqual([0, 1])
  expectOnce(stack, post)
})

test('given that the creation was refused for a moment, then it is not waited for word of a chat that nobody created', async () => {
  const stack = await startTeamsStack()
  stack.teams.troubles.make({ status: 429, retryAfter: 2, of: creating })
  const post = await conflict(stack)
  await stack.clock.passes('5s')
  expect(chatsOf(stack)).toHaveLength(1)
  expectOnce(stack, post)
})

test('given two mediations of the same people, then they have one chat, and another one once somebody was added to it', async () => {
  const stack = await startTeamsStack()
  const first = await conflict(stack)
  const second = await conflict(stack)
  expect(chatsOf(stack)).toHaveLength(1)
  for (const post of [first, second]) expectOnce(stack, post)
  chatsOf(stack)[0]?.members.add(stack.tom.user)
  const third = await conflict(stack)
  expect(stack.tom.isInConversationAbout(third)).toBe(false)
  expect(chatsOf(stack)).toHaveLength(2)
  expectOnce(stack, third)
})
