import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CardSettlement, Store } from '../../src/app/ports.ts'
import { CardModel } from '../support/store/card-model.ts'
import { sampleCommit } from '../support/store/samples.ts'
import type { CreateDatabase } from './database.ts'
import { living, notice, person } from './database.ts'

type Step =
  | { readonly type: 'commit'; readonly who: number; readonly notice: boolean }
  | { readonly type: 'claim'; readonly limit: number }
  | {
      readonly type: 'settle'
      readonly which: number
      readonly how: CardSettlement['outcome']
      readonly late: number
      readonly overtaken: boolean
    }
  | { readonly type: 'begin'; readonly which: number; readonly overtaken: boolean }
  | { readonly type: 'redraw' }
  | { readonly type: 'release'; readonly who: number }
  | { readonly type: 'wait'; readonly time: number }

/** Whether it is somebody who had the card before, and was slow. */
const overtaken = fc.nat(3).map((chance) => chance === 0)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('commit' as const), who: fc.nat(2), notice: fc.boolean() }),
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('settle' as const),
      which: fc.nat(9),
      how: fc.constantFrom(
        'delivered' as const,
        'nothing' as const,
        'retry' as const,
        'parked' as const,
        'held' as const,
      ),
      late: fc.nat(2),
      overtaken,
    }),
  },
  fc.record({ type: fc.constant('begin' as const), which: fc.nat(9), overtaken }),
  fc.record({ type: fc.constant('redraw' as const) }),
  fc.record({ type: fc.constant('release' as const), who: fc.nat(2) }),
  fc.record({ type: fc.constant('wait' as const), time: fc.nat(60) }),
)

/** Does the step to both and compares what each says. */
async function take(model: CardModel, store: Store, next: Step): Promise<void> {
  const ids = (await store.cardsOf('r1')).map((row) => row.id)
  switch (next.type) {
    case 'commit': {
      model.commit(next.who, next.notice)
      const { version, now: at } = model
      const purpose = next.notice ? notice(version) : living()
      const cards = [{ request: 'r1', recipient: person(`p${next.who}`), purpose }]
      await store.commit(sampleCommit('r1', { expectedVersion: version - 1, at, cards }))
      return
    }
    case 'claim': {
      const expected = model.claim(next.limit)
      const { now } = model
      const rows = await store.claimCards({ now, leaseUntil: now + 30, limit: next.limit })
      expect(rows.map((row) => row.id)).toEqual(expected.map((card) => ids[model.cards.indexOf(card)]))
      return
    }
    case 'wait':
      model.now += next.time
      return
    case 'release':
      model.release(next.who)
      await store.releaseCards(person(`p${next.who}`), model.now)
      return
    case 'redraw':
      model.redraw()
      await store.redraw('r1', model.now)
      return
    default:
      await takeOnCard(model, store, next, ids)
  }
}

async function takeOnCard(
  model: CardModel,
  store: Store,
  next: Extract<Step, { which: number }>,
  ids: readonly string[],
): Promise<void> {
  // Only cards that somebody has or had: the application settles nothing else.
  const held = model.cards.filter((card) => (next.overtaken ? card.claim > 1 : card.lease > 0))
  const card = held[next.which % Math.max(held.length, 1)]
  if (card === undefined) return
  const id = ids[model.cards.indexOf(card)] ?? ''
  const claim = next.overtaken ? card.claim - 1 : card.claim
  if (next.type === 'begin') {
    expect(await store.beginDelivery({ id, claim })).toBe(model.begin(card, claim))
    return
  }
  const settlement = settlementOf(next, model)
  model.settle(card, claim, settlement)
  await store.settleCard({ id, claim }, settlement)
}

function settlementOf(
  { how, late }: Extract<Step, { type: 'settle' }>,
  { version, now }: CardModel,
): CardSettlement {
  const drawn = Math.max(1, version - late)
  switch (how) {
    case 'delivered':
      return { outcome: how, version: drawn, reference: 'somewhere' }
    case 'nothing':
      return { outcome: how, version: drawn }
    case 'retry':
      return { outcome: how, at: now + 20, error: 'timeout', uncertain: late > 0 }
    case 'held':
      return { outcome: how, until: now + 50 }
    default:
      return { outcome: how, error: 'refused' }
  }
}

/** `runs`: a server needs longer for each database than a file. */
export function cardsModelContract(create: CreateDatabase, runs = 60): void {
  test('given any history of commits, claims, crashes and deliveries, then cards are where the model says', async () => {
    const history = fc.array(step, { minLength: 5, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const database = await create()
        const { store, close } = await database.connect()
        const model = new CardModel()
        try {
          for (const next of steps) {
            await take(model, store, next)
            const earliest = model.waiting().map(({ from }) => from)
            expect(await store.nextCardAt()).toBe(earliest.length === 0 ? null : Math.min(...earliest))
            expect(await store.cardsOf('r1')).toMatchObject(
              model.cards.map(
                ({ wanted, delivered, attempts, uncertain, parked, nextAttemptAt, posted }) => ({
                  wanted,
                  delivered,
                  attempts,
                  uncertain,
                  parked,
                  nextAttemptAt,
                  reference: posted ? 'somewhere' : null,
                }),
              ),
            )
          }
        } finally {
          await close()
          await database.drop()
        }
      }),
      { numRuns: runs },
    )
  })
}
