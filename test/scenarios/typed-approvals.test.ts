import { describe, expect, test } from 'vitest'
import { type Stack, saying, startStack, verbs } from '../support/stack/index.ts'

/** How many events are in the ledger of a request. */
async function recorded({ database }: Stack, number: number) {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).length
}

describe('given somebody who may decide and types an approval', () => {
  test('when it is in the thread of their card, then only they are told that it does not count, with the buttons that do', async () => {
    const stack = await startStack()
    const { mara, sam, slack } = stack
    const post = await mara.asksForPost()
    const card = sam.sees(post)
    const before = await recorded(stack, post)
    expect(await slack.client.remarks(sam.user, card, 'Looks good to me!')).toMatchObject(
      saying('Decide with the buttons'),
    )
    const told = sam.about(post).find(({ onlyForMe }) => onlyForMe)
    if (told === undefined) throw new Error('nothing was said')
    expect(told.headline).toContain('that is not recorded yet')
    expect(verbs(told)).toEqual(['approve', 'approve_with_conditions', 'request_changes', 'reject'])
    expect(await recorded(stack, post)).toBe(before)
    await sam.approves(post, {}, { on: told })
    expect(await recorded(stack, post)).toBe(before + 1)
  })

  test('when it is said again, then nothing is answered, until there is a new revision', async () => {
    const { mara, lena, slack } = await startStack()
    const post = await mara.asksForPost()
    expect(await slack.client.remarks(lena.user, lena.sees(post), 'passt')).toMatchObject(
      saying('noch nicht erfasst'),
    )
    expect(await slack.client.remarks(lena.user, lena.sees(post), 'passt!')).toEqual({ shows: 'nothing' })
    await lena.requestsChanges(post, 'Bitte die Zahl belegen.')
    await mara.does(post, 'revise', { text: 'We open in Hanover on Thursday, and everybody is invited.' })
    expect(await slack.client.remarks(lena.user, lena.sees(post), 'passt')).toMatchObject(
      saying('Schaltflächen'),
    )
  })

  test('when it is a thumbs-up on the card in the group’s channel, then it is answered there in private', async () => {
    const stack = await startStack()
    const { mara, sam, noor, slack } = stack
    const post = await mara.asksForPost()
    const card = sam.channelCardOf(post)
    const before = await recorded(stack, post)
    expect(await slack.client.signs(sam.user, card, '+1::skin-tone-4')).toMatchObject(saying('not recorded'))
    expect(noor.about(post).some(({ onlyForMe }) => onlyForMe)).toBe(false)
    expect(await recorded(stack, post)).toBe(before)
  })

  test('when it answers nothing in their direct messages and one request waits for them, then that one is meant', async () => {
    const { mara, sam, slack } = await startStack()
    const first = await mara.asksForPost()
    const { channel } = sam.sees(first)
    expect(await slack.client.remarks(sam.user, { channel, id: null }, 'ok from me')).toMatchObject(
      saying('Decide with the buttons'),
    )
    await mara.asksForChannel()
    expect(await slack.client.remarks(sam.user, { channel, id: null }, 'approved')).toEqual({
      shows: 'nothing',
    })
  })

  test('when it is in the conversation of a deadlock, then it is answered there in private', async () => {
    const { mara, sam, lena, slack } = await startStack()
    const post = await mara.asksForPost()
    await sam.approves(post)
    await lena.rejects(post, { reason: 'Die Zahl ist nicht belegt.', wouldAccept: 'Eine Quelle.' })
    const card = lena.conversationAbout(post)
    expect(await slack.client.remarks(lena.user, card, 'einverstanden')).toMatchObject(
      saying('noch nicht erfasst'),
    )
  })
})

describe('given other talk, or other people', () => {
  test('then nobody is answered', async () => {
    const stack = await startStack()
    const { mara, sam, carla, gita, slack } = stack
    const post = await mara.asksForPost()
    const before = await recorded(stack, post)
    const silent = { shows: 'nothing' }
    expect(await slack.client.remarks(sam.user, sam.sees(post), 'Who checked the figures?')).toEqual(silent)
    expect(await slack.client.remarks(mara.user, mara.sees(post), 'approved')).toEqual(silent)
    expect(await slack.client.signs(mara.user, mara.sees(post), '+1')).toEqual(silent)
    const channel = sam.channelCardOf(post)
    expect(await slack.client.signs(sam.user, channel, 'eyes')).toEqual(silent)
    for (const other of [carla, gita]) {
      slack.server.workspace.conversations.get(channel.channel)?.members.push(other.user)
      expect(await slack.client.remarks(other.user, channel, 'lgtm')).toEqual(silent)
    }
    expect(await slack.client.remarks(sam.user, { ...channel, id: null }, 'lgtm')).toEqual(silent)
    expect(await recorded(stack, post)).toBe(before)
  })

  test('when somebody has decided already, then their thumbs-up stays one', async () => {
    const { mara, sam, slack } = await startStack()
    const post = await mara.asksForPost()
    await sam.approves(post)
    expect(await slack.client.signs(sam.user, sam.sees(post), 'thumbsup')).toEqual({ shows: 'nothing' })
  })
})
