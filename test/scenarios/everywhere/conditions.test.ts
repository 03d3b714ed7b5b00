import { describe, expect, test } from 'vitest'
import { type Stack, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

const blur = { text: 'Blur the faces.' }
const label = { text: 'Als Werbung kennzeichnen.', owner: 'group', due: 'after_publication' } as const

/** Security and legal agree, each with a condition of its own. */
async function offered({ mara, sam, lena }: Stack): Promise<number> {
  const post = await mara.asksForPost()
  await sam.approvesWithConditions(post, [blur])
  await lena.approvesWithConditions(post, [label])
  return post
}

describe('given approvals of two groups with conditions', () => {
  test('then the requester is offered both, merged, and everybody else sees that an answer is waited for', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await offered(stack)
    expect(mara.sees(post).headline).toContain('can be approved with 2 conditions')
    for (const text of [mara.sees(post).text, mara.isTold(post, /Every group agrees/).text]) {
      expect(text).toContain('Condition 1, before publication, by Mara Vogel: “Blur the faces.”')
      expect(text).toContain('Condition 2, after publication, by Legal: “Als Werbung kennzeichnen.”')
    }
    expect(verbs(mara.sees(post))).toEqual(['accept_conditions', 'contest', 'revise', 'withdraw'])
    const accept = mara.sees(post).buttons.find(({ verb }) => verb === 'accept_conditions')
    expect(accept?.asks).toContain('You commit yourself to meet these conditions.')
    expect(sam.sees(post).headline).toContain('is waiting for an answer to the conditions')
    expect(lena.sees(post).headline).toContain('wartet auf eine Antwort zu den Auflagen')
    expect([verbs(sam.sees(post)), verbs(lena.sees(post))]).toEqual([[], []])
  })

  test('when the requester accepts, then it can be published once the first is met, and each owner confirms their own', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await offered(stack)
    await mara.acceptsConditions(post)
    expect(mara.sees(post).headline).toContain('is approved: 1 condition to meet before publication')
    expect(verbs(mara.sees(post))).not.toContain('publish')
    expect(lena.sees(post).headline).toContain('Sie haben noch 1 Auflage zu erfüllen')
    expect(verbs(sam.sees(post))).toEqual(['revoke'])

    await mara.meetsCondition(post, 'c1.1', 'Picture replaced, see the file.')
    expect(mara.sees(post).text).toContain('Picture replaced, see the file.')
    expect(verbs(mara.sees(post))).toContain('publish')
    await mara.publishes(post, 'https://social.example.com/posts/1')
    // What is due after publication stays to be met after it.
    expect(verbs(mara.sees(post))).toEqual([])
    expect(verbs(lena.sees(post))).toEqual(['meet_condition', 'revoke'])
    await lena.meetsCondition(post, 'c1.2', 'Hinweis steht im ersten Satz.')
    expect(verbs(lena.sees(post))).toEqual(['revoke'])
    expect(mara.sees(post).text).toContain('Hinweis steht im ersten Satz.')
  })

  test('when the requester contests them, then the sides mediate, and accepting after all ends it at once', async () => {
    const stack = await startStack()
    const { mara, sam, lena, oskar } = stack
    const post = await offered(stack)
    await mara.contests(post, { reason: 'The faces are the point.', wouldAccept: 'Written consent.' })
    expect(mara.sees(post).headline).toContain('is deadlocked: please find an agreement')
    expect(lena.sees(post).text).toContain('Mara Vogel widerspricht den Auflagen: „The faces are the point.“')
    for (const side of [mara, sam, lena]) expect(side.mediates(post)).toBe(true)
    expect(oskar.mediates(post)).toBe(false)
    expect(verbs(mara.sees(post))).toContain('accept_conditions')

    await mara.acceptsConditions(post)
    expect(mara.sees(post).headline).toContain('is approved: 1 condition to meet')
    expect(sam.mediationOf(post).headline).toContain('the mediation is over')
  })

  test('when a group drops its condition in the mediation, then the rest is offered, and an old button accepts nothing unseen', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const post = await offered(stack)
    await mara.contests(post, { reason: 'The faces are the point.', wouldAccept: 'Written consent.' })
    const old = mara.sees(post)
    await sam.approvesWithConditions(post, [{ text: 'Get written consent.' }])
    expect(mara.sees(post).text).toContain(
      'Condition 1, before publication, by Mara Vogel: “Get written consent.”',
    )
    expect(await mara.presses(post, 'accept_conditions', { on: old })).toMatchObject(
      saying('There is a newer revision'),
    )
    expect(mara.sees(post).headline).toContain('can be approved with 2 conditions')
    await mara.acceptsConditions(post)
    expect(mara.sees(post).headline).toContain('is approved')
  })

  test('when the requester revises instead, then the conditions and the approvals are void', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await offered(stack)
    await mara.revises(post, { text: 'Meet us at the fair. Advertisement.' })
    expect(mara.sees(post).headline).toContain('is waiting for Security and Legal')
    expect(sam.sees(post).headline).toContain('was revised and needs your decision')
    expect(lena.sees(post).headline).toContain('wurde überarbeitet und braucht Ihre Entscheidung')
    for (const person of [mara, sam, lena]) expect(person.sees(post).text).not.toContain('Blur the faces.')
  })

  test('when the requester does not answer, then after reminders it lapses and is not approved', async () => {
    const stack = await startStack()
    const { mara, sam, clock } = stack
    const post = await offered(stack)
    mara.news()
    await clock.passes('5wd')
    await clock.passes('3wd')
    expect(mara.news()).toEqual([
      expect.stringMatching(/Reminder: Post #\d+ can be approved/),
      expect.stringMatching(/Reminder: Post #\d+ can be approved/),
    ])
    await clock.passes('2wd')
    expect(mara.news()).toEqual([expect.stringContaining('has lapsed')])
    expect(sam.sees(post).text).toContain('It was not approved.')
    expect(verbs(mara.sees(post))).toEqual([])
  })
})
