import { describe, expect, test } from 'vitest'
import { type Json, textAt } from '../../adapters/sandbox/slack-server/json.ts'
import { type Person, type Stack, startStack } from '../support/stack/index.ts'
import type { Entries } from '../support/stack/screen.ts'
import { objectsIn } from '../support/stack/slack-reading.ts'
import { ordinaryPost, riskyChannel } from '../support/stack/typed.ts'

const ping = '<!channel> <!here> <!subteam^S0LEGAL0001> @here <@U0SAM00003> <#C0GENERAL1>'
const link = '<https://evil.example|https://bank.example> [Bank](https://evil.example)'
const marks = '*b* _i_ ~s~ `c` ```d``` > q &lt;!channel&gt; :smile:'
const hidden = 'NUL\u0000 ESC\u001b[31m RLO\u202egnp.exe PDF\u202c RLI\u2066x\u2069 LS\u2028 lone\ud800'
/** Short enough for a field of one line. */
const hostile = `${ping} ${link} ${marks} ${hidden}`

const levels = { likelihood: '2', impact: '2' }

/** Everything that Slack has been given: messages, with their notifications, and open dialogs and homes. */
function everythingIn({ slack }: Stack): Json[] {
  const { conversations, modals, homes } = slack.server.workspace
  const messages = [...conversations.values()].flatMap(({ messages: all }) =>
    all.map(({ text, blocks }) => ({ notification: text, blocks })),
  )
  const views = [...[...modals.values()].flat(), ...homes.values()].map(({ definition }) => definition)
  return [...messages, ...views]
}

/** Nothing anywhere pings, links, hides or reorders; what somebody typed is there as characters to be read. */
function expectInert(stack: Stack, people: readonly Person[]): void {
  const mentionable = people.map(({ user }) => user)
  for (const thing of everythingIn(stack)) {
    const raw = JSON.stringify(thing)
    // Control characters and what reorders text, as JSON writes them or as they are; line breaks are a matter of layout.
    expect(raw).not.toMatch(
      /\\u00(0[0-9]|1[0-9a-f]|7f|[89][0-9a-f])|[\u202a-\u202e\u2066-\u2069\u2028\u2029\u0080-\u009f]/i,
    )
    expect(raw.isWellFormed()).toBe(true)
    for (const object of objectsIn(thing)) {
      expect(['broadcast', 'usergroup', 'channel', 'team', 'color', 'emoji']).not.toContain(object.type)
      if (object.type === 'user') expect(mentionable).toContain(object.user_id)
      if (object.type === 'link') expect(textAt(object, 'url')).toMatch(/^https:\/\/example\.com\//)
      if (object.type === 'plain_text' && 'emoji' in object) expect(object.emoji).toBe(false)
      const marked = object.type === 'mrkdwn' ? textAt(object, 'text') : textAt(object, 'notification')
      for (const [tag] of (marked ?? '').matchAll(/<[^>]*>/g))
        expect(tag).toMatch(/^<@(U0MARA0001|U0SAM00003|U0LENA0005|U0CARLA007)>$|^<!date\^\d+\^/)
    }
  }
  // Nor is anything of it in the log.
  expect(stack.log.text()).not.toMatch(/evil\.example|gnp\.exe|channel>/)
}

/** What is read, and refused with words where it is nothing of the kind. */
const readFields = ['slot', 'media', 'link', 'url', 'keep_informed']

/** Puts the hostile text into every text field of the open form that `sane` leaves, keeping what stands in the others. */
async function sendsHostile(person: Person, sane: Entries = {}): Promise<void> {
  const sent = await person.sends((form) => ({
    ...Object.fromEntries(
      form.fields
        .filter(({ options, id }) => options.length === 0 && !readFields.includes(id))
        .map(({ id }) => [id, hostile]),
    ),
    ...sane,
  }))
  expect(sent).not.toHaveProperty('errors')
  await person.closes()
}

describe('given text that would ping, forge, hide or reorder, in every text field', () => {
  test('when a post goes from the request through conflict to the ruling, then it stays text for everybody', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla, clock } = stack
    const people = [mara, sam, lena, carla]
    await mara.commands('post')
    await sendsHostile(mara, { channels: ordinaryPost.channels, link: 'https://example.com/a' })
    const post = 1
    expectInert(stack, people)
    await sam.presses(post, 'reject')
    await sendsHostile(sam, levels)
    await lena.presses(post, 'approve_with_conditions')
    await sendsHostile(lena)
    expectInert(stack, people)
    await mara.presses(post, 'state_position')
    await sendsHostile(mara)
    await mara.presses(post, 'revise')
    expectInert(stack, people)
    await mara.sends({ text: `${hostile} More.` })
    await sam.presses(post, 'request_changes')
    await sendsHostile(sam, levels)
    await clock.passes('8wh')
    expectInert(stack, people)
    await carla.presses(post, 'rule_approve_with_conditions')
    await sendsHostile(carla)
    await mara.presses(post, 'meet_condition', { subject: 'c2.1' })
    await sendsHostile(mara)
    for (const person of people) {
      await person.presses(post, 'details')
      expectInert(stack, people)
      await person.closes()
      await person.commands('mine')
      expectInert(stack, people)
      await person.closes()
    }
    await sam.presses(post, 'revoke')
    await sendsHostile(sam)
    expectInert(stack, people)
    // It is still there to be read, word by word.
    expect(lena.sees(post).text).toContain('<!channel> <!here> <!subteam^S0LEGAL0001>')
    expect(sam.sees(post).text).toContain('<https://evil.example|https://bank.example>')
    expect(sam.sees(post).text).toContain('NUL ESC[31m RLOgnp.exe PDF RLIx LS')
  })

  test('when a channel is asked for, then the same holds for all its fields', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const { platform, mfa, personal_data } = riskyChannel
    await mara.commands('channel')
    await sendsHostile(mara, { platform, mfa, personal_data, deputy: 'Tom' })
    await lena.presses(1, 'approve_with_conditions')
    expectInert(stack, [mara, sam, lena])
    await sam.presses(1, 'details')
    expectInert(stack, [mara, sam, lena])
  })

  test('when a file has such a name, then it is inert too', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const name = `<!channel> \u202egnp.${'x'.repeat(300)}`
    const post = await mara.asksForPost({
      media: { files: [{ name, mimeType: 'text/plain', bytes: Buffer.from('x') }] },
    })
    expectInert(stack, [mara, sam])
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
    expectInert(stack, [mara, sam, lena, stack.carla])
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
