import { describe, expect, test } from 'vitest'
import { channels, organisationYaml } from '../../adapters/sandbox/organisation.ts'
import { type Person, type Stack, saying, startStack } from '../support/stack/index.ts'
import type { Upload } from '../support/stack/screen.ts'

const shortcut = 'request_approval_for_message'
const picture = (size: number, name: string): Upload => ({
  name,
  mimeType: 'image/png',
  bytes: Uint8Array.from({ length: size }, (_, index) => index % 251),
})
const rest = {
  channels: ['linkedin'],
  need_why: 'People should come.',
  need_if_late: 'It is over.',
  audience: 'Customers',
}

/** Somebody writes in a channel, and somebody asks for an approval of that. */
async function asksAbout(
  { slack }: Stack,
  person: Person,
  text: string,
  {
    channel = channels.marketing,
    files = [] as readonly Upload[],
  }: { channel?: string; files?: readonly Upload[] } = {},
) {
  const author = slack.server.workspace.conversations.get(channel)?.members.find((one) => one !== person.user)
  const message = slack.client.says(author ?? person.user, channel, text, files)
  return slack.client.messageShortcut(person.user, shortcut, message)
}
const entered = (person: Person, id: string) => person.dialog?.fields.find((field) => field.id === id)?.value

describe('given a message in a channel that the bot is not in', () => {
  test('when the shortcut is used on it, then the form holds its text as people read it, and its link', async () => {
    const stack = await startStack()
    const { mara, sam, tom } = stack
    const reaction = await asksAbout(
      stack,
      mara,
      `*Big news* &amp; more, thanks <@${tom.user}>: see <https://example.com/fair?a=1&amp;b=2|our page>, 3 &lt; 4 in <#C0MARKET02|marketing>`,
    )
    expect(reaction).toMatchObject({ shows: 'form', form: { title: 'New post' } })
    expect(entered(mara, 'text')).toBe(
      'Big news & more, thanks @Tom Berger: see https://example.com/fair?a=1&b=2, 3 < 4 in #marketing',
    )
    expect(entered(mara, 'link')).toBe('https://example.com/fair?a=1&b=2')
    expect(mara.dialog?.text).toContain('The text comes from the message.')
    expect(await mara.sends(rest)).toMatchObject(saying('Request #1 is submitted'))
    expect(sam.sees(1).text).toContain('Big news & more, thanks @Tom Berger')
  })

  test('when files cannot be taken, then the form says which and why, and has the others', async () => {
    const stack = await startStack({
      organisationYaml: `${organisationYaml}media: { maxBytes: 1MB, maxFiles: 2 }\n`,
    })
    const { mara, slack } = stack
    slack.pardons(/^files\.info: file_not_found/)
    let asked = 0
    slack.answers('files.info', () => {
      asked += 1
      return asked === 2 ? { ok: false, error: 'file_not_found' } : null
    })
    await asksAbout(stack, mara, 'Our stand', {
      files: [
        picture(1_100_000, 'huge.png'),
        picture(100, 'secret.png'),
        ...[1, 2, 3].map((number) => picture(200 + number, `${number}.png`)),
      ],
    })
    const kept = mara.dialog?.fields.find(({ id }) => id === 'kept:media')
    expect(kept?.options.map(({ label }) => label)).toEqual(['1.png', '2.png'])
    expect(mara.dialog?.text).toContain('too large, at most 1 MB are possible: huge.png')
    expect(mara.dialog?.text).toContain('could not be taken over: secret.png')
    expect(mara.dialog?.text).toContain('so 1 more could not be taken over')
  })
})

test('given a message of direct messages with the bot, when the shortcut is used, then the form opens too', async () => {
  const stack = await startStack()
  const { mara, slack } = stack
  await mara.asksForPost()
  const { channel, id } = mara.sees(1)
  expect(await slack.client.messageShortcut(mara.user, shortcut, { channel, ts: id })).toMatchObject({
    shows: 'form',
  })
})
