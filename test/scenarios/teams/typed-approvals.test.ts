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

/** How many events are in the ledger of a request. */
async function recorded({ database }: Stack, number: number) {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).length
}

test('given somebody who may decide and types an approval to the bot, then they are told in private that it does not count, with the buttons that do', async () => {
  const stack = await startTeamsStack()
  const { mara, lena, sam } = stack
  const post = await mara.asksForPost()
  const before = await recorded(stack, post)
  await acts(stack, sam.user, sam.sees(post), { type: 'message', text: 'Looks good to me!' })
  const told = sam.isTold(post, /Decide with the buttons/)
  expect(told.place).toBe('direct')
  expect(verbs(told)).toEqual(['approve', 'approve_with_conditions', 'request_changes', 'reject'])
  expect(await recorded(stack, post)).toBe(before)
  await sam.approves(post, {}, { on: told })
  expect(await recorded(stack, post)).toBe(before + 1)
  // Of two that wait, the one is meant whose card is quoted.
  const other = await mara.asksForPost({ text: 'Meet us in hall 5.' })
  await sam.approves(other)
  const content = `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="${lena.sees(other).id}"><p>Eine Anfrage</p></blockquote><p>passt</p>`
  await acts(stack, lena.user, lena.sees(other), {
    type: 'message',
    text: 'Eine Anfrage passt',
    attachments: [{ contentType: 'text/html', content }],
  })
  expect(lena.isTold(other, /noch nicht erfasst/).place).toBe('direct')
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
