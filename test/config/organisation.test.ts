import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { organisationJsonSchema } from '../../src/config/json-schema.ts'
import { loadOrganisation } from '../../src/config/load.ts'
import { judgementOnly, shippedQuestionnaires } from '../../src/config/questionnaires/index.ts'
import { loaded, smallest } from './support.ts'

const root = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')

describe('the smallest configuration', () => {
  test('given only names, members and a time zone then everything else has its default', () => {
    const { calendar, hoursIn, digestsIn, groups, platforms, ...rest } = loaded(smallest)
    expect(rest).toEqual({
      name: 'Example AG',
      timezone: 'Europe/Berlin',
      locale: 'en',
      command: '/countersign',
      executives: [{ members: [{ type: 'email', email: 'cmo@example.com' }] }],
      requesters: 'everyone',
      observers: [],
      longestAbsence: 60 * 86_400_000,
      absenceFromStatus: [],
      api: { tokens: [] },
      policy: {
        groups: {
          security: {
            quorum: 1,
            rejections: 1,
            respondWithin: { unit: 'working_hours', hours: 8 },
            remindAt: [0.5, 0.8],
          },
        },
        executives: [{ respondWithin: { unit: 'working_hours', hours: 8 }, remindAt: [0.5, 0.8] }],
        mediation: { lasts: { unit: 'working_hours', hours: 8 }, rounds: 3, remindAt: [0.75] },
        contest: { within: { unit: 'working_days', days: 2 } },
        requester: { respondWithin: { unit: 'working_days', days: 10 }, remindAt: [0.5, 0.8] },
        lastExecutive: { remindEvery: { unit: 'working_days', days: 1 }, reminders: 3 },
        approval: { validFor: { unit: 'elapsed', milliseconds: 30 * 86_400_000 } },
        questionnaireFrom: 'medium',
        independentVotes: true,
        hasty: { within: { unit: 'elapsed', milliseconds: 30_000 }, from: 'high' },
        undo: { within: { unit: 'elapsed', milliseconds: 60_000 } },
      },
      media: { maxBytes: 25 * 1024 * 1024, maxFiles: 10, links: true },
    })
    expect(groups.map(({ id, name, channel }) => [id, name, channel])).toEqual([
      ['security', 'Security', null],
    ])
    expect(groups[0]?.questionnaires).toEqual({
      post: shippedQuestionnaires['security-post'],
      channel: shippedQuestionnaires['security-channel'],
    })
    expect(platforms.map(({ name }) => name)).toContain('LinkedIn')
    const friday = Date.parse('2026-11-20T16:00+01:00')
    expect(hoursIn(null, null).next(Date.parse('2026-11-02T03:00:00Z'))).toBe(
      Date.parse('2026-11-02T08:00:00Z'),
    )
    expect(calendar.after(friday, { unit: 'working_hours', hours: 2 })).toBe(
      Date.parse('2026-11-23T10:00+01:00'),
    )
  })
})

describe('the example', () => {
  test('given the file that ships then it loads without a problem', () => {
    const organisation = loaded(read('countersign.example.yaml'))
    expect(organisation.groups.map(({ name }) => name)).toEqual(['Security', 'Legal', 'Brand'])
    const brand = organisation.groups[2]
    expect(brand?.questionnaires.channel).toBe(judgementOnly)
    expect(brand?.questionnaires.post?.questions.map(({ id }) => id)).toEqual(['voice'])
    expect(organisation.platforms.at(-1)).toEqual({ id: 'blog', name: 'Company blog' })
  })

  test('given the file that ships then it shows every setting there is', () => {
    const example = read('countersign.example.yaml')
    const missing = settingsIn(organisationJsonSchema()).filter(
      (key) => !new RegExp(`\\b${key}:`).test(example),
    )
    // Weekend days are free in the example.
    expect(missing).toEqual(['sat', 'sun'])
  })
})

function settingsIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own =
    'properties' in schema && typeof schema.properties === 'object'
      ? Object.keys(schema.properties ?? {})
      : []
  return [...new Set([...own, ...Object.values(schema).flatMap(settingsIn)])]
}

describe('what may be written', () => {
  test('given people of every kind then they are told apart, and addresses are in small letters', () => {
    const text = smallest.replace(
      '[sec1@example.com, sec2@example.com]',
      '[Sec1@Example.com, slack:S0123ABCD, slack:U0123ABCD, slack:W0123ABCD, entra:8F14E45F-CEEA-467F-9BEA-3E7E1E9F8E11]',
    )
    expect(loaded(text).groups[0]?.members).toEqual([
      { type: 'email', email: 'sec1@example.com' },
      { type: 'slack_user_group', id: 'S0123ABCD' },
      { type: 'slack_user', id: 'U0123ABCD' },
      { type: 'slack_user', id: 'W0123ABCD' },
      { type: 'entra_group', id: '8f14e45f-ceea-467f-9bea-3e7e1e9f8e11' },
    ])
  })

  test.each([
    ['a comma list in quotes', '"09:00-12:00, 13:00-17:30"'],
    ['a list', '[13:00-17:30, 09:00-12:00]'],
    ['a text without quotes in a block', '09:00-12:00, 13:00-17:30'],
  ])('given several working hours a day as %s then the break is free', (_, hours) => {
    const text = smallest.replace(
      'groups:',
      `  workingHours:\n    mon: ${hours}\n    tue: &same 09:00-10:00\n    wed: *same\ngroups:`,
    )
    const { calendar } = loaded(text)
    const between = (from: string, to: string) => calendar.between(Date.parse(from), Date.parse(to)) / 60_000
    expect(between('2026-11-23T00:00+01:00', '2026-11-24T00:00+01:00')).toBe(450)
    expect(between('2026-11-23T12:00+01:00', '2026-11-23T13:00+01:00')).toBe(0)
    expect(between('2026-11-25T00:00+01:00', '2026-11-26T00:00+01:00')).toBe(60)
  })

  test.each([
    ['the region', 'DE-BE', 8 * 5 - 8],
    ['dates', '[2026-05-26, 2026-05-27]', 8 * 5 - 16],
    ['a region and dates', '[DE-BE, 2026-05-26]', 8 * 5 - 16],
  ])('given holidays as %s then they are free', (_, holidays, hours) => {
    const { calendar } = loaded(smallest.replace('groups:', `  holidays: ${holidays}\ngroups:`))
    // The week after Whit Sunday 2026; Monday is a public holiday in Berlin.
    const from = Date.parse('2026-05-25T00:00+02:00')
    expect(calendar.between(from, from + 7 * 86_400_000) / 3_600_000).toBe(hours)
  })

  test('given a group of another name then it asks no questionnaire unless one is named', () => {
    const brand = smallest.replace('security:', 'brand-team:')
    expect(loaded(brand).groups[0]).toMatchObject({
      name: 'Brand team',
      questionnaires: { post: judgementOnly, channel: judgementOnly },
    })
    const named = brand.replace('executives:', '    questionnaires: { post: legal-post }\nexecutives:')
    expect(loaded(named).groups[0]?.questionnaires.post).toEqual(shippedQuestionnaires['legal-post'])
  })

  test('given a new version of a shipped questionnaire then the group asks it', () => {
    const own = `questionnaires:
  security-post:
    version: 2
    title: Ours
    questions:
      - { id: one, text: One?, factor: impact, options: [{ id: a, label: A, points: 0 }, { id: b, label: B, points: 4 }] }
`
    expect(loaded(smallest + own).groups[0]?.questionnaires.post).toEqual({
      id: 'security-post',
      version: 2,
      title: { en: 'Ours', de: 'Ours' },
      questions: [
        {
          id: 'one',
          text: { en: 'One?', de: 'One?' },
          factor: 'impact',
          weight: 1,
          options: [
            { id: 'a', label: { en: 'A', de: 'A' }, points: 0 },
            { id: 'b', label: { en: 'B', de: 'B' }, points: 4 },
          ],
        },
      ],
    })
  })

  test('given the shipped questionnaires as a new version of one’s own then each is accepted', () => {
    const own = Object.values(shippedQuestionnaires).map(({ id, version, ...rest }) => [
      id,
      { version: version + 1, ...rest },
    ])
    const text = `${smallest}questionnaires: ${JSON.stringify(Object.fromEntries(own))}\n`
    const shipped = shippedQuestionnaires['security-post']
    expect(loaded(text).groups[0]?.questionnaires.post).toEqual({
      ...shipped,
      version: (shipped?.version ?? 0) + 1,
    })
  })

  test('given reminders in any order then they are in ascending order', () => {
    const text = smallest.replace('executives:', '    remindAt: [80%, 12.5%, 50%]\nexecutives:')
    expect(loaded(text).policy.groups.security?.remindAt).toEqual([0.125, 0.5, 0.8])
  })

  test('given a person in two groups then both are theirs', () => {
    const text = smallest.replace('executives:', '  legal: { members: [sec1@example.com] }\nexecutives:')
    expect(loaded(text).groups).toHaveLength(2)
  })

  test('given Windows line ends and a byte order mark then the file is the same', () => {
    expect(loaded(`\ufeff${smallest.replaceAll('\n', '\r\n')}`).policy).toEqual(loaded(smallest).policy)
  })
})

describe('the JSON Schema for editors', () => {
  const published: unknown = JSON.parse(read('countersign.schema.json'))

  test('given the schema of the program then it is current', () => {
    expect(published, 'write it anew with: node test/config/write-schema.ts').toEqual(
      organisationJsonSchema(),
    )
  })

  test('given right and wrong files then editors say the same as the program', () => {
    const schema = z.fromJSONSchema(JSON.parse(read('countersign.schema.json')))
    const accepts = (text: string) => schema.safeParse(parse(text)).success
    expect(accepts(smallest)).toBe(true)
    expect(accepts(read('countersign.example.yaml'))).toBe(true)
    expect(accepts(`${smallest}colour: red\n`)).toBe(false)
    expect(accepts(smallest.replace('executives:', '    quorum: 0\nexecutives:'))).toBe(false)
    expect(accepts(smallest.replace('executives:', '    respondWithin: soon\nexecutives:'))).toBe(false)
  })
})

test('given groups that choose and steps, then the rules hold them, and what is as ever leaves no trace', () => {
  const text = smallest
    .replace('security:', 'security:\n    assign: least-loaded\n    rejections: 2')
    .replace('executives:', '  legal: { members: [l@example.com], stage: 2 }\nexecutives:')
  const { groups, routing } = loaded(
    `${text}routes: [{ when: { kind: post, tier: [low] }, groups: security }]\n`,
  ).policy
  expect(groups.security).toMatchObject({ assign: { how: 'least_loaded', ask: 2, widenAt: 0.5 } })
  expect(groups.security).not.toHaveProperty('stage')
  expect(groups.legal).toMatchObject({ stage: 2 })
  expect(groups.legal).not.toHaveProperty('assign')
  expect(routing).toEqual({
    rules: [{ when: { kind: ['post'], tier: ['low'] }, groups: ['security'] }],
    rule: null,
    others: {},
  })
  expect(loaded(smallest).policy).not.toHaveProperty('routing')
})

test('given a channel of Teams, then its id and the link that Teams copies mean the same', () => {
  const id = '19:abc_DEF-123@thread.tacv2'
  const link =
    'https://teams.microsoft.com/l/channel/19%3Aabc_DEF-123%40thread.tacv2/Security?groupId=1&tenantId=2'
  for (const channel of [`teams:${id}`, link, `teams:${link}`]) {
    const file = smallest.replace('security:\n', `security:\n    channel: "${channel}"\n`)
    expect(loaded(file).groups[0]?.channel).toBe(`teams:${id}`)
  }
})

test('given a channel for mediations, then a link of Teams is taken, no channel of Slack, and no rule of a request changes', () => {
  const id = '19:abc_DEF-123@thread.tacv2'
  const link = `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/Mediations?groupId=1`
  const { mediationChannel, policy } = loaded(`${smallest}mediation: { channel: "${link}" }\n`)
  expect(mediationChannel).toBe(`teams:${id}`)
  expect(policy).toEqual(loaded(smallest).policy)
  const slack = loadOrganisation(`${smallest}mediation: { channel: C0123ABCD }\n`)
  expect(slack.ok ? [] : slack.problems).toMatchObject([
    { path: 'mediation.channel', line: 9, suggestion: expect.stringContaining('Slack') },
  ])
})
