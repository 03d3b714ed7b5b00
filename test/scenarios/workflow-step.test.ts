import { describe, expect, test } from 'vitest'
import type { Json } from '../../adapters/sandbox/slack-server/json.ts'
import { ordinaryPost, type Person, type Stack, saying, startStack } from '../support/stack/index.ts'

/** A workflow reaches the step; resolves when the bot has recorded it and done what follows. */
async function reaches(stack: Stack, inputs: Json): Promise<string> {
  const { slack, settle, database } = stack
  const step = slack.server.step({ callbackId: 'request_approval', inputs })
  while ((await database.store.errand(`complete:${step}`)) === null)
    await new Promise((resolve) => setImmediate(resolve))
  await settle()
  return step
}
const ended = ({ slack }: Stack, step: string) => slack.server.workspace.steps.get(step)?.ended
const offer = ({ slack }: Stack, person: Person) => {
  const found = slack.client
    .messages(person.user)
    .findLast(({ headline }) =>
      /prepared a request|Vorbereitete Anfrage|request #|Anfrage #|draft is gone/.test(headline),
    )
  if (found === undefined) throw new Error('nothing is offered')
  return found
}
async function reviews(stack: Stack, person: Person) {
  const message = offer(stack, person)
  const button = message.buttons.find(({ verb }) => verb === 'draft:go')
  if (button === undefined) throw new Error(message.text)
  return stack.slack.client.press(person.user, message, button)
}

describe('given a workflow that asks for an approval', () => {
  test('when the requester completes it and it is approved, then the workflow goes on with the outcome', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const step = await reaches(stack, {
      kind: 'post',
      text: 'From the workflow',
      link: 'https://example.com/a',
      requester: mara.user,
    })
    expect(offer(stack, mara).headline).toContain('a workflow prepared a request for you')
    await reviews(stack, mara)
    expect(mara.dialog?.fields.find(({ id }) => id === 'text')?.value).toBe('From the workflow')
    const { text: _text, ...rest } = ordinaryPost
    expect(await mara.sends(rest)).toMatchObject(saying('Request #1 is submitted'))
    await mara.closes()
    // The offer itself says what became of it, and asks for nothing any more.
    expect(offer(stack, mara)).toMatchObject({ buttons: [] })
    expect(ended(stack, step)).toBeNull()
    await sam.approves(1)
    expect(ended(stack, step)).toBeNull()
    await lena.approves(1)
    // For a minute it may be a mis-click, and what a workflow has done cannot be undone.
    expect(ended(stack, step)).toBeNull()
    await stack.clock.passes('1m')
    expect(ended(stack, step)).toMatchObject({
      ok: true,
      outputs: { request_number: 1, outcome: 'approved' },
    })
  })

  test('when the approval was a mis-click that is taken back, then the workflow never hears of it', async () => {
    const stack = await startStack()
    const { mara, sam, lena, clock } = stack
    const step = await reaches(stack, { kind: 'post', text: 'From the workflow', requester: mara.user })
    await reviews(stack, mara)
    const { text: _text, ...rest } = ordinaryPost
    await mara.sends(rest)
    await mara.closes()
    await sam.approves(1)
    await lena.approves(1)
    await lena.presses(1, 'undo')
    await clock.passes('10m')
    expect(ended(stack, step)).toBeNull()
    await lena.rejects(1, { reason: 'Too early.', wouldAccept: 'Next week.' })
    await clock.passes('10m')
    expect(ended(stack, step)).toBeNull()
  })

  test('when it is withdrawn while Slack is in trouble, then the workflow hears of it later, and once', async () => {
    const stack = await startStack()
    const { mara, slack, clock } = stack
    const step = await reaches(stack, { kind: 'post', text: 'Maybe', requester: mara.user })
    await reviews(stack, mara)
    await mara.sends(ordinaryPost)
    await mara.closes()
    slack.pardons(/^functions\.completeSuccess/)
    slack.breaks('functions.completeSuccess')
    const card = mara.about(1).find(({ buttons }) => buttons.some(({ verb }) => verb === 'withdraw'))
    if (card === undefined) throw new Error('no card')
    await mara.does(1, 'withdraw', {}, { on: card })
    expect(ended(stack, step)).toBeNull()
    slack.mends('functions.completeSuccess')
    await clock.passes('15m')
    expect(ended(stack, step)).toMatchObject({ ok: true, outputs: { outcome: 'withdrawn' } })
  })

  test('when the requester discards the draft, then the workflow is told that there is no request', async () => {
    const stack = await startStack()
    const { tom, slack } = stack
    const step = await reaches(stack, { kind: 'channel', text: 'Ein Kanal', requester: tom.user })
    const message = offer(stack, tom)
    const discard = message.buttons.find(({ verb }) => verb === 'draft:discard')
    if (discard === undefined) throw new Error(message.text)
    await slack.client.press(tom.user, message, discard)
    expect(ended(stack, step)).toEqual({
      ok: false,
      error: 'Der Entwurf wurde verworfen oder nicht innerhalb von zwei Wochen abgeschickt.',
    })
    expect(slack.client.messages(tom.user).find(({ id }) => id === message.id)).toMatchObject({
      headline: expect.stringContaining('Diesen Entwurf gibt es nicht mehr'),
      buttons: [],
    })
  })

  test('when it is not used for two weeks, then the workflow does not wait for ever', async () => {
    const stack = await startStack()
    const step = await reaches(stack, { text: 'Forgotten', requester: stack.mara.user })
    await stack.clock.passes('15d')
    expect(ended(stack, step)).toMatchObject({ ok: false })
  })

  test.each([
    ['a guest', (stack: Stack) => ({ kind: 'post', requester: stack.gita.user }), /Guests of the workspace/],
    ['nobody', () => ({ kind: 'post', text: 'x' }), /cannot request|names no person/],
    ['an unknown kind', (stack: Stack) => ({ kind: 'poem', requester: stack.mara.user }), /kind of request/],
  ])('when it names %s, then it is told why at once', async (_, inputs, why) => {
    const stack = await startStack()
    stack.slack.pardons(/^users\.info: user_not_found/)
    const step = await reaches(stack, inputs(stack))
    expect(ended(stack, step)).toMatchObject({ ok: false, error: expect.stringMatching(why) })
  })
})
