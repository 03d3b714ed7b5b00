import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, choose } from '../../../src/domain/routing/choose.ts'

const people: fc.Arbitrary<readonly Candidate[]> = fc.uniqueArray(
  fc.record({
    person: fc.stringMatching(/^[a-z]{1,3}$/),
    available: fc.boolean(),
    load: fc.nat({ max: 3 }),
    askedAgo: fc.option(fc.nat({ max: 9 })),
  }),
  { selector: ({ person }) => person, maxLength: 8 },
)
const ways = fc.constantFrom('rotation' as const, 'least_loaded' as const)

test('given anybody, then only those who are there are chosen, as many as are wanted or as there are, each once', () => {
  fc.assert(
    fc.property(ways, fc.integer({ min: 0, max: 9 }), people, (how, count, candidates) => {
      const there = candidates.filter(({ available }) => available).map(({ person }) => person)
      const chosen = choose(how, count, candidates)
      expect(chosen).toHaveLength(Math.min(count, there.length))
      expect(new Set(chosen).size).toBe(chosen.length)
      expect(there).toEqual(expect.arrayContaining([...chosen]))
    }),
  )
})

test('given a rotation in which people come and go, then over many requests nobody who stays is passed over', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 31 }), { minLength: 20, maxLength: 60 }), (absences) => {
      const names = ['a', 'b', 'c', 'd', 'e']
      const choices: string[] = []
      for (const away of absences) {
        const candidates = names.map((person, index) => ({
          person,
          // The first one never misses a day.
          available: index === 0 || ((away >> index) & 1) === 0,
          load: 0,
          askedAgo: choices.includes(person) ? choices.length - 1 - choices.lastIndexOf(person) : null,
        }))
        choices.push(...choose('rotation', 1, candidates))
      }
      const turns = choices.flatMap((person, index) => (person === 'a' ? [index] : []))
      const gaps = turns.map((turn, index) => turn - (turns[index - 1] ?? -1))
      expect(Math.max(...gaps)).toBeLessThanOrEqual(names.length)
    }),
  )
})

test('given loads, then whoever has least is chosen, and among equals whoever was not asked for longest', () => {
  const candidate = (person: string, load: number, askedAgo: number | null): Candidate => {
    return { person, available: true, load, askedAgo }
  }
  const candidates = [
    candidate('busy', 2, null),
    candidate('just asked', 1, 0),
    candidate('asked before', 1, 5),
  ]
  expect(choose('least_loaded', 3, candidates)).toEqual(['asked before', 'just asked', 'busy'])
  expect(choose('rotation', 3, candidates)).toEqual(['busy', 'asked before', 'just asked'])
})
