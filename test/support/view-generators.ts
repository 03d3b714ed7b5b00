/** Cards, forms and overviews as hostile and as large as a real organisation could make them. */
import fc from 'fast-check'
import { verbs } from '../../src/domain/request/verbs.ts'
import type {
  Card,
  Change,
  Choice,
  Fact,
  HomeView,
  MediationCard,
  NoticeCard,
  RequestCard,
} from '../../src/view/card.ts'
import { chatQuestion } from '../../src/view/chat-question.ts'
import type { Field, Form, FormPurpose } from '../../src/view/form.ts'
import { asPlain, type Inline, type Locale, locales, type Plain, type Rich } from '../../src/view/text.ts'

/** What people type to break things. */
const hostile = fc.constantFrom(
  '<!channel>',
  '<!here|here>',
  '<@U0BOSS>',
  '<https://bank.example|https://bank.example.com>',
  '<#C123>',
  '<!subteam^S1>',
  '&lt;!channel&gt;',
  '*bold* _italic_ ~gone~ `code`',
  'https://evil.example/?a=<b>',
  '\u202Egnp.exe',
  '\u0000\u0007\u001b[31m',
  '😀'.repeat(40),
  '\ud83d',
  '|>',
  ':smile:',
  'Grüße, ß & Ärger',
)

/** Text of up to `max` characters, hostile in places, sometimes as long as it may be. */
export function typed(max: number): fc.Arbitrary<Plain> {
  return fc
    .oneof(
      {
        weight: 3,
        arbitrary: fc
          .array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 12 })
          .map((parts) => parts.join(' ')),
      },
      { weight: 1, arbitrary: hostile.map((part) => `${part} `.repeat(Math.ceil(max / (part.length + 1)))) },
      { weight: 1, arbitrary: fc.constant('') },
    )
    .map((text) => asPlain(text.slice(0, max)))
}

/** The product's own words: short, one line, unmistakable. */
let counter = 0
export const label: fc.Arbitrary<Plain> = fc
  .string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäöü '), minLength: 3, maxLength: 24 })
  .map((text) => asPlain(`${text.trim()}§${++counter}`))

const digest = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
const requestId = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
  minLength: 26,
  maxLength: 26,
})
const locale: fc.Arbitrary<Locale> = fc.constantFrom(...locales)
const instant = fc.integer({ min: 1_500_000_000_000, max: 2_500_000_000_000 })

function inline(max: number): fc.Arbitrary<Inline> {
  return fc.oneof(
    { weight: 4, arbitrary: typed(max).map((text): Inline => ({ type: 'text', text })) },
    typed(60).map((text): Inline => ({ type: 'strong', text })),
    fc
      .tuple(fc.constantFrom('p1', 'p2', 'p3'), typed(60))
      .map(([person, name]): Inline => ({ type: 'person', person, name })),
    fc.tuple(instant, typed(40)).map(([at, fallback]): Inline => ({ type: 'instant', at, fallback })),
    fc
      .tuple(
        fc.constantFrom('https://example.com/a|b', 'javascript:alert(1)', 'not a url', 'http://x.test/<>'),
        typed(40),
      )
      .map(([url, text]): Inline => ({ type: 'link', url, text })),
  )
}
export const rich = (max: number): fc.Arbitrary<Rich> => fc.array(inline(max), { maxLength: 4 })

const fact = (max: number): fc.Arbitrary<Fact> => fc.record({ label, value: rich(max) })
const facts = (count: number, max: number) => fc.array(fact(max), { maxLength: count })
const tone = fc.constantFrom('waiting' as const, 'action', 'positive', 'negative', 'conflict', 'over')

const choice: fc.Arbitrary<Choice> = fc
  .record({
    verb: fc.constantFrom(...verbs, 'details' as const),
    subject: fc.option(fc.string({ unit: fc.constantFrom(...'abc-1'), minLength: 1, maxLength: 26 }), {
      nil: undefined,
    }),
    label,
    style: fc.constantFrom('primary' as const, 'danger', 'normal'),
    follows: fc.constantFrom('form' as const, 'confirm', 'act'),
    consequence: fc.option(typed(600), { nil: undefined }),
  })
  .map(({ subject, consequence, follows, ...rest }) => ({
    ...rest,
    // biome-ignore lint/suspicious/noThenProperty: the view's word, and never awaited
    then: follows,
    ...(subject === undefined ? {} : { subject }),
    ...(consequence === undefined ? {} : { consequence }),
  }))
const choices = fc.array(choice, { maxLength: 12 })

const changes: fc.Arbitrary<readonly Change[] | null> = fc.option(
  fc.array(fc.record({ kind: fc.constantFrom('same' as const, 'added', 'removed'), text: typed(900) }), {
    minLength: 1,
    maxLength: 60,
  }),
)
const deadline = fc.option(fc.record({ at: instant, label: rich(80) }))
const head = {
  request: requestId,
  number: fc.integer({ min: 1, max: 99_999 }),
  version: fc.integer({ min: 1, max: 500 }),
  digest,
  locale,
  tone,
  headline: label,
}

export const requestCard: fc.Arbitrary<RequestCard> = fc.record({
  type: fc.constant('request' as const),
  ...head,
  role: fc.constantFrom('requester' as const, 'reviewer', 'executive', 'observer'),
  title: typed(200),
  status: rich(200),
  question: fc.option(rich(400)),
  facts: facts(10, 300),
  need: facts(3, 4000),
  content: fc.array(
    fc.record({ label, value: rich(4000), changes, emphasis: fc.constantFrom('body' as const, 'fact') }),
    { maxLength: 14 },
  ),
  media: fc.array(
    fc.record({
      sha256: digest,
      name: typed(200),
      mimeType: fc.constantFrom('image/png', 'video/mp4', 'application/pdf'),
      bytes: fc.integer({ min: 0, max: 2_000_000_000 }),
    }),
    { maxLength: 10 },
  ),
  revisionNote: fc.option(rich(300)),
  risk: fc.option(
    fc.record({
      tier: fc.constantFrom('low' as const, 'medium', 'high', 'critical'),
      label,
      reasons: fc.array(typed(300), { maxLength: 3 }),
    }),
  ),
  positions: fc.array(
    fc.record({
      group: fc.constantFrom('security', 'legal', 'requester', 'executive'),
      name: label,
      state: fc.constantFrom('pending' as const, 'approved', 'rejected', 'hidden', 'ruled', 'stated'),
      summary: rich(300),
      details: fc.array(rich(3000), { maxLength: 5 }),
      evidence: fc.array(rich(300), { maxLength: 4 }),
    }),
    { maxLength: 6 },
  ),
  consequences: facts(5, 400),
  deadline,
  next: fc.array(rich(300), { maxLength: 3 }),
  choices,
})

export const noticeCard: fc.Arbitrary<NoticeCard> = fc.record({
  type: fc.constant('notice' as const),
  ...head,
  lines: fc.array(rich(4000), { maxLength: 12 }),
  choices,
})

export const mediationCard: fc.Arbitrary<MediationCard> = fc.record({
  type: fc.constant('mediation' as const),
  ...head,
  title: typed(200),
  status: rich(300),
  sides: fc.array(
    fc.record({ name: label, wants: facts(6, 4000), accepts: fc.array(rich(4000), { maxLength: 5 }) }),
    { minLength: 2, maxLength: 4 },
  ),
  deadline,
  next: fc.array(rich(300), { maxLength: 3 }),
  choices,
})

/** A request's card that asks where its reader wants their cards. */
const asking: fc.Arbitrary<RequestCard> = requestCard.map((drawn) => {
  return { ...drawn, chatQuestion: chatQuestion(drawn.locale) }
})

export const card: fc.Arbitrary<Card> = fc.oneof(requestCard, asking, noticeCard, mediationCard)

export const homeView: fc.Arbitrary<HomeView> = fc.record({
  locale,
  greeting: typed(300),
  sections: fc.array(
    fc.record({
      title: label,
      empty: label,
      items: fc.array(
        fc.record({
          request: requestId,
          number: fc.integer({ min: 1, max: 9999 }),
          tone,
          line: rich(4000),
          detail: rich(4000),
        }),
        { maxLength: 80 },
      ),
    }),
    { maxLength: 4 },
  ),
  actions: fc.constant([
    { action: 'new_post' as const, label: asPlain('Post') },
    { action: 'new_channel' as const, label: asPlain('Channel') },
  ]),
})

export const purpose: fc.Arbitrary<FormPurpose> = fc.oneof(
  fc.constantFrom<FormPurpose>({ type: 'compose', kind: 'post' }, { type: 'compose', kind: 'channel' }),
  fc.tuple(fc.constantFrom(...verbs), requestId, digest, fc.constantFrom(undefined, 'security', 'c-1')).map(
    ([verb, request, seen, subject]): FormPurpose => ({
      type: 'verb',
      verb,
      request,
      digest: seen,
      ...(subject === undefined ? {} : { subject }),
    }),
  ),
)

function options(count: number) {
  return fc
    .array(typed(160), { minLength: 1, maxLength: count })
    .map((labels) => labels.map((text, index) => ({ id: `option-${index}`, label: text })))
}

/** Text as it comes back from Slack: what cannot be sent is not in it. */
const stored = (max: number) => typed(max).map((text) => text.toWellFormed())

const field = (id: string): fc.Arbitrary<Field> => {
  const base = { id: fc.constant(id), label: typed(120), required: fc.boolean() }
  return fc.oneof(
    fc.record({
      ...base,
      hint: typed(300),
      type: fc.constant('text' as const),
      lines: fc.constantFrom('one' as const, 'many'),
      maxLength: fc.integer({ min: 1, max: 10_000 }),
      value: stored(7000),
    }),
    fc.record({
      ...base,
      type: fc.constant('url' as const),
      value: fc.constantFrom('', 'https://example.com/x', 'nonsense'),
    }),
    fc
      .tuple(fc.record({ ...base, as: fc.constantFrom('menu' as const, 'radio') }), options(130), fc.nat(150))
      .map(
        ([about, list, chosen]): Field => ({
          ...about,
          type: 'choice',
          options: list,
          value: list[chosen]?.id ?? null,
        }),
      ),
    fc
      .tuple(
        fc.record({ ...base, as: fc.constantFrom('menu' as const, 'checkboxes') }),
        options(30),
        fc.nat(5),
      )
      .map(
        ([about, list, count]): Field => ({
          ...about,
          type: 'choices',
          options: list,
          value: list.slice(0, count).map((item) => item.id),
        }),
      ),
    fc.record({
      ...base,
      type: fc.constant('instant' as const),
      value: fc.option(instant.map((at) => Math.floor(at / 1000) * 1000)),
    }),
    fc.record({
      ...base,
      type: fc.constant('files' as const),
      maxFiles: fc.integer({ min: 1, max: 20 }),
      value: fc.uniqueArray(fc.record({ sha256: digest, name: typed(200) }), {
        maxLength: 5,
        selector: (file) => file.sha256,
      }),
    }),
  )
}

export const form: fc.Arbitrary<Form> = fc
  .integer({ min: 1, max: 30 })
  .chain((count) =>
    fc.record({
      purpose,
      locale,
      title: typed(24),
      submit: label,
      cancel: label,
      intro: fc.array(rich(300), { maxLength: 5 }),
      fields: fc.tuple(...Array.from({ length: count }, (_, index) => field(`field:${index}`))),
      titles: fc.array(fc.option(label), { minLength: 3, maxLength: 3 }),
    }),
  )
  .map(({ fields, titles, ...rest }) => ({
    ...rest,
    sections: titles.map((title, index) => ({
      title,
      fields: fields.filter((_, position) => position % titles.length === index),
    })),
  }))
