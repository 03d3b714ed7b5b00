import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadOrganisation } from '../../src/config/load.ts'
import { loaded, problemsIn, smallest } from './support.ts'

/** The place of the mark `»` in a text, and the text without it. */
function unmarked(marked: string): { text: string; line: number; column: number } {
  const before = marked.slice(0, marked.indexOf('»')).split('\n')
  return { text: marked.replace('»', ''), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** What is added to the smallest right file, before one of its lines. */
const at = (before: string, line: string) => smallest.replace(before, `${line}\n${before}`)
const inOrganisation = (line: string) => at('groups:', `  ${line}`)
const inGroup = (line: string) => at('executives:', `    ${line}`)
const atEnd = (line: string) => `${smallest}${line}\n`
const instead = (what: string, by: string) => smallest.replace(what, by)

type Case = readonly [title: string, marked: string, path: string, message: RegExp, suggestion: RegExp | null]

/** Each file has one thing wrong, at the mark. */
// biome-ignore format: a table, one case a line
const cases: readonly Case[] = [
  // Keys
  ['a misspelt section', atEnd('»aproval: { validFor: 30d }'), 'aproval', /no setting “aproval” here/, /mean “approval”/],
  ['a misspelt setting', inGroup('»qourum: 1'), 'groups.security.qourum', /“qourum” in groups\.security/, /mean “quorum”/],
  ['a setting in the wrong place', atEnd('»locale: de'), 'locale', /no setting “locale”/, /belongs under “organisation”/],
  ['an outer setting inside', inGroup('»approval: 1'), 'groups.security.approval', /no setting/, /outer level/],
  ['a long name of a day', inOrganisation('workingHours: { »monday: 09:00-10:00, tue: 09:00-10:00 }'), 'organisation.workingHours.monday', /“monday”/, /mean “mon”/],
  ['hours behind a comma', inOrganisation('workingHours: { mon: 09:00-12:00, »13:00-17:00 }'), 'organisation.workingHours.13:00-17:00', /no setting “13:00-17:00”/, /in brackets/],
  ['a group id with capitals', instead('security:', '»Security Team:'), 'groups.Security Team', /“Security Team”/, /“security-team”/],
  ['a group id that every object has', instead('security:', '»constructor:'), 'groups.constructor', /reserved/, null],
  // Observers
  ['an observer without members', atEnd('observers: [{ members: »[] }]'), 'observers[0].members', /is empty/, /Add an e-mail/],
  ['an observer who is no person', atEnd('observers: [{ members: [»everyone] }]'), 'observers[0].members[0]', /must be an e-mail/, /e-mail address/],
  ['observers of no kind', atEnd('observers: [{ members: [pr@example.com], kinds: »[] }]'), 'observers[0].kinds', /is empty/, /every kind/],
  ['observers of a kind that is none', atEnd('observers: [{ members: [pr@example.com], kinds: [»posts] }]'), 'observers[0].kinds[0]', /must be/, /mean “post”/],
  ['an observer named twice', atEnd('observers: [{ members: [pr@example.com] }, { members: [»pr@example.com], kinds: [post] }]'), 'observers[1].members[0]', /entry 1 informs/, /Remove/],
  // Shapes
  ['a missing section', smallest.replace(/executives:[\s\S]*/, '').replace('org', '»org'), 'executives', /executives is missing/, null],
  ['a missing time zone', smallest .replace('»', '') .replace(/ {2}timezone.*\n/, '') .replace('org', '»org'), 'organisation.timezone', /is missing: it must be an IANA time zone/, null],
  ['a group without the key members', smallest.replace(/members: \[sec.*/, 'name: Security').replace('security', '»security'), 'groups.security.members', /is missing: it must be a list/, null],
  ['a section with nothing below it', atEnd('»mediation:'), 'mediation', /must be a block of settings, not empty/, null],
  ['one member without brackets', instead('[cmo@example.com]', '»cmo@example.com'), 'executives[0].members', /must be a list/, /\[cmo@example\.com\]/],
  ['a list for a block', instead('security:\n    members: [sec1@example.com, sec2@example.com]', 'security: »[1]'), 'groups.security', /must be a block of settings, not a list/, null],
  // Organisation
  ['a name that is a number', instead('Example AG', '»5'), 'organisation.name', /must be a name .* not 5/, /"5"/],
  ['an empty name', instead('Example AG', '»" "'), 'organisation.name', /nothing is there/, null],
  ['a name that turns text around', instead('Example AG', '»"a\\u202eb"'), 'organisation.name', /without line breaks and control/, null],
  ['a name with a line break', instead('Example AG', '»"a\\nb"'), 'organisation.name', /without line breaks/, null],
  ['a time zone by city', instead('Europe/Berlin', '»Berlin'), 'organisation.timezone', /“Berlin”/, /“Europe\/Berlin”/],
  ['a misspelt time zone', instead('Europe/Berlin', '»Europe/Berln'), 'organisation.timezone', /“Europe\/Berln”/, /“Europe\/Berlin”/],
  ['a fixed offset', instead('Europe/Berlin', '»"+01:00"'), 'organisation.timezone', /“\+01:00”/, null],
  ['a language that is not spoken', inOrganisation('locale: »fr'), 'organisation.locale', /must be en or de, not “fr”/, null],
  ['an unknown state', inOrganisation('holidays: »DE-XX'), 'organisation.holidays', /not known: “DE-XX”/, /Known in DE: .*DE-BE/],
  ['a region in small letters', inOrganisation('holidays: »de-be'), 'organisation.holidays', /“de-be”/, /“DE-BE”/],
  ['a region nobody knows', inOrganisation('holidays: [»Berlin]'), 'organisation.holidays[0]', /“Berlin”/, /country/],
  ['a date that does not exist', inOrganisation('holidays: [DE, »2026-02-30]'), 'organisation.holidays[1]', /does not exist: 2026-02-30/, null],
  ['hours that end before they start', inOrganisation('workingHours: { mon: »17:00-09:00 }'), 'organisation.workingHours.mon', /must end after it starts/, /24:00/],
  ['hours without length', inOrganisation('workingHours: { mon: [08:00-09:00, »09:00-09:00] }'), 'organisation.workingHours.mon[1]', /09:00-09:00/, null],
  ['hours that overlap', inOrganisation('workingHours: { mon: [09:00-12:00, »11:00-13:00] }'), 'organisation.workingHours.mon[1]', /overlaps/, null],
  ['hours after midnight', inOrganisation('workingHours: { mon: »09:00-25:00 }'), 'organisation.workingHours.mon', /“09:00-25:00”/, null],
  ['no working hours at all', inOrganisation('workingHours: »{}'), 'organisation.workingHours', /no working time at all/, null],
  ['only days without hours', inOrganisation('workingHours: »{ mon: [] }'), 'organisation.workingHours', /no working time at all/, null],
  // Groups
  ['no groups', instead('groups:\n  security:\n    members: [sec1@example.com, sec2@example.com]', 'groups: »{}'), 'groups', /groups is empty/, null],
  ['a group without members', instead('[sec1@example.com, sec2@example.com]', '»[]'), 'groups.security.members', /a group needs at least one person/, /Add/],
  ['a member twice', instead('sec2@example.com', '»SEC1@example.com'), 'groups.security.members[1]', /sec1@example\.com a second time/, null],
  ['a member by name', instead('sec2@example.com', '»Bob'), 'groups.security.members[1]', /“Bob”/, /e-mail address/],
  ['a member as in a mail', instead('sec2@example.com', '»"Bob <bob@example.com>"'), 'groups.security.members[1]', /Bob/, /“bob@example\.com”/],
  ['a bare Slack id', instead('sec2@example.com', '»S0123ABCD'), 'groups.security.members[1]', /S0123ABCD/, /“slack:S0123ABCD”/],
  ['a Slack id of a channel', instead('sec2@example.com', '»slack:C0123ABCD'), 'groups.security.members[1]', /slack:C0123ABCD/, /begins with S/],
  ['an Entra group by name', instead('sec2@example.com', '»entra:Security'), 'groups.security.members[1]', /entra:Security/, /object id/],
  ['a quorum of nobody', inGroup('quorum: »0'), 'groups.security.quorum', /from 1 to 50, not 0/, null],
  ['a quorum above the members', inGroup('quorum: »3'), 'groups.security.quorum', /asks for 3 people, but the group has only 2/, /Lower it to 2/],
  ['rejections above the members', inGroup('rejections: »3'), 'groups.security.rejections', /asks for 3 people/, null],
  ['a broken number', inGroup('quorum: »1.5'), 'groups.security.quorum', /whole number .* not 1\.5/, null],
  ['a number in quotes', inGroup('quorum: »"2"'), 'groups.security.quorum', /“2”/, /without quotes/],
  ['an endless number', inGroup('quorum: ».inf'), 'groups.security.quorum', /Infinity/, null],
  ['a number that cannot be counted', inGroup('quorum: »9007199254740993'), 'groups.security.quorum', /whole number/, null],
  ['a link to something else in Teams', inGroup('channel: »https://teams.microsoft.com/l/team/19%3Aabc'), 'groups.security.channel', /id or the link of a Teams channel/, /Copy link/],
  ['a channel by name', inGroup('channel: »"#security"'), 'groups.security.channel', /id of a Slack channel/, /details/],
  ['a misspelt way to choose', inGroup('assign: »rotatoin'), 'groups.security.assign', /everyone, rotation or least-loaded, not “rotatoin”/, /“rotation”/],
  ['fewer asked than the quorum', inGroup('quorum: 2\n    assign: rotation\n    ask: »1'), 'groups.security.ask', /fewer people than settle the group: 1, but the quorum is 2/, /2 or more/],
  ['fewer asked than can reject', inGroup('rejections: 2\n    assign: least-loaded\n    ask: »1'), 'groups.security.ask', /the rejections needed are 2/, null],
  ['more asked than there are', inGroup('assign: rotation\n    ask: »3'), 'groups.security.ask', /asks for 3 people, but the group has only 2/, /2 or fewer/],
  ['a negative number of people', inGroup('assign: rotation\n    ask: »-1'), 'groups.security.ask', /whole number from 1 to 50, not -1/, null],
  ['some asked where everyone is', inGroup('ask: »1'), 'groups.security.ask', /means nothing where everyone/, /assign: rotation/],
  ['a widening where everyone is asked', inGroup('widenAt: »50%'), 'groups.security.widenAt', /means nothing where everyone/, null],
  ['a widening at the end', inGroup('assign: rotation\n    widenAt: »100%'), 'groups.security.widenAt', /“100%”/, null],
  ['a stage before the first', inGroup('stage: »0'), 'groups.security.stage', /whole number from 1 to 9, not 0/, null],
  ['a stage left out', inGroup('stage: 1\n  legal: { stage: »3, members: [l@example.com] }'), 'groups.legal.stage', /is 3, but no group has the stage 2/, /Write 2/],
  ['no first stage', inGroup('stage: »2'), 'groups.security.stage', /no group has the stage 1/, /Write 1/],
  ['two groups of one name', inGroup('name: Review\n  legal: { name: »review, members: [l@example.com] }'), 'groups.legal.name', /name of the group “security”/, null],
  ['an unknown questionnaire', inGroup('questionnaires: { post: »secruity-post }'), 'groups.security.questionnaires.post', /“secruity-post”/, /“security-post”/],
  // Times
  ['a length of time in words', inGroup('respondWithin: »8 working hours'), 'groups.security.respondWithin', /“8 working hours”/, /“8wh”/],
  ['a length of time with a comma', inGroup('respondWithin: »1,5 days'), 'groups.security.respondWithin', /“1,5 days”/, /“1\.5d”/],
  ['a length of time in capitals', inGroup('respondWithin: »8WH'), 'groups.security.respondWithin', /“8WH”/, /“8wh”/],
  ['a length of time without unit', inGroup('respondWithin: »8'), 'groups.security.respondWithin', /not 8/, /8wh/],
  ['no time at all', inGroup('respondWithin: »0wh'), 'groups.security.respondWithin', /longer than zero, not 0wh/, null],
  ['a tiny time that is none', inGroup('respondWithin: »0.000000s'), 'groups.security.respondWithin', /longer than zero/, null],
  ['a negative time', atEnd('contest: { within: »-1d }'), 'contest.within', /“-1d”/, null],
  ['an approval for decades', atEnd('approval: { validFor: »9999d }'), 'approval.validFor', /27 years with 9999d/, null],
  ['working hours for decades', atEnd('mediation: { lasts: »99999wh }'), 'mediation.lasts', /years with 99999wh/, null],
  ['a share above the whole', inGroup('remindAt: [50%, »120%]'), 'groups.security.remindAt[1]', /“120%”/, null],
  ['the whole as a share', inGroup('remindAt: [»100%]'), 'groups.security.remindAt[0]', /“100%”/, null],
  ['nothing as a share', inGroup('remindAt: [»0%]'), 'groups.security.remindAt[0]', /“0%”/, null],
  ['a share as a number', inGroup('remindAt: [»0.5]'), 'groups.security.remindAt[0]', /not 0\.5/, /“50%”/],
  ['a reminder twice', inGroup('remindAt: [50%, »50%]'), 'groups.security.remindAt[1]', /second time/, null],
  // Executives
  ['no executives', smallest.replace(/executives:[\s\S]*/, 'executives: »[]\n'), 'executives', /somebody must rule/, null],
  ['a level without anybody', instead('[cmo@example.com]', '»[]'), 'executives[0].members', /needs at least one person/, null],
  ['an executive who reviews', instead('cmo@example.com', '»Sec1@example.com'), 'executives[0].members[0]', /sec1@example\.com, who is also a reviewer of the group “security”/, /Remove/],
  ['an executive group that reviews', smallest.replace('sec2@example.com', 'slack:S0123ABCD').replace('cmo@example.com', '»slack:S0123ABCD'), 'executives[0].members[0]', /slack:S0123ABCD, who is also a reviewer/, null],
  ['an executive at two levels', atEnd('  - { members: [»cmo@example.com] }'), 'executives[1].members[0]', /asked at level 1 already/, null],
  // The rest
  ['an empty list of requesters', atEnd('requesters: »[]'), 'requesters', /requesters is empty/, null],
  ['a requester by name', atEnd('requesters: [a@example.com, »Bob]'), 'requesters[1]', /“Bob”/, null],
  ['requesters as a word', atEnd('requesters: »everybody'), 'requesters', /“everyone” or a list/, null],
  ['a route to an unknown group', atEnd('routes: [{ when: {}, groups: [»securty] }]'), 'routes[0].groups[0]', /group that does not exist: “securty”/, /“security”/],
  ['a route to nobody', atEnd('routes: [{ when: {}, groups: »[] }]'), 'routes[0].groups', /is empty/, null],
  ['a route without groups', atEnd('routes: [»{ when: {} }]'), 'routes[0].groups', /is missing/, null],
  ['a route for an unknown kind', atEnd('routes: [{ when: { kind: »posts }, groups: [security] }]'), 'routes[0].when.kind', /post or channel, not “posts”/, /“post”/],
  ['a route for an unknown platform', atEnd('routes: [{ when: { platform: [linkedin, »instagramm] }, groups: [security] }]'), 'routes[0].when.platform[1]', /platform that nobody can choose/, /“instagram”/],
  ['a route for no tier', atEnd('routes: [{ when: { tier: »[] }, groups: [security] }]'), 'routes[0].when.tier', /could never match/, /Leave it out/],
  ['a route for an unknown tier', atEnd('routes: [{ when: { tier: [»minor] }, groups: [security] }]'), 'routes[0].when.tier[0]', /low, medium, high or critical/, null],
  ['a route behind one for everything', atEnd('routes: [{ when: {}, groups: [security] }, »{ when: { kind: post }, groups: [security] }]'), 'routes[1]', /can never match/, /first rule/],
  ['a route behind several that take all', atEnd('routes: [{ when: { tier: [low, medium] }, groups: [security] }, { when: { tier: [high, critical], kind: post }, groups: [security] }, »{ when: { kind: post, platform: x }, groups: [security] }]'), 'routes[2]', /can never match/, null],
  ['a command without slash', atEnd('command: »Countersign'), 'command', /“Countersign”/, /“\/countersign”/],
  ['a tier that is none', atEnd('risk: { questionnaireFrom: »higher }'), 'risk.questionnaireFrom', /low, medium, high or critical/, /“high”/],
  ['a yes that is a text', atEnd('independentVotes: »yes'), 'independentVotes', /must be true or false/, null],
  ['a platform twice', atEnd('platforms: [linkedin, »linkedin]'), 'platforms[1]', /linkedin a second time/, null],
  ['no platforms', atEnd('platforms: »[]'), 'platforms', /1 to 50 platforms/, null],
  ['a platform by its name', atEnd('platforms: [»Company Blog]'), 'platforms[0].id', /“Company Blog”/, /“company-blog”/],
  ['a size without unit', atEnd('media: { maxBytes: »25 }'), 'media.maxBytes', /not 25/, /25MB/],
  ['a size in small letters', atEnd('media: { maxBytes: »25mb }'), 'media.maxBytes', /“25mb”/, /“25MB”/],
  ['a size above what Slack takes', atEnd('media: { maxBytes: »2GB }'), 'media.maxBytes', /at most 1GB/, null],
  ['too many files', atEnd('media: { maxFiles: »11 }'), 'media.maxFiles', /from 0 to 10/, null],
  ['an override with the shipped version', atEnd( 'questionnaires: { security-post: { version: »1, title: T, questions: [{ id: q, text: T, factor: impact, options: [{ id: a, label: A, points: 0 }, { id: b, label: B, points: 1 }] }] } }', ), 'questionnaires.security-post.version', /higher than 1/, /Write 2/],
  ['a question with one option', atEnd( 'questionnaires: { own: { version: 1, title: T, questions: [{ id: q, text: T, factor: impact, options: »[{ id: a, label: A, points: 0 }] }] } }', ), 'questionnaires.own.questions[0].options', /2 to 10 options, not 1/, null],
  ['points that do not exist', atEnd( 'questionnaires: { own: { version: 1, title: T, questions: [{ id: q, text: T, factor: impact, options: [{ id: a, label: A, points: »5 }, { id: b, label: B, points: 1 }] }] } }', ), 'questionnaires.own.questions[0].options[0].points', /0, 1, 2, 3 or 4, not 5/, null],
  ['an option id twice', atEnd( 'questionnaires: { own: { version: 1, title: T, questions: [{ id: q, text: T, factor: impact, options: [{ id: a, label: A, points: 0 }, { id: »a, label: B, points: 1 }] }] } }', ), 'questionnaires.own.questions[0].options[1].id', /another option too: “a”/, null],
  ['a text in one language only', atEnd('questionnaires: { own: { version: 1, »title: { en: T }, questions: [{ id: q, text: T, factor: impact, options: [{ id: a, label: A, points: 0 }, { id: b, label: B, points: 1 }] }] } }'), 'questionnaires.own.title.de', /is missing/, null],
]

describe('given a file with one thing wrong', () => {
  test.each(cases)(
    '%s: then the problem has its place, names it, and says what to do',
    (_, marked, path, message, suggestion) => {
      const { text, line, column } = unmarked(marked)
      const problems = problemsIn(text)
      expect(problems).toEqual([
        {
          source: 'file',
          path,
          line,
          column,
          message: expect.stringMatching(message),
          suggestion: suggestion === null ? problems[0]?.suggestion : expect.stringMatching(suggestion),
        },
      ])
    },
  )
})

/** What YAML itself finds, before any setting is looked at. */
const broken: readonly (readonly [string, string, RegExp, RegExp | null])[] = [
  ['an empty file', '»', /file is empty/, /example/],
  ['only comments', '»# nothing\n', /file is empty/, null],
  ['a word', '»hello\n', /must be a block of settings, not “hello”/, null],
  ['a tab', 'organisation:\n»\tname: A\n', /indented with a tab/, /spaces/],
  ['an open quote', 'organisation:\n  name: "A\n  timezone: UTC»', /Missing closing "quote/, null],
  ['an open bracket', 'groups: [1, 2\n»executives: []\n', /end with a \]/, /brackets/],
  ['a colon in a text', 'organisation: { name: A }\ngroups: »a: b\n', /YAML/, /quotes/],
  ['a text that begins with @', 'command: »@countersign\n', /reserved character @/, /quotes/],
  ['a star before a name', 'requesters: »*everyone\n', /alias/, /quotes/],
  ['a second document', `${smallest}»---\n${smallest}`, /several documents/, /---/],
  ['a tag', `${smallest}command: »!env /command\n`, /Unresolved tag: !env/, /tag/],
  ['deep nesting', `${'['.repeat(100_000)}`, /nested too deeply/, null],
  [
    'a bomb of aliases',
    'a: &a [x,x]\nb: &b [»*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n',
    /aliases/,
    null,
  ],
  ['a file that is no configuration', `»${'x'.repeat(1_000_001)}`, /larger than a megabyte/, null],
]

describe('given a text that is not good YAML', () => {
  test.each(broken)('%s: then only that is reported, at its place', (_, marked, message, suggestion) => {
    const { text, line, column } = unmarked(marked)
    const [problem, ...others] = problemsIn(text)
    expect(others).toEqual([])
    expect(problem?.message).toMatch(message)
    if (suggestion !== null) expect(problem?.suggestion).toMatch(suggestion)
    if (marked.includes('»')) expect([problem?.line, problem?.column]).toEqual([line, column])
  })
})

describe('given several things wrong', () => {
  test('then all are told at once, in the order of the text', () => {
    const text = `organisation: { name: Example AG, timezone: Mars }
groups:
  security:
    member: [sec1@example.com]
    respondWithin: soon
  legal: { members: [ceo@example.com], quorum: 2 }
executives: [{ members: [ceo@example.com], respondWithin: 5 }]
executives: [{ members: [ceo@example.com], respondWithin: 0h }]
colour: red
`
    expect(problemsIn(text).map(({ path, line, column }) => [path, line, column])).toEqual([
      ['organisation.timezone', 1, 45],
      ['groups.security.members', 3, 3],
      ['groups.security.member', 4, 5],
      ['groups.security.respondWithin', 5, 20],
      ['groups.legal.quorum', 6, 48],
      // The first of the two is what is looked at; the second is reported as a repetition.
      ['executives[0].members[0]', 7, 26],
      ['executives[0].respondWithin', 7, 59],
      ['', 8, 1],
      ['colour', 9, 1],
    ])
  })

  test('then a key written twice is named', () => {
    const problems = problemsIn(`${smallest}command: /one\ncommand: /two\n`)
    expect(problems).toEqual([
      expect.objectContaining({
        line: 10,
        column: 1,
        message: '“command” is written twice in the same block.',
      }),
    ])
  })

  test('then keys that are no words are refused', () => {
    const text = `${smallest}__proto__: { a: 1 }\n1: 2\n`
    const messages = problemsIn(text).map(({ message }) => message)
    expect(messages).toEqual(
      expect.arrayContaining(['The key __proto__ is reserved.', 'A key must be a word, not 1.']),
    )
  })
})

test('given any text at all then loading answers, and every problem has a place within the text', () => {
  const pieces = fc.constantFrom(
    ...smallest.split(/(\s+|\b)/),
    '*a',
    '&a',
    '[',
    ']',
    '{',
    '}',
    '!x',
    '"',
    '\t',
    '- ',
    '? ',
    '<<',
    '__proto__',
    '|',
    '#',
  )
  const damaged = fc
    .tuple(fc.nat(smallest.length), fc.nat(12), fc.array(pieces, { maxLength: 4 }))
    .map(([from, length, put]) => smallest.slice(0, from) + put.join('') + smallest.slice(from + length))
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces, { maxLength: 30 }).map((all) => all.join(' ')),
        damaged,
      ),
      (text) => {
        const result = loadOrganisation(text)
        if (result.ok) return
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { line, column, message } of result.problems) {
          expect(message).not.toMatch(/undefined|\[object|NaN\b(?! )/)
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(text.split('\n').length)
          expect(column).toBeGreaterThanOrEqual(1)
        }
      },
    ),
    { numRuns: 400 },
  )
})

test('given a quorum that a user group may reach then it is accepted', () => {
  expect(
    loaded(inGroup('quorum: 9').replace('sec2@example.com', 'slack:S0123ABCD')).policy.groups.security
      ?.quorum,
  ).toBe(9)
})
