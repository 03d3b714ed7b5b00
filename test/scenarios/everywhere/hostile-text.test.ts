import { describe, expect, test } from 'vitest'
import { ordinaryPost, type Person, riskyChannel, startStack } from '../../support/stack/everywhere.ts'
import type { Entries } from '../../support/stack/screen.ts'

/** What pings in Slack, and what does in Teams. */
const ping = '<!channel> <!subteam^S0LEGAL0001> @here <@U0SAM00003> @everyone <at>everyone</at>'
const link = '<https://evil.example|https://bank.example> [Bank](https://evil.example)'
const marks = '**b** _i_ ~s~ `c` > q &lt;!channel&gt; :smile: {{DATE(2026-01-01T00:00:00Z,SHORT)}}'
const hidden = 'NUL\u0000 ESC\u001b[31m RLO\u202egnp.exe PDF\u202c RLI\u2066x\u2069 LS\u2028 lone\ud800'
/** Short enough for a field of one line. */
const hostile = `${ping} ${link} ${marks} ${hidden}`

const levels = { likelihood: '2', impact: '2' }

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
    stack.expectInert(people)
    await sam.presses(post, 'reject')
    await sendsHostile(sam, levels)
    await lena.presses(post, 'approve_with_conditions')
    await sendsHostile(lena)
    stack.expectInert(people)
    await mara.presses(post, 'state_position')
    await sendsHostile(mara)
    await mara.presses(post, 'revise')
    stack.expectInert(people)
    await mara.sends({ text: `${hostile} More.` })
    await sam.presses(post, 'request_changes')
    await sendsHostile(sam, levels)
    await clock.passes('8wh')
    stack.expectInert(people)
    await carla.presses(post, 'rule_approve_with_conditions')
    await sendsHostile(carla)
    await mara.presses(post, 'meet_condition', { subject: 'c2.1' })
    await sendsHostile(mara)
    for (const person of people) {
      await person.presses(post, 'details')
      stack.expectInert(people)
      await person.closes()
      await person.commands('mine')
      stack.expectInert(people)
      await person.closes()
    }
    await sam.presses(post, 'revoke')
    await sendsHostile(sam)
    stack.expectInert(people)
    expect(stack.log.text()).not.toMatch(/evil\.example|gnp\.exe|channel>/)
    // It is still there to be read, word by word.
    expect(lena.sees(post).text).toContain('<!channel> <!subteam^S0LEGAL0001> @here')
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
    stack.expectInert([mara, sam, lena])
    await sam.presses(1, 'details')
    stack.expectInert([mara, sam, lena])
  })
})
