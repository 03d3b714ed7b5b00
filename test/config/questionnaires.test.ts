import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { defaultQuestionnaireFor, shippedQuestionnaires } from '../../src/config/questionnaires/index.ts'
import { assess, isAtLeast } from '../../src/domain/risk/assess.ts'
import type { LocalisedText, Question, Questionnaire } from '../../src/domain/risk/types.ts'

const shipped = Object.values(shippedQuestionnaires)
const limits = { label: 75, text: 150, hint: 150 }

describe('given the questionnaires that come with Countersign', () => {
  it('then security and legal have one for each kind of request, and other groups none', () => {
    const ids = ['security', 'legal'].flatMap((group) =>
      (['post', 'channel'] as const).map((kind) => defaultQuestionnaireFor(group, kind)?.id),
    )
    expect(ids).toEqual(['security-post', 'security-channel', 'legal-post', 'legal-channel'])
    expect(Object.keys(shippedQuestionnaires).sort()).toEqual([...ids].sort())
    for (const [id, questionnaire] of Object.entries(shippedQuestionnaires)) expect(questionnaire.id).toBe(id)
    expect(defaultQuestionnaireFor('brand', 'post')).toBeNull()
    expect(defaultQuestionnaireFor('constructor', 'post')).toBeNull()
  })

  describe.each(shipped.map((each) => [each.id, each] as const))('when it is %s', (_, questionnaire) => {
    it('then it has five to seven questions of three to five options, all ids unique', () => {
      expect(questionnaire.questions.length).toBeGreaterThanOrEqual(5)
      expect(questionnaire.questions.length).toBeLessThanOrEqual(7)
      expectUnique(questionnaire.questions.map(({ id }) => id))
      for (const { options } of questionnaire.questions) {
        expect(options.length).toBeGreaterThanOrEqual(3)
        expect(options.length).toBeLessThanOrEqual(5)
        expectUnique(options.map(({ id }) => id))
      }
    })

    it('then every text is there in two languages, plain, and within the limits of a chat form', () => {
      expectText(questionnaire.title, limits.text)
      for (const question of questionnaire.questions) {
        expectText(question.text, limits.text)
        if (question.hint !== undefined) expectText(question.hint, limits.hint)
        for (const option of question.options) expectText(option.label, limits.label)
        for (const language of ['en', 'de'] as const)
          expectUnique(question.options.map(({ label }) => label[language]))
      }
    })

    it('then the options go from no concern upwards, and a worse answer never has a milder floor', () => {
      for (const { options } of questionnaire.questions) {
        expect(options[0]?.points).toBe(0)
        expect(options[0]?.atLeast).toBeUndefined()
        for (const [index, option] of options.entries()) {
          const before = options[index - 1]
          if (before === undefined) continue
          expect(option.points).toBeGreaterThan(before.points)
          expect(isAtLeast(option.atLeast ?? 'low', before.atLeast ?? 'low')).toBe(true)
        }
      }
    })

    it('then the best answers give low, the worst critical, and both factors are asked for', () => {
      const best = answeredWith(questionnaire, ({ options }) => options[0]?.id)
      expect(best).toMatchObject({ computed: { likelihood: 1, impact: 1 }, tier: 'low', reasons: [] })
      const worst = answeredWith(questionnaire, ({ options }) => options.at(-1)?.id)
      expect(worst).toMatchObject({ computed: { likelihood: 5, impact: 5 }, tier: 'critical' })
    })

    it('then there is a knock-out that no number of good answers can outweigh', () => {
      const knockOuts = questionnaire.questions.filter(({ options }) => options.at(-1)?.atLeast !== undefined)
      expect(knockOuts.length).toBeGreaterThan(0)
      for (const knockOut of knockOuts) {
        const result = answeredWith(questionnaire, (question) =>
          question.id === knockOut.id ? question.options.at(-1)?.id : question.options[0]?.id,
        )
        expect(isAtLeast(result.tier, 'medium')).toBe(true)
      }
    })
  })

  it('when an account has no second factor, then it is at least high, however good the rest', () => {
    const channel = defaultQuestionnaireFor('security', 'channel')
    if (channel === null) throw new Error('security has a questionnaire for channels')
    const result = answeredWith(channel, ({ id, options }) => (id === 'mfa' ? 'none' : options[0]?.id))
    expect(isAtLeast(result.tier, 'high')).toBe(true)
  })
})

describe('given the example in the page about risk', () => {
  it('then it is YAML of the shape that the questionnaires have', () => {
    const page = readFileSync(new URL('../../docs/risk.md', import.meta.url), 'utf8')
    const example: Questionnaire = parse(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '').questionnaires.brand
      .post
    const [model] = shipped
    expect(Object.keys(example)).toEqual(Object.keys(model ?? {}))
    const result = answeredWith(example, ({ options }) => options.at(-1)?.id)
    expect(result).toMatchObject({ computed: { likelihood: 5, impact: 4 }, score: 20, tier: 'critical' })
    for (const question of example.questions) {
      expectText(question.text, limits.text)
      for (const option of question.options) expectText(option.label, limits.label)
    }
  })
})

function answeredWith(questionnaire: Questionnaire, choose: (question: Question) => string | undefined) {
  const answers = Object.fromEntries(
    questionnaire.questions.map((question) => [question.id, choose(question) ?? '']),
  )
  return assess(questionnaire, { answers, likelihood: 1, impact: 1, rationale: '' })
}

function expectText(text: LocalisedText, limit: number): void {
  for (const language of ['en', 'de'] as const) {
    expect(text[language].trim()).toBe(text[language])
    expect(text[language]).not.toBe('')
    expect(text[language].length, text[language]).toBeLessThanOrEqual(limit)
  }
  expect(text.de, text.en).not.toBe(text.en)
}

function expectUnique(ids: readonly string[]): void {
  expect(ids).toEqual([...new Set(ids)])
}
