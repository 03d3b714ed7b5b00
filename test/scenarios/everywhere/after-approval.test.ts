import { describe, expect, test } from 'vitest'
import { type Stack, saying, startStack, verbs } from '../../support/stack/everywhere.ts'
import type { Entries } from '../../support/stack/screen.ts'

async function approved({ mara, sam, lena }: Stack, typed: Entries = {}): Promise<number> {
  const post = await mara.asksForPost(typed)
  await sam.approves(post)
  await lena.approves(post)
  return post
}

describe('given an approved post', () => {
  test('when it is not used in time, then after a reminder it lapses, and an old button publishes nothing', async () => {
    const stack = await startStack()
    const { mara, lena, clock } = stack
    const post = await approved(stack)
    const old = mara.sees(post)
    mara.news()
    await clock.passes('29d')
    expect(mara.news()).toEqual([expect.stringContaining('Reminder: ')])
    await clock.passes('1d')
    expect(mara.news()).toEqual([expect.stringContaining('has lapsed')])
    expect(mara.sees(post).text).toContain('was not used')
    expect(lena.sees(post).headline).toContain('ist verfallen')
    expect(verbs(lena.sees(post))).toEqual([])
    const late = await mara.presses(post, 'publish', { on: old })
    expect(late).toMatchObject(saying('Not possible at this point'))
    expect(late).toMatchObject(saying('lapsed'))
  })

  test('when a reviewer revokes it, then the requester and the others hear why at once, and nothing is left to press', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await approved(stack)
    for (const person of [mara, sam, lena]) person.news()
    await sam.revokes(post, 'The stand builder is bankrupt.')
    expect(mara.isTold(post, /The stand builder is bankrupt\./).headline).toContain(
      'the approval was revoked',
    )
    expect(mara.sees(post).text).toContain('please take it down')
    expect(lena.isTold(post, /The stand builder is bankrupt\./).headline).toContain(
      'die Freigabe wurde widerrufen',
    )
    for (const person of [mara, sam, lena]) expect(verbs(person.sees(post))).toEqual([])
    expect(sam.news()).toEqual([])
  })

  test('when it was published already, then it can still be revoked', async () => {
    const stack = await startStack()
    const { mara, lena } = stack
    const post = await approved(stack)
    await mara.publishes(post, 'https://social.example.com/posts/1')
    await lena.revokes(post, 'Abmahnung erhalten.')
    mara.isTold(post, /Abmahnung erhalten\./)
    expect(mara.sees(post).headline).toContain('the approval was revoked')
  })

  test('when the requester revises it after all, then the approval is given up', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const post = await approved(stack)
    await mara.revises(post, { text: 'Meet us in hall 5.' })
    expect(verbs(mara.sees(post))).toEqual(['revise', 'withdraw'])
    expect(verbs(sam.sees(post))).toContain('approve')
  })

  test('when the address is none, or one of this network, then the field says so and it is not published', async () => {
    const stack = await startStack()
    const { mara } = stack
    const post = await approved(stack)
    for (const [url, words] of [
      ['https://bank.example@evil.example/', 'full web address'],
      ['http://127.0.0.1/admin', 'cannot be reached from the internet'],
    ] as const) {
      await mara.presses(post, 'publish')
      expect(await mara.sends({ url })).toMatchObject({
        outcome: 'errors',
        errors: { url: expect.stringContaining(words) },
      })
      await mara.closes()
    }
    expect(mara.sees(post).headline).toContain('you can publish it')
  })
})

describe('given a post that is planned for a time', () => {
  test('when the approval comes in time, then the card says when to publish', async () => {
    const stack = await startStack()
    const { mara, lena, clock } = stack
    const post = await approved(stack, { slot: { at: clock.in('3wd') } })
    expect(mara.sees(post).headline).toContain('publish it as planned, Thu 5 Nov, 09:00')
    expect(lena.sees(post).text).toMatch(/Geplant für: .*5\. Nov/)
  })

  test('when the approval comes too late, then nothing is published late by itself: a new time is chosen first', async () => {
    const stack = await startStack()
    const { mara, sam, lena, clock } = stack
    const post = await mara.asksForPost({ slot: { at: clock.in('4h') } })
    await sam.approves(post)
    await clock.passes('5h')
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain(
      'is approved, but its time has passed: please choose a new one',
    )
    expect(verbs(mara.sees(post))).toEqual(['reschedule', 'revise', 'withdraw'])

    await mara.presses(post, 'reschedule')
    expect(await mara.sends({ slot: { at: clock.now() - 60_000 } })).toMatchObject({
      outcome: 'errors',
      errors: { slot: expect.stringContaining('time in the future') },
    })
    expect(await mara.sends({ slot: { at: clock.in('1wd') } })).toEqual({ outcome: 'done' })
    expect(mara.sees(post).headline).toContain('publish it as planned, Tue 3 Nov, 14:00')
    expect(verbs(mara.sees(post))).toContain('publish')
  })

  test('when the planned time is over or years ahead, then the form says so beside the field', async () => {
    const { mara, clock } = await startStack()
    await expect(mara.asksForPost({ slot: { at: clock.now() - 60_000 } })).rejects.toThrow(
      /time in the future/,
    )
    await mara.closes()
    await expect(mara.asksForPost({ slot: { at: clock.in('400d') } })).rejects.toThrow(/next twelve months/)
  })
})

describe('given a request that is withdrawn', () => {
  test('when nobody has decided, then every card says so, and nobody is disturbed', async () => {
    const { mara, sam, lena } = await startStack()
    const post = await mara.asksForPost()
    for (const person of [sam, lena]) person.news()
    await mara.withdraws(post, 'The fair is cancelled.')
    expect(mara.sees(post).text).toContain('The fair is cancelled.')
    expect(sam.sees(post).headline).toContain('was withdrawn')
    expect(lena.sees(post).headline).toContain('wurde zurückgezogen')
    for (const person of [mara, sam, lena]) expect(verbs(person.sees(post))).toEqual([])
    expect([sam.news(), lena.news()]).toEqual([[], []])
  })

  test('when somebody has decided, then they are told; a form that was open by then records nothing', async () => {
    const { mara, sam, lena } = await startStack()
    const post = await mara.asksForPost()
    await sam.approves(post)
    await lena.presses(post, 'approve')
    await mara.withdraws(post)
    sam.isTold(post, /withdrew the request/)
    expect(await lena.sends({})).toMatchObject(saying('Zurzeit nicht möglich'))
    expect(mara.sees(post).headline).toContain('was withdrawn')
  })
})
