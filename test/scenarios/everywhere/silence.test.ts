import { describe, expect, test } from 'vitest'
import { startStack, verbs } from '../../support/stack/everywhere.ts'

describe('given that nobody ever answers', () => {
  test('then reminders come at the right times, the chain is asked in order, and in the end it lapses', async () => {
    const stack = await startStack()
    const { mara, sam, noor, lena, oskar, carla, emil, clock } = stack
    const reviewers = [sam, noor, lena, oskar]
    const people = [mara, ...reviewers, carla, emil]
    const rings = () => people.map((person) => person.news().length)
    const post = await mara.asksForPost()
    expect(rings()).toEqual([1, 1, 1, 1, 1, 0, 0])

    // The review: half and four fifths of eight working hours, then a deadlock of everybody.
    await clock.strikes('Mon 12:59')
    expect(rings()).toEqual([0, 0, 0, 0, 0, 0, 0])
    await clock.strikes('Mon 13:00')
    expect(sam.sees(post).headline).toContain('needs your decision')
    expect(rings()).toEqual([0, 1, 1, 1, 1, 0, 0])
    await clock.strikes('Mon 15:24')
    expect(rings()).toEqual([0, 1, 1, 1, 1, 0, 0])
    await clock.strikes('Mon 17:00')
    for (const person of [mara, ...reviewers]) expect(person.mediates(post)).toBe(true)
    expect(rings()).toEqual([1, 1, 1, 1, 1, 0, 0])

    // The mediation: a reminder after three quarters; the night does not count.
    await clock.strikes('Tue 14:29')
    expect(rings()).toEqual([0, 0, 0, 0, 0, 0, 0])
    await clock.strikes('Tue 14:30')
    expect(rings()).toEqual([1, 1, 1, 1, 1, 0, 0])
    await clock.strikes('Tue 16:30')
    expect(carla.sees(post).headline).toContain('needs your ruling by Wed 4 Nov, 16:00')
    expect(rings()).toEqual([1, 1, 1, 1, 1, 1, 0])

    // The first executive, reminded twice, then the second.
    await clock.strikes('Wed 15:59')
    expect(rings()).toEqual([0, 0, 0, 0, 0, 2, 0])
    await clock.strikes('Wed 16:00')
    expect(emil.sees(post).headline).toContain('braucht Ihre endgültige Entscheidung bis')
    expect(verbs(carla.sees(post))).toContain('rule_approve')
    expect(emil.sees(post).text).toMatch(/Bis Di\., 10\. Nov\..* werden Sie erinnert, danach verfällt/)
    const [, , , , , , toEmil] = rings()
    expect(toEmil).toBe(1)

    // The last one: more reminders, and only then the end.
    await clock.passes('3wd')
    expect(emil.news().length).toBeGreaterThanOrEqual(4)
    expect(mara.sees(post).headline).toContain('is with')
    await clock.passes('2wd')
    expect(mara.sees(post).headline).toContain('has lapsed')
    expect(mara.sees(post).text).toContain('Silence never approves.')
    expect(lena.sees(post).text).toContain('Schweigen ist nie eine Freigabe.')
    mara.isTold(post, /No executive ruled by/)
    for (const person of people) expect(verbs(person.sees(post))).toEqual([])
    expect(await eventTypes(stack, post)).not.toContain('approved')
  })

  test('when the program was off for a month, then everybody has their full time again, and nothing was approved', async () => {
    const stack = await startStack()
    const { mara, sam, carla, clock } = stack
    const post = await mara.asksForPost()
    sam.news()
    await clock.passesUnattended('30d')
    // One step at a time: the deadlock begins now, with the whole mediation ahead, and missed reminders are not sent.
    expect(mara.sees(post).headline).toContain('is deadlocked')
    expect(sam.news()).toHaveLength(1)
    expect(carla.news()).toEqual([])
    await clock.passes('8wh')
    expect(carla.sees(post).headline).toContain('needs your ruling')
    expect(await eventTypes(stack, post)).not.toContain('approved')
  })

  test('when the second executive is asked, then the first can still rule', async () => {
    const { mara, carla, emil, clock } = await startStack()
    const post = await mara.asksForPost()
    await clock.passes('8wh')
    await clock.passes('8wh')
    await clock.passes('8wh')
    expect(verbs(emil.sees(post))).toContain('rule_approve')
    await carla.rules(post, 'reject', 'Too late for this fair.')
    expect(emil.sees(post).text).toMatch(/Carla Reyes hat endgültig abgelehnt: „Too late for this fair.“/)
    expect(verbs(emil.sees(post))).toEqual([])
  })
})

async function eventTypes({ database }: Awaited<ReturnType<typeof startStack>>, number: number) {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).map(({ event }) => event.type)
}
