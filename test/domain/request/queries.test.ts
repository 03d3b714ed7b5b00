import { expect, test } from 'vitest'
import { allowedVerbs, isOpen, maySeeDecisionOf, waitingFor } from '../../../src/domain/request/queries.ts'
import { groupPolicy, policy } from '../../support/domain/build.ts'
import { hour, minute, monday } from '../../support/domain/calendar.ts'
import { ada, both, cmo, lex, lex2, sec, sec2, zoe } from '../../support/domain/cast.ts'
import { approve, passTime, publish, reject, rule, submit } from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const asked = given(submit(ada))
const escalated = given(submit(ada), approve(sec, 'security'), reject(lex, 'legal'))
  .after(8 * hour)
  .given(passTime)

const verbsOf = (story: typeof asked, actor: typeof ada) =>
  allowedVerbs(story.request(), actor, story.now()).map(({ verb, subject }) =>
    subject === undefined ? verb : `${verb}:${subject}`,
  )

test('given a request under review, when people look at it, then each is offered what they may do', () => {
  expect(verbsOf(asked, sec)).toEqual([
    'approve:security',
    'approve_with_conditions:security',
    'request_changes:security',
    'reject:security',
    'take:security',
  ])
  expect(verbsOf(asked, both)).toHaveLength(10)
  expect(verbsOf(asked, ada)).toEqual(['revise', 'withdraw'])
  expect(verbsOf(asked, zoe)).toEqual([])
  expect(verbsOf(asked, { ...sec, standing: 'guest' })).toEqual([])
})

test('given an escalation, when people look at it, then only the executive and the requester can do something', () => {
  expect(verbsOf(escalated, cmo)).toEqual([
    'rule_approve',
    'rule_approve_with_conditions',
    'rule_reject',
    'rule_send_back',
  ])
  expect(verbsOf(escalated, sec)).toEqual([])
  expect(verbsOf(escalated, ada)).toEqual(['withdraw'])
})

test('given votes are independent, when a reviewer has not decided, then the other group is hidden until then', () => {
  const one = asked.given(approve(sec, 'security'))
  const sees = (reader: typeof ada, group: string) => maySeeDecisionOf(one.request(), reader, group, monday)
  expect(sees(lex, 'security')).toBe(false)
  expect(sees(lex, 'legal')).toBe(true)
  expect(sees(sec, 'legal')).toBe(true)
  expect(sees(sec2, 'legal')).toBe(true)
  expect(sees(ada, 'security')).toBe(true)
  expect(maySeeDecisionOf(escalated.request(), lex2, 'security', monday)).toBe(true)
})

test('given a reviewer decided while the group is still pending, when they look, then they see the others', () => {
  const rules = policy({ groups: { security: groupPolicy(), legal: groupPolicy({ quorum: 2 }) } })
  const story = given(submit(ada, { policy: rules }), approve(sec, 'security'), approve(lex, 'legal'))
  expect(maySeeDecisionOf(story.request(), lex, 'security', monday)).toBe(true)
  expect(maySeeDecisionOf(story.request(), lex2, 'security', monday)).toBe(false)
})

test('given a reviewer could still take the decision back, when they look, then the others stay hidden', () => {
  const undo = { within: { unit: 'elapsed', milliseconds: minute } } as const
  const story = given(submit(ada, { policy: policy({ undo }) }), approve(sec, 'security'))
  expect(maySeeDecisionOf(story.request(), sec, 'legal', monday + minute - 1)).toBe(false)
  expect(maySeeDecisionOf(story.request(), sec, 'security', monday)).toBe(true)
  expect(maySeeDecisionOf(story.request(), sec, 'legal', monday + minute)).toBe(true)
})

test('given votes are open, when a reviewer looks, then nothing is hidden', () => {
  const open = given(submit(ada, { policy: policy({ independentVotes: false }) }), approve(sec, 'security'))
  expect(maySeeDecisionOf(open.request(), lex, 'security', monday)).toBe(true)
})

test('given a request, when it ends, then nobody is waited for', () => {
  const ruled = escalated.given(rule(cmo, { verb: 'approve', reason: 'yes' }))
  expect(isOpen(ruled.request())).toBe(true)
  expect(waitingFor(ruled.request())).toMatchObject({ key: 'validity', groups: [] })
  const published = ruled.given(publish(ada))
  expect(isOpen(published.request())).toBe(false)
  expect(waitingFor(published.request())).toBeNull()
})
