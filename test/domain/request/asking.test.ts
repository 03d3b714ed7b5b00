import { describe, expect, test } from 'vitest'
import { groupPolicy, policy, post } from '../../support/domain/build.ts'
import { hour } from '../../support/domain/calendar.ts'
import { ada, lex, sec, sec2 } from '../../support/domain/cast.ts'
import type { Move } from '../../support/domain/moves.ts'
import {
  approve,
  approveWith,
  asks,
  condition,
  passTime,
  reject,
  requestChanges,
  revise,
  statePosition,
  submit,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const inSteps = policy({ groups: { security: groupPolicy(), legal: groupPolicy({ stage: 2 }) } })
const rotation = { how: 'rotation', ask: 1, widenAt: 0.5 } as const
const choosing = policy({ groups: { security: groupPolicy({ assign: rotation }) } })

describe('given legal in a second step', () => {
  const asked = given(submit(ada, { policy: inSteps }))

  test('then it may not decide before security has approved, and its time begins then', () => {
    asked.when(approve(lex, 'legal')).refused('not_your_turn')
    const opened = asked.after(3 * hour).when(approveWith(sec, 'security', condition('a source')))
    const story = opened.gives('decided', 'stage_opened')
    expect(opened.events[1]).toMatchObject({
      stage: 2,
      review: { legal: { startedAt: story.now(), dueAt: story.now() + 8 * hour } },
    })
    story.when(approve(lex, 'legal')).gives('decided', 'conditions_offered')
  })

  test('when security rejects, then it is rejected without asking legal', () => {
    asked.when(reject(sec, 'security')).gives('decided', 'rejected')
  })

  test('when security is silent, then the mediation is about security alone, and its approval asks legal', () => {
    const stalled = asked.after(8 * hour).given(passTime)
    stalled.when(statePosition(lex, 'legal')).refused('not_your_turn')
    stalled.when(approve(lex, 'legal')).refused('not_your_turn')
    const opened = stalled
      .when(approve(sec, 'security'))
      .gives('decided', 'deadlock_resolved', 'stage_opened')
    // The same content is not mediated twice.
    opened.when(reject(lex, 'legal')).gives('decided', 'escalated')
    expect(opened.given(reject(lex, 'legal')).request()).toMatchObject({
      status: 'escalated',
      deadlock: { kind: 'disagreement', groups: ['security', 'legal'] },
    })
    const silent = opened
      .after(8 * hour)
      .given(passTime)
      .request()
    expect(silent).toMatchObject({ status: 'escalated', deadlock: { kind: 'stalled', groups: ['legal'] } })
  })

  test('when legal asks for changes, then the revision begins with security again', () => {
    const revised = asked.given(approve(sec, 'security'), requestChanges(lex, 'legal'), revise(ada, 'd2'))
    revised.when(approve(lex, 'legal')).refused('not_your_turn')
    revised.when(approve(sec2, 'security')).gives('decided', 'stage_opened')
  })
})

describe('given a group of which one is asked', () => {
  const asked = given(submit(ada, { policy: choosing }), asks('security', ['sec', true], ['sec2', true]))

  test('then it is somebody else than the requester, once, and the others may decide', () => {
    expect(asked.request().assigned.security?.people).toEqual(['sec'])
    asked.when(asks('security', ['sec', true], ['sec2', true])).gives()
    asked.when(approve(sec2, 'security')).gives('decided', 'approved')
    const own = given(submit(sec, { policy: choosing }), asks('security', ['sec', true], ['sec2', true]))
    expect(own.request().assigned.security?.people).toEqual(['sec2'])
  })

  test('when that one goes, then another is asked; when nobody is left, then the whole group is', () => {
    const replaced = asked.given(asks('security', ['sec', false], ['sec2', true]))
    expect(replaced.request().assigned.security).toMatchObject({ people: ['sec2'], because: 'replaced' })
    const alone = asked.given(asks('security', ['sec', false], ['sec2', false]))
    expect(alone.request().assigned.security).toMatchObject({ people: ['sec', 'sec2'], because: 'widened' })
    expect(
      given(submit(ada, { policy: choosing }), asks('security')).request().assigned.security,
    ).toMatchObject({ people: [], because: 'widened' })
  })

  test('when half of the time has passed, then everybody is, once, and a deadlock comes when it would have', () => {
    const all: Move = () => ({ type: 'pass_time', members: { security: ['sec', 'sec2', 'ada'] } })
    const widened = asked.after(4 * hour).when(all)
    const story = widened.gives('reminded', 'assigned')
    expect(widened.events[1]).toMatchObject({ people: ['sec', 'sec2'], because: 'widened' })
    story.when(all).gives()
    asked
      .after(8 * hour)
      .when(all)
      .gives('deadlocked')
  })
})

test('given somebody in two groups that choose, then they are asked for one of them only', () => {
  const groups = { security: groupPolicy({ assign: rotation }), legal: groupPolicy({ assign: rotation }) }
  const request = given(
    submit(ada, { policy: policy({ groups }) }),
    asks('security', ['both', true], ['sec', true]),
    asks('legal', ['both', true], ['lex', true]),
  ).request()
  expect(request.assigned).toMatchObject({ security: { people: ['both'] }, legal: { people: ['lex'] } })
})

describe('given routes', () => {
  const routing = {
    rules: [
      { when: { kind: ['post'], tier: ['low'], platform: ['linkedin'] }, groups: ['security'] },
      { when: { tier: ['high'] }, groups: ['legal'] },
    ],
    rule: null,
    others: {},
  } as const
  const rules = policy({ routing })
  const groupsOf = (...moves: readonly Move[]) => Object.keys(given(...moves).request().policy.groups)

  test('then the first rule that matches chooses the groups, and every group reviews where none does', () => {
    expect(groupsOf(submit(ada, { policy: rules }))).toEqual(['security'])
    expect(groupsOf(submit(ada, { policy: rules, tier: 'high' }))).toEqual(['legal'])
    expect(groupsOf(submit(ada, { policy: rules, tier: 'medium' }))).toEqual(['security', 'legal'])
    const elsewhere = { ...post('first'), channels: ['linkedin', 'x'] }
    expect(groupsOf(submit(ada, { policy: rules, content: elsewhere }))).toEqual(['security', 'legal'])
  })

  test('when a revision falls under another rule, then its groups come in, and none goes', () => {
    const higher = [submit(ada, { policy: rules }), revise(ada, 'd2', { tier: 'high' })]
    expect(groupsOf(...higher)).toEqual(['security', 'legal'])
    expect(groupsOf(...higher, revise(ada, 'd3', { tier: 'low' }))).toEqual(['security', 'legal'])
    given(...higher)
      .given(approve(lex, 'legal'))
      .when(approve(sec, 'security'))
      .gives('decided', 'approved')
  })
})
