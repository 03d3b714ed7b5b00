import { describe, expect, test } from 'vitest'
import { type Stack, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

/** How many events are in the ledger of a request. */
async function recorded({ database }: Stack, number: number) {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).length
}

describe('given somebody who may decide and types an approval', () => {
  test('when it is in the thread of their card, then only they are told that it does not count, with the buttons that do', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const post = await mara.asksForPost()
    const card = sam.sees(post)
    const before = await recorded(stack, post)
    expect(await sam.remarks(card, 'Looks good to me!')).toMatchObject(saying('Decide with the buttons'))
    const told = sam.isTold(post, /Decide with the buttons/)
    expect(told.headline).toContain('that is not recorded yet')
    expect(verbs(told)).toEqual(['approve', 'approve_with_conditions', 'request_changes', 'reject'])
    expect(await recorded(stack, post)).toBe(before)
    await sam.approves(post, {}, { on: told })
    expect(await recorded(stack, post)).toBe(before + 1)
  })

  test('when it is said again, then nothing is answered, until there is a new revision', async () => {
    const { mara, lena } = await startStack()
    const post = await mara.asksForPost()
    expect(await lena.remarks(lena.sees(post), 'passt')).toMatchObject(saying('noch nicht erfasst'))
    const heard = lena.about(post).length
    await lena.remarks(lena.sees(post), 'passt!')
    expect(lena.about(post)).toHaveLength(heard)
    await lena.requestsChanges(post, 'Bitte die Zahl belegen.')
    await mara.does(post, 'revise', { text: 'We open in Hanover on Thursday, and everybody is invited.' })
    expect(await lena.remarks(lena.sees(post), 'passt')).toMatchObject(saying('Schaltflächen'))
  })

  test('when it is a thumbs-up on the card in the group’s channel, then it is answered there in private', async () => {
    const stack = await startStack()
    const { mara, sam, noor } = stack
    const post = await mara.asksForPost()
    const card = sam.channelCardOf(post)
    noor.news()
    const before = await recorded(stack, post)
    expect(await sam.signs(card, 'thumbs_up')).toMatchObject(saying('not recorded'))
    expect(noor.news()).toEqual([])
    expect(await recorded(stack, post)).toBe(before)
  })

  test('when it answers nothing in their direct messages and one request waits for them, then that one is meant', async () => {
    const { mara, sam } = await startStack()
    const first = await mara.asksForPost()
    const { channel } = sam.sees(first)
    expect(await sam.remarks({ channel, id: null }, 'ok from me')).toMatchObject(
      saying('Decide with the buttons'),
    )
    await mara.asksForChannel()
    const heard = sam.about(first).length
    await sam.remarks({ channel, id: null }, 'approved')
    expect(sam.about(first)).toHaveLength(heard)
  })

  test('when it is in the conversation of a deadlock, then it is answered there in private', async () => {
    const { mara, sam, lena } = await startStack()
    const post = await mara.asksForPost()
    await sam.approves(post)
    await lena.rejects(post, { reason: 'Die Zahl ist nicht belegt.', wouldAccept: 'Eine Quelle.' })
    const card = lena.mediationOf(post)
    expect(await lena.remarks(card, 'einverstanden')).toMatchObject(saying('noch nicht erfasst'))
  })
})

describe('given other talk, or other people', () => {
  test('then nobody is answered about it', async () => {
    const stack = await startStack()
    const { mara, sam, carla, gita } = stack
    const post = await mara.asksForPost()
    const before = await recorded(stack, post)
    const people = [mara, sam, carla, gita]
    const heard = () => people.map((person) => person.about(post).length)
    const channel = sam.channelCardOf(post)
    for (const other of [carla, gita]) stack.bringsToChannel(other)
    const quiet = heard()
    await sam.remarks(sam.sees(post), 'Who checked the figures?')
    await mara.remarks(mara.sees(post), 'approved')
    await mara.signs(mara.sees(post), 'thumbs_up')
    await sam.signs(channel, 'eyes')
    for (const other of [carla, gita]) await other.remarks(channel, 'lgtm')
    await sam.remarks({ ...channel, id: null }, 'lgtm')
    expect(heard()).toEqual(quiet)
    expect(await recorded(stack, post)).toBe(before)
  })

  test('when somebody has decided already, then their thumbs-up stays one', async () => {
    const { mara, sam } = await startStack()
    const post = await mara.asksForPost()
    await sam.approves(post)
    expect(await sam.signs(sam.sees(post), 'thumbs_up')).toEqual({ shows: 'nothing' })
  })
})
