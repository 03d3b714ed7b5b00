import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cardsFor } from '../../../src/app/cards/cards.ts'
import type { Roster } from '../../../src/app/cards/roster.ts'
import type { CardKey, StoredEvent } from '../../../src/app/ports.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import type { Request } from '../../../src/domain/request/state.ts'
import { type Entry, play } from '../../domain/model/history.ts'
import { histories } from '../../domain/model/property.ts'
import { product } from '../../domain/model/subject.ts'
import type { World } from '../../domain/model/world.ts'

/** Executives who do nothing but rule, and a delegate for each level, whatever the request is about. */
const executive = /^(?:executive|delegate)(\d)$/

/** As if every list were looked up at every commit: who is told must not depend on what is known. */
function rosterOf({ policy, people }: World, requester: string): Roster {
  const members = Object.keys(policy.groups).map((group) => [
    group,
    people
      .filter(
        ({ groups, standing, person }) =>
          groups.includes(group) && standing === 'active' && person !== requester,
      )
      .map(({ person }) => person),
  ])
  return {
    members: Object.fromEntries(members),
    executives: policy.executives.map((_, index) => [`executive${index + 1}`, `delegate${index + 1}`]),
    channels: Object.keys(policy.groups),
  }
}

function cardsOf({ before, after, earlier, events }: Entry, world: World): readonly CardKey[] {
  if (after === null || events.length === 0) return []
  const roster = rosterOf(world, after.requester)
  const stored: readonly StoredEvent[] = events.map((event, index) => ({
    version: earlier.length + index + 1,
    event,
  }))
  const concerned =
    after.deadlocks.length > 0 ? [after.requester, ...after.decisions.map(({ reviewer }) => reviewer)] : null
  return cardsFor({ request: after, before, roster, conversation: concerned, events: stored })
}

/** Whoever decided, or said something, is told as one of those who did. */
const tookPart = (person: string, { decisions, voided, positions }: Request) =>
  [...decisions, ...voided].some(({ reviewer, onBehalfOf }) => [reviewer, onBehalfOf].includes(person)) ||
  positions.some(({ by }) => by === person)

const levelsAsked = (events: readonly RequestEvent[]) =>
  events.flatMap((event) => (event.type === 'escalated' ? [event.level] : []))

/** Whom a card goes to, the level that they rule on, and which card it is. */
function toExecutives(cards: readonly CardKey[], request: Request) {
  return cards.flatMap(({ recipient, purpose }) => {
    if (recipient.type !== 'person' || tookPart(recipient.person, request)) return []
    const level = Number(executive.exec(recipient.person)?.[1] ?? 0)
    return level === 0 || recipient.person === request.requester
      ? []
      : [{ person: recipient.person, level, purpose }]
  })
}

const none = () => {}

test('given any history, when cards are chosen, then an executive hears of it only while it is at their level', () => {
  let asked = 0
  const property = fc.property(histories, ([world, moves]) => {
    for (const entry of play(product, world, moves, none)) {
      if (entry.after === null) continue
      const reached = levelsAsked(entry.events)
      const now = entry.after.status === 'escalated' ? entry.after.level : 0
      for (const { level, purpose } of toExecutives(cardsOf(entry, world), entry.after)) {
        asked += 1
        // The brief is theirs as long as the request is at their level or above it.
        if (purpose.type === 'living') expect([purpose.view, level <= now]).toEqual(['brief', true])
        else if (purpose.notice === 'reminder') expect(level).toBe(now)
        else expect([purpose.notice, reached.includes(level)]).toEqual(['escalated', true])
      }
    }
  })
  fc.assert(property, { numRuns: 200, seed: 3 })
  expect(asked).toBeGreaterThan(100)
})

test('given any history, when a request comes to a level, then its executives have a message that rings, also the second time', () => {
  let again = 0
  const property = fc.property(histories, ([world, moves]) => {
    const had = new Set<string>()
    for (const entry of play(product, world, moves, none)) {
      if (entry.after?.status !== 'escalated') continue
      const cards = toExecutives(cardsOf(entry, world), entry.after)
      const isNew = levelsAsked(entry.events).includes(entry.after.level)
      for (const { person, level, purpose } of cards) {
        if (level !== entry.after.level || purpose.type !== 'living' || !isNew) continue
        const rings = cards.some((card) => card.person === person && card.purpose.type === 'notice')
        expect([person, rings]).toEqual([person, had.has(person)])
        if (rings) again += 1
      }
      for (const { person, purpose } of cards) if (purpose.type === 'living') had.add(person)
    }
  })
  fc.assert(property, { numRuns: 400, seed: 3 })
  expect(again).toBeGreaterThan(0)
})
