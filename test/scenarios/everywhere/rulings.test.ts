import { describe, expect, test } from 'vitest'
import { type Stack, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

const objection = { reason: 'The server is untested.', wouldAccept: 'A test of the server first.' }

/** Security rejects, legal approves, and the mediation ends without an agreement. */
async function escalated({ mara, sam, lena, clock }: Stack): Promise<number> {
  const post = await mara.asksForPost()
  await sam.rejects(post, objection)
  await lena.approves(post)
  await sam.says(post, 'A landing page without the server.')
  await clock.passes('8wh')
  return post
}

const everyone = ({ mara, sam, noor, lena, oskar, carla }: Stack) => [mara, sam, noor, lena, oskar, carla]

describe('given a deadlock that the mediation did not end', () => {
  test('then the executive gets a brief to decide from, and nobody else can decide any more', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla, emil } = stack
    const post = await escalated(stack)
    const brief = carla.sees(post)
    expect(brief.headline).toContain('needs your ruling by Tue 3 Nov, 16:30')
    for (const words of [
      'Should post #1 be published although Security does not agree (Legal does)?',
      'Why it matters: Visitors should find our stand.',
      'Reason: “The server is untested.”',
      'Would accept: “A test of the server first.”',
      'Would accept: “A landing page without the server.”',
      'Risk: Low (2 of 25)',
      'What happens at each choice',
      'If you do not decide: ',
    ])
      expect(brief.text).toContain(words)
    expect(verbs(brief)).toEqual([
      'rule_approve',
      'rule_approve_with_conditions',
      'rule_reject',
      'rule_send_back',
    ])
    expect(emil.news()).toEqual([])
    expect(verbs(mara.sees(post))).toEqual(['withdraw'])
    for (const reviewer of [sam, lena]) expect(verbs(reviewer.sees(post))).toEqual([])
    expect(verbs(sam.mediationOf(post))).toEqual([])
    expect(lena.sees(post).text).toContain(
      'Diese Entscheidung ist endgültig. Bis dahin kann niemand sonst entscheiden.',
    )
  })

  test('when the executive approves, then everybody concerned hears the reason, and only what follows is left to press', async () => {
    const stack = await startStack()
    const { mara, sam, noor, lena, carla } = stack
    const post = await escalated(stack)
    for (const person of everyone(stack)) person.news()
    await carla.rules(post, 'approve', 'The date matters more.')
    for (const person of [mara, sam])
      person.isTold(
        post,
        /Carla Reyes approved the request: “The date matters more\.” This ruling is final\./,
      )
    lena.isTold(post, /Carla Reyes hat die Anfrage freigegeben: „The date matters more\.“/)
    for (const person of [mara, sam, lena]) expect(person.news()).toHaveLength(1)
    expect(verbs(mara.sees(post))).toContain('publish')
    for (const person of [sam, noor, lena, carla]) expect(verbs(person.sees(post))).toEqual(['revoke'])
    expect(mara.sees(post).text).toMatch(/Ruling by Carla Reyes.*17:00.*approved/)
  })

  test('when the executive approves with conditions, then exactly these bind, and nobody has to accept them', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla } = stack
    const post = await escalated(stack)
    await carla.rulesWithConditions(post, 'Both are right.', [
      { text: 'No link to the server.' },
      { text: 'Look at the page the day before.', owner: 'group' },
    ])
    expect(mara.sees(post).headline).toContain('is approved: 2 conditions to meet before publication')
    expect([...verbs(mara.sees(post))].sort()).toEqual(['meet_condition', 'reschedule', 'revise', 'withdraw'])
    await mara.meetsCondition(post, 'c1.1', 'The link is gone.')
    expect(verbs(mara.sees(post))).not.toContain('publish')
    // What the executive left to the reviewing groups, any of them confirms.
    await lena.meetsCondition(post, 'c1.2', 'Seite angesehen.')
    expect(verbs(sam.sees(post))).toEqual(['revoke'])
    await mara.publishes(post, 'https://social.example.com/posts/1')
    expect(carla.sees(post).headline).toContain('is published')
  })

  test('when the executive rejects, then it is over for everybody and cannot be contested', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla } = stack
    const post = await escalated(stack)
    await carla.rules(post, 'reject', 'The risk is too high.')
    mara.isTold(post, /Carla Reyes rejected the request: “The risk is too high\.”/)
    lena.isTold(post, /Carla Reyes hat die Anfrage abgelehnt: „The risk is too high\.“/)
    expect(mara.sees(post).text).toMatch(
      /Carla Reyes rejected it by a final ruling: “The risk is too high\.”/,
    )
    for (const person of everyone(stack)) expect(verbs(person.sees(post))).toEqual([])
    expect(verbs(sam.mediationOf(post))).toEqual([])
  })

  test('when the executive sends it back, then it is revised and decided anew; a second deadlock comes back without sending back', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla, clock } = stack
    const post = await escalated(stack)
    const brief = carla.sees(post)
    await carla.rules(post, 'send_back', 'Leave out the server.')
    mara.isTold(post, /sent the request back for one more revision: “Leave out the server\.”/)
    expect(mara.sees(post).headline).toContain('please revise it by')
    expect(lena.sees(post).headline).toContain('wartet auf eine Überarbeitung')
    expect(verbs(carla.sees(post))).toEqual([])

    await mara.revises(post, { text: 'Meet us in hall 4, without the server.' })
    expect(verbs(sam.sees(post))).toContain('approve')
    await sam.rejects(post, objection)
    await lena.approves(post)
    await clock.passes('8wh')
    expect(carla.sees(post).headline).toContain('needs your ruling')
    expect(verbs(carla.sees(post))).toEqual(['rule_approve', 'rule_approve_with_conditions', 'rule_reject'])
    // The old brief's button was for another revision, and sending back is used up.
    const again = await carla.presses(post, 'rule_send_back', { on: brief })
    expect(again).toMatchObject({ shows: 'saying' })
    expect(carla.sees(post).headline).toContain('needs your ruling')
    await carla.closes()
    await carla.rules(post, 'approve', 'Now it is fine.')
    expect(mara.sees(post).headline).toContain('is approved')
  })

  test('when a ruling is given while others press their old buttons, then the ruling stands and they are told so', async () => {
    const stack = await startStack()
    const { mara, sam, carla, emil } = stack
    const post = await mara.asksForPost()
    const asked = sam.sees(post)
    await sam.rejects(post, objection)
    await stack.lena.approves(post)
    await stack.clock.passes('8wh')
    expect(await sam.presses(post, 'approve', { on: asked })).toMatchObject(
      saying('Not possible at this point'),
    )
    const brief = carla.sees(post)
    await carla.rules(post, 'approve', 'The date matters.')
    expect(await emil.commands('mine')).toMatchObject({ shows: 'saying' })
    expect(await carla.presses(post, 'rule_reject', { on: brief })).toMatchObject(
      saying('Not possible at this point'),
    )
    expect(mara.sees(post).headline).toContain('is approved')
  })

  test('when the ruling needs a reason and none is given, then the form says so', async () => {
    const stack = await startStack()
    const { mara, carla } = stack
    const post = await escalated(stack)
    await carla.presses(post, 'rule_reject')
    expect(await carla.sends({ reason: '\u0000 \u202e' })).toMatchObject({
      outcome: 'errors',
      errors: { reason: expect.stringContaining('nothing readable') },
    })
    expect(mara.sees(post).headline).toContain('is with')
  })

  test('when the executive approves over a condition, then the card keeps it and says that it does not bind', async () => {
    const { mara, sam, lena, carla, clock } = await startStack()
    const post = await mara.asksForPost()
    await sam.rejects(post, objection)
    await lena.approvesWithConditions(post, [{ text: 'Name the source.' }])
    await clock.passes('8wh')
    await carla.rules(post, 'approve', 'The date matters more.')
    expect(mara.sees(post).text).toContain('Asked for, not binding since the ruling: “Name the source.”')
    expect(verbs(mara.sees(post))).not.toContain('meet_condition')
  })
})
