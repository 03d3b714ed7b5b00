import { describe, expect, test } from 'vitest'
import { startStack } from '../support/stack/index.ts'

/** Monday 09:00 in Berlin; the review lasts until 17:00, with reminders at 13:00 and 15:24. */
describe('given a reviewer overseas', () => {
  test('when a reminder is due in their night, then it comes when they begin to work, before the deadline', async () => {
    const { mara, sam, noor, slack, clock } = await startStack()
    slack.changes(noor.user, { timezone: 'America/New_York' })
    await noor.commands('mine')
    await noor.closes()
    const post = await mara.asksForPost()
    noor.news()
    sam.news()
    await clock.strikes('Mon 13:00')
    expect(sam.news()).toHaveLength(1)
    expect(noor.news()).toEqual([])
    // 15:00 in Berlin is 09:00 in New York; sandbox clocks are past the change of both.
    await clock.strikes('Mon 15:00')
    expect(noor.news()).toHaveLength(1)
    expect(noor.isTold(post, /decision/).headline).toContain('Reminder')
  })

  test('when the deadline passes before their day begins, then the reminder comes at once', async () => {
    const { mara, noor, slack, clock } = await startStack()
    slack.changes(noor.user, { timezone: 'America/Los_Angeles' })
    await noor.commands('mine')
    await noor.closes()
    await mara.asksForPost()
    noor.news()
    await clock.strikes('Mon 13:00')
    expect(noor.news()).toHaveLength(1)
  })

  test('when the request is decided while a reminder waits, then what was decided comes at once and the reminder never', async () => {
    const { mara, noor, sam, lena, slack, clock } = await startStack()
    slack.changes(noor.user, { timezone: 'America/New_York' })
    await noor.commands('mine')
    await noor.closes()
    const post = await mara.asksForPost()
    await clock.strikes('Mon 13:00')
    await sam.approves(post)
    await lena.approves(post)
    expect(noor.sees(post).headline).toContain('is approved')
    noor.news()
    await mara.does(post, 'withdraw', { reason: 'Not needed any more.' })
    await clock.strikes('Mon 15:00')
    expect(noor.news()).toEqual([])
  })
})
