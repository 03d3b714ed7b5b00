import { describe, expect, test } from 'vitest'
import { chats, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

const decisions = ['approve', 'approve_with_conditions', 'request_changes', 'reject']

describe('given an ordinary post of low risk', () => {
  test('when somebody asks for it, then everybody concerned has a card that says what is asked of them, and nobody else', async () => {
    const { mara, tom, sam, noor, lena, oskar, carla, emil } = await startStack()
    const post = await mara.asksForPost()

    expect(mara.sees(post).headline).toContain(`Post #${post} is waiting for Security and Legal`)
    expect(verbs(mara.sees(post))).toEqual(['revise', 'withdraw'])
    for (const reviewer of [sam, noor]) {
      expect(reviewer.sees(post).headline).toContain('needs your decision by Mon 2 Nov, 17:00')
      expect(verbs(reviewer.sees(post))).toEqual(decisions)
    }
    for (const reviewer of [lena, oskar]) {
      expect(reviewer.sees(post).headline).toContain('braucht Ihre Entscheidung bis Mo., 2. Nov., 17:00 Uhr')
      expect(verbs(reviewer.sees(post))).toEqual(decisions)
    }
    expect(sam.sees(post).text).toMatch(/Why it matters: Visitors should find our stand\./)
    expect(lena.sees(post).text).toMatch(/Warum es wichtig ist: Visitors should find our stand\./)
    expect(sam.sees(post).text).toContain('Meet us at the fair in Hanover, hall 4.')
    expect(sam.sees(post).text).toContain('Risk: Low (2 of 25)')
    expect(lena.sees(post).text).toContain('Risiko: Niedrig (2 von 25)')
    expect(sam.sees(post).notification).toContain(`#${post} needs your decision`)
    for (const other of [tom, carla, emil]) expect(other.news()).toEqual([])
  })

  test('when each reviewer presses twice, then it is approved, the requester hears why, and publishes', async () => {
    const { mara, sam, noor, lena } = await startStack()
    const post = await mara.asksForPost()

    const opened = await sam.presses(post, 'approve')
    expect(opened).toMatchObject({ shows: 'form', form: { title: 'Approve' } })
    expect(await sam.sends({})).toEqual({ outcome: 'done' })
    expect(sam.sees(post).headline).toContain('you have decided, the review goes on')
    expect(verbs(sam.sees(post))).toEqual([])
    expect(noor.sees(post).headline).toContain('Security decided')
    expect(verbs(noor.sees(post))).toEqual([])
    expect(mara.sees(post).headline).toContain('is waiting for Legal')

    mara.news()
    await lena.approves(post, { comment: 'Alle Angaben sind belegt.' })
    expect(mara.news()).toEqual([expect.stringContaining('is approved: you can publish it')])
    const told = mara.isTold(post, /Every group approved revision 1/)
    expect(told.text).toContain('Approved by Sam Okafor')
    expect(told.text).toContain('Approved by Lena Brandt')
    expect(told.text).toContain('Comment: “Alle Angaben sind belegt.”')
    expect(verbs(mara.sees(post))).toEqual(['publish', 'reschedule', 'revise', 'withdraw'])
    expect(lena.sees(post).headline).toContain('ist freigegeben')

    await mara.publishes(post, 'https://social.example.com/posts/1')
    for (const person of [mara, sam, noor]) {
      expect(person.sees(post).headline).toContain('is published')
      expect(person.sees(post).text).toContain('https://social.example.com/posts/1')
    }
    expect(lena.sees(post).headline).toContain('ist veröffentlicht')
    expect(verbs(mara.sees(post))).toEqual([])
    for (const reviewer of [sam, noor, lena]) expect(verbs(reviewer.sees(post))).toEqual(['revoke'])
  })

  test('when a German colleague asks, then everything said to them is German', async () => {
    const { tom, sam, lena } = await startStack()
    const post = await tom.asksForPost({ text: 'Besuchen Sie uns in Halle 4.' })
    expect(tom.sees(post).headline).toContain(`Beitrag #${post} wartet auf Security und Legal`)
    await sam.approves(post)
    await lena.approves(post)
    expect(tom.sees(post).headline).toContain('ist freigegeben: Sie können ihn veröffentlichen')
    expect(tom.isTold(post, /Alle Gruppen haben Fassung 1 freigegeben/).text).toContain(
      'Freigegeben von Sam Okafor',
    )
    await tom.publishes(post, 'https://social.example.com/posts/2')
    expect(tom.sees(post).headline).toContain('ist veröffentlicht')
    expect(tom.sees(post).text).not.toMatch(/approved|published|Decision|Nothing/)
  })

  test('when two colleagues press in the channel and in their messages at the same moment, then one decision counts', async () => {
    const { mara, sam, noor, lena } = await startStack()
    const post = await mara.asksForPost()
    await sam.presses(post, 'approve')
    await noor.presses(post, 'reject', { on: noor.channelCardOf(post) })
    const results = await Promise.all([
      sam.sends({}),
      noor.sends({ reason: 'I know the stand builder.', would_accept: 'Another hall.' }),
    ])
    const outcomes = results.map(({ outcome }) => outcome).sort()
    expect(outcomes).toEqual(['done', 'saying'])
    expect(results.find(({ outcome }) => outcome === 'saying')).toMatchObject(
      saying('Your group has decided'),
    )
    // Whoever was later gets back what was typed; whoever was first stands on every card.
    const approved = results[0].outcome === 'done'
    expect(mara.sees(post).text).toMatch(
      approved ? /Security: Approved by Sam/ : /Security: Rejected by Noor/,
    )
    expect(verbs(noor.channelCardOf(post))).toEqual([])
    expect(verbs(lena.sees(post))).toEqual(decisions)
  })

  test('when something is missing or wrong, then it is said beside the field and nothing typed is lost', async () => {
    const { mara } = await startStack()
    await mara.commands('post')
    const typed = { channels: ['linkedin'], text: 'Meet us.', need_why: 'Why not.', need_if_late: 'Late.' }
    const result = await mara.sends({ ...typed, audience: 'All', slot: { at: Date.UTC(2020, 0, 1) } })
    expect(result).toMatchObject({ outcome: 'errors', errors: { slot: expect.any(String) } })
    const again = mara.dialog?.fields.filter(({ id }) => ['text', 'channels'].includes(id))
    if (chats === 'teams') expect(again?.map(({ value }) => value)).toEqual([['linkedin'], 'Meet us.'])
    expect(
      await mara.sends({ ...typed, audience: 'All', slot: { at: Date.UTC(2026, 11, 1) } }),
    ).toMatchObject(saying('#'))
  })

  test('when a guest tries to ask for one, then nothing opens and the reason is said', async () => {
    const { gita } = await startStack()
    expect(await gita.commands('post')).toMatchObject(saying('Not possible as a guest'))
  })
})
