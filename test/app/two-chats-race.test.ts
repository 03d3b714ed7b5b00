import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Platform, Store } from '../../src/app/ports.ts'
import { createApp } from '../../src/app/runner.ts'
import type { RefusedAnswer } from '../../src/app/service.ts'
import { currentRevision } from '../../src/domain/request/queries.ts'
import { AccountBook } from '../support/app/account-book.ts'
import { RecordingChat } from '../support/app/recording-chat.ts'
import { smallRisk } from '../support/app/typed.ts'
import { createWorld } from '../support/app/world.ts'

/**
 * Lets one call of the store through at a time, in an order that the test chooses: whoever waits is taken by the next
 * number of the list, and when that is used up, by the order of coming.
 */
function inChosenOrder(store: Store, choices: readonly number[]) {
  const waiting: (() => void)[] = []
  let next = 0
  let running = false
  const go = () => {
    if (running || waiting.length === 0) return
    const choice = (choices[next++] ?? 0) % waiting.length
    running = true
    waiting.splice(choice, 1)[0]?.()
  }
  const turn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      // Everybody who is about to call has come to the queue by then.
      setImmediate(go)
    })
    try {
      return await work()
    } finally {
      running = false
      setImmediate(go)
    }
  }
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...given: readonly unknown[]) => turn(async () => Reflect.apply(value, target, given))
    },
  })
}

type Click = 'approve' | 'reject'
const words = {
  ...smallRisk,
  reason: { type: 'text', text: 'Not like this' },
  would_accept: { type: 'text', text: 'A smaller claim' },
} as const

/**
 * One reviewer of security in each chat, or one and the same person in both. Each race is about a request of its own, in
 * one database, because most of the time would go into making a new one.
 */
async function startRaces(who: 'one person' | 'two people') {
  const world = createWorld({ inMemory: true })
  const teams = new AccountBook('teams')
  const other = who === 'one person' ? 'sec1' : 'sec2'
  if (who === 'two people') world.accounts.forget('sec2')
  teams.account(other, { name: 'Lena Brandt' })
  const chats = [new RecordingChat('slack'), new RecordingChat('teams')] as const
  const accounts = [world.accounts, teams]
  const calm = createApp({ ...world.deps, accounts, chats })
  await calm.directory.actingPersonOf(teams.identity(other))
  let races = 0
  return async (clicks: readonly [Click, Click], order: readonly number[]) => {
    races += 1
    for (const { messages, calls } of chats) {
      messages.splice(0)
      calls.splice(0)
    }
    const asked = await world.ask('ada')
    if (asked.outcome !== 'done') throw new Error('not submitted')
    await calm.deliverer.settleAll()
    const request = await world.load(asked.request)
    const store = inChosenOrder(world.deps.store, order)
    // Two processes, one for each chat: nothing but the store keeps them apart.
    const answers = await Promise.all(
      (['slack', 'teams'] as const).map((platform: Platform, index) =>
        createApp({ ...world.deps, accounts, chats, store }).service.submit({
          identity: platform === 'slack' ? world.accounts.identity('sec1') : teams.identity(other),
          purpose: {
            type: 'verb',
            verb: clicks[index] ?? 'approve',
            request: request.id,
            digest: currentRevision(request).digest,
            subject: 'security',
          },
          values: words,
          dedupeKey: `${platform} click ${races}`,
        }),
      ),
    )
    await calm.deliverer.settleAll()
    const decided = await world.load(request.id)
    const places = [...new Set(['@sec1', `@${other}`])]
    const cards = chats.flatMap((chat) => places.flatMap((place) => chat.at(place)))
    // What is over is not looked at in the races to come.
    expect(await world.fill('ada', 'withdraw', decided, {})).toMatchObject({ outcome: 'done' })
    await calm.deliverer.settleAll()
    return { answers, decided, cards: cards.filter(({ type }) => type === 'request') }
  }
}

const orders = fc.array(fc.nat({ max: 3 }), { minLength: 8, maxLength: 40 })
const click = fc.constantFrom<Click[]>('approve', 'reject')
const asText = ({ lines }: Pick<RefusedAnswer, 'lines'>) =>
  lines
    .flat()
    .flatMap((piece) => ('text' in piece ? [piece.text] : []))
    .join('')

describe('given the same decision asked for in Slack and in Teams, and both pressed at the same moment', () => {
  test.each(['one person', 'two people'] as const)(
    'when %s press, then one decision counts, the other is told who was first, and every card shows it',
    async (who) => {
      const race = await startRaces(who)
      const first = { slack: 0, teams: 0 }
      const numRuns = Number(process.env.RACES ?? 25)
      await fc.assert(
        fc.asyncProperty(fc.tuple(click, click), orders, async (clicks, order) => {
          const { answers, decided, cards } = await race(clicks, order)
          expect(decided.decisions.filter(({ group }) => group === 'security')).toHaveLength(1)
          const outcomes = answers.map(({ outcome }) => outcome)
          // The same word twice is no mistake of one person: both are told that it is recorded.
          const isSame = who === 'one person' && clicks[0] === clicks[1]
          expect(outcomes.toSorted()).toEqual(isSame ? ['done', 'done'] : ['done', 'refused'])
          if (!isSame) first[outcomes[0] === 'done' ? 'slack' : 'teams'] += 1
          for (const [index, answer] of answers.entries())
            if (answer.outcome === 'refused') {
              expect(answer.code).toBe(who === 'one person' ? 'already_decided' : 'group_settled')
              if (who === 'two people')
                expect(asText(answer)).toContain(
                  index === 0
                    ? 'Lena Brandt decided in Teams a moment ago'
                    : 'sec1 decided in Slack a moment ago',
                )
            }
          expect(cards).toHaveLength(who === 'one person' ? 1 : 2)
          for (const { choices } of cards)
            expect(choices.map(({ verb }) => verb)).not.toContain('approve_with_conditions')
        }),
        { numRuns },
      )
      console.info(`${who}: ${numRuns} races, first in Slack ${first.slack}, in Teams ${first.teams}`)
    },
    // A run of thousands takes its time; as many as in the suite are done in the ordinary one.
    process.env.RACES === undefined ? undefined : 3_600_000,
  )
})
