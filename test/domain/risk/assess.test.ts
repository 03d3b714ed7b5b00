import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess, floorsOf, isAtLeast, tierOf } from '../../../src/domain/risk/assess.ts'
import { explain } from '../../../src/domain/risk/explain.ts'
import type { AnswerOption, Answers, Level, Question, Questionnaire } from '../../../src/domain/risk/types.ts'
import { tiers } from '../../../src/domain/risk/types.ts'
import { answers, level, questionnaire } from './arbitraries.ts'

const words = { en: 'word', de: 'Wort' }
const points = [0, 1, 2, 3, 4] as const

/** A question whose options are named after their points. */
function question(
  id: string,
  factor: Question['factor'],
  weight: Question['weight'],
  last?: AnswerOption,
): Question {
  const plain = points.map((each) => ({ id: String(each), label: words, points: each }))
  return { id, text: words, factor, weight, options: last === undefined ? plain : [...plain, last] }
}
function sheet(...questions: readonly Question[]): Questionnaire {
  return { id: 'sheet', version: 3, title: words, questions }
}
function judge(form: Questionnaire, given: Answers, likelihood: Level = 1, impact: Level = 1) {
  return assess(form, { answers: given, likelihood, impact, rationale: 'because' })
}

describe('given a questionnaire', () => {
  const form = sheet(
    question('a', 'likelihood', 3),
    question('b', 'likelihood', 1),
    question('c', 'impact', 2),
  )

  it('when all of it is answered, then each factor is one plus the weighted average', () => {
    expect(judge(form, { a: '4', b: '0', c: '2' })).toEqual({
      questionnaire: { id: 'sheet', version: 3 },
      answers: { a: '4', b: '0', c: '2' },
      complete: true,
      judged: { likelihood: 1, impact: 1 },
      computed: { likelihood: 4, impact: 3 },
      likelihood: 4,
      impact: 3,
      score: 12,
      tier: 'high',
      reasons: [
        { question: 'a', option: '4', factor: 'likelihood', contribution: 12 },
        { question: 'c', option: '2', factor: 'impact', contribution: 4 },
      ],
      rationale: 'because',
    })
  })

  it('when the average ends in a half, then it is rounded up, and below a half down', () => {
    const even = sheet(question('a', 'likelihood', 1), question('b', 'likelihood', 1))
    expect(judge(even, { a: '1', b: '0' }).likelihood).toBe(2)
    expect(judge(form, { a: '0', b: '1' }).likelihood).toBe(1)
  })

  it('when a question is unanswered, then the others are not diluted and the assessment is incomplete', () => {
    const result = judge(form, { b: '4' })
    expect(result.computed).toEqual({ likelihood: 5, impact: null })
    expect(result.complete).toBe(false)
  })

  it('when answers name unknown questions or options, then they count for nothing and are not recorded', () => {
    const result = judge(form, { a: '9', nobody: '4', constructor: '4', c: '1' })
    expect(result.answers).toEqual({ c: '1' })
    expect(result.computed).toEqual({ likelihood: null, impact: 2 })
    expect(result.complete).toBe(false)
  })

  it('when the reviewer judges higher than the answers, then the judgement counts, and the other way round', () => {
    expect(judge(form, { a: '0', b: '0', c: '0' }, 4, 5)).toMatchObject({
      likelihood: 4,
      impact: 5,
      score: 20,
    })
    expect(judge(form, { a: '4', b: '4', c: '4' }, 1, 1)).toMatchObject({
      likelihood: 5,
      impact: 5,
      score: 25,
    })
  })

  it('when several answers weigh the same, then the first three questions explain the score', () => {
    const many = sheet(
      question('z', 'impact', 2),
      question('y', 'likelihood', 1),
      question('x', 'likelihood', 1),
      question('w', 'impact', 1),
    )
    expect(judge(many, { w: '2', x: '2', y: '2', z: '1' }).reasons.map((reason) => reason.question)).toEqual([
      'z',
      'y',
      'x',
    ])
  })
})

describe('given an answer with a floor', () => {
  const form = sheet(
    question('mfa', 'likelihood', 1, { id: 'none', label: words, points: 0, atLeast: 'high' }),
    question('apps', 'impact', 1, { id: 'unknown', label: words, points: 0, atLeast: 'medium' }),
  )

  it('when the score is low, then the worst floor lifts the tier and the explanation names its answer', () => {
    const result = judge(form, { mfa: 'none', apps: 'unknown' })
    expect(result).toMatchObject({ score: 1, tier: 'high', reasons: [] })
    expect(floorsOf(form, result.answers).map(({ tier }) => tier)).toEqual(['high', 'medium'])
    expect(explain(form, result)).toMatchObject({
      scoreTier: 'low',
      tier: 'high',
      raisedBy: [{ question: 'mfa', option: 'none', tier: 'high' }],
    })
  })

  it('when the score is worse than the floor, then the score decides', () => {
    const result = judge(form, { mfa: 'none' }, 5, 5)
    expect(result.tier).toBe('critical')
    expect(explain(form, result).raisedBy).toEqual([])
  })

  it('when the level comes from answers or judgement, then the explanation tells which', () => {
    const { likelihood, impact } = explain(form, judge(form, { mfa: '4', apps: '1' }, 2, 2))
    expect(likelihood).toEqual({ judged: 2, computed: 5, effective: 5, source: 'answers' })
    expect(impact).toEqual({ judged: 2, computed: 2, effective: 2, source: 'both' })
    expect(explain(form, judge(form, {}, 2, 2)).impact.source).toBe('judged')
  })

  it('when another version is used to explain, then no answer is named', () => {
    expect(explain({ ...form, version: 4 }, judge(form, { mfa: 'none' })).raisedBy).toEqual([])
  })
})

describe('given any questionnaire, answers and judgement', () => {
  const entered = fc.record({ answers, likelihood: level, impact: level, rationale: fc.constant('') })

  it('then the effective level is at least the judged one, and the tier at least that of the score', () => {
    fc.assert(
      fc.property(questionnaire, entered, (form, given) => {
        const result = assess(form, given)
        expect(result.likelihood).toBeGreaterThanOrEqual(given.likelihood)
        expect(result.impact).toBeGreaterThanOrEqual(given.impact)
        expect([1, 2, 3, 4, 5]).toContain(result.likelihood)
        expect([1, 2, 3, 4, 5]).toContain(result.impact)
        expect(result.score).toBe(result.likelihood * result.impact)
        expect(isAtLeast(result.tier, tierOf(result.score))).toBe(true)
        for (const floor of floorsOf(form, given.answers))
          expect(isAtLeast(result.tier, floor.tier)).toBe(true)
        const known: readonly string[] = [
          tierOf(result.score),
          ...floorsOf(form, given.answers).map(({ tier }) => tier),
        ]
        expect(known).toContain(result.tier)
      }),
    )
  })

  it('when the points of one option grow, then neither score nor tier falls', () => {
    const pick = fc.record({ question: fc.nat({ max: 4 }), option: fc.nat({ max: 2 }) })
    fc.assert(
      fc.property(questionnaire, entered, pick, (form, given, at) => {
        const before = assess(form, given)
        const after = assess(worsened(form, at.question, at.option), given)
        expect(after.score).toBeGreaterThanOrEqual(before.score)
        expect(isAtLeast(after.tier, before.tier)).toBe(true)
      }),
    )
  })

  it('when a question is not answered, then nothing about it matters', () => {
    fc.assert(
      fc.property(questionnaire, entered, (form, given) => {
        const answered = form.questions.filter(({ id }) => id in given.answers)
        const { complete: _, ...whole } = assess(form, given)
        const { complete: __, ...reduced } = assess({ ...form, questions: answered }, given)
        expect(whole).toEqual(reduced)
      }),
    )
  })

  it('then the reasons are the largest contributions, largest first, none of them zero', () => {
    fc.assert(
      fc.property(questionnaire, entered, (form, given) => {
        const shown = assess(form, given).reasons.map(({ contribution }) => contribution)
        const all = form.questions
          .map((each) => {
            const chosen = each.options.find(({ id }) => id === given.answers[each.id])
            return chosen === undefined ? 0 : chosen.points * each.weight
          })
          .filter((contribution) => contribution > 0)
          .sort((left, right) => right - left)
        expect(shown).toEqual(all.slice(0, 3))
      }),
    )
  })
})

describe('given two tiers', () => {
  it('then one is at least the other exactly when it is not better', () => {
    expect(tiers.map((tier) => isAtLeast(tier, 'high'))).toEqual([false, false, true, true])
  })
})

function worsened(form: Questionnaire, questionIndex: number, optionIndex: number): Questionnaire {
  const worse = (option: AnswerOption): AnswerOption => ({
    ...option,
    points: points.find((each) => each > option.points) ?? 4,
  })
  return {
    ...form,
    questions: form.questions.map((each, index) =>
      index === questionIndex
        ? {
            ...each,
            options: each.options.map((option, at) => (at === optionIndex ? worse(option) : option)),
          }
        : each,
    ),
  }
}
