import { describe, expect, test } from 'vitest'
import { shippedQuestionnaires } from '../../src/config/questionnaires/index.ts'
import type { Content } from '../../src/domain/request/content.ts'
import { currentRevision } from '../../src/domain/request/queries.ts'
import type { Request } from '../../src/domain/request/state.ts'
import { verbs } from '../../src/domain/request/verbs.ts'
import type { Questionnaire } from '../../src/domain/risk/types.ts'
import type { Field, Form } from '../../src/view/form.ts'
import { composeForm, fieldErrorCodes, fieldErrorText, fieldIds, verbForm } from '../../src/view/forms.ts'
import { type Locale, locales } from '../../src/view/text.ts'
import { channel, post } from '../support/domain/build.ts'
import { cast } from './support/people.ts'
import { ask, launch, states, tell } from './support/states.ts'
import { blemishesOf } from './support/words.ts'

const settings = {
  platforms: [
    { id: 'linkedin', name: 'LinkedIn' },
    { id: 'mastodon', name: 'Mastodon' },
  ],
  maxFiles: 5,
}
const securityPost = shippedQuestionnaires['security-post'] ?? null
const high = tell(ask()).request
const low = tell(ask(post('A quiet picture of the office.'))).request

function formOf(
  verb: (typeof verbs)[number],
  request: Request = high,
  locale: Locale = 'en',
  questionnaire: Questionnaire | null = securityPost,
): Form {
  const form = verbForm(verb, request, locale, { subject: 'security', questionnaire, cast, settings })
  if (form === null) throw new Error(`no form for ${verb}`)
  return form
}
const fieldsOf = (form: Form): readonly Field[] => form.sections.flatMap(({ fields }) => fields)
const requiredOf = (form: Form) =>
  fieldsOf(form)
    .filter(({ required }) => required)
    .map(({ id }) => id)
const valueIn = (form: Form, id: string) => fieldsOf(form).find((field) => field.id === id)?.value

const allForms = (locale: Locale): readonly Form[] => [
  composeForm('post', locale, settings),
  composeForm('channel', locale, settings),
  ...Object.values(states).flatMap(({ request }) =>
    verbs.flatMap((verb) =>
      Object.values(shippedQuestionnaires).flatMap((questionnaire) => {
        const form = verbForm(verb, request, locale, { subject: 'legal', questionnaire, cast, settings })
        return form === null ? [] : [form]
      }),
    ),
  ),
]

describe.each(locales)('given every form (%s)', (locale) => {
  const forms = allForms(locale)

  test('then titles, buttons, labels and options keep the limits of the narrowest platform', () => {
    for (const form of forms) {
      const named = `${form.title} / ${form.submit}`
      expect(Math.max(form.title.length, form.submit.length, form.cancel.length), named).toBeLessThanOrEqual(
        24,
      )
      for (const field of fieldsOf(form)) {
        expect(field.label.length, field.label).toBeLessThanOrEqual(150)
        expect(field.hint?.length ?? 0).toBeLessThanOrEqual(2000)
        for (const option of 'options' in field ? field.options : [])
          expect(option.label.length, option.label).toBeLessThanOrEqual(75)
        if ('as' in field && field.as !== 'menu') expect(field.options.length).toBeLessThanOrEqual(10)
        if (field.type === 'text') expect(field.maxLength).toBeLessThanOrEqual(3000)
      }
    }
  })

  test('then every text is there and clean, and every field is there once', () => {
    for (const form of forms) {
      expect(blemishesOf(form)).toEqual([])
      const ids = fieldsOf(form).map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBeGreaterThan(0)
    }
  })
})

describe('given a new request', () => {
  const asked: readonly Content[] = [launch, channel('Talk to developers.')]

  test.each(asked)('then its form has a field for everything that a $kind holds', (content) => {
    const empty = composeForm(content.kind, 'en', settings)
    const filled = composeForm(content.kind, 'en', settings, content)
    const { kind: _kind, need, ...rest } = content
    // And one for who is kept informed, which is no content.
    expect(fieldsOf(filled)).toHaveLength(Object.keys(rest).length + Object.keys(need).length + 1)
    expect(valueIn(filled, fieldIds.audience)).toBe(content.audience)
    expect(valueIn(filled, fieldIds.needWhy)).toBe(need.why)
    expect(
      fieldsOf(empty).every(
        ({ value }) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
      ),
    ).toBe(true)
  })

  test('then a platform that is not offered any more has to be chosen anew', () => {
    const form = composeForm('post', 'en', settings, { ...launch, channels: ['linkedin', 'gone'] })
    expect(valueIn(form, fieldIds.channels)).toEqual(['linkedin'])
  })

  test('then revising begins with everything filled in', () => {
    const form = formOf('revise')
    expect(valueIn(form, fieldIds.text)).toBe(launch.text)
    expect(valueIn(form, fieldIds.slot)).toBe(launch.slot)
    expect(form.purpose).toMatchObject({ type: 'verb', digest: currentRevision(high).digest })
  })
})

describe('given a post of low risk', () => {
  test('then its approval can be submitted as it opens', () => {
    const form = formOf('approve', low)
    const open = fieldsOf(form).filter(({ required, value }) => required && (value === null || value === ''))
    expect(open).toEqual([])
    expect(valueIn(form, fieldIds.likelihood)).toBe(String(low.screening.likelihood))
    expect(valueIn(form, fieldIds.impact)).toBe(String(low.screening.impact))
  })

  test('then the questionnaire is offered and stays free', () => {
    const questions = fieldsOf(formOf('approve', low)).filter(({ id }) => id.startsWith('question:'))
    expect(questions).toHaveLength(securityPost?.questions.length ?? 0)
    expect(questions.some(({ required }) => required)).toBe(false)
  })
})

describe('given a post of high risk', () => {
  test.each(['approve', 'approve_with_conditions'] as const)(
    'then to %s every question, both levels and a rationale are required, and nothing is preset',
    (verb) => {
      const form = formOf(verb)
      const questions = (securityPost?.questions ?? []).map(({ id }) => fieldIds.question(id))
      expect(requiredOf(form)).toEqual(
        expect.arrayContaining([...questions, fieldIds.likelihood, fieldIds.impact, fieldIds.rationale]),
      )
      expect(valueIn(form, fieldIds.likelihood)).toBeNull()
    },
  )

  test('then to hold it back only the reason and the way forward are required, and they come first', () => {
    const form = formOf('reject')
    expect(requiredOf(form)).toEqual([fieldIds.reason, fieldIds.wouldAccept])
    expect(
      fieldsOf(form)
        .slice(0, 2)
        .map(({ id }) => id),
    ).toEqual([fieldIds.reason, fieldIds.wouldAccept])
    expect(requiredOf(formOf('request_changes'))).toEqual([fieldIds.changes])
  })
})

describe('given a verb', () => {
  test('then only accepting conditions, taking back and looking after it need no form', () => {
    const about = { questionnaire: null, cast, settings }
    expect(verbs.filter((verb) => verbForm(verb, high, 'en', about) === null)).toEqual([
      'accept_conditions',
      'undo',
      'take',
      'hand_back',
    ])
  })

  test('then every ruling asks for its reason', () => {
    for (const verb of [
      'rule_approve',
      'rule_approve_with_conditions',
      'rule_reject',
      'rule_send_back',
    ] as const)
      expect(requiredOf(formOf(verb))).toContain(fieldIds.reason)
  })

  test('then of several conditions only the first must be written', () => {
    const required = requiredOf(formOf('approve_with_conditions', low))
    expect(required).toContain('condition:1:text')
    expect(required.filter((id) => /condition:[23]/.test(id))).toEqual([])
  })

  test('then withdrawing may go without a reason', () => {
    expect(requiredOf(formOf('withdraw'))).toEqual([])
  })

  test('then a question too long for its label is said in full below', () => {
    const long = 'Is this '.repeat(40)
    const questionnaire: Questionnaire = {
      id: 'q',
      version: 1,
      title: { en: 'Q', de: 'Q' },
      questions: [
        {
          id: 'long',
          text: { en: long, de: long },
          factor: 'impact',
          weight: 1,
          options: [{ id: 'yes', label: { en: long, de: long }, points: 0 }],
        },
      ],
    }
    const field = fieldsOf(formOf('approve', high, 'en', questionnaire)).find(
      ({ id }) => id === fieldIds.question('long'),
    )
    expect(field?.label.length).toBeLessThanOrEqual(150)
    expect(field?.hint).toContain(long)
  })
})

describe('given something wrong with a field', () => {
  test.each(fieldErrorCodes)('then %s is said in both languages, with and without its limit', (code) => {
    const [english, german] = [fieldErrorText(code, { max: 5 }, 'en'), fieldErrorText(code, { max: 5 }, 'de')]
    expect(english).not.toBe(german)
    expect(
      blemishesOf([english, german, fieldErrorText(code, {}, 'en'), fieldErrorText(code, {}, 'de')]),
    ).toEqual([])
  })
})
