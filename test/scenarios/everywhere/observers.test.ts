import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { saying, startStack, verbs } from '../../support/stack/everywhere.ts'

describe('given somebody whom the requester keeps informed', () => {
  test('then they have one card that asks nothing, hear of no reminder, and see how it ends', async () => {
    const { mara, tom, sam, lena, clock } = await startStack()
    const post = await mara.asksForPost({ keep_informed: 'Tom@example.com, mara@example.com' })
    expect(verbs(tom.sees(post)).filter((verb) => verb !== 'details')).toEqual([])
    expect(tom.sees(post).text).toContain('Sie werden über diese Anfrage informiert')
    expect(sam.sees(post).text).toContain('Kept informed')
    expect(tom.news()).toHaveLength(1)
    await clock.strikes('Mon 16:00')
    await sam.approves(post, { comment: 'The stand is insured.' })
    expect(tom.sees(post).text).not.toContain('The stand is insured.')
    await tom.presses(post, 'details')
    expect(tom.dialog?.text).not.toMatch(/The stand is insured\.|Sam Okafor/)
    await tom.closes()
    await lena.approves(post)
    expect(tom.sees(post).headline).toContain('ist freigegeben')
    expect(tom.sees(post).text).toContain('The stand is insured.')
    expect(tom.news()).toEqual([])
  })

  test('when they try to decide all the same, then they are refused', async () => {
    const { mara, tom, bringsToChannel } = await startStack()
    bringsToChannel(tom)
    const post = await mara.asksForPost({ keep_informed: 'tom@example.com' })
    expect(await tom.presses(post, 'approve', { on: tom.channelCardOf(post) })).toMatchObject(
      saying('Nicht Mitglied'),
    )
  })

  test('when they review it anyway, then they have the reviewer’s card alone', async () => {
    const { mara, sam } = await startStack()
    const post = await mara.asksForPost({ keep_informed: 'sam@example.com' })
    expect(sam.about(post).filter(({ place }) => place === 'direct')).toHaveLength(1)
    expect(verbs(sam.sees(post))).toContain('approve')
  })
})

test.each([
  ['somebody@elsewhere.example', 'Nobody here has the address somebody@elsewhere.example'],
  ['gita@example.com', 'gita@example.com is a guest'],
  ['carla@example.com', 'would rule if the sides cannot agree'],
  ['Tom', '“tom” is no e-mail address'],
])(
  'given %s in the field, when it is sent, then it is said what is wrong and nothing is asked',
  async (typed, words) => {
    const { mara, sam } = await startStack()
    const send = async () => mara.asksForPost({ keep_informed: typed })
    await expect(send()).rejects.toThrow(words)
    expect(sam.news()).toEqual([])
  },
)

test('given an organisation that keeps somebody informed of channels, then they hear of a channel and of no post', async () => {
  const observers = 'observers: [{ members: [tom@example.com], kinds: [channel] }]\n'
  const { mara, tom } = await startStack({ organisationYaml: `${organisationYaml}${observers}` })
  const post = await mara.asksForPost()
  const channel = await mara.asksForChannel()
  expect(tom.about(post)).toEqual([])
  expect(tom.sees(channel).text).toContain('Sie werden über diese Anfrage informiert')
})
