import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { type Stack, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

/** Tom may stand in for security. */
const withDelegates = organisationYaml.replace(
  'name: Security\n',
  'name: Security\n    delegates: [tom@example.com, mara@example.com]\n',
)
/** Sam is all of security. */
const onlySam = withDelegates
  .replace('noor@example.com', '')
  .replace('sam@example.com, ]', 'sam@example.com]')

const absencesOf = async ({ database }: Stack, email: string) => {
  const person = await database.people.byEmail(email)
  const stored = await database.store.readDirectory({ topic: 'absence', person: person?.id ?? '' })
  return stored.map(({ event }) => event.type)
}

describe('given Sam of security, who goes away on Monday at nine', () => {
  test('when Sam says until when and who stands in, then the answer says what was understood, and "back" ends it', async () => {
    const stack = await startStack({ organisationYaml: withDelegates })
    const { sam } = stack
    const told = await sam.commands('away until Friday, delegate tom@example.com')
    expect(told).toMatchObject(saying('You are away until Friday, 6 November, 15:00 (Europe/Berlin).'))
    expect(told).toMatchObject(saying('Tom Berger stands in for you in Security until then.'))
    expect(await absencesOf(stack, 'sam@example.com')).toEqual(['went_away'])
    expect(await sam.commands('back')).toMatchObject(saying('Welcome back'))
    expect(await absencesOf(stack, 'sam@example.com')).toEqual(['went_away', 'came_back'])
  })

  test('when Sam names nothing, then a form asks for it, with only those who may stand in', async () => {
    const stack = await startStack({ organisationYaml: withDelegates })
    const { sam, clock } = stack
    await sam.commands('away')
    // Where a dialog opens at a press only, the answer has the button.
    if (sam.dialog === null) await sam.pressesInFront('absence:change')
    const delegates = sam.dialog?.fields.find(({ id }) => id === 'delegate')?.options
    expect(delegates?.map(({ label }) => label)).toEqual(['Mara Vogel', 'Tom Berger'])
    const tom = delegates?.[1]?.id ?? ''
    const told = await sam.sends({ until: { at: clock.in('2d') }, delegate: tom })
    expect(told).toMatchObject(saying('Tom Berger stands in for you in Security'))
    await sam.pressesInDialog('absence:change')
    await sam.sends({ until: { at: clock.in('3d') }, delegate: tom })
    expect(await absencesOf(stack, 'sam@example.com')).toEqual(['went_away', 'absence_changed'])
  })

  test('when the words cannot be understood, or name somebody who may not, then Sam is told and nothing is recorded', async () => {
    const stack = await startStack({ organisationYaml: withDelegates })
    for (const [words, told] of [
      ['away until yesterday', 'would be over already'],
      ['away until the cows come home', 'could not be read as a time'],
      ['away until Friday, delegate sam@example.com', 'cannot stand in for yourself'],
      ['away until Friday, delegate lena@example.com', 'These may: Mara Vogel, Tom Berger.'],
      ['away until Friday, delegate nobody@example.com', 'This person was not found'],
      ['back', 'You are not away'],
    ] as const)
      expect([words, await stack.sam.commands(words)]).toMatchObject([words, saying(told)])
    expect(await absencesOf(stack, 'sam@example.com')).toEqual([])
  })
})

test('given Lena says it in German, then she is answered in German', async () => {
  const { lena } = await startStack()
  const told = await lena.commands('abwesend ab morgen bis 4.11. 12 Uhr, Vertretung oskar@example.com')
  expect(told).toMatchObject(
    saying('Sie sind von Dienstag, 3. November, 00:00 Uhr bis Mittwoch, 4. November, 12:00 Uhr'),
  )
  expect(told).toMatchObject(saying('Oskar Weiß'))
})

describe('given Sam is away and Tom stands in', () => {
  async function away() {
    const stack = await startStack({ organisationYaml: onlySam })
    await stack.sam.commands('away until Friday, delegate tom@example.com')
    return stack
  }

  test('when a post is asked for, then Tom decides for Sam, and everybody reads so', async () => {
    const { mara, sam, tom, lena } = await away()
    const post = await mara.asksForPost()
    expect(sam.hasCardOf(post)).toBe(false)
    await tom.approves(post)
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')
    expect(mara.sees(post).text).toContain('Tom Berger for Sam Okafor')
    expect(lena.sees(post).text).toContain('Tom Berger für Sam Okafor')
  })

  test('when Sam is back, then Tom’s card closes with a word and Sam has one', async () => {
    const { mara, sam, tom, clock } = await away()
    const post = await mara.asksForPost()
    expect(verbs(tom.sees(post))).toContain('approve')
    await clock.passes('15m')
    await sam.commands('back')
    expect(verbs(tom.sees(post))).not.toContain('approve')
    expect(tom.sees(post).text).toMatch(/Sie vertreten Sam Okafor nicht mehr/)
    await sam.approves(post)
  })
})

test('given everybody of a group is away, then the executive is asked at once, and everybody reads why', async () => {
  const { mara, sam, noor, carla } = await startStack()
  await sam.commands('away until Friday')
  await noor.commands('away until Friday')
  const post = await mara.asksForPost()
  expect(mara.sees(post).text).toContain('Security cannot decide in time: those who are needed are away')
  await carla.rules(post, 'approve', 'It cannot wait.')
  expect(mara.sees(post).headline).toContain('is approved')
})
