import { describe, expect, test } from 'vitest'
import { cardAt } from '../../support/app/screens.ts'
import { createWorld, type World } from '../../support/app/world.ts'

const second = 1_000

/** Submits without delivering, and gives the card of the requester. */
async function undelivered(world: World) {
  const answer = await world.ask('ada')
  if (answer.outcome !== 'done') throw new Error(answer.outcome)
  const own = async () => {
    const rows = await world.deps.store.cardsOf(answer.request)
    const row = rows.find(({ purpose }) => purpose.type === 'living' && purpose.view === 'requester')
    if (row === undefined) throw new Error('no card')
    return row
  }
  return { request: answer.request, own }
}

/** Something that happens to the requester's card only. */
const only =
  <Outcome>(card: string, outcome: Outcome) =>
  (id: string) =>
    id === card ? outcome : null

describe('given a platform that is in trouble', () => {
  test('when it asks to wait, then the card waits at least so long, and everybody else does not', async () => {
    const world = createWorld()
    const { own } = await undelivered(world)
    const limited = only((await own()).id, {
      outcome: 'retry',
      afterMs: 30 * second,
      error: 'rate_limited',
      uncertain: false,
    } as const)
    world.chat.trouble(limited, limited, limited, limited)
    await world.settle()
    expect(world.chat.messages.map(({ place }) => place).sort()).toEqual(['@legal1', '@sec1', '@sec2'])
    await world.later(29 * second)
    expect(world.chat.at('@ada')).toEqual([])
    await world.later(1 * second)
    expect(cardAt(world.chat, '@ada').role).toBe('requester')
    expect(await own()).toMatchObject({ attempts: 0, lastError: null, parked: false })
  })

  test.each(['taken_but_unanswered', 'taken_then_thrown'] as const)(
    'when a message is %s, then it is looked for and not posted twice',
    async (trouble) => {
      const world = createWorld()
      const { own } = await undelivered(world)
      const troubled = only((await own()).id, trouble)
      world.chat.trouble(troubled, troubled, troubled, troubled)
      await world.settle()
      expect(await own()).toMatchObject({ uncertain: true, delivered: 0 })
      await world.later(60 * second)
      expect(world.chat.at('@ada')).toHaveLength(1)
      expect((await own()).delivered).toBeGreaterThan(0)
    },
  )

  test('when the process dies between the post and its record, then the next one does not post it again', async () => {
    const world = createWorld()
    const { own } = await undelivered(world)
    const { store } = world.deps
    const settleCard = store.settleCard.bind(store)
    store.settleCard = () => Promise.reject(new Error('killed'))
    await expect(world.app.deliverer.settleAll()).rejects.toThrow('killed')
    store.settleCard = settleCard
    expect(await own()).toMatchObject({ uncertain: true, delivered: 0 })
    await world.later(10 * 60 * second)
    expect(world.chat.messages.map(({ place }) => place).sort()).toEqual([
      '@ada',
      '@legal1',
      '@sec1',
      '@sec2',
    ])
  })

  test('when it refuses for good, then the card is parked and logged without content, and the next event tries again', async () => {
    const world = createWorld()
    const { own, request } = await undelivered(world)
    const refused = only((await own()).id, { outcome: 'failed', error: 'account_inactive' } as const)
    world.chat.trouble(refused, refused, refused, refused)
    await world.settle()
    expect(await own()).toMatchObject({ parked: true, lastError: 'account_inactive' })
    expect(world.logged).toContainEqual(expect.objectContaining({ message: 'card parked' }))
    expect(JSON.stringify(world.logged)).not.toContain('Hanover')
    await world.approve('sec1', await world.load(request), 'security')
    await world.settle()
    expect(cardAt(world.chat, '@ada').role).toBe('requester')
  })

  test('when it is back after a long weekend, then everybody sees what happened', async () => {
    const world = createWorld()
    const { own } = await undelivered(world)
    const down = { outcome: 'retry', afterMs: 0, error: 'unreachable', uncertain: false } as const
    const deliver = world.chat.deliver
    world.chat.deliver = async () => down
    for (let round = 0; round < 36; round++) await world.later(7_200 * second)
    world.chat.deliver = deliver
    await world.later(600 * second)
    expect(cardAt(world.chat, '@ada').version).toBe((await own()).wanted)
    expect(await world.deps.store.parkedCards(10)).toEqual([])
  })

  test('when one card can never be drawn, then it is parked in the end and rests', async () => {
    const world = createWorld()
    const { own } = await undelivered(world)
    const card = (await own()).id
    const down = {
      outcome: 'retry',
      afterMs: 0,
      error: 'not_drawn',
      uncertain: false,
      ownFault: true,
    } as const
    world.chat.trouble(...Array.from({ length: 200 }, () => only(card, down)))
    for (let round = 0; round < 30; round++) {
      world.deps.clock.advance(3_600 * second)
      await world.app.deliverer.settleAll()
    }
    expect(await own()).toMatchObject({ parked: true, lastError: 'not_drawn' })
    expect(world.chat.at('@ada')).toEqual([])
  })

  test('when one card cannot be drawn, then the same people still get the cards of their other requests', async () => {
    const world = createWorld()
    const broken = await undelivered(world)
    const healthy = await undelivered(world)
    const cards = (await world.deps.store.cardsOf(broken.request)).map(({ id }) => id)
    const undrawable = { outcome: 'retry', afterMs: 0, error: 'not_drawn', uncertain: false } as const
    world.chat.trouble(
      ...Array.from({ length: 20 }, () => (id: string) => {
        return cards.includes(id) ? ({ ...undrawable, ownFault: true } as const) : null
      }),
    )
    await world.settle()
    expect(cardAt(world.chat, '@ada').request).toBe(healthy.request)
    expect((await broken.own()).lastError).toBe('not_drawn')
  })

  test('when cards wait behind one that the platform keeps waiting, then they lose no attempts of their own', async () => {
    const world = createWorld()
    const first = await undelivered(world)
    const second = await undelivered(world)
    const down = { outcome: 'retry', afterMs: 0, error: 'unreachable', uncertain: false } as const
    world.chat.trouble(...Array.from({ length: 4 }, () => () => down))
    await world.app.deliverer.settleAll()
    expect([(await first.own()).attempts, (await second.own()).attempts]).toEqual([1, 0])
  })

  test('when somebody has no account that a chat reaches, then the card is parked with that reason', async () => {
    const world = createWorld()
    const { own } = await undelivered(world)
    const ada = await world.deps.people.byEmail('ada@example.com')
    if (ada === null) throw new Error('nobody')
    await world.deps.people.save({ ...ada, identities: [] }, ada)
    await world.settle()
    expect(await own()).toMatchObject({ parked: true, lastError: 'no_account' })
  })
})

describe('given events while a card is on its way', () => {
  test('when several were committed before it is drawn, then one delivery shows them all', async () => {
    const world = createWorld()
    const { request, own } = await undelivered(world)
    await world.approve('sec1', await world.load(request), 'security')
    await world.settle()
    const { version } = await world.load(request)
    expect(cardAt(world.chat, '@ada').version).toBe(version)
    expect(world.chat.calls.filter(({ place }) => place === '@ada')).toHaveLength(1)
    expect((await own()).delivered).toBe(version)
  })
})
