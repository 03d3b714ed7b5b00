import { describe, expect, test } from 'vitest'
import { ordinaryPost, type Stack, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

async function unchanged({ database }: Stack, number: number): Promise<boolean> {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).length === 1
}

describe('given a card that somebody sees who may not decide', () => {
  test('when it is the requester, a member of the group, then they cannot decide on their own request', async () => {
    const stack = await startStack()
    const { noor, sam } = stack
    const post = await noor.asksForPost()
    expect(verbs(noor.sees(post))).toEqual(['revise', 'withdraw'])
    const card = noor.channelCardOf(post)
    expect(await noor.presses(post, 'approve', { on: card })).toMatchObject(
      saying('This is your own request'),
    )
    expect(await unchanged(stack, post)).toBe(true)
    await sam.approves(post)
  })

  test('when it is somebody of another department, then they are told whom to ask', async () => {
    const stack = await startStack()
    const { mara, tom } = stack
    stack.bringsToChannel(tom)
    const post = await mara.asksForPost()
    const card = tom.channelCardOf(post)
    expect(await tom.presses(post, 'reject', { on: card })).toMatchObject(
      saying('Nicht Mitglied dieser Gruppe'),
    )
    // Unpublished content is not for everybody in the workspace either.
    await tom.closes()
    expect(await tom.presses(post, 'details', { on: card })).toMatchObject(
      saying('sehen nur die Beteiligten'),
    )
    expect(await unchanged(stack, post)).toBe(true)
  })

  test('when it is a guest, then guests can neither ask nor decide', async () => {
    const stack = await startStack()
    const { mara, gita } = stack
    stack.bringsToChannel(gita)
    const post = await mara.asksForPost()
    expect(await gita.presses(post, 'approve', { on: gita.channelCardOf(post) })).toMatchObject(
      saying('Not possible as a guest'),
    )
    await gita.closes()
    for (const way of ['post', 'channel', 'mine'])
      expect(await gita.commands(way)).toMatchObject(saying('Not possible as a guest'))
    expect(await unchanged(stack, post)).toBe(true)
  })

  test('when their account was deactivated meanwhile, then an open form and an old button record nothing', async () => {
    const stack = await startStack()
    const { mara, sam, noor } = stack
    const post = await mara.asksForPost()
    const card = sam.sees(post)
    await sam.presses(post, 'approve')
    stack.deactivates(sam)
    expect(await sam.sends({})).toMatchObject(saying('Your account is deactivated'))
    await sam.closes()
    expect(await sam.presses(post, 'reject', { on: card })).toMatchObject(
      saying('Your account is deactivated'),
    )
    expect(verbs(sam.sees(post))).toEqual([])
    expect(await unchanged(stack, post)).toBe(true)
    await noor.approves(post)
  })

  test('when they were taken out of the group after the card came, then the click is refused, and the card loses its buttons', async () => {
    const stack = await startStack()
    const { mara, lena, oskar } = stack
    const post = await mara.asksForPost()
    const card = lena.sees(post)
    await lena.presses(post, 'approve')
    stack.formsLegal([oskar])
    expect(await lena.sends({})).toMatchObject(saying('Nicht Mitglied dieser Gruppe'))
    expect(await unchanged(stack, post)).toBe(true)
    await lena.closes()
    expect(verbs(lena.sees(post))).toEqual([])
    const pressed = lena.presses(post, 'approve', { on: card })
    expect(await pressed).toMatchObject(saying('Nicht Mitglied dieser Gruppe'))
    await oskar.approves(post)
    expect(mara.sees(post).headline).toContain('is waiting for Security')
  })

  test('when they were added to the group after the request, then they decide from the channel or their overview', async () => {
    const stack = await startStack()
    const { mara, tom, lena, clock } = stack
    const post = await mara.asksForPost()
    stack.formsLegal([lena, tom])
    // Lists that only show things are kept for five minutes.
    await clock.passes('6m')
    expect(await tom.commands('mine')).toMatchObject(saying(`Beitrag #${post} braucht Ihre Entscheidung`))
    await tom.pressesInFront('open')
    await tom.pressesInFront('approve')
    expect(await tom.sends({})).toEqual({ outcome: 'done' })
    expect(mara.sees(post).text).toContain('Tom Berger')
  })

  test('when somebody is in two groups, then the second decision is refused', async () => {
    const stack = await startStack()
    const { mara, sam, lena, clock } = stack
    stack.formsLegal([lena, sam])
    // Lists for drawing are kept for five minutes.
    await clock.passes('6m')
    const post = await mara.asksForPost()
    const card = sam.sees(post)
    await sam.approves(post, {}, { subject: 'security' })
    expect(verbs(sam.sees(post))).toEqual([])
    expect(await sam.presses(post, 'approve', { on: card, subject: 'legal' })).toMatchObject(
      saying('You have decided for another group'),
    )
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')
  })
})

describe('given that the chat cannot say who somebody is', () => {
  test('when it fails at a click, then it is refused with the offer to try again, and later it works', async () => {
    const stack = await startStack()
    const { mara, lena } = stack
    const post = await mara.asksForPost()
    stack.breaks('people')
    expect(await lena.presses(post, 'approve')).toMatchObject(
      saying('Bitte versuchen Sie es in einer Minute wieder'),
    )
    expect(await unchanged(stack, post)).toBe(true)
    stack.mends()
    await lena.closes()
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is waiting for Security')
  })

  test('when it cannot say who is in a group, then a form still opens but records nothing, and later it works', async () => {
    const stack = await startStack()
    const { mara, lena } = stack
    const post = await mara.asksForPost()
    stack.breaks('groups')
    expect(await lena.presses(post, 'approve')).toMatchObject({ shows: 'form' })
    expect(await lena.sends({})).toMatchObject(saying('Bitte versuchen Sie es in einer Minute wieder'))
    expect(await unchanged(stack, post)).toBe(true)
    stack.mends()
    await lena.closes()
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is waiting for Security')
  })

  test('when it fails while a form is sent, then nothing is recorded, and what was typed is given back', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const post = await mara.asksForPost()
    await sam.presses(post, 'reject')
    stack.breaks('people')
    const sent = await sam.sends({ reason: 'A long and careful reason.', would_accept: 'Another hall.' })
    expect(sent).toMatchObject(saying('Please try again'))
    expect(sent).toMatchObject(saying('A long and careful reason.'))
    expect(await unchanged(stack, post)).toBe(true)
  })

  test('when it fails while somebody asks, then nothing is asked, and nothing that was typed is lost', async () => {
    const stack = await startStack()
    const { tom, database } = stack
    await tom.commands('post')
    stack.breaks('people')
    const sent = await tom.sends({ ...ordinaryPost, text: 'Ein mühsam geschriebener Text.' })
    expect(sent).toMatchObject(saying('Ein mühsam geschriebener Text.'))
    expect(await database.store.requestByNumber(1)).toBeNull()
  })
})
