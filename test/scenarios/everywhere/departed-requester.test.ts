import { describe, expect, test } from 'vitest'
import { type Stack, startStack, verbs } from '../../support/stack/everywhere.ts'

async function eventTypes({ database }: Stack, number: number) {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).map(({ event }) => event.type)
}
async function leaves(stack: Stack) {
  stack.deactivates(stack.mara)
  await stack.clock.passes('6m')
  await stack.settle()
}
const gone = 'Mara Vogel, who asked, is not in the company’s chat any more.'

describe('given Mara, who asked, and then leaves the company', () => {
  test('then the reviewers are told on the card, and one of them withdraws it with a reason', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await mara.asksForPost()
    expect(verbs(sam.sees(post))).not.toContain('withdraw')
    await leaves(stack)
    expect(sam.sees(post).text).toContain(gone)
    expect(lena.sees(post).text).toContain('ist nicht mehr im Chat des Unternehmens')
    expect(verbs(sam.sees(post))).toContain('withdraw')
    await stack.clock.passes('30m')
    expect((await eventTypes(stack, post)).filter((type) => type === 'requester_left')).toHaveLength(1)

    await sam.withdraws(post, 'The campaign left with Mara.')
    expect(lena.sees(post).text).toContain('The campaign left with Mara.')
    expect(lena.sees(post).headline).toContain('wurde zurückgezogen')
    expect(await eventTypes(stack, post)).toContain('withdrawn')
  })

  test('when Mara comes back, then it is hers alone again', async () => {
    const stack = await startStack()
    const { mara, sam, reactivates, clock } = stack
    const post = await mara.asksForPost()
    await leaves(stack)
    expect(verbs(sam.sees(post))).toContain('withdraw')
    reactivates(mara)
    await clock.passes('6m')
    expect(sam.sees(post).text).not.toContain(gone)
    expect(verbs(sam.sees(post))).not.toContain('withdraw')
  })

  test('when changes were asked of her, then it lapses in its time and does not wait for ever', async () => {
    const stack = await startStack()
    const { mara, sam, clock } = stack
    const post = await mara.asksForPost()
    await sam.requestsChanges(post, 'Please name the hall.')
    await leaves(stack)
    expect(sam.sees(post).text).toContain(gone)
    await clock.passes('40d')
    expect(sam.sees(post).headline).toContain('lapsed')
  })

  test('when a condition of hers is open after publication, then the group that asked for it confirms it', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await mara.asksForPost()
    await sam.approvesWithConditions(post, [
      { text: 'Answer the comments for a week.', owner: 'requester', due: 'after_publication' },
    ])
    await lena.approves(post)
    await mara.acceptsConditions(post)
    await mara.publishes(post, 'https://social.example.com/posts/1')
    expect(verbs(sam.sees(post))).not.toContain('meet_condition')
    await leaves(stack)
    expect(sam.sees(post).text).toContain('who has left the chat; Security may confirm it')
    expect(verbs(lena.sees(post))).not.toContain('meet_condition')
    await sam.meetsCondition(post, 'c1.1', 'Security answered them.')
    expect(lena.sees(post).text).toContain('Security answered them.')
  })
})
