import { describe, expect, test } from 'vitest'
import { startStack } from '../support/stack/index.ts'

const ping = '<!channel> <!here> <!subteam^S0LEGAL0001> @here <@U0SAM00003> <#C0GENERAL1>'

describe('given names that would ping, forge, hide or reorder', () => {
  test('when a file has such a name, then it is inert too', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const name = `<!channel> \u202egnp.${'x'.repeat(300)}`
    const post = await mara.asksForPost({
      media: { files: [{ name, mimeType: 'text/plain', bytes: Buffer.from('x') }] },
    })
    stack.expectInert([mara, sam])
    expect(sam.sees(post).text).toContain('<!channel> gnp.')
  })

  test('when people’s own names are such, then they are inert too', async () => {
    const stack = await startStack()
    const { mara, sam, lena, clock, slack } = stack
    for (const person of [mara, sam])
      slack.changes(person.user, { name: `${ping} \u202e`, handle: `*<!here>*\u0007` })
    const post = await mara.asksForPost()
    await sam.rejects(post, { reason: 'No.', wouldAccept: 'Yes.' })
    await lena.approves(post)
    await clock.passes('8wh')
    stack.expectInert([mara, sam, lena, stack.carla])
  })
})

describe('given text of extreme length', () => {
  test('when a reason has 4,000 characters, then Slack’s form stops it, and the bot says so even if a client does not', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const post = await mara.asksForPost()
    const reason = 'r'.repeat(4000)
    await sam.presses(post, 'reject')
    const typed = { reason, would_accept: 'Less.' }
    expect(await sam.sends(typed)).toMatchObject({ outcome: 'errors', errors: { reason: 'too_long' } })
    expect(await stack.slack.sendsUnchecked(sam.user, typed)).toMatchObject({
      response_action: 'errors',
      errors: { 'field:reason': 'Please shorten this to 1000 characters.' },
    })
    expect(await sam.sends({ reason: reason.slice(0, 1000), would_accept: 'w'.repeat(1000) })).toEqual({
      outcome: 'done',
    })
    expect(mara.sees(post).text).toContain('r'.repeat(200))
  })

  test('when every field is as long as it may be, then every card still has its buttons, and the details every word', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla, clock } = stack
    const long = (words: string) => `${words} ${'ß€𝄞 '.repeat(400)}`.slice(0, 999).toWellFormed()
    const post = await mara.asksForPost({
      text: `${'lang '.repeat(590)}ENDE`,
      need_why: long('why'),
      need_if_late: long('late'),
      audience: 'a'.repeat(300),
    })
    await sam.rejects(post, { reason: long('reason'), wouldAccept: long('accept') })
    await lena.approvesWithConditions(
      post,
      [{ text: long('one') }, { text: long('two') }, { text: long('three') }],
      { comment: long('comment'), rationale: long('rationale') },
    )
    await mara.says(post, long('mara'))
    await sam.says(post, long('sam'))
    await clock.passes('8wh')
    const brief = carla.sees(post)
    expect(brief.buttons.map(({ verb }) => verb)).toEqual([
      'rule_approve',
      'rule_approve_with_conditions',
      'rule_reject',
      'rule_send_back',
      'details',
    ])
    for (const label of ['Why it matters', 'Reason', 'Would accept', 'What happens at each choice', 'due'])
      expect(brief.text).toContain(label)
    await carla.presses(post, 'details')
    let whole = carla.dialog?.text ?? ''
    while (carla.dialog?.buttons.some(({ verb }) => verb === 'page:next')) {
      await carla.pressesInDialog('page:next')
      whole += carla.dialog?.text ?? ''
    }
    const uncut = whole.replace(/\n[^\n]+ \(continued\)\n/g, '')
    for (const text of [long('reason'), long('accept'), long('one'), long('mara'), long('sam')])
      expect(uncut).toContain(text.trim())
    expect(whole).toContain('ENDE')
  })
})

test('given a form without what it must have, when a client sends it all the same, then the bot says what is missing', async () => {
  const { tom, slack, database } = await startStack()
  await tom.commands('post')
  expect(await slack.sendsUnchecked(tom.user, { text: ' \u0000 ' })).toMatchObject({
    response_action: 'errors',
    errors: {
      'field:channels': 'Bitte füllen Sie dieses Feld aus.',
      'field:text': expect.stringContaining('nichts Lesbares'),
      'field:need_why': 'Bitte füllen Sie dieses Feld aus.',
      'field:audience': 'Bitte füllen Sie dieses Feld aus.',
    },
  })
  expect(await database.store.requestByNumber(1)).toBeNull()
})
