import { describe, expect, test } from 'vitest'
import { type Stack, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

const objection = { reason: 'The server is untested.', wouldAccept: 'A test of the server first.' }

async function disagreement({ mara, sam, lena }: Stack): Promise<number> {
  const post = await mara.asksForPost()
  await sam.rejects(post, objection)
  await lena.approves(post)
  return post
}

describe('given that one group rejects and the other approves', () => {
  test('then one conversation holds the requester and those who decided, with both sides next to each other', async () => {
    const stack = await startStack()
    const { mara, sam, noor, lena, oskar, carla } = stack
    const post = await disagreement(stack)

    for (const side of [mara, sam, lena]) expect(side.mediates(post)).toBe(true)
    for (const other of [noor, oskar, carla]) expect(other.mediates(post)).toBe(false)
    const opening = mara.mediationOf(post)
    expect(opening.headline).toContain('please find an agreement by Mon 2 Nov, 17:00')
    expect(opening.text).toContain('Why it matters: Visitors should find our stand.')
    expect(opening.text).toContain('If it is late or does not happen: The fair is over.')
    expect(opening.text).toContain('Reason: The server is untested.')
    expect(opening.text).toContain('A test of the server first.')
    expect(opening.text).toMatch(/Legal\nDecision: Approved by Lena Brandt/)
    expect(verbs(opening)).toEqual(['state_position', 'approve', 'approve_with_conditions', 'revise'])
    // Everybody's own card says what they can do now, in their language.
    expect(verbs(mara.sees(post))).toEqual(['state_position', 'revise', 'withdraw'])
    expect(lena.sees(post).headline).toContain(
      'steckt fest: bitte finden Sie bis Mo., 2. Nov., 17:00 Uhr eine Einigung',
    )
    expect(lena.sees(post).text).toContain('Legal gibt frei und Security lehnt ab')
    expect(verbs(sam.sees(post))).toContain('approve')
  })

  test('when somebody who decided has left the company meanwhile, then the others talk without them', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await mara.asksForPost()
    await sam.rejects(post, objection)
    stack.deactivates(sam)
    await lena.approves(post)
    for (const side of [mara, lena]) expect(side.mediates(post)).toBe(true)
    expect(sam.mediates(post)).toBe(false)
  })

  test('when each side says what it would accept, then the others hear it at once', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await disagreement(stack)
    for (const person of [mara, sam, lena]) person.news()
    await mara.says(post, 'We leave out the link.', { on: mara.mediationOf(post) })
    for (const person of [mara, sam, lena]) expect(person.news()).toHaveLength(1)
    await lena.says(post, 'Der Link kann nächste Woche kommen.', { on: lena.mediationOf(post) })
    for (const person of [mara, sam]) {
      expect(person.news()).toHaveLength(1)
      person.isTold(post, /Mara Vogel, requester: “We leave out the link\.”/)
    }
    // A conversation speaks the organisation's language, and a message of one's own one's own.
    lena.isTold(post, /Mara Vogel, (?:requester|anfragende Seite): [“„]We leave out the link\./)
    for (const person of [mara, sam, lena])
      expect(person.mediationOf(post).text).toContain('Der Link kann nächste Woche kommen.')
  })

  test('when the reviewer who rejected approves after all, then the deadlock ends at once and it is approved', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await disagreement(stack)
    mara.news()
    await sam.approves(post, { comment: 'Without the link it is fine.' }, { on: sam.mediationOf(post) })
    expect(mara.sees(post).headline).toContain('is approved: you can publish it')
    expect(mara.news()).toEqual(
      expect.arrayContaining([expect.stringContaining('agreement reached, the deadlock is over')]),
    )
    expect(lena.sees(post).headline).toContain('ist freigegeben')
    const opening = sam.mediationOf(post)
    expect(opening.headline).toContain('the mediation is over')
    expect(verbs(opening)).toEqual([])
  })

  test('when the requester revises in the mediation and both approve, then it is approved without an executive', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla } = stack
    const post = await disagreement(stack)
    await mara.revises(post, { text: 'Meet us in hall 4.' }, { on: mara.mediationOf(post) })
    for (const person of [sam, lena]) expect(verbs(person.sees(post))).toContain('approve')
    expect(sam.sees(post).text).toContain('Security on revision 1: “The server is untested.”')
    await sam.approves(post)
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')
    expect(carla.news()).toEqual([])
  })

  test('when somebody presses in the conversation what is not theirs, then they are told, and nothing happens', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const post = await disagreement(stack)
    const opening = mara.mediationOf(post)
    expect(await mara.presses(post, 'approve', { on: opening })).toMatchObject(saying('your own request'))
    expect(await sam.presses(post, 'revise', { on: opening })).toMatchObject(
      saying('Only the requester can do this'),
    )
    expect(mara.sees(post).headline).toContain('is deadlocked')
  })
})

describe('given that all groups reject', () => {
  async function rejected({ mara, sam, lena }: Stack): Promise<number> {
    const post = await mara.asksForPost()
    await sam.rejects(post, objection)
    await lena.rejects(post, { reason: 'Das Bild gehört uns nicht.', wouldAccept: 'Ein eigenes Bild.' })
    return post
  }

  test('then the requester is told both reasons, what would be accepted, and until when it can be contested', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await rejected(stack)
    const told = mara.isTold(post, /Security and Legal rejected it/)
    expect(told.headline).toContain('was rejected: you can contest this until Wed 4 Nov, 09:00')
    for (const words of [
      'The server is untested.',
      'A test of the server first.',
      'Das Bild gehört uns nicht.',
      'Ein eigenes Bild.',
    ])
      expect(told.text).toContain(words)
    expect(verbs(mara.sees(post))).toEqual(['contest', 'revise', 'withdraw'])
    expect(lena.sees(post).headline).toContain('wurde abgelehnt')
    expect([verbs(sam.sees(post)), verbs(lena.sees(post))]).toEqual([[], []])
  })

  test('when the requester contests it, then both sides mediate; when both uphold it, the executive is asked', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla, clock } = stack
    const post = await rejected(stack)
    await mara.contests(post, { reason: 'The fair is on Friday.', wouldAccept: 'Another picture.' })
    expect(mara.mediationOf(post).text).toContain('Objection: The fair is on Friday.')
    expect(sam.mediationOf(post).text).toContain('Another picture.')
    expect(lena.sees(post).text).toContain('Mara Vogel widerspricht der Ablehnung: „The fair is on Friday.“')
    await clock.passes('8wh')
    expect(carla.sees(post).headline).toContain('needs your ruling by')
    expect(carla.sees(post).text).toContain('although Security and Legal do not agree')
  })

  test('when nobody contests it in time, then after reminders it is final, and an old button says so', async () => {
    const stack = await startStack()
    const { mara, clock } = stack
    const post = await rejected(stack)
    const old = mara.sees(post)
    mara.news()
    await clock.passes('2wd')
    expect(mara.news()).toHaveLength(2)
    expect(mara.sees(post).text).toContain('The rejection is final.')
    expect(verbs(mara.sees(post))).toEqual([])
    expect(await mara.presses(post, 'contest', { on: old })).toMatchObject(saying('Too late to contest'))
  })
})

test('given a group that does not decide in time, then after its reminders the sides mediate, its members too', async () => {
  const { mara, sam, lena, oskar, clock } = await startStack()
  const post = await mara.asksForPost()
  await sam.approves(post)
  for (const person of [mara, sam, lena, oskar]) person.news()
  await clock.strikes('Mon 13:00')
  for (const member of [lena, oskar])
    expect(member.news()).toEqual([expect.stringMatching(/Erinnerung: Beitrag #1 braucht Ihre Entscheidung/)])
  await clock.strikes('Mon 15:24')
  for (const member of [lena, oskar]) expect(member.news()).toHaveLength(1)
  expect(sam.news()).toEqual([])
  await clock.strikes('Mon 17:00')
  expect(mara.sees(post).text).toContain('Legal did not decide in time.')
  expect(oskar.sees(post).text).toContain('Von Legal kam nicht rechtzeitig eine Entscheidung.')
  for (const side of [mara, sam, lena, oskar]) expect(side.mediates(post)).toBe(true)
  await oskar.approves(post)
  expect(mara.sees(post).headline).toContain('is approved')
})

test('given changes asked for again and again, when the rounds are used up, then the sides mediate', async () => {
  const { mara, sam, lena } = await startStack()
  const post = await mara.asksForPost()
  for (const round of [1, 2, 3]) {
    await sam.requestsChanges(post, `Change number ${round}.`)
    await mara.revises(post, { text: `Meet us in hall ${round}.` })
  }
  await sam.requestsChanges(post, 'Change number 4.')
  expect(mara.sees(post).headline).toContain('is deadlocked')
  expect(mara.sees(post).text).toContain('There is still no agreement after revision 4.')
  expect(lena.sees(post).text).toContain('Auch nach Fassung 4 gibt es keine Einigung.')
  expect(sam.mediationOf(post).text).toContain('Change number 4.')
})
