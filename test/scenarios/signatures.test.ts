import { expect, test } from 'vitest'
import { startStack, verbs } from '../support/stack/index.ts'
import type { Forgery } from '../support/stack/signed.ts'

const forgeries: [string, Omit<Forgery, 'as'>][] = [
  ['made with another secret', { secret: 'guessed' }],
  ['missing', { signature: null }],
  ['empty', { signature: 'v0=' }],
  ['of another version', { signature: `v1=${'0'.repeat(64)}` }],
  ['of ten minutes ago', { shift: -600 }],
  ['of ten minutes ahead', { shift: 600 }],
  ['of a year ahead', { shift: 31_536_000 }],
]

test.each(forgeries)(
  'given a signature %s, when somebody else’s click, form, command or event is sent with it, then nothing of it counts',
  async (_, forgery) => {
    const stack = await startStack()
    const { mara, sam, slack, database } = stack
    const post = await mara.asksForPost()
    await sam.presses(post, 'approve')
    await sam.sends({})
    const deliveries = [
      slack.delivers(slack.lastDelivery('block_actions'), { as: 'interaction', ...forgery }),
      slack.delivers(slack.lastDelivery('view_submission'), { as: 'interaction', ...forgery }),
      slack.delivers(slack.lastDelivery('command'), { as: 'command', ...forgery }),
      slack.delivers(
        { type: 'event_callback', event: { type: 'app_home_opened', user: sam.user } },
        { as: 'event', ...forgery },
      ),
    ]
    for (const { status, body } of await Promise.all(deliveries)) {
      expect(status).toBe(401)
      expect(JSON.stringify(body)).not.toMatch(/secret|signature|stack|\.ts/i)
    }
    await stack.settle()
    const request = await database.store.requestByNumber(post)
    expect(await database.store.read(request ?? '')).toHaveLength(2)
    expect(verbs(sam.sees(post))).toEqual([])
  },
)

test('given a body that was changed after it was signed, then it is refused', async () => {
  const { mara, slack, eventsUrl } = await startStack()
  await mara.commands('post')
  const command = slack.lastDelivery('command')
  const signed = slack.signed(command, 'command')
  const body = signed.body.replace('text=post', 'text=channel')
  expect(body).not.toBe(signed.body)
  const response = await fetch(eventsUrl, { ...signed, method: 'POST', body })
  expect(response.status).toBe(401)
})
