import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { type Stack, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

const choosing = (settings: string) => ({
  organisationYaml: organisationYaml.replace('name: Security\n', `name: Security\n    ${settings}\n`),
})

async function assignments({ database }: Stack, number: number) {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).flatMap(({ event }) =>
    event.type === 'assigned' ? [{ people: event.people.length, because: event.because }] : [],
  )
}

describe('given a group that asks its people in turn', () => {
  test('then one gets the card and the other is left in peace, is named as free to decide, and may decide', async () => {
    const stack = await startStack(choosing('assign: rotation'))
    const { mara, sam, noor, lena } = stack
    const post = await mara.asksForPost()
    expect(sam.news()).toHaveLength(1)
    expect(noor.news()).toEqual([])
    expect(lena.news()).toHaveLength(1)
    expect(mara.sees(post).text).toContain('Asked: Sam Okafor; one other may decide.')
    expect(sam.sees(post).text).toContain('You are asked for Security.')

    expect(await noor.commands(String(post))).toMatchObject(
      saying('Sam Okafor is asked for Security. You may decide as well.'),
    )
    await noor.closes()
    await noor.approves(post, {}, { on: noor.channelCardOf(post) })
    expect(mara.sees(post).text).toContain('Approved by Noor Haddad')
    expect(noor.news()).toEqual([])
    expect(await assignments(stack, post)).toEqual([{ people: 1, because: 'rotation' }])
  })

  test('when several requests come, then they go round, and the requester is left out', async () => {
    const { mara, sam, noor } = await startStack(choosing('assign: rotation'))
    const asked: string[] = []
    for (let count = 0; count < 4; count += 1) {
      await mara.asksForPost({ text: `Post ${count}` })
      asked.push(`${sam.news().length}${noor.news().length}`)
    }
    expect(asked).toEqual(['10', '01', '10', '01'])
    await sam.asksForPost({ text: 'My own' })
    expect(noor.news()).toHaveLength(1)
    await sam.asksForPost({ text: 'My own again' })
    expect(noor.news()).toHaveLength(1)
  })

  test('when nobody has decided at half of the time, then the others are asked too, once, and nobody twice', async () => {
    const stack = await startStack(choosing('assign: rotation\n    remindAt: [50%, 80%]'))
    const { mara, sam, noor, clock } = stack
    const post = await mara.asksForPost()
    for (const person of [sam, noor, mara]) person.news()
    await clock.strikes('Mon 12:59')
    expect([sam.news(), noor.news()]).toEqual([[], []])
    await clock.strikes('Mon 13:00')
    expect(noor.news()).toHaveLength(1)
    expect(sam.news()).toHaveLength(1)
    sam.isTold(post, /The decision of Security is still open, so the whole group is asked now/)
    expect(verbs(noor.sees(post))).toContain('approve')
    expect(mara.sees(post).text).toContain('The whole group is asked now.')
    await clock.strikes('Mon 15:24')
    expect([sam.news().length, noor.news().length]).toEqual([1, 1])
    expect(await assignments(stack, post)).toEqual([
      { people: 1, because: 'rotation' },
      { people: 2, because: 'widened' },
    ])
  })

  test('when the program was off meanwhile, then missed widenings are one, and a deadlock needs none', async () => {
    const stack = await startStack(choosing('assign: rotation'))
    const { mara, noor, clock } = stack
    const early = await mara.asksForPost()
    await clock.passesUnattended('6wh')
    expect(noor.news()).toHaveLength(1)
    expect(await assignments(stack, early)).toHaveLength(2)
    const late = await mara.asksForPost({ text: 'Another' })
    await clock.passesUnattended('30d')
    expect(mara.sees(late).headline).toContain('is deadlocked')
    expect(await assignments(stack, late)).toHaveLength(1)
  })

  test('when whoever is asked leaves, then somebody else is asked within minutes, and nothing is lost', async () => {
    const stack = await startStack(choosing('assign: rotation'))
    const { mara, sam, noor, lena, clock } = stack
    const post = await mara.asksForPost()
    await lena.approves(post)
    noor.news()
    stack.deactivates(sam)
    await clock.passes('15m')
    await stack.settle()
    expect(noor.news()).toHaveLength(1)
    expect(mara.sees(post).text).toContain('Asked: Noor Haddad.')
    expect(await assignments(stack, post)).toEqual([
      { people: 1, because: 'rotation' },
      { people: 1, because: 'replaced' },
    ])
    await noor.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')
  })

  test('when nobody but the requester is in it, then that is said, and the request goes its way to the executive', async () => {
    const stack = await startStack({
      organisationYaml: organisationYaml.replace(
        /members: \[sam@example.com, noor@example.com\]/,
        'members: [mara@example.com]\n    assign: rotation',
      ),
    })
    const { mara, lena, clock } = stack
    const post = await mara.asksForPost()
    await lena.approves(post)
    expect(mara.sees(post).text).toContain('Nobody in this group can be asked at the moment.')
    await clock.passes('8wh')
    expect(mara.sees(post).headline).toContain('is deadlocked')
  })
})

test('given a group that asks whoever has least to do, then a decided request counts no more', async () => {
  const { mara, sam, noor } = await startStack(choosing('assign: least-loaded'))
  await mara.asksForPost()
  const second = await mara.asksForPost({ text: 'Second' })
  expect([sam.news().length, noor.news().length]).toEqual([1, 1])
  await noor.approves(second)
  for (const [text, expected] of [
    ['Third', [0, 1]],
    ['Fourth', [1, 0]],
  ] as const) {
    await mara.asksForPost({ text })
    expect([sam.news().length, noor.news().length]).toEqual(expected)
  }
})

test('given a revision, then whoever was asked is asked again and nobody else', async () => {
  const { mara, sam, noor } = await startStack(choosing('assign: rotation'))
  const post = await mara.asksForPost()
  await mara.revises(post, { text: 'Meet us in hall 5.' })
  expect(noor.news()).toEqual([])
  sam.isTold(post, /submitted revision 2/)
})
