/** The bot's use of the Web API against a Slack that others wrote. It has no interactivity and does not check blocks. */

import { WebClient } from '@slack/web-api'
import { createEmulator, type Emulator } from 'emulate'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Slack } from '../../../adapters/slack/index.ts'
import type { Identity } from '../../../src/app/ports.ts'
import { fakeService } from '../../support/slack/fake-service.ts'
import { Harness, slackAt, team } from '../../support/slack/harness.ts'
import { shownText } from '../../support/slack/reading.ts'
import { requestCard } from '../../support/view-generators.ts'

const botToken = 'xoxb-bot'
let emulator: Emulator
let slack: Slack
let web: WebClient
let ada: Identity
let bob: Identity
const harness = new Harness()
const fake = fakeService()

beforeAll(async () => {
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Test', domain: 'test' },
        users: [
          { name: 'ada', real_name: 'Ada L.', email: 'ada@example.com' },
          { name: 'bob', real_name: 'Bob', email: 'bob@example.com' },
        ],
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
  const apiUrl = `${emulator.url}/api/`
  slack = slackAt(apiUrl, { botToken })
  web = new WebClient(botToken, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })
  const found = await Promise.all([
    slack.accounts.byEmail('ada@example.com'),
    slack.accounts.byEmail('bob@example.com'),
  ])
  if (found[0] === null || found[1] === null) throw new Error('the seeded people are not there')
  ada = found[0].identity
  bob = found[1].identity
  await harness.start(slack, fake.service)
})
afterAll(async () => {
  await harness.stop()
  await emulator.close()
})

const aCard = () => {
  const [card] = fc.sample(requestCard, 1)
  if (card === undefined) throw new Error('no card')
  return card
}
const delivery = (also: object = {}) => ({
  cardId: 'card-1',
  to: { type: 'direct' as const, identity: ada },
  card: aCard(),
  reference: null,
  thread: null,
  uncertain: false,
  ...also,
})
const messages = async (channel: string) =>
  (await web.conversations.history({ channel, include_all_metadata: true })).messages ?? []

function parsed(outcome: Awaited<ReturnType<Slack['chat']['deliver']>>): { channel: string; ts: string } {
  if (outcome.outcome !== 'delivered') throw new Error(JSON.stringify(outcome))
  return JSON.parse(outcome.reference)
}

describe('cards', () => {
  test('given a card, when it is posted, edited and lost sight of, then there is one message, always current', async () => {
    const first = await slack.chat.deliver(delivery())
    const at = parsed(first)
    const reference = JSON.stringify(at)
    const changed = { ...aCard(), version: 501 }
    expect(parsed(await slack.chat.deliver(delivery({ card: changed, reference })))).toEqual(at)
    const again = await slack.chat.deliver(delivery({ card: { ...changed, version: 502 }, uncertain: true }))
    expect(parsed(again)).toEqual(at)
    const there = await messages(at.channel)
    expect(there.map((message) => message.metadata?.event_payload)).toEqual([
      { card: 'card-1', version: 502 },
    ])
    expect(shownText(there[0]?.blocks)).toContain(changed.headline)
  })

  test('given a message that somebody deleted, when its card changes, then it is posted anew', async () => {
    const at = parsed(await slack.chat.deliver(delivery({ cardId: 'card-2' })))
    await web.chat.delete(at)
    const again = parsed(
      await slack.chat.deliver(delivery({ cardId: 'card-2', reference: JSON.stringify(at) })),
    )
    expect(again.ts).not.toBe(at.ts)
    expect((await messages(at.channel)).map((message) => message.ts)).toContain(again.ts)
  })

  test('given a mediation, when its conversation is opened twice, then it is the same one, and takes threads', async () => {
    const opened = await slack.chat.openConversation([ada, bob])
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    expect(await slack.chat.openConversation([bob, ada])).toEqual(opened)
    const to = { type: 'channel' as const, channel: opened.channel }
    const top = await slack.chat.deliver(delivery({ cardId: 'card-3', to }))
    const thread = JSON.stringify(parsed(top))
    const answer = parsed(await slack.chat.deliver(delivery({ cardId: 'card-4', to, thread })))
    const found = await slack.chat.deliver(delivery({ cardId: 'card-4', to, thread, uncertain: true }))
    expect(parsed(found)).toEqual(answer)
  })

  test('given a channel that is not there, then delivery failed for good', async () => {
    const to = { type: 'channel' as const, channel: 'CNOWHERE' }
    expect(await slack.chat.deliver(delivery({ to }))).toEqual({
      outcome: 'failed',
      error: 'channel_not_found',
    })
  })
})

describe('people', () => {
  test('given a member, a stranger to the list and a bot, then each is told apart', async () => {
    expect(await slack.accounts.profile(ada)).toMatchObject({
      name: 'Ada L.',
      email: 'ada@example.com',
      standing: 'active',
      identity: { tenant: team },
    })
    expect(await slack.accounts.byEmail('nobody@example.com')).toBeNull()
    expect(await slack.accounts.profile({ ...ada, user: 'UNOBODY' })).toBeNull()
    expect(await slack.accounts.profile({ ...ada, user: 'UBOT' })).toMatchObject({ standing: 'bot' })
  })
})

describe('modals', () => {
  const trigger = async (user: string, view?: string) => {
    const about = view === undefined ? { user_id: user } : { user_id: user, view_id: view }
    const answer = await web.apiCall('views.generateTriggerId', about)
    return String((answer as { trigger_id?: unknown }).trigger_id)
  }

  test('given a fresh trigger, then the form opens; given a used one, then the person is asked to click again', async () => {
    const used = await trigger(bob.user)
    await harness.command('post', { user_id: bob.user, trigger_id: used })
    await harness.command('post', { user_id: bob.user, trigger_id: used })
    await harness.settle()
    expect(fake.called.map((call) => call.method)).toEqual(['compose', 'compose'])
    const opened = await web.conversations.open({ users: bob.user })
    const told = await messages(opened.channel?.id ?? '')
    expect(told).toHaveLength(1)
    expect(shownText(told[0]?.blocks)).toContain('click the button once more')
  })

  test('given App Home, when it is opened, then it is published', async () => {
    await harness.event({
      type: 'app_home_opened',
      user: ada.user,
      tab: 'home',
      channel: 'D1',
      event_ts: '1',
    })
    await harness.settle()
    const page = await (await fetch(`${emulator.url}/?tab=views`)).text()
    expect(page).toContain('Hello')
  })
})
