import { describe, expect, test } from 'vitest'
import { channels } from '../../adapters/sandbox/organisation.ts'
import { saying, startStack, verbs } from '../support/stack/index.ts'

describe('given that Slack fails while cards are on their way', () => {
  test.each([
    ['refused', 'breaks'],
    ['taken, without anybody hearing so', 'losesAnswersOf'],
  ] as const)('when posts are %s, then everybody has exactly one card in the end', async (_, trouble) => {
    const stack = await startStack()
    const { mara, sam, lena, slack, clock } = stack
    slack[trouble]('chat.postMessage')
    const post = await mara.asksForPost()
    await clock.passes('20s')
    slack.mends('chat.postMessage')
    await clock.passes('2m')
    for (const person of [mara, sam, lena])
      expect(person.about(post).filter(({ place }) => place === 'direct')).toHaveLength(1)
    await sam.approves(post)
    expect(mara.sees(post).headline).toContain('is waiting for Legal')
  })

  test('when updates fail for an hour, then cards catch up with the newest state, and nobody could decide on old content', async () => {
    const stack = await startStack()
    const { mara, sam, lena, slack, clock } = stack
    const post = await mara.asksForPost()
    slack.breaks('chat.update')
    await sam.approves(post)
    await mara.does(post, 'revise', { text: 'Meet us in hall 5.' })
    expect(lena.sees(post).text).toContain('hall 4')
    expect(await lena.presses(post, 'approve')).toMatchObject(saying('Es gibt eine neuere Fassung'))
    await lena.closes()
    await clock.passes('1h')
    slack.mends('chat.update')
    await clock.passes('2h')
    expect(lena.sees(post).text).toContain('hall 5')
    expect(verbs(sam.sees(post))).toContain('approve')
    await lena.approves(post)
  })

  test('when Slack asks to wait, then it is left alone for so long', async () => {
    const { mara, sam, slack, clock } = await startStack()
    let calls = 0
    slack.limits('chat.postMessage', 30, () => {
      calls += 1
    })
    const post = await mara.asksForPost()
    const first = calls
    await clock.passes('20s')
    expect(calls).toBe(first)
    slack.mends('chat.postMessage')
    await clock.passes('40s')
    expect(sam.sees(post).headline).toContain('needs your decision')
  })

  test('when no shared conversation can be opened, then each side gets the mediation in their own messages', async () => {
    const stack = await startStack()
    const { mara, sam, lena, slack } = stack
    slack.answers('conversations.open', ({ users }) =>
      String(users).includes(',') ? { ok: false, error: 'not_allowed' } : null,
    )
    // The application writes down that there is no conversation, and parks the card that was for it.
    stack.log.expects(/^card parked/)
    stack.parks()
    const post = await mara.asksForPost()
    await sam.rejects(post, { reason: 'Untested.', wouldAccept: 'A test.' })
    await lena.approves(post)
    for (const person of [mara, sam, lena]) expect(person.isInConversationAbout(post)).toBe(false)
    await mara.says(post, 'We leave out the link.')
    expect(sam.isTold(post, /We leave out the link/).place).toBe('direct')
    expect(lena.isTold(post, /We leave out the link/).place).toBe('direct')
    await sam.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')
  })
})

describe('given that a form cannot be opened, because three seconds have passed', () => {
  test('when it was a button, then the person is asked to press again, by a message that only they see', async () => {
    const { mara, lena, slack } = await startStack()
    const post = await mara.asksForPost()
    slack.answers('views.open', () => ({ ok: false, error: 'expired_trigger_id' }))
    expect(await lena.presses(post, 'approve')).toMatchObject(saying('Bitte klicken Sie noch einmal'))
    slack.mends('views.open')
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is waiting for Security')
  })

  test('when it was the command in a channel without the bot, then the message comes directly', async () => {
    const { mara, slack, settle } = await startStack()
    slack.answers('views.open', () => ({ ok: false, error: 'expired_trigger_id' }))
    slack.pardons(/^chat\.postEphemeral: not_in_channel/)
    const { marketing: channel } = channels
    await slack.server.command({ user: mara.user, channel, command: '/countersign', text: 'post' })
    await settle()
    const told = slack.client.messages(mara.user).at(-1)
    expect(told).toMatchObject({ place: 'direct', text: expect.stringContaining('Nothing was changed.') })
  })
})

test('given that the group’s channel is gone, then its members still have their own cards', async () => {
  const stack = await startStack()
  const { mara, sam, slack } = stack
  stack.log.expects(/^card parked/)
  stack.parks()
  slack.pardons(/channel_not_found.*C0SECURE03/)
  slack.server.workspace.conversations.delete(channels.security)
  const post = await mara.asksForPost()
  await sam.approves(post)
  expect(mara.sees(post).headline).toContain('is waiting for Legal')
})
