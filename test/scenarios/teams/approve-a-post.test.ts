import { describe, expect, test } from 'vitest'
import { saying, verbs } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

const decisions = ['approve', 'approve_with_conditions', 'request_changes', 'reject']

describe('given an ordinary post of low risk, asked for in Teams', () => {
  test('when somebody asks for it, then everybody concerned has a card that says what is asked of them, and nobody else', async () => {
    const { mara, tom, sam, noor, lena, oskar, carla, emil } = await startTeamsStack()
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
    expect(sam.sees(post).notification).toContain(`#${post} needs your decision`)
    for (const other of [tom, carla, emil]) expect(other.news()).toEqual([])
  })

  test('when each reviewer decides, then it is approved, the requester hears why, and publishes', async () => {
    const { mara, sam, noor, lena } = await startTeamsStack()
    const post = await mara.asksForPost()

    const opened = await sam.presses(post, 'approve')
    expect(opened).toMatchObject({ shows: 'form', form: { title: 'Approve' } })
    expect(await sam.sends({})).toEqual({ outcome: 'done' })
    expect(sam.sees(post).headline).toContain('you have decided, the review goes on')
    expect(verbs(sam.sees(post))).toEqual([])
    expect(noor.sees(post).headline).toContain('Security decided')
    expect(mara.sees(post).headline).toContain('is waiting for Legal')

    mara.news()
    await lena.approves(post, { comment: 'Alle Angaben sind belegt.' })
    expect(mara.news()).toEqual([expect.stringContaining('is approved: you can publish it')])
    expect(mara.isTold(post, /Every group approved revision 1/).text).toContain('Approved by Sam Okafor')
    expect(lena.sees(post).headline).toContain('ist freigegeben')

    await mara.publishes(post, 'https://social.example.com/posts/1')
    for (const person of [mara, sam, noor]) expect(person.sees(post).headline).toContain('is published')
    expect(verbs(mara.sees(post))).toEqual([])
  })

  test('when something is missing or wrong, then it is said beside the field and nothing typed is lost', async () => {
    const { mara } = await startTeamsStack()
    await mara.commands('post')
    const typed = { channels: ['linkedin'], text: 'Meet us.', need_why: 'Why not.', need_if_late: 'Late.' }
    const result = await mara.sends({ ...typed, audience: 'All', link: 'not a link' })
    expect(result).toMatchObject({ outcome: 'errors', errors: { link: expect.any(String) } })
    const again = mara.dialog?.fields.filter(({ id }) => ['text', 'link', 'channels'].includes(id))
    expect(again?.map(({ value }) => value)).toEqual([['linkedin'], 'Meet us.', 'not a link'])
    expect(await mara.sends({ link: '' })).toMatchObject(saying('#'))
  })

  test('when two colleagues send at the same moment, then one decision counts and the other gets back what was typed', async () => {
    const { mara, sam, noor } = await startTeamsStack()
    const post = await mara.asksForPost()
    await sam.presses(post, 'approve')
    await noor.presses(post, 'reject')
    const results = await Promise.all([
      sam.sends({}),
      noor.sends({ reason: 'I know the stand builder.', would_accept: 'Another hall.' }),
    ])
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'saying'])
    expect(results.find(({ outcome }) => outcome === 'saying')).toMatchObject(
      saying('Your group has decided'),
    )
  })

  test('when a guest tries, then nothing opens and the reason is said', async () => {
    const { gita } = await startTeamsStack()
    expect(await gita.commands('post')).toMatchObject({ shows: 'saying' })
  })
})
