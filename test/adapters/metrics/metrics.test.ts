import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createMetrics } from '../../../adapters/metrics/index.ts'
import { methodOf } from '../../../adapters/metrics/platform.ts'
import { openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import type { CardRow, Chat, DeliveryOutcome } from '../../../src/app/ports.ts'
import type { NoticeCard } from '../../../src/view/card.ts'
import { asPlain } from '../../../src/view/text.ts'
import { only } from '../../contract/database.ts'
import { ManualClock, mondayMorning } from '../../support/clock.ts'
import { sampleCommit, sampleEvents } from '../../support/store/samples.ts'
import { temporaryFolder } from '../../support/store/sqlite.ts'

const hour = 3_600_000

async function startMeasuring() {
  const folder = temporaryFolder()
  const database = openSqliteStore({ file: join(folder.path, 'countersign.db') })
  onTestFinished(async () => {
    await database.close()
    folder.remove()
  })
  const clock = new ManualClock()
  const metrics = createMetrics({ statistics: () => database.statistics, clock })
  return {
    clock,
    metrics,
    database,
    store: metrics.store(database.store),
    /** The samples of one metric, labels and value. */
    async samples(name: string): Promise<readonly string[]> {
      const { body } = await metrics.expose()
      return body.split('\n').filter((line) => line.startsWith(name) && /^[ {]/.test(line.slice(name.length)))
    },
  }
}

const notice: NoticeCard = {
  type: 'notice',
  request: 'r-1',
  number: 1,
  locale: 'en',
  tone: 'over',
  headline: asPlain('Secret plan'),
  lines: [],
  choices: [],
  version: 1,
  digest: 'd'.repeat(64),
}

const submitted = (request: string, number: number) =>
  sampleCommit(request, { events: [{ ...sampleEvents.submitted, request, number }] })

const reviewCard = (request: string, person: string): Pick<CardRow, 'request' | 'recipient' | 'purpose'> => ({
  request,
  recipient: { type: 'person', person },
  purpose: { type: 'living', view: 'review' },
})

test('given a start, when nothing has happened yet, then what alerts watch is there as 0, for them to see it rise', async () => {
  const { samples } = await startMeasuring()
  expect(await samples('countersign_commits_total')).toContain(
    'countersign_commits_total{outcome="failed"} 0',
  )
  expect(await samples('countersign_reloads_total')).toContain(
    'countersign_reloads_total{outcome="refused"} 0',
  )
  expect(await samples('countersign_media_calls_total')).toContain(
    'countersign_media_calls_total{method="put",outcome="failed"} 0',
  )
  expect(await samples('countersign_events_total')).toContain('countersign_events_total{type="deadlocked"} 0')
})

test('given requests that change, then each is counted in its present status only', async () => {
  const { store, samples } = await startMeasuring()
  await store.commit(submitted('r-1', 1))
  await store.commit(submitted('r-2', 2))
  expect(await samples('countersign_requests')).toEqual([
    'countersign_requests{kind="post",status="in_review"} 2',
  ])
  const after = sampleCommit('r-1', { expectedVersion: 1 })
  await store.commit({ ...after, summary: { ...after.summary, status: 'withdrawn', open: false } })
  expect(await samples('countersign_requests')).toEqual([
    'countersign_requests{kind="post",status="in_review"} 1',
    'countersign_requests{kind="post",status="withdrawn"} 1',
  ])
})

test('given decisions, then the time since the submission is told by who decided', async () => {
  const { store, samples } = await startMeasuring()
  for (const [request, number] of [
    ['r-1', 1],
    ['r-2', 2],
  ] as const)
    await store.commit(submitted(request, number))
  const at = mondayMorning + 2 * hour
  const approved = { ...sampleEvents.approved, at } as const
  await store.commit(sampleCommit('r-1', { expectedVersion: 1, events: [approved] }))
  await store.commit(
    sampleCommit('r-2', {
      expectedVersion: 1,
      events: [
        { ...sampleEvents.ruled, at: mondayMorning + 50 * hour },
        { ...approved, at: mondayMorning + 50 * hour },
      ],
    }),
  )
  expect(await samples('countersign_decision_seconds_sum')).toEqual([
    'countersign_decision_seconds_sum{kind="post",outcome="approved",by="groups"} 7200',
    'countersign_decision_seconds_sum{kind="post",outcome="approved",by="executive"} 180000',
  ])
  expect((await samples('countersign_events_total')).filter((line) => !line.endsWith(' 0'))).toEqual([
    'countersign_events_total{type="submitted"} 2',
    'countersign_events_total{type="ruled"} 1',
    'countersign_events_total{type="approved"} 2',
  ])
})

test('given requests that went to executives, then those are counted that did because everybody was away', async () => {
  const { store, samples } = await startMeasuring()
  expect(await samples('countersign_everybody_away_total')).toEqual(['countersign_everybody_away_total 0'])
  const escalated = (because: 'everybody_away' | 'mediation_ended') =>
    ({ ...sampleEvents.escalated, because }) as const
  await store.commit(submitted('r-1', 1))
  await store.commit(sampleCommit('r-1', { expectedVersion: 1, events: [escalated('mediation_ended')] }))
  await store.commit(sampleCommit('r-1', { expectedVersion: 2, events: [escalated('everybody_away')] }))
  expect(await samples('countersign_everybody_away_total')).toEqual(['countersign_everybody_away_total 1'])
})

test('given commits that lose or come twice, then each outcome is counted', async () => {
  const { store, samples } = await startMeasuring()
  await store.commit({ ...submitted('r-1', 1), dedupeKey: 'click' })
  await store.commit({ ...submitted('r-1', 1), dedupeKey: 'click' })
  await store.commit(submitted('r-1', 1))
  await expect(store.commit({ ...submitted('r-2', 2), events: [] })).rejects.toThrow()
  expect(await samples('countersign_commits_total')).toEqual([
    'countersign_commits_total{outcome="ok"} 1',
    'countersign_commits_total{outcome="conflict"} 1',
    'countersign_commits_total{outcome="duplicate"} 1',
    'countersign_commits_total{outcome="failed"} 1',
  ])
  expect(await samples('countersign_commit_seconds_count')).toEqual(['countersign_commit_seconds_count 4'])
})

test('given a card that is tried in vain, then its lag grows whatever the next attempt, until it is there', async () => {
  const { clock, store, samples } = await startMeasuring()
  await store.commit({ ...submitted('r-1', 1), cards: [reviewCard('r-1', 'a')] })
  const lag = async () => (await samples('countersign_card_lag_seconds'))[0]
  expect(await lag()).toBe('countersign_card_lag_seconds 0')
  clock.advance(hour)
  const claim = async (now: number) => only(await store.claimCards({ now, leaseUntil: now + 1, limit: 1 }))
  await store.settleCard(await claim(clock.now()), {
    outcome: 'retry',
    at: clock.now() + hour,
    error: 'no_answer',
    uncertain: false,
  })
  expect(await lag()).toBe('countersign_card_lag_seconds 3600')
  await store.settleCard(await claim(clock.now() + hour), {
    outcome: 'delivered',
    version: 1,
    reference: '{}',
  })
  expect(await lag()).toBe('countersign_card_lag_seconds 0')
  // What it does not show now is the second event, not the whole request.
  clock.advance(hour)
  const at = clock.now()
  await store.commit(
    sampleCommit('r-1', { expectedVersion: 1, at, events: [{ ...sampleEvents.withdrawn, at }] }),
  )
  clock.advance(60_000)
  expect(await lag()).toBe('countersign_card_lag_seconds 60')
  expect(await samples('countersign_cards_waiting')).toEqual(['countersign_cards_waiting 1'])
})

test('given parked cards, then they are counted by the first word of the code and do not lag', async () => {
  const { clock, store, samples } = await startMeasuring()
  await store.commit({ ...submitted('r-1', 1), cards: [reviewCard('r-1', 'a'), reviewCard('r-1', 'b')] })
  const errors = ['invalid_blocks [json-pointer:/blocks/0]', 'no_account']
  const cards = await store.claimCards({ now: clock.now(), leaseUntil: clock.now() + 1, limit: 9 })
  for (const [index, card] of cards.entries())
    await store.settleCard(card, { outcome: 'parked', error: errors[index] ?? '' })
  clock.advance(hour)
  expect(await samples('countersign_cards_parked')).toEqual([
    'countersign_cards_parked{code="invalid_blocks"} 1',
    'countersign_cards_parked{code="no_account"} 1',
  ])
  expect(await samples('countersign_card_lag_seconds')).toEqual(['countersign_card_lag_seconds 0'])
  await store.redraw('r-1', clock.now())
  expect(await samples('countersign_cards_parked')).toEqual([])
})

test('given requests whose time has come, then the timer lag is that of the earliest', async () => {
  const { clock, store, samples } = await startMeasuring()
  const due = (request: string, number: number, dueAt: number) =>
    store.commit({ ...submitted(request, number), dueAt })
  await due('r-1', 1, mondayMorning + 30_000)
  await due('r-2', 2, mondayMorning + 40_000)
  expect(await samples('countersign_timer_lag_seconds')).toEqual(['countersign_timer_lag_seconds 0'])
  clock.advance(90_000)
  expect(await samples('countersign_timer_lag_seconds')).toEqual(['countersign_timer_lag_seconds 60'])
})

test('given a database that is gone, then the scrape works and says so', async () => {
  const { database, store, samples } = await startMeasuring()
  await store.commit(submitted('r-1', 1))
  expect(await samples('countersign_database_up')).toEqual(['countersign_database_up 1'])
  await database.close()
  expect(await samples('countersign_database_up')).toEqual(['countersign_database_up 0'])
  expect(await samples('countersign_requests')).toEqual([])
})

test('given deliveries, then they are counted by outcome and code', async () => {
  const { metrics, samples } = await startMeasuring()
  const outcomes: DeliveryOutcome[] = [
    { outcome: 'delivered', reference: '{}' },
    { outcome: 'retry', afterMs: 1, error: 'ratelimited', uncertain: false },
    { outcome: 'failed', error: 'invalid_blocks [json-pointer:/blocks/0/text]' },
    { outcome: 'delivered', reference: '{}', shown: 'the same', unchanged: true },
  ]
  const chat: Chat = {
    platform: 'slack',
    conversationSize: 8,
    deliver: async () => outcomes.shift() ?? { outcome: 'failed', error: 'none' },
    openConversation: async () => ({ outcome: 'opened', channel: 'C1' }),
  }
  const metered = metrics.chat(chat)
  for (const _ of [1, 2, 3, 4])
    await metered.deliver({
      cardId: 'c',
      to: { type: 'channel', channel: 'C1' },
      card: notice,
      reference: null,
      thread: null,
      uncertain: false,
    })
  expect(await samples('countersign_deliveries_total')).toEqual([
    'countersign_deliveries_total{platform="slack",outcome="delivered",code=""} 1',
    'countersign_deliveries_total{platform="slack",outcome="retry",code="ratelimited"} 1',
    'countersign_deliveries_total{platform="slack",outcome="failed",code="invalid_blocks"} 1',
  ])
  expect(await samples('countersign_edits_saved_total')).toEqual([
    'countersign_edits_saved_total{platform="slack"} 1',
  ])
})

test('given calls that are throttled or unanswered, then they are counted by method', async () => {
  const { metrics, samples } = await startMeasuring()
  const answers = [200, 429]
  const ask = metrics.fetch('slack', async () => {
    const status = answers.shift()
    if (status === undefined) throw new TypeError('fetch failed')
    return new Response('{}', { status })
  })
  await ask('https://slack.com/api/chat.postMessage')
  await ask(new URL('https://slack.com/api/users.info?user=U1'))
  await expect(ask('https://files.slack.com/files-pri/T1-F1/secret-plan.png')).rejects.toThrow('fetch failed')
  expect(await samples('countersign_platform_calls_total')).toEqual([
    'countersign_platform_calls_total{platform="slack",method="chat.postMessage",status="200"} 1',
    'countersign_platform_calls_total{platform="slack",method="users.info",status="429"} 1',
    'countersign_platform_calls_total{platform="slack",method="other",status="none"} 1',
  ])
  expect(await samples('countersign_platform_throttled_total')).toEqual([
    'countersign_platform_throttled_total{platform="slack",method="users.info"} 1',
  ])
})

test('given any address, then the label is a method or other, so that their number stays small', () => {
  expect(
    ['https://slack.com/api/usergroups.users.list', 'http://127.0.0.1:1/sandbox/slack/api/auth.test'].map(
      methodOf,
    ),
  ).toEqual(['usergroups.users.list', 'auth.test'])
  expect(
    ['', 'no address', 'https://slack.com/api/', 'https://slack.com/api/../x/1', 'https://x/files/F1'].map(
      methodOf,
    ),
  ).toEqual(['other', 'other', 'other', 'other', 'other'])
})
