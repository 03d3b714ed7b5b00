import { describe, expect, test } from 'vitest'
import { saying, startStack } from '../../support/stack/everywhere.ts'

/** Monday 09:00 in Berlin; the review lasts until 17:00, with reminders at 13:00 and 15:24. */
describe('given hours of one’s own', () => {
  test('when a reminder waits for them and they are given up, then it comes at once', async () => {
    const { mara, sam, clock } = await startStack()
    expect(await sam.commands('hours 14:00-16:00')).toMatchObject(
      saying('between 14:00 and 16:00 on working days, by your own clock (Europe/Berlin)'),
    )
    await sam.closes()
    await mara.asksForPost()
    sam.news()
    await clock.strikes('Mon 13:30')
    expect(sam.news()).toEqual([])
    expect(await sam.commands('hours off')).toMatchObject(saying('organisation’s working hours'))
    await sam.closes()
    expect(sam.news()).toHaveLength(1)
  })

  test('when they are typed wrong, then nothing changes and it is said how to write them', async () => {
    const { lena, sam } = await startStack()
    expect(await sam.commands('hours until Friday')).toMatchObject(saying('hours 09:00-17:00'))
    await sam.closes()
    expect(await lena.commands('zeiten 17-9')).toMatchObject(saying('keine Zeiten eines Tages'))
    await lena.closes()
    expect(await lena.commands('zeiten 10-15')).toMatchObject(saying('zwischen 10:00 und 15:00 Uhr'))
  })
})
