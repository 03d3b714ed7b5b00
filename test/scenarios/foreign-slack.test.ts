/**
 * The main job against a Slack Web API that others wrote. It keeps conversations, messages and modals, and knows no
 * interactivity: the test sends, signed, what its people press and fill in.
 */
import { WebClient } from '@slack/web-api'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { interactiveElements } from '../../adapters/sandbox/slack-server/ids.ts'
import { isJson, type Json, listAt, textAt } from '../../adapters/sandbox/slack-server/json.ts'
import { decodeButton, encodeFormMetadata } from '../../adapters/slack/button.ts'
import type { FormPurpose } from '../../src/view/form.ts'
import { ManualClock } from '../support/clock.ts'
import { startProduct } from '../support/stack/product.ts'
import { deliver } from '../support/stack/signed.ts'
import { botToken, connectSlack, signingSecret } from '../support/stack/slack-platform.ts'
import { headlineOf, textOfBlocks } from '../support/stack/slack-reading.ts'

const team = 'T000000001'
const organisationYaml = `
organisation: { name: Example AG, timezone: Europe/Berlin }
groups:
  security: { members: [sam@example.com] }
  legal: { members: [lena@example.com] }
executives: [{ members: [carla@example.com] }]
`
const names = ['mara', 'sam', 'lena', 'carla']
let emulator: Emulator

beforeAll(async () => {
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Example AG', domain: 'example' },
        users: names.map((name) => ({ name, real_name: name, email: `${name}@example.com` })),
        oauth_apps: [
          {
            app_id: 'A1',
            client_id: '1.1',
            client_secret: 's',
            name: 'Countersign',
            redirect_uris: [],
            bot_id: 'B1',
            bot_user_id: 'UBOT',
            bot_name: 'countersign',
          },
        ],
        tokens: [
          { token: botToken, type: 'bot', user_id: 'UBOT', bot_id: 'B1', bot_user_id: 'UBOT', app_id: 'A1' },
        ],
      },
    },
  })
})
afterAll(() => emulator.close())

/** What people do and see, over the foreign Web API and signed deliveries. */
async function start() {
  const clock = new ManualClock()
  const apiUrl = `${emulator.url}/api/`
  const product = await startProduct({ organisationYaml, clock, connect: [connectSlack(() => apiUrl)] })
  const web = new WebClient(botToken, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })
  const users = new Map<string, string>()
  for (const name of names) {
    const { user } = await web.users.lookupByEmail({ email: `${name}@example.com` })
    users.set(name, user?.id ?? '')
  }
  const id = (name: string) => users.get(name) ?? ''
  const interacts = async (name: string, payload: Json) => {
    const trigger: unknown = await web.apiCall('views.generateTriggerId', { user_id: id(name) })
    const answer = await deliver(
      `${product.origin}/slack/events`,
      {
        team: { id: team },
        user: { id: id(name), team_id: team },
        trigger_id: isJson(trigger) ? String(trigger.trigger_id) : '',
        ...payload,
      },
      { as: 'interaction', secret: signingSecret },
    )
    await product.settle()
    return answer
  }
  const blocksAt = async (channel: string): Promise<Json[][]> => {
    const { messages = [] } = await web.conversations.history({ channel })
    return messages.map((message) => listAt({ ...message }, 'blocks').slice()).reverse()
  }
  const direct = async (name: string) => (await web.conversations.open({ users: id(name) })).channel?.id ?? ''
  const cardOf = async (name: string) => (await blocksAt(await direct(name)))[0] ?? []
  let forms = 0
  return {
    id,
    clock,
    settle: product.settle,
    headline: async (name: string) => headlineOf(await cardOf(name)),
    text: async (name: string) => textOfBlocks(await cardOf(name), (user) => user),
    /** Everything in the conversation of these people and the bot. */
    conversation: async (...people: readonly string[]) => {
      const opened = await web.conversations.open({ users: people.map(id).join(',') })
      const all = await blocksAt(opened.channel?.id ?? '')
      return all.map((blocks) => textOfBlocks(blocks, (user) => user)).join('\n')
    },
    /** Presses a button of the person's card; gives what its form is for. */
    presses: async (name: string, verb: string): Promise<FormPurpose> => {
      const channel = await direct(name)
      const found = interactiveElements(await cardOf(name)).find(({ actionId }) =>
        new RegExp(`^choice:${verb}(:|$)`).test(actionId),
      )
      if (found === undefined) throw new Error(`${name} sees no ${verb}`)
      const value = textAt(found.element, 'value') ?? ''
      const { status } = await interacts(name, {
        type: 'block_actions',
        channel: { id: channel },
        container: { type: 'message', channel_id: channel, message_ts: '1.1' },
        actions: [{ type: 'button', block_id: 'b', action_id: found.actionId, action_ts: '1.1', value }],
      })
      expect(status).toBe(200)
      const claim = decodeButton(value)
      if (claim === null || claim.verb === 'details' || claim.verb === 'template') throw new Error(value)
      const { request, digest, subject } = claim
      return {
        type: 'verb',
        verb: claim.verb,
        request,
        digest,
        ...(subject === undefined ? {} : { subject }),
      }
    },
    sends: (name: string, purpose: FormPurpose, values: Readonly<Record<string, Json>>) => {
      forms += 1
      const entered = Object.entries(values).map(([field, value]) => [`field:${field}`, { value }])
      return interacts(name, {
        type: 'view_submission',
        view: {
          id: `V${forms}`,
          type: 'modal',
          callback_id: 'form',
          private_metadata: encodeFormMetadata({ purpose, locale: 'en' }),
          state: { values: Object.fromEntries(entered) },
          blocks: [],
        },
      })
    },
  }
}

const text = (value: string) => ({ type: 'plain_text_input', value })
const choice = (value: string) => ({ type: 'static_select', selected_option: { value } })

test('given a Slack that others wrote, when a post goes through conflict to the ruling, then everybody sees each step', async () => {
  const slack = await start()
  const asked = await slack.sends(
    'mara',
    { type: 'compose', kind: 'post' },
    {
      channels: { type: 'checkboxes', selected_options: [{ value: 'linkedin' }] },
      text: text('Meet us in hall 4.'),
      need_why: text('They should come.'),
      need_if_late: text('It is over.'),
      audience: text('Customers'),
    },
  )
  expect(asked.body).toMatchObject({ response_action: 'update' })
  expect(await slack.headline('mara')).toContain('Post #1 is waiting for Security and Legal')
  expect(await slack.text('sam')).toContain('Meet us in hall 4.')

  const rejection = await slack.presses('sam', 'reject')
  const rejected = await slack.sends('sam', rejection, {
    reason: text('The server is untested.'),
    would_accept: text('A test.'),
  })
  expect(rejected.body).toEqual({ response_action: 'clear' })
  const approval = await slack.presses('lena', 'approve')
  await slack.sends('lena', approval, { likelihood: choice('1'), impact: choice('2') })

  const conversation = await slack.conversation('mara', 'sam', 'lena')
  expect(conversation).toContain('please find an agreement')
  expect(conversation).toContain('The server is untested.')
  slack.clock.advance(8 * 3_600_000)
  await slack.settle()
  expect(await slack.headline('carla')).toContain('needs your ruling')
  const ruling = await slack.presses('carla', 'rule_approve')
  await slack.sends('carla', ruling, { reason: text('The date matters.') })
  expect(await slack.headline('mara')).toContain('is approved: you can publish it')
  for (const name of ['mara', 'sam', 'lena', 'carla'])
    expect(await slack.text(name)).toContain('The date matters.')
  expect(await slack.conversation('mara', 'sam', 'lena')).toContain('the mediation is over')
})
