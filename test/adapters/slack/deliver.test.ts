import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Chat, Identity } from '../../../src/app/ports.ts'
import type { NoticeCard, RequestCard } from '../../../src/view/card.ts'
import { asPlain } from '../../../src/view/text.ts'
import { slackAt, team } from '../../support/slack/harness.ts'
import { refused, WebApiDouble } from '../../support/slack/web-api-double.ts'
import { requestCard } from '../../support/view-generators.ts'

let api: WebApiDouble
let chat: Chat

beforeEach(async () => {
  api = await new WebApiDouble().start()
  api.always('auth.test', { json: { ok: true, team_id: team } })
  api.always('conversations.open', { json: { ok: true, channel: { id: 'D1' } } })
  api.always('chat.postMessage', { json: { ok: true, channel: 'D1', ts: '1.5' } })
  api.always('conversations.history', { json: { ok: true, messages: [] } })
  chat = slackAt(api.url, { sourceOf: async () => 'slack:F777' }).chat
})
afterEach(() => api.stop())

const ada: Identity = { platform: 'slack', tenant: team, user: 'UADA' }
const notice: NoticeCard = {
  type: 'notice',
  request: 'R1',
  number: 7,
  locale: 'en',
  tone: 'action',
  headline: asPlain('Post #7 <!channel> needs you'),
  lines: [[{ type: 'text', text: asPlain('Please decide.') }]],
  choices: [],
  version: 3,
  digest: 'a'.repeat(64),
}
type Delivery = Parameters<Chat['deliver']>[0]
const delivery = (also: Partial<Delivery> = {}): Delivery => ({
  cardId: 'card-1',
  to: { type: 'direct', identity: ada },
  card: notice,
  reference: null,
  thread: null,
  uncertain: false,
  ...also,
})
const reference = JSON.stringify({ channel: 'D1', ts: '1.5' })

describe('posting', () => {
  test('given a card for a person, then it is posted to their direct messages with its id and an inert notification', async () => {
    expect(await chat.deliver(delivery())).toMatchObject({ outcome: 'delivered', reference })
    expect(await chat.deliver(delivery())).toMatchObject({ outcome: 'delivered' })
    expect(api.of('conversations.open')).toHaveLength(1)
    const [posted] = api.of('chat.postMessage')
    expect(posted?.authorization).toBe('Bearer xoxb-test')
    expect(posted?.arguments).toMatchObject({
      channel: 'D1',
      text: 'Post #7 &lt;!channel&gt; needs you',
      unfurl_links: 'false',
      unfurl_media: 'false',
    })
    expect(JSON.parse(posted?.arguments.metadata ?? '')).toEqual({
      event_type: 'countersign_card',
      event_payload: { card: 'card-1', version: 3 },
    })
  })

  test('given a thread, then the card answers to it', async () => {
    await chat.deliver(delivery({ to: { type: 'channel', channel: 'C5' }, thread: reference }))
    expect(api.of('chat.postMessage')[0]?.arguments).toMatchObject({ channel: 'C5', thread_ts: '1.5' })
  })

  test('given a reference, then the message is edited in place', async () => {
    expect(await chat.deliver(delivery({ reference }))).toMatchObject({ outcome: 'delivered', reference })
    expect(api.of('chat.update')[0]?.arguments).toMatchObject({ channel: 'D1', ts: '1.5' })
    expect(api.of('chat.postMessage')).toEqual([])
  })

  test.each(['message_not_found', 'cant_update_message', 'channel_not_found'])(
    'given an edit that Slack answers with %s, then the card is posted anew',
    async (error) => {
      api.next('chat.update', refused(error))
      api.next('chat.postMessage', { json: { ok: true, channel: 'D1', ts: '2.5' } })
      expect(await chat.deliver(delivery({ reference }))).toMatchObject({
        reference: JSON.stringify({ channel: 'D1', ts: '2.5' }),
      })
    },
  )

  test('given a card that would look the same, then Slack is not asked, unless it is not certain what it shows', async () => {
    const first = await chat.deliver(delivery({ reference }))
    const shown = first.outcome === 'delivered' ? (first.shown ?? null) : null
    const later = delivery({ reference, shown, card: { ...notice, version: 4 } })
    expect(await chat.deliver(later)).toEqual({ outcome: 'delivered', reference, shown, unchanged: true })
    expect(api.of('chat.update')).toHaveLength(1)
    await chat.deliver({ ...later, uncertain: true })
    await chat.deliver({ ...later, shown: null })
    await chat.deliver({ ...later, card: { ...notice, tone: 'over' } })
    expect(api.of('chat.update')).toHaveLength(4)
  })

  test('given a reference that cannot be read, then the card is posted', async () => {
    await chat.deliver(delivery({ reference: 'teams:19:abc' }))
    expect(api.of('chat.postMessage')).toHaveLength(1)
  })
})

describe('what can go wrong', () => {
  const post = 'chat.postMessage'
  test.each([
    [
      '429',
      { status: 429, headers: { 'retry-after': '17' } },
      { afterMs: 17_000, error: 'ratelimited', uncertain: false },
    ],
    ['429 without a time', { status: 429 }, { afterMs: 30_000, error: 'ratelimited', uncertain: false }],
    ['500', { status: 500 }, { error: 'http_500', uncertain: true }],
    ['a proxy refusing', { status: 403 }, { error: 'http_403', uncertain: false }],
    ['a dropped connection', 'drop' as const, { error: 'no_answer', uncertain: true }],
    [
      'a page instead of JSON',
      { status: 200, body: '<html>' },
      { error: 'unreadable_answer', uncertain: true },
    ],
    ['internal_error', refused('internal_error'), { error: 'internal_error', uncertain: true }],
  ])('given %s, then it is tried again later, and never by the SDK', async (_, answer, expected) => {
    api.next(post, answer)
    expect(await chat.deliver(delivery())).toMatchObject({ outcome: 'retry', ...expected })
    expect(api.of(post)).toHaveLength(1)
  })

  test.each(['channel_not_found', 'is_archived', 'missing_scope', 'msg_blocks_too_long'])(
    'given %s, then it failed for good',
    async (error) => {
      api.next(post, refused(error))
      expect(await chat.deliver(delivery())).toEqual({ outcome: 'failed', error })
    },
  )

  test.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
    'given %s, then it is tried again until somebody has put the token right',
    async (error) => {
      api.next(post, refused(error))
      expect(await chat.deliver(delivery())).toMatchObject({ outcome: 'retry', error, uncertain: false })
    },
  )

  test('given a person who left, then it failed for good', async () => {
    api.next('conversations.open', refused('user_disabled'))
    expect(await chat.deliver(delivery())).toEqual({
      outcome: 'failed',
      error: 'user_disabled',
      closed: true,
    })
  })

  test('given a directory that is down, then nothing was sent and the outcome is as certain as before', async () => {
    const broken = slackAt(api.url, {
      people: { byId: () => Promise.reject(new Error('secret words')) },
    }).chat
    const person = { type: 'person' as const, person: 'p1', name: asPlain('Ada') }
    const outcome = await broken.deliver(delivery({ card: { ...notice, lines: [[person]] } }))
    expect(outcome).toMatchObject({ outcome: 'retry', uncertain: false })
    expect(JSON.stringify(outcome)).not.toContain('secret')
    expect(api.of(post)).toEqual([])
  })

  test('given an uncertain outcome and a message that is there, then it is edited and not posted again', async () => {
    const metadata = { event_type: 'countersign_card', event_payload: { card: 'card-1', version: 2 } }
    const other = { event_type: 'countersign_card', event_payload: { card: 'card-2', version: 2 } }
    api.always('conversations.history', {
      json: { ok: true, messages: [{ ts: '3.0', metadata: other }, { ts: '1.5', metadata }, { ts: '1.0' }] },
    })
    expect(await chat.deliver(delivery({ uncertain: true }))).toMatchObject({
      outcome: 'delivered',
      reference,
    })
    expect(api.of('conversations.history')[0]?.arguments.include_all_metadata).toBe('true')
    expect(api.of(post)).toEqual([])
  })

  test('given an uncertain outcome and no way to look, then nothing is posted', async () => {
    api.next('conversations.history', { status: 429, headers: { 'retry-after': '3' } })
    expect(await chat.deliver(delivery({ uncertain: true }))).toMatchObject({
      outcome: 'retry',
      afterMs: 3000,
      uncertain: true,
    })
    expect(api.of(post)).toEqual([])
  })

  test('given a picture that Slack will not show, then the card is posted without it', async () => {
    const [sample] = fc.sample(requestCard, 1)
    if (sample === undefined) throw new Error('no card')
    const media = [{ sha256: 'c'.repeat(64), name: 'a.png', mimeType: 'image/png', bytes: 5 }]
    const card: RequestCard = { ...sample, media }
    api.next(post, refused('invalid_blocks'))
    expect(await chat.deliver(delivery({ card }))).toMatchObject({ outcome: 'delivered' })
    const [first, second] = api.of(post).map((call) => call.arguments.blocks)
    expect(first).toContain('"slack_file":{"id":"F777"}')
    expect(second).not.toContain('slack_file')
    expect(second).toContain('a.png')
  })

  test('given two cards for one channel, then the second waits until Slack has taken the first', async () => {
    const arrived = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    api.next(post, async () => {
      arrived.resolve()
      await answered.promise
      return { json: { ok: true, channel: 'C5', ts: '1.5' } }
    })
    const to = { type: 'channel' as const, channel: 'C5' }
    const both = ['card-1', 'card-2'].map((cardId) => chat.deliver(delivery({ cardId, to })))
    await arrived.promise
    // A whole round trip later the second would have arrived if it did not wait.
    await chat.openConversation([ada])
    expect(api.of(post)).toHaveLength(1)
    answered.resolve()
    await Promise.all(both)
    expect(api.of(post)).toHaveLength(2)
  })
})

describe('conversations', () => {
  test('given several people, then one conversation of all of them is opened', async () => {
    const bob = { ...ada, user: 'UBOB' }
    expect(await chat.openConversation([ada, bob])).toEqual({ outcome: 'opened', channel: 'D1' })
    expect(api.of('conversations.open')[0]?.arguments.users).toBe('UADA,UBOB')
  })

  test('given Slack busy or somebody gone, then that is told', async () => {
    api.next('conversations.open', { status: 429, headers: { 'retry-after': '2' } }, refused('user_disabled'))
    expect(await chat.openConversation([ada])).toEqual({
      outcome: 'retry',
      afterMs: 2000,
      error: 'ratelimited',
    })
    expect(await chat.openConversation([ada])).toEqual({ outcome: 'failed', error: 'user_disabled' })
  })
})
