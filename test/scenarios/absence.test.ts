import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../adapters/sandbox/organisation.ts'
import { awayChecks } from '../../src/app/doctor/away.ts'
import { fold } from '../../src/app/load.ts'
import { currentRevision } from '../../src/domain/request/queries.ts'
import { type Stack, saying, startStack, verbs } from '../support/stack/index.ts'

/** Tom may stand in for security, and Emil for every executive. */
const withDelegates = organisationYaml.replace(
  'name: Security\n',
  'name: Security\n    delegates: [tom@example.com, mara@example.com]\n',
)
/** Sam is all of security. */
const onlySam = withDelegates
  .replace('noor@example.com', '')
  .replace('sam@example.com, ]', 'sam@example.com]')

async function loaded({ database }: Stack, number: number) {
  const request = fold(await database.store.read((await database.store.requestByNumber(number)) ?? ''))
  if (request === null) throw new Error('no such request')
  return request
}
async function doctorSays({ database }: Stack): Promise<readonly string[]> {
  const checks = await awayChecks(database.store)
  return checks.filter(({ state }) => state !== 'ok').map(({ found }) => found)
}
const absencesOf = async ({ database }: Stack, email: string) => {
  const person = await database.people.byEmail(email)
  const stored = await database.store.readDirectory({ topic: 'absence', person: person?.id ?? '' })
  return stored.map(({ event }) => event.type)
}

describe('given Sam of security, who goes away on Monday at nine', () => {
  test('when Sam says until when and who stands in, then the answer says what was understood, in words', async () => {
    const stack = await startStack({ organisationYaml: withDelegates })
    const told = await stack.sam.commands('away until Friday, delegate @tom')
    expect(told).toMatchObject(saying('You are away until Friday, 6 November, 15:00 (Europe/Berlin).'))
    expect(told).toMatchObject(saying('Tom Berger stands in for you in Security until then.'))
    expect(await absencesOf(stack, 'sam@example.com')).toEqual(['went_away'])
    const back = await stack.sam.commands('back')
    expect(back).toMatchObject(saying('Welcome back'))
    expect(await absencesOf(stack, 'sam@example.com')).toEqual(['went_away', 'came_back'])
  })

  test('when two of security must approve, then Sam is told that too few are left, unless somebody stands in', async () => {
    const both = withDelegates.replace('name: Security\n', 'name: Security\n    quorum: 2\n')
    const { sam } = await startStack({ organisationYaml: both })
    const warning = 'Without you too few of Security are there to decide'
    expect(await sam.commands('away until Friday')).toMatchObject(saying(warning))
    for (const when of ['away until Friday', 'away from Thursday until Friday']) {
      await sam.commands('back')
      const covered = await sam.commands(`${when}, delegate @tom`)
      expect(covered).toMatchObject(saying('Tom Berger stands in for you in Security'))
      expect(covered).not.toMatchObject(saying(warning))
    }
  })

  test('when the command names nothing, then a form asks for it, with only those who may stand in', async () => {
    const stack = await startStack({ organisationYaml: withDelegates })
    const opened = await stack.sam.commands('away')
    if (opened.shows !== 'form') throw new Error(JSON.stringify(opened))
    const delegates = opened.form.fields.find(({ id }) => id === 'delegate')?.options
    expect(delegates?.map(({ label }) => label)).toEqual(['Mara Vogel', 'Tom Berger'])
    const tom = delegates?.[1]?.id ?? ''
    const told = await stack.sam.sends({ until: { at: stack.clock.in('2d') }, delegate: tom })
    expect(told).toMatchObject(saying('Tom Berger stands in for you in Security'))
    expect(await absencesOf(stack, 'sam@example.com')).toEqual(['went_away'])
    const changed = await stack.sam.pressesInDialog('absence:change')
    if (changed.shows !== 'form') throw new Error(JSON.stringify(changed))
    await stack.sam.sends({ until: { at: stack.clock.in('3d') }, delegate: tom })
    expect(await absencesOf(stack, 'sam@example.com')).toEqual(['went_away', 'absence_changed'])
  })

  test.each([
    ['away until yesterday', 'would be over already'],
    ['away until 30 February', 'There is no 30 february in the calendar'],
    ['away from Friday until Wednesday 4 November', 'back before you leave'],
    ['away until 1 Jan 2031', 'at most 60 days'],
    ['away until 28 March 2027 02:30', 'there is no 02:30'],
    ['away until the cows come home', 'could not be read as a time'],
    ['away until Friday, delegate @sam', 'cannot stand in for yourself'],
    ['away until Friday, delegate @gita', 'This person cannot stand in'],
    ['away until Friday, delegate @dirk', 'This person cannot stand in'],
    ['away until Friday, delegate @lena', 'These may: Mara Vogel, Tom Berger.'],
    ['away until Friday, delegate @nobody', 'This person was not found'],
    ['back', 'You are not away'],
  ])('when Sam writes “%s”, then Sam is told and nothing is recorded', async (words, told) => {
    const stack = await startStack({ organisationYaml: withDelegates })
    expect(await stack.sam.commands(words)).toMatchObject(saying(told))
    expect(await absencesOf(stack, 'sam@example.com')).toEqual([])
  })

  test('when two would stand in for each other, then the second is told so', async () => {
    const stack = await startStack()
    await stack.sam.commands('away until Friday, delegate @noor')
    const told = await stack.noor.commands('away until Thursday, delegate @sam')
    expect(told).toMatchObject(saying('You would stand in for each other'))
    expect(await absencesOf(stack, 'noor@example.com')).toEqual([])
  })
})

describe('given Sam is away and Tom stands in', () => {
  async function away() {
    const stack = await startStack({ organisationYaml: onlySam })
    await stack.sam.commands('away until Friday, delegate @tom')
    return stack
  }

  test('when Tom asks himself, then he does not decide on it for Sam', async () => {
    const stack = await away()
    const number = await stack.tom.asksForPost()
    expect(verbs(stack.tom.sees(number))).not.toContain('approve')
    // Nobody else could: Carla is asked at once.
    expect((await loaded(stack, number)).status).toBe('escalated')
  })

  test('when the time is over, then the same happens by itself', async () => {
    const stack = await away()
    const number = await stack.mara.asksForPost()
    await stack.lena.approves(number)
    await stack.clock.strikes('Fri 16:00')
    expect(verbs(stack.tom.sees(number))).not.toContain('approve')
  })

  test('when Sam looks in and decides, then that counts, and Tom cannot decide once more for Sam', async () => {
    const stack = await away()
    const number = await stack.mara.asksForPost()
    const { digest } = currentRevision(await loaded(stack, number))
    expect(digest).not.toBe('')
    await stack.sam.commands(String(number))
    await stack.sam.pressesInDialog('approve')
    await stack.sam.sends({})
    expect((await loaded(stack, number)).decisions).toHaveLength(1)
    expect(verbs(stack.tom.sees(number))).not.toContain('approve')
  })
})

describe('given everybody of a group is away', () => {
  test('when a post is asked for, then the executive is asked at once, and the operator is told', async () => {
    const stack = await startStack()
    await stack.sam.commands('away until Friday')
    await stack.noor.commands('away until Friday')
    const number = await stack.mara.asksForPost()
    const request = await loaded(stack, number)
    expect(request).toMatchObject({ status: 'escalated', level: 1, deadlock: { kind: 'stalled' } })
    expect(stack.mara.sees(number).text).toContain(
      'Security cannot decide in time: those who are needed are away',
    )
    expect(verbs(stack.carla.sees(number))).toContain('rule_approve')
    expect(stack.log.entries().map(({ message }) => message)).toContain(
      'too few are there, the executives were asked at once',
    )
    expect(await doctorSays(stack)).toEqual([
      `#${number}: too few of security were there, so executives 1 were asked at once`,
    ])
    await stack.carla.rules(number, 'approve', 'It cannot wait.')
    expect((await loaded(stack, number)).status).toBe('approved')
    expect(await doctorSays(stack)).toEqual([])
  })

  test('when the last one leaves in the middle of a review, then the executive is asked then', async () => {
    const stack = await startStack()
    await stack.sam.commands('away until Friday')
    const number = await stack.mara.asksForPost()
    expect((await loaded(stack, number)).status).toBe('in_review')
    await stack.noor.commands('away until Thursday')
    expect((await loaded(stack, number)).status).toBe('escalated')
  })

  test('when somebody is back in time, then nobody else is asked, and the time counts from then', async () => {
    const stack = await startStack()
    await stack.sam.commands('away until Friday')
    await stack.noor.commands('away until 12:00')
    const number = await stack.mara.asksForPost()
    const request = await loaded(stack, number)
    if (request.status !== 'in_review') throw new Error(request.status)
    expect(request.review.security?.startedAt).toBe(stack.clock.in('3h'))
    expect(verbs(stack.noor.sees(number))).toContain('approve')
  })

  test('when the first executive is away too, then the next one is asked at once', async () => {
    const stack = await startStack()
    for (const person of [stack.sam, stack.noor, stack.carla]) await person.commands('away until Friday')
    const number = await stack.mara.asksForPost()
    expect(await loaded(stack, number)).toMatchObject({ status: 'escalated', level: 2 })
    expect(await doctorSays(stack)).toEqual([
      `#${number}: too few of security and executives 1 were there, so executives 2 were asked at once`,
    ])
    expect(verbs(stack.emil.sees(number))).toContain('rule_approve')
  })

  test('when Carla delegates to Emil, then Emil rules for Carla', async () => {
    const stack = await startStack()
    await stack.sam.commands('away until Friday')
    await stack.noor.commands('away until Friday')
    await stack.carla.commands('away until Friday, delegate @emil')
    const number = await stack.mara.asksForPost()
    expect(await loaded(stack, number)).toMatchObject({ status: 'escalated', level: 1 })
    await stack.emil.rules(number, 'approve', 'Fine.')
    expect(stack.mara.sees(number).text).toContain('Emil Krause for Carla Reyes')
  })
})

describe('given a group of two that both must approve', () => {
  const both = withDelegates.replace('name: Security\n', 'name: Security\n    quorum: 2\n')
  const statusOf = async (stack: Stack, number: number) => (await loaded(stack, number)).status

  test('when one is away for too long, then the executive is asked at once, as if both were', async () => {
    const stack = await startStack({ organisationYaml: both })
    await stack.sam.commands('away until Friday')
    const number = await stack.mara.asksForPost()
    expect(await statusOf(stack, number)).toBe('escalated')
    expect(stack.mara.sees(number).text).toContain('Security cannot decide in time')
  })

  test('when one leaves after the other has approved, then only the one who is missing counts', async () => {
    const stack = await startStack({ organisationYaml: both })
    const number = await stack.mara.asksForPost()
    await stack.noor.approves(number)
    await stack.noor.commands('away until Friday')
    expect(await statusOf(stack, number)).toBe('in_review')
    await stack.sam.commands('away until Friday')
    expect(await statusOf(stack, number)).toBe('escalated')
  })

  test('when one is back in time, then the time counts from then, and the other is asked all the same', async () => {
    const stack = await startStack({ organisationYaml: both })
    await stack.sam.commands('away until 12:00')
    const number = await stack.mara.asksForPost()
    const request = await loaded(stack, number)
    if (request.status !== 'in_review') throw new Error(request.status)
    expect(request.review.security?.startedAt).toBe(stack.clock.in('3h'))
    expect(verbs(stack.noor.sees(number))).toContain('approve')
  })

  test('when Tom stands in for one, then he is the second voice, and counts once when both are away', async () => {
    const stack = await startStack({ organisationYaml: both })
    await stack.sam.commands('away until Friday, delegate @tom')
    const number = await stack.mara.asksForPost()
    await stack.tom.approves(number)
    expect(await statusOf(stack, number)).toBe('in_review')
    await stack.noor.commands('away until Friday, delegate @tom')
    expect(await statusOf(stack, number)).toBe('escalated')
  })
})

describe('given statuses that mean away', () => {
  const fromStatus = organisationYaml.replace(
    'holidays: DE-BE',
    "holidays: DE-BE\n  absenceFromStatus: [':palm_tree:', 'vacation']",
  )

  test('when Noor shows a palm tree, then Sam alone is asked, and Noor sees why', async () => {
    const stack = await startStack({ organisationYaml: fromStatus })
    stack.slack.changes('U0NOOR0004', { status: { emoji: ':palm_tree:', text: '', until: 0 } })
    await stack.clock.passes('10m')
    const number = await stack.mara.asksForPost()
    expect(stack.noor.hasCardOf(number)).toBe(false)
    expect(verbs(stack.sam.sees(number))).toContain('approve')
    stack.slack.changes('U0NOOR0004', { status: { emoji: ':coffee:', text: 'here', until: 0 } })
    await stack.clock.passes('10m')
    expect(verbs(stack.noor.sees(number))).toContain('approve')
  })
})

describe('given somebody who leaves the company while a request waits', () => {
  test('when it is the delegate, then nobody of the group is left, and the executive is asked', async () => {
    const stack = await startStack({ organisationYaml: onlySam })
    await stack.sam.commands('away until Friday, delegate @tom')
    const number = await stack.mara.asksForPost()
    await stack.lena.approves(number)
    stack.slack.changes('U0TOM00002', { kind: 'deactivated' })
    await stack.clock.passes('10m')
    const request = await loaded(stack, number)
    expect(request.status).toBe('escalated')
    expect(request.decisions).toHaveLength(1)
  })
})
