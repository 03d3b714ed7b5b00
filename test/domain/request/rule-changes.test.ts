import { expect, test } from 'vitest'
import type { Policy } from '../../../src/domain/request/policy.ts'
import { ruleChanges } from '../../../src/domain/request/queries.ts'
import { groupPolicy, policy } from '../../support/domain/build.ts'
import { hour } from '../../support/domain/calendar.ts'
import { ada } from '../../support/domain/cast.ts'
import { submit } from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const kept = policy()
const { security, legal } = kept.groups
if (security === undefined || legal === undefined) throw new Error('two groups are needed')
const request = given(submit(ada, { policy: kept })).request()
const hours = (count: number) => ({ unit: 'elapsed', milliseconds: count * hour }) as const
const changes = (parts: Partial<Policy>) => ruleChanges(request, { ...kept, ...parts })

test('given the rules of the submission are still in force, then nothing is said, however they are written', () => {
  expect(changes({})).toEqual([])
  expect(changes({ groups: { legal, security } })).toEqual([])
})

test.each<[string, Partial<Policy>, object]>([
  [
    'a quorum',
    { groups: { security: { ...security, quorum: 2 }, legal } },
    { of: 'quorum', group: 'security', was: 1, now: 2 },
  ],
  [
    'rejections',
    { groups: { security, legal: { ...legal, rejections: 2 } } },
    { of: 'rejections', group: 'legal', was: 1, now: 2 },
  ],
  [
    'a step',
    { groups: { security, legal: { ...legal, stage: 2 } } },
    { of: 'stage', group: 'legal', was: 1, now: 2 },
  ],
  [
    'the time of a group',
    { groups: { security: { ...security, respondWithin: hours(2) }, legal } },
    { of: 'group_time', group: 'security', was: security.respondWithin, now: hours(2) },
  ],
  [
    'a group that joined',
    { groups: { security, legal, press: groupPolicy() } },
    { of: 'group_added', group: 'press' },
  ],
  ['a group that left', { groups: { security } }, { of: 'group_dropped', group: 'legal' }],
  ['the chain', { executives: kept.executives.slice(0, 1) }, { of: 'executives', was: 2, now: 1 }],
  [
    'the time of an executive',
    { executives: kept.executives.map((level) => ({ ...level, respondWithin: hours(8) })) },
    { of: 'executive_time', level: 2, was: hours(4), now: hours(8) },
  ],
  [
    'the length of a mediation',
    { mediation: { ...kept.mediation, lasts: hours(1) } },
    { of: 'mediation_time', was: kept.mediation.lasts, now: hours(1) },
  ],
  ['the rounds', { mediation: { ...kept.mediation, rounds: 1 } }, { of: 'mediation_rounds', was: 3, now: 1 }],
  [
    'contesting',
    { contest: { within: hours(1) } },
    { of: 'contest_time', was: kept.contest.within, now: hours(1) },
  ],
  [
    'the time of a requester',
    { requester: { ...kept.requester, respondWithin: hours(1) } },
    { of: 'requester_time', was: kept.requester.respondWithin, now: hours(1) },
  ],
  [
    'how long an approval is valid',
    { approval: { validFor: hours(1) } },
    { of: 'validity', was: kept.approval.validFor, now: hours(1) },
  ],
  ['the questionnaire', { questionnaireFrom: 'low' }, { of: 'questionnaire_from', was: 'high', now: 'low' }],
  ['independent votes', { independentVotes: false }, { of: 'independent_votes', was: true, now: false }],
])('given %s changed since, then exactly that is said', (_what, parts, said) => {
  expect(changes(parts)).toEqual([said])
})

test('given a new rule sends requests like this one to fewer groups, then that is said of the others', () => {
  const routing = {
    rules: [{ when: { kind: ['post'] }, groups: ['security'] }],
    rule: null,
    others: {},
  } as const
  expect(changes({ routing })).toEqual([{ of: 'group_dropped', group: 'legal' }])
})

test('given only reminders, turns or the time to undo changed, then nothing is said: they decide nothing', () => {
  const asked = { ...security, remindAt: [0.1], assign: { how: 'rotation', ask: 1, widenAt: 0.5 } } as const
  expect(changes({ groups: { security: asked, legal }, undo: { within: hours(1) } })).toEqual([])
})
