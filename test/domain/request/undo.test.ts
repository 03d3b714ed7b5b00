import { describe, expect, test } from 'vitest'
import { allowedVerbs, nextDueAt } from '../../../src/domain/request/queries.ts'
import { groupPolicy, policy } from '../../support/domain/build.ts'
import { hour, minute } from '../../support/domain/calendar.ts'
import { ada, cmo, lex, sec, sec2 } from '../../support/domain/cast.ts'
import {
  acceptConditions,
  approve,
  approveWith,
  asks,
  condition,
  passTime,
  publish,
  reject,
  requestChanges,
  revise,
  rule,
  statePosition,
  submit,
  undo,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const forgiving = policy({ undo: { within: { unit: 'elapsed', milliseconds: minute } } })
const asked = given(submit(ada, { policy: forgiving }))
const half = asked.given(approve(sec, 'security'))
const { version: _one, lastEventAt: _at, ...before } = half.request()

describe('given the second group has just decided and that settled the request', () => {
  test.each([
    ['an approval', approve(lex, 'legal'), ['decided', 'approved']],
    ['a deadlock', reject(lex, 'legal'), ['decided', 'deadlocked']],
    ['changes requested', requestChanges(lex, 'legal'), ['decided', 'changes_requested']],
    ['conditions', approveWith(lex, 'legal', condition('label it')), ['decided', 'conditions_offered']],
  ] as const)('when it is undone, then %s is taken back and all is as before', (_name, move, types) => {
    const decided = half.when(move).gives(...types)
    const story = decided
      .after(minute - 1)
      .when(undo(lex, 3))
      .gives('decision_undone')
    expect(story.request()).toMatchObject({
      ...before,
      undoable: null,
      undone: [{ act: 3, of: 'decision', by: 'lex' }],
    })
    expect(nextDueAt(story.request())).toBe(nextDueAt(half.request()))
    // Nothing is lost: the same person may decide again, and otherwise.
    story.when(approve(lex, 'legal')).gives('decided', 'approved')
  })
})

test('given a position, or conditions accepted, when it is undone, then only that is taken back', () => {
  const mediation = half.given(reject(lex, 'legal'))
  const stated = mediation.given(statePosition(ada, 'requester')).when(undo(ada, 5)).gives('decision_undone')
  expect(stated.request()).toMatchObject({ status: 'deadlocked', positions: [] })
  const offered = half.given(approveWith(lex, 'legal', condition('label it')))
  const accepted = offered.when(acceptConditions(ada)).gives('conditions_accepted', 'approved')
  const taken = accepted.when(undo(ada, 5)).gives('decision_undone')
  expect(taken.request().status).toBe('conditions_offered')
  taken.when(acceptConditions(ada)).gives('conditions_accepted', 'approved')
})

describe('given a decision that cannot be undone any more, when it is tried, then it is refused', () => {
  const approved = half.given(approve(lex, 'legal'))
  test.each([
    ['after the minute', approved.after(minute), lex, 3, 'undo_late'],
    ['by somebody else', approved, sec, 3, 'undo_not_yours'],
    ['of an earlier one', approved, sec, 2, 'undo_overtaken'],
    ['after a colleague has decided', half.given(reject(lex, 'legal')), sec, 2, 'undo_overtaken'],
    ['after publishing', approved.given(publish(ada)), lex, 3, 'undo_overtaken'],
    ['after a revision', half.given(revise(ada, 'd2')), sec, 2, 'undo_overtaken'],
    ['by somebody who has said nothing', half, lex, 2, 'undo_not_yours'],
    ['twice in a row', half.given(undo(sec, 2)), lex, 2, 'undo_not_yours'],
  ] as const)('%s', (_name, story, actor, act, code) => {
    story.when(undo(actor, act)).refused(code)
  })

  test('a ruling is final', () => {
    const ruled = half
      .given(reject(lex, 'legal'))
      .after(8 * hour)
      .given(passTime, rule(cmo, { verb: 'approve', reason: 'yes' }))
    ruled.when(undo(cmo, 6)).refused('undo_not_yours')
  })

  test('an organisation that allows none', () => {
    given(submit(ada), approve(sec, 'security')).when(undo(sec, 2)).refused('undo_late')
  })
})

test('given the clock reminded others meanwhile, when a decision is undone, then nobody is reminded again', () => {
  const rules = { ...forgiving, groups: { security: groupPolicy(), legal: groupPolicy() } }
  const story = given(submit(ada, { policy: rules }))
    .after(4 * hour - 1)
    .given(approve(sec, 'security'))
    .after(1)
  const reminded = story.when(passTime).gives('reminded')
  const undone = reminded.when(undo(sec, 2)).gives('decision_undone')
  expect(undone.request().reminded).toEqual({ 'group:legal': 1 })
  // Security had been left out because it had decided: its own reminder is still to come.
  expect(undone.when(passTime).gives('reminded').request().reminded).toEqual({
    'group:legal': 1,
    'group:security': 1,
  })
})

test('given a decision that opened the next stage, when it is undone, then nobody is reminded again of the first', () => {
  const groups = { security: groupPolicy(), legal: groupPolicy({ stage: 2 }) }
  const staged = given(submit(ada, { policy: { ...forgiving, groups } }))
  const reminded = staged.after(4 * hour).given(passTime)
  const undone = reminded.given(approve(sec, 'security')).when(undo(sec, 3)).gives('decision_undone')
  expect(undone.request().reminded).toEqual({ 'group:security': 1 })
})

test('given whoever was asked has gone since deciding, when they take it back, then nothing follows by itself, and another can be asked', () => {
  const assign = { how: 'rotation', ask: 1, widenAt: 0.5 } as const
  const rules = { ...forgiving, groups: { security: groupPolicy({ assign }), legal: groupPolicy() } }
  const choosing = given(submit(ada, { policy: rules }), asks('security', ['sec', true], ['sec2', true]))
  const gone = asks('security', ['sec', false], ['sec2', true])
  const decided = choosing.given(approve(sec, 'security'))
  decided.when(gone).gives()
  const undone = decided.when(undo(sec, 3)).gives('decision_undone')
  expect(undone.request().assigned.security?.people).toEqual(['sec'])
  const replaced = undone.when(gone).gives('assigned')
  expect(replaced.request().assigned.security).toMatchObject({ people: ['sec2'], because: 'replaced' })
})

test('given conditions were taken back, when others are offered, then no number means two things', () => {
  const offered = half.given(approveWith(lex, 'legal', condition('label it')))
  const other = offered.given(undo(lex, 3), approveWith(lex, 'legal', condition('shorten it')))
  expect(other.request()).toMatchObject({ conditions: [{ id: 'c1.2', text: 'shorten it' }] })
})

test('given a click arrives twice, when it undoes, then the second changes nothing, and nothing else is undone', () => {
  const story = half.given(undo(sec, 2))
  expect(story.when(undo(sec, 2)).events).toEqual([])
  const again = story.given(reject(sec, 'security'))
  expect(again.when(undo(sec, 2)).events).toEqual([])
  expect(again.request().decisions).toHaveLength(1)
})

test('given a mis-click for the wrong group, when it is undone, then the person may decide for the right one', () => {
  const both = { ...sec2, groups: ['security', 'legal'] }
  const story = asked.given(approve(both, 'security'), undo(both, 2))
  story.when(approve(both, 'legal')).gives('decided')
})

test('given something to undo, when people look, then only its author is offered it, and only in time', () => {
  const offered = (actor: typeof ada, at: number) =>
    allowedVerbs(half.request(), actor, at).some(({ verb }) => verb === 'undo')
  expect(offered(sec, half.now())).toBe(true)
  expect(offered(sec, half.now() + minute)).toBe(false)
  expect(offered(sec2, half.now())).toBe(false)
  expect(offered(ada, half.now())).toBe(false)
})

test('given a person whom an operator made one with the account that decided, when they take it back, then they may, as it is offered', () => {
  const decided = asked.given(approve(sec, 'security'))
  const joined = { ...sec, person: 'sec-elsewhere', alsoAs: [sec.person] }
  expect(allowedVerbs(decided.request(), joined, decided.request().lastEventAt)).toContainEqual({
    verb: 'undo',
    subject: '2',
  })
  decided.when(undo(joined, 2)).gives('decision_undone')
})
