import { describe, expect, test } from 'vitest'
import { type Stack, saying, startStack, verbs, wholeQuestionnaire } from '../../support/stack/everywhere.ts'

async function changesAsked({ mara, sam, lena }: Stack): Promise<number> {
  const post = await mara.asksForPost({ text: 'Meet us in hall 4 at noon.', features: ['claims'] })
  await lena.approves(post, wholeQuestionnaire)
  await sam.requestsChanges(post, 'Say which door.')
  return post
}

describe('given a post of which a reviewer wants changes', () => {
  test('then the requester is told what to change, and the form to revise has everything in it', async () => {
    const stack = await startStack()
    const { mara } = stack
    const post = await changesAsked(stack)
    expect(mara.sees(post).headline).toContain('changes requested, please revise it by')
    expect(mara.isTold(post, /Security asked for changes/).text).toContain('To be changed: “Say which door.”')

    const opened = await mara.presses(post, 'revise')
    if (opened.shows !== 'form') throw new Error(opened.shows)
    const standing = Object.fromEntries(opened.form.fields.map(({ id, value }) => [id, value]))
    expect(standing).toMatchObject({
      channels: ['linkedin'],
      text: 'Meet us in hall 4 at noon.',
      need_why: 'Visitors should find our stand.',
      need_if_late: 'The fair is over.',
      audience: 'Customers in Germany',
      features: ['claims'],
    })
    const unchanged = await mara.sends({})
    expect(unchanged).toMatchObject({
      outcome: 'errors',
      errors: { text: expect.stringContaining('Nothing has changed') },
    })
  })

  test('when it is revised, then everybody sees what changed word by word, and decides anew', async () => {
    const stack = await startStack()
    const { mara, sam, noor, lena, oskar } = stack
    const post = await changesAsked(stack)
    for (const person of [sam, lena]) person.news()
    await mara.revises(post, { text: 'Meet us in hall 4, door 2, at noon.' })

    for (const reviewer of [sam, noor]) {
      expect(reviewer.sees(post).headline).toContain('was revised and needs your decision')
      expect(reviewer.sees(post).marked).toMatch(/Meet us in hall (4 )?.*\{\+.*door 2.*\+\}.*at noon\./s)
    }
    for (const reviewer of [lena, oskar]) {
      expect(reviewer.sees(post).headline).toContain('wurde überarbeitet')
      expect(reviewer.sees(post).text).toContain('Entscheidungen bis Fassung 1 zählen nicht mehr')
      expect(verbs(reviewer.sees(post))).toContain('approve')
    }
    expect(sam.sees(post).text).toContain('Security on revision 1: “Say which door.”')
    expect(sam.news()).toEqual([expect.stringContaining('was revised and needs your decision')])
    expect(lena.news()).toEqual([expect.stringContaining('wurde überarbeitet')])
    expect(mara.sees(post).text).not.toContain('Approved by Lena')
  })

  test('when an old button is pressed or an old form is sent, then nothing counts and the card is drawn anew', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await changesAsked(stack)
    await mara.revises(post, { text: 'Meet us in hall 4, door 2, at noon.' })
    const old = sam.sees(post)
    await sam.presses(post, 'approve')
    await lena.presses(post, 'reject')
    await mara.revises(post, { text: 'Meet us in hall 5, door 2, at noon.' })

    expect(await sam.sends(wholeQuestionnaire)).toMatchObject(saying('There is a newer revision'))
    const typed = { reason: 'Der Text ist falsch.', would_accept: 'Ein anderer Text.' }
    const refused = await lena.sends(typed)
    expect(refused).toMatchObject(saying('Es gibt eine neuere Fassung'))
    // What somebody wrote is given back, to be used on the new revision.
    expect(refused).toMatchObject(saying('Der Text ist falsch.'))
    await sam.closes()
    expect(await sam.presses(post, 'approve', { on: old })).toMatchObject(saying('There is a newer revision'))
    expect(sam.sees(post).text).toContain('This is revision 3.')
    expect(mara.sees(post).headline).toContain('is waiting for Security and Legal')
  })

  test('when the other group adds its changes meanwhile, then one revision answers both', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await mara.asksForPost()
    await sam.requestsChanges(post, 'Say which door.')
    expect(verbs(lena.sees(post))).toEqual(['request_changes'])
    await lena.requestsChanges(post, 'Impressum verlinken.')
    expect(mara.sees(post).text).toContain('To be changed: “Say which door.”')
    expect(mara.sees(post).text).toContain('To be changed: “Impressum verlinken.”')
    await mara.revises(post, { text: 'Hall 4, door 2. Imprint: example.com/imprint' })
    expect(verbs(sam.sees(post))).toContain('approve')
    expect(verbs(lena.sees(post))).toContain('approve')
  })
})

test('given two windows with the same form to revise, when both are sent, then the second is refused and nothing is lost', async () => {
  const stack = await startStack()
  const { mara } = stack
  const post = await mara.asksForPost()
  await mara.presses(post, 'revise')
  const returns = mara.turnsToAnotherWindow()
  await mara.revises(post, { text: 'From the second window.' })
  returns()
  expect(await mara.sends({ text: 'From the first window.' })).toMatchObject(saying('From the first window.'))
  expect(mara.sees(post).text).toContain('From the second window.')
})
