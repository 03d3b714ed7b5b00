import { expect, test } from 'vitest'
import { type Stack, startStack, verbs } from '../support/stack/index.ts'

/** How many messages were edited so far. */
const editsIn = ({ slack }: Stack) =>
  slack.server.workspace.log.entries().filter(({ title }) => title === 'chat.update').length

test('given an event that nobody can see on a card, then no card is edited, and the next visible one edits them again', async () => {
  const stack = await startStack()
  const { mara, sam, lena, clock } = stack
  const post = await mara.asksForPost()
  await clock.strikes('Mon 12:59')
  const before = editsIn(stack)
  await clock.strikes('Mon 13:00')
  sam.isTold(post, /decision/)
  expect(editsIn(stack)).toBe(before)
  await sam.approves(post)
  expect(editsIn(stack)).toBeGreaterThan(before)
  expect(mara.sees(post).text).toContain('Sam')
  expect(verbs(lena.sees(post))).toContain('approve')
})

test('given a card that did not change, when somebody presses a stale button, then it is drawn for real', async () => {
  const stack = await startStack()
  const { mara, sam, clock } = stack
  const post = await mara.asksForPost()
  const old = sam.sees(post)
  await sam.approves(post)
  await clock.strikes('Mon 13:00')
  const before = editsIn(stack)
  // A click does not say where it came from: the person's own card, and the one in the group's channel.
  await sam.presses(post, 'approve', { on: old })
  expect(editsIn(stack)).toBe(before + 2)
})

test('given a card that somebody deleted, when it is to look different, then it is posted again and kept up to date there', async () => {
  const stack = await startStack()
  const { mara, sam, noor, lena, slack } = stack
  const post = await mara.asksForPost()
  const own = sam.sees(post)
  for (const { messages } of slack.server.workspace.conversations.values()) {
    const index = messages.findIndex(({ ts }) => own.id.endsWith(ts))
    if (index >= 0) messages.splice(index, 1)
  }
  slack.pardons(/message_not_found/)
  await noor.approves(post)
  expect(sam.sees(post).id).not.toBe(own.id)
  expect(verbs(sam.sees(post))).not.toContain('approve')
  await lena.approves(post)
  expect(sam.sees(post).headline).toContain('is approved')
})
