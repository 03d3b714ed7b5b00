import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyInvariantHolds } from './property.ts'
import { product } from './subject.ts'
import { Tally } from './tally.ts'

test('given random people, policies, clocks and clicks, when a request lives, then every invariant holds', () => {
  fc.assert(everyInvariantHolds(product), { numRuns: 400 })
})

test('given such histories, when they are looked at, then they reach every event, every status and most refusals', () => {
  const tally = new Tally()
  // A fixed seed: whether rare things are reached must not depend on the day.
  fc.assert(everyInvariantHolds(product, tally.count), { numRuns: 400, seed: 20_260_105 })
  expect([...tally.events.keys()].sort()).toEqual([
    'approved',
    'assigned',
    'changes_requested',
    'condition_met',
    'conditions_accepted',
    'conditions_offered',
    'contested',
    'deadlock_resolved',
    'deadlocked',
    'decided',
    'decision_undone',
    'escalated',
    'handed_back',
    'lapsed',
    'position_stated',
    'published',
    'rejected',
    'rejection_final',
    'reminded',
    'requester_left',
    'requester_returned',
    'rescheduled',
    'revised',
    'revoked',
    'ruled',
    'slot_missed',
    'stage_opened',
    'submitted',
    'taken',
    'withdrawn',
  ])
  expect(tally.statuses.size).toBe(12)
  expect(tally.refusals.size).toBeGreaterThan(25)
})
